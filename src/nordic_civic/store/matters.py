"""Make the dossiers of a store again after its documents changed: in one transaction, with little in memory."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from ..dossiers.build import dossier_id
from ..dossiers.days import last_day
from ..dossiers.fates import Given, Report, fates
from ..dossiers.join import Group, Joined, Member, join

if TYPE_CHECKING:
    from .store import Store

_GROUPS = """
    SELECT k.rule, k.value, k.series, n.number, c.document, k.cites
    FROM case_keys k JOIN temp.numbers n ON n.record = k.record JOIN cases c ON c.key = k.record
    ORDER BY k.rule, k.value, n.number, k.cites
"""
_DOSSIERS = """
    SELECT m.root, min((SELECT min(value) FROM case_keys WHERE record = c.key AND rule = 'dossier')), min(c.id),
        min(d.country), min(d.municipality_name),
        min((SELECT min(value) FROM identifiers WHERE record = c.key AND role = 'dossier')),
        (SELECT c2.title FROM temp.matters m2 JOIN cases c2 ON c2.key = m2.record
            JOIN documents d2 ON d2.key = c2.document WHERE m2.root = m.root AND c2.title IS NOT NULL
            ORDER BY coalesce(c2.date, d2.date, '9999'), c2.id LIMIT 1),
        min(coalesce(c.date, d.date)), max(coalesce(c.date, d.date)), count(*)
    FROM temp.matters m JOIN cases c ON c.key = m.record JOIN documents d ON d.key = c.document
    GROUP BY m.root
"""
_MANDATES = """
    SELECT m.root, x.id, x.kind, x.status, x.text,
        (SELECT json_group_array(name) FROM agents WHERE record = x.key AND path = 'assignees'),
        CASE WHEN o.role = 'cited' THEN o.date ELSE coalesce(o.date, c.date, d.date) END, x.deadline,
        x.recurrence IS NOT NULL, json_array(x.assigner_name, x.reports_to_name)
    FROM temp.matters m JOIN cases c ON c.key = m.record JOIN documents d ON d.key = c.document
    JOIN mandates x ON x.case_id = c.id LEFT JOIN decisions o ON o.id = x.origin_id
    ORDER BY m.root
"""
_REPORTS = """
    SELECT m.root, o.id, o.body_name, coalesce(o.date, c.date, d.date), json_group_array(DISTINCT x.id)
    FROM decisions o JOIN cases c ON c.id = o.case_id JOIN documents d ON d.key = c.document
    JOIN temp.matters m ON m.record = c.key
    JOIN case_keys told ON told.record = c.key AND told.rule = 'item' AND told.cites
    JOIN case_keys own ON own.rule = told.rule AND own.value = told.value AND NOT own.cites AND own.record <> c.key
    JOIN temp.matters same ON same.record = own.record AND same.root = m.root
    JOIN cases named ON named.key = own.record JOIN mandates x ON x.case_id = named.id
    WHERE o.role = 'taken' AND o.outcome = 'noted'
    GROUP BY o.key
"""
_TEMPORARY = ("numbers", "matters")
_CHUNK = 500


def refresh(store: Store) -> bool:
    """Make the dossiers again where they no longer fit the cases; say whether that was needed.

    >>> from nordic_civic.store import Store
    >>> with Store(":memory:") as store:
    ...     refresh(store), refresh(store)
    (True, False)
    """
    if not store.connection.execute("SELECT stale FROM state").fetchone()[0]:
        return False
    with store.transaction() as connection:
        connection.execute("DELETE FROM dossiers")
        records = _number(connection)
        joined = join(len(records), lambda: _groups(connection))
        _write_matters(connection, records, joined)
        _write_dossiers(connection)
        _write_ties(connection, records, joined)
        _write_fates(connection)
        for table in _TEMPORARY:
            connection.execute(f"DROP TABLE temp.{table}")
        connection.execute("UPDATE state SET stale = 0")
    return True


def _number(connection: sqlite3.Connection) -> array[int]:
    """Give each case that has a key a number from 0; return the record of each number."""
    connection.execute("CREATE TEMP TABLE numbers (record INTEGER PRIMARY KEY, number INTEGER NOT NULL)")
    connection.execute(
        "INSERT INTO temp.numbers SELECT record, row_number() OVER (ORDER BY record) - 1"
        " FROM (SELECT DISTINCT record FROM case_keys)"
    )
    return array("q", (row[0] for row in connection.execute("SELECT record FROM temp.numbers ORDER BY record")))


def _groups(connection: sqlite3.Connection) -> Iterator[Group]:
    for (rule, value), rows in groupby(connection.execute(_GROUPS), key=lambda row: row[:2]):
        found = list(rows)
        yield Group(rule, value, found[0][2], [Member(row[3], row[4], bool(row[5])) for row in found])


def _write_matters(connection: sqlite3.Connection, records: array[int], joined: Joined) -> None:
    connection.execute("CREATE TEMP TABLE matters (record INTEGER PRIMARY KEY, root INTEGER NOT NULL)")
    connection.execute("INSERT INTO temp.matters SELECT key, key FROM cases")
    connection.executemany(
        "UPDATE temp.matters SET root = ? WHERE record = ?",
        ((records[root], record) for at, record in enumerate(records) if (root := joined.forest.find(at)) != at),
    )
    connection.execute("CREATE INDEX temp.matters_root ON matters (root)")


def _write_dossiers(connection: sqlite3.Connection) -> None:
    rows = connection.execute(_DOSSIERS)
    for chunk in _chunks(rows):
        connection.executemany(
            "INSERT INTO dossiers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((root, dossier_id([value] if value else [], [case]), *rest) for root, value, case, *rest in chunk),
        )
    connection.execute(
        "INSERT INTO dossier_cases SELECT c.id, m.root FROM temp.matters m JOIN cases c ON c.key = m.record"
    )


def _write_ties(connection: sqlite3.Connection, records: array[int], joined: Joined) -> None:
    rows = (
        (records[root], group.rule, group.value, member.cites, is_joined, records[member.case])
        for group in _groups(connection)
        for root, members, is_joined in joined.ties(group)
        for member in members
    )
    for chunk in _chunks(rows):
        connection.executemany(
            "INSERT INTO dossier_ties (dossier, rule, value, cites, joined, case_id)"
            " SELECT ?, ?, ?, ?, ?, id FROM cases WHERE key = ?",
            chunk,
        )


def _write_fates(connection: sqlite3.Connection) -> None:
    for chunk in _chunks(_fates(connection)):
        connection.executemany("INSERT INTO mandate_fates VALUES (?, ?, ?, ?, ?, ?, ?)", chunk)


def _fates(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    reports = _reports(connection)
    for root, rows in groupby(connection.execute(_MANDATES), key=lambda row: row[0]):
        mandates = [_given(*row[1:]) for row in rows]
        for one in fates(mandates, reports=reports.get(root, ())):
            last: date | None = last_day(one.deadline)
            day = last.isoformat() if last else None
            yield one.mandate_id, root, one.fate, one.since, one.deadline, day, one.report_id


def _given(name: str, kind: Any, status: Any, text: str, assignees: str, *rest: Any) -> Given:
    day, deadline, recurs, receivers = rest
    to = tuple(filter(None, json.loads(receivers)))
    return Given(name, kind, status, text, tuple(json.loads(assignees)), day, deadline, bool(recurs), to)


def _reports(connection: sqlite3.Connection) -> dict[int, list[Report]]:
    """Give the decisions that may be reports, by matter."""
    found: dict[int, list[Report]] = defaultdict(list)
    for root, name, body, day, mandates in connection.execute(_REPORTS):
        found[root].append(Report(name, body, day, tuple(json.loads(mandates))))
    return found


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    """Cut rows that are read into lists that are written, so that a table is not read and written at a time."""
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk

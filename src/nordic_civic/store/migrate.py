"""Bring a store to the version of this library: numbered steps, each one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from .errors import StoreError

APPLICATION_ID = 0x4E43_6976  # "NCiv": what the file says it is

Step = Callable[[sqlite3.Connection], None]


@cache
def steps() -> tuple[str, ...]:
    """Give the SQL of each step in order; a store of version n has been through the first n.

    >>> len(steps()) >= 3
    True
    """
    folder = files(__package__) / "migrations"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in found)


def version_of(connection: sqlite3.Connection) -> int:
    """Give the version of a store, 0 for an empty file; raise StoreError for a database that is something else."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if application == APPLICATION_ID:
        return version
    if version or application or connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise StoreError("This database is no store of records; name another file.")
    return 0


def migrate(connection: sqlite3.Connection, to: int | None = None) -> int:
    """Take the steps that a store lacks, and give how many there were; `to` is the version to stop at.

    Raise StoreError for a store that a newer version of this library wrote.
    """
    wanted = len(steps()) if to is None else to
    done = version_of(connection)
    if done > len(steps()):
        raise StoreError(f"A newer version of nordic-civic wrote this store (version {done}); update to read it.")
    for number in range(done, wanted):
        _take(connection, number)
    return max(0, wanted - done)


def _take(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) == number:  # otherwise another process has just taken it
            for statement in _statements(steps()[number]):
                connection.execute(statement)
            if number + 1 in _AFTER:
                _AFTER[number + 1](connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """Cut a script into statements, so that it can run inside a transaction."""
    found, start = [], 0
    for end, char in enumerate(sql, 1):
        if char == ";" and sqlite3.complete_statement(sql[start:end]):
            found.append(sql[start:end])
            start = end
    return found


def _fill_case_keys(connection: sqlite3.Connection) -> None:
    """Write what the cases of an older store can be told by, read with the tables of today."""
    from .rows import rows_of
    from .tables import insert, read_documents

    connection.execute("DELETE FROM case_keys")
    for key, result in read_documents(connection):
        rows = dict(rows_of(result).placed(key))
        insert(connection, "case_keys", rows.get("case_keys", ()))


_AFTER: dict[int, Step] = {4: _fill_case_keys}

"""List the dossiers of a store, or show one: why its cases belong together, its timeline, its mandates."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from ..cli import FAILED
from .console import Table, output, paint_for, tell
from .ingest import open_store
from .options import day, positive
from .query import add_format, add_store, write

if TYPE_CHECKING:
    from ..store import Store

_LIST = """
    SELECT id, number, municipality, first_date AS first, last_date AS last, cases, title FROM dossiers
    WHERE cases >= ? AND (? IS NULL OR municipality = ?) ORDER BY first_date IS NULL, first_date, id
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("dossier", nargs="?", metavar="DOSSIER", help="the number or the id of a dossier to show")
    add_store(parser)
    add_format(parser)
    parser.add_argument("--municipality", metavar="NAME", help="only dossiers of this municipality")
    parser.add_argument(
        "--min-cases", metavar="N", type=positive(int), default=2, help="list dossiers of so many cases (default: 2)"
    )
    parser.add_argument("--on", metavar="DAY", type=day, help="tell the mandates as on this day (default: today)")


def run(args: argparse.Namespace) -> int:
    """Print the list, or the dossiers of a number; the exit code is 1 where there is none."""
    from ..store.matters import refresh

    with open_store(args.store) as store, output(args.output) as stream:
        refresh(store)
        if args.dossier is None:
            narrowed = (args.min_cases, args.municipality, args.municipality)
            cursor = store.connection.execute(_LIST, narrowed)
            names = [column[0] for column in cursor.description]
            write((dict(zip(names, row, strict=True)) for row in cursor), stream, args)
            return 0
        found = [_shown(store, key, args.on or date.today()) for key in _keys(store, args)]
        if not found:
            tell(f"No dossier {args.dossier} is in the store.")
            return FAILED
        _print(found, stream, args)
    return 0


def _keys(store: Store, args: argparse.Namespace) -> list[int]:
    """Give the keys of the dossiers that a number or an id names."""
    rows = store.connection.execute(
        "SELECT key FROM dossiers WHERE (?1 IN (id, number) OR key IN (SELECT dc.dossier FROM identifiers i"
        " JOIN cases c ON c.key = i.record JOIN dossier_cases dc ON dc.case_id = c.id"
        " WHERE i.value = ?1 AND i.role = 'dossier')) AND (?2 IS NULL OR municipality = ?2) ORDER BY id",
        (args.dossier, args.municipality),
    )
    return [row[0] for row in rows]


def _shown(store: Store, key: int, on: date) -> dict[str, Any]:
    """Give everything about one dossier as plain data."""
    import attrs

    from ..dossiers import fates, given, reports, timeline

    head = "id number municipality title first_date last_date cases"
    row = store.connection.execute(f"SELECT {', '.join(head.split())} FROM dossiers WHERE key = ?", (key,)).fetchone()
    ids = [row[0] for row in store.connection.execute("SELECT case_id FROM dossier_cases WHERE dossier = ?", (key,))]
    documents = store.connection.execute(
        "SELECT DISTINCT d.id FROM dossier_cases dc JOIN cases c ON c.id = dc.case_id"
        " JOIN documents d ON d.key = c.document WHERE dc.dossier = ? ORDER BY d.id",
        (key,),
    )
    results = [result for (name,) in documents.fetchall() if (result := store.result(name)) is not None]
    mandates = list(given(ids, results))
    texts = {one.id: (one.text, list(one.assignees)) for one in mandates}
    return {
        **dict(zip(head.split(), row, strict=True)),
        "ties": list(_ties(store, key)),
        "timeline": [attrs.asdict(event) for event in timeline(ids, results)],
        "on": on.isoformat(),
        "mandates": [
            {**attrs.asdict(one), "assignees": texts[one.mandate_id][1], "text": texts[one.mandate_id][0]}
            for one in fates(mandates, on, reports(ids, results))
        ],
    }


def _ties(store: Store, key: int) -> Iterator[dict[str, Any]]:
    for rule, value, joined, cases in store.connection.execute(
        "SELECT rule, value, joined, json_group_array(json_object('case_id', case_id, 'cites', cites))"
        " FROM dossier_ties WHERE dossier = ? GROUP BY rule, value, joined ORDER BY rule, value",
        (key,),
    ):
        yield {"rule": rule, "value": value, "joined": bool(joined), "cases": json.loads(cases)}


def _print(found: list[dict[str, Any]], stream: TextIO, args: argparse.Namespace) -> None:
    if args.format != "table":
        write(found, stream, args)
        return
    paint = paint_for(stream, not args.no_color)
    for one in found:
        facts = (one["number"] or one["id"], one["municipality"], one["title"])
        stream.write(paint("  ".join(fact for fact in facts if fact), "bold") + "\n")
        for tie in one["ties"]:
            why = "joined by" if tie["joined"] else "not joined by"
            stream.write(f"  {why} {tie['rule']} {tie['value']} ({len(tie['cases'])} cases)\n")
        stream.write("\n")
        table = Table(stream, ("date", "what", "who", "how", "source", "page>", "text"), paint, indent="  ")
        for event in one["timeline"]:
            who = ", ".join(event["who"]) or "-"
            place = (event["source"] or "-", str(event["page"] or "-"))
            table.add(event["date"] or "-", event["kind"], who, event["what"], *place, _short(event["text"]))
        table.flush()
        if one["mandates"]:
            stream.write(f"\n  Mandates on {one['on']}\n")
            table = Table(stream, ("fate", "since", "deadline", "assignees", "text"), paint, indent="  ")
            for mandate in one["mandates"]:
                days = (mandate["since"] or "-", mandate["deadline"] or "-")
                table.add(mandate["fate"], *days, ", ".join(mandate["assignees"]) or "-", _short(mandate["text"]))
            table.flush()
        stream.write("\n")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79]}…"

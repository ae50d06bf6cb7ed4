"""Ask a store: decisions, open mandates, proposals, a dossier, full text; or print metadata for Datasette."""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from ..cli import UsageError
from .console import Table, output, paint_for
from .ingest import open_store
from .options import add_colour, day, period, positive

_QUOTE = 90
_HIDDEN = ("id",)
_READ: dict[str, Callable[[str], object]] = {"from": period, "to": period, "on": day}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: one question each, and what narrows it."""
    from ..store.questions import QUESTIONS

    questions = parser.add_subparsers(metavar="QUESTION", required=True, dest="question")
    for one in QUESTIONS.values():
        question = questions.add_parser(one.name, help=one.about, description=f"{one.about}.", allow_abbrev=False)
        for name, about in one.parameters.items():
            if name in one.required:
                question.add_argument(name, metavar=name.upper(), help=about)
            else:
                read = _READ.get(name, str)
                question.add_argument(f"--{name}", metavar=name.upper(), type=read, help=about.replace("%", "%%"))
        add_store(question)
        add_format(question)
        question.add_argument("--limit", metavar="N", type=positive(int), help="no more answers than this")
    about = "Print descriptions and canned queries for Datasette"
    datasette = questions.add_parser("metadata", help=about, description=f"{about}.", allow_abbrev=False)
    add_store(datasette)


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add the store to read."""
    parser.add_argument("--store", metavar="FILE", required=True, help="the SQLite file that nordic-civic ingest made")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add how the answers are printed."""
    parser.add_argument("--format", choices=("table", "json", "ndjson"), default="table", help="default: table")
    parser.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    add_colour(parser)


def run(args: argparse.Namespace) -> int:
    """Ask the question and print the answers."""
    if args.question == "metadata":
        from ..store.datasette import metadata_text

        with output(None) as stream:
            stream.write(metadata_text(Path(args.store).stem))
        return 0
    from ..store.matters import refresh
    from ..store.questions import QUESTIONS

    question = QUESTIONS[args.question]
    given = {name: str(getattr(args, name) or "") for name in question.parameters}
    _check(given)
    with open_store(args.store) as store:
        refresh(store)
        try:
            answers = islice(question.ask(store.connection, **given), args.limit)
            with output(args.output) as stream:
                write(answers, stream, args)
        except sqlite3.OperationalError as error:
            raise UsageError(f"the question cannot be answered: {error}") from None
    return 0


def _check(given: Mapping[str, str]) -> None:
    """Raise UsageError for a word that no record has in its place."""
    from ..records import MANDATE_KINDS
    from ..values import OUTCOMES

    types = ("document", "case", "proposal", "decision", "mandate")
    for name, words in {"outcome": OUTCOMES, "kind": MANDATE_KINDS, "type": types}.items():
        if given.get(name, "") not in ("", *words):
            raise UsageError(f"argument --{name}: {given[name]!r} is none of {', '.join(words)}")


def write(answers: Iterable[Mapping[str, Any]], stream: TextIO, args: argparse.Namespace) -> None:
    """Print answers as the user wants them."""
    if args.format == "table":
        _write_table(answers, stream, args)
        return
    array = args.format == "json"
    between = "[\n" if array else ""
    for answer in answers:
        stream.write(between + json.dumps(answer, ensure_ascii=False))
        between = ",\n" if array else "\n"
    stream.write(("[]\n" if between == "[\n" else "\n]\n") if array else "\n" if between else "")


def _write_table(answers: Iterable[Mapping[str, Any]], stream: TextIO, args: argparse.Namespace) -> None:
    rows: Iterator[Mapping[str, Any]] = iter(answers)
    first = next(rows, None)
    if first is None:
        stream.write("Nothing was found.\n")
        return
    shown = [name for name in first if name not in _HIDDEN]
    headings = [f"{name}>" if name in ("page", "cases") else name for name in shown]
    table = Table(stream, headings, paint_for(stream, not args.no_color))
    for row in (first, *rows):
        table.add(*(_cell(row[name]) for name in shown))
    table.flush()


def _cell(value: object) -> str:
    text = " ".join(str("-" if value is None else value).split())
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1]}…"

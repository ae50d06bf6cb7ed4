"""Parse documents and print their records.

A single document with `--format json` is one JSON object; several are a JSON array, written as they are parsed.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..cli import FAILED, INTERRUPTED
from .console import Table, output, paint_for, tell
from .documents import Documents
from .options import add_colour, add_hints, add_paths, add_plugins, add_run, options_of

if TYPE_CHECKING:
    from ..batch import Options
    from ..records import ParseResult

_COLUMNS = ("file", "kind", "body", "date", "cases>", "proposals>", "decisions>", "mandates>", "failed checks>")
_COUNTED = ("cases", "proposals", "decisions", "mandates")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    parser.add_argument("--format", choices=("json", "ndjson", "table"), default="json", help="default: json")
    parser.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    add_colour(parser)
    add_hints(parser)
    add_plugins(parser)
    add_run(parser)


def run(args: argparse.Namespace) -> int:
    """Parse, print, and give the exit code."""
    options = options_of(args)
    with output(args.output) as stream:
        try:
            if args.format == "table":
                failed = _print_table(args, options, stream)
            else:
                failed = _print_json(args, options, stream)
        except KeyboardInterrupt:
            tell("Stopped; what was parsed before is written.")
            return INTERRUPTED
    return FAILED if failed else 0


def _print_json(args: argparse.Namespace, options: Options, stream: TextIO) -> int:
    single = len(args.paths) == 1 and not (Path(args.paths[0]).is_dir() or args.paths[0].lower().endswith(".zip"))
    make = partial(_json, indent=2 if single and args.format == "json" else None)
    documents = Documents(args, options, make, quiet=stream.isatty())
    array = args.format == "json" and not single
    between = "[\n"
    try:
        for _, text in documents:
            if text is None:
                continue
            stream.write(f"{between}{text}" if array else f"{text}\n")
            between = ",\n"
    finally:
        if array:
            stream.write("[]\n" if between == "[\n" else "\n]\n")
    return documents.failed


def _json(result: ParseResult, name: str, *, indent: int | None) -> str:
    from ..codec import dumps

    del name
    return dumps(result, indent)


def _print_table(args: argparse.Namespace, options: Options, stream: TextIO) -> int:
    from ..explain import counted

    paint = paint_for(stream, not args.no_color)
    table = Table(stream, _COLUMNS, paint)
    documents = Documents(args, options, _row, quiet=stream.isatty())
    totals = [0] * len(_COUNTED)
    try:
        for name, row in documents:
            if row is None:
                table.add(name, "failed", *"-" * (len(_COLUMNS) - 2))
                continue
            table.add(*row)
            totals = [total + int(cell) for total, cell in zip(totals, row[4:8], strict=True)]
    finally:
        table.flush()
        counts = ", ".join(counted(total, what) for total, what in zip(totals, _COUNTED, strict=True))
        lost = f"; {documents.failed} failed" if documents.failed else ""
        stream.write(paint(f"{counted(documents.done, 'documents')}: {counts}{lost}", "bold") + "\n")
    return documents.failed


def _row(result: ParseResult, name: str) -> tuple[str, ...]:
    document = result.document
    body = document.body.name if document.body else "-"
    counts = (str(len(getattr(result, what))) for what in _COUNTED)
    compared = [check.passed for check in result.checks if check.passed is not None]
    checks = f"{compared.count(False)} of {len(compared)}" if compared else "-"
    return name, document.kind or "-", body, document.date or "-", *counts, checks

"""Check what a parse of documents may have missed.

Every document is printed with its checks: what should have been found, and what was found.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TextIO

from ..cli import FAILED, INTERRUPTED
from .console import Paint, Table, output, paint_for, tell
from .documents import Documents
from .options import add_colour, add_hints, add_paths, add_plugins, add_run, options_of

if TYPE_CHECKING:
    from ..records import Check, ParseResult

_COLUMNS = ("check", "outcome", "expected", "found", "message")
_OUTCOMES = {True: "passed", False: "failed", None: "-"}
_COLOURS = {"failed": ("red",), "-": ("dim",)}


class _Checked(NamedTuple):
    """What is printed of one document."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    parser.add_argument(
        "--fail-under",
        metavar="PERCENT",
        type=_percent,
        default=100.0,
        help="exit 1 where less than this share of the checks that compared something passed (default: 100)",
    )
    parser.add_argument("--failed-only", action="store_true", help="print only the checks that failed")
    add_colour(parser)
    add_hints(parser)
    add_plugins(parser)
    add_run(parser)


def run(args: argparse.Namespace) -> int:
    """Parse, print the checks, and give the exit code."""
    options = options_of(args)
    total: Counter[str] = Counter()
    with output(None) as stream:
        paint = paint_for(stream, not args.no_color)
        documents = Documents(args, options, _checked, quiet=stream.isatty())
        try:
            for _, checked in documents:
                if checked is not None:
                    total.update(row[1] for row in checked.rows)
                    _print(checked, stream, paint, args.failed_only)
        except KeyboardInterrupt:
            tell("Stopped; the total is of what was checked before.")
            return INTERRUPTED
        finally:
            stream.write(paint(_summary(documents.done, documents.failed, total), "bold") + "\n")
    return FAILED if documents.failed or _share(total) < args.fail_under else 0


def _checked(result: ParseResult, name: str) -> _Checked:
    document = result.document
    facts = (document.kind, document.body.name if document.body else None, document.date)
    return _Checked(", ".join(filter(None, (name, *facts))), tuple(map(_row, result.checks)))


def _row(check: Check) -> tuple[str, ...]:
    return check.code, _OUTCOMES[check.passed], check.expected or "-", check.found or "-", check.message


def _print(checked: _Checked, stream: TextIO, paint: Paint, failed_only: bool) -> None:
    rows = [row for row in checked.rows if row[1] == "failed" or not failed_only]
    if failed_only and not rows:
        return
    stream.write(paint(checked.heading, "bold") + "\n")
    table = Table(stream, _COLUMNS, paint, indent="  ")
    for row in rows:
        table.add(*row, colours=_COLOURS.get(row[1], ()))
    table.flush()
    stream.write("\n" if rows else "  no checks\n\n")


def _summary(done: int, failed: int, total: Counter[str]) -> str:
    from ..explain import counted

    compared = total["passed"] + total["failed"]
    lost = f", {failed} could not be parsed" if failed else ""
    share = f" ({_share(total):.1f} %)" if compared else ""
    return (
        f"{counted(done, 'documents')}{lost}; {total['passed']} of {compared} checks passed{share},"
        f" {total['-']} had nothing to compare"
    )


def _share(total: Counter[str]) -> float:
    """Give the percentage of checks that passed among those that compared something."""
    compared = total["passed"] + total["failed"]
    return 100.0 * total["passed"] / compared if compared else 100.0


def _percent(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 100")
    return value


_percent.__name__ = "percentage"

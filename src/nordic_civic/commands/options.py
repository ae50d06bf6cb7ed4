"""The options that several commands share: what to read, hints, which plugins take part, how many processes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ..cli import UsageError
from .console import tell

if TYPE_CHECKING:
    from ..batch import Options

N = TypeVar("N", int, float)

_PERIODS = (len("2024"), len("2024-05"), len("2024-05-22"))


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Add the documents to read."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, a folder, a zip archive, or - for standard input"
    )


def add_hints(parser: argparse.ArgumentParser) -> None:
    """Add what the caller knows about the documents."""
    hints = parser.add_argument_group("what you know about the documents (it outweighs what they say)")
    hints.add_argument("--country", metavar="CODE", help="ISO 3166-1 code, such as IS")
    hints.add_argument("--municipality", metavar="NAME", help="whose documents they are")
    hints.add_argument("--body", metavar="NAME", help="the body whose documents they are")
    hints.add_argument("--date", metavar="DATE", help="the date of the sitting or document, such as 2024-05-22")


def add_plugins(parser: argparse.ArgumentParser) -> None:
    """Add the choice of plugins."""
    chosen = parser.add_argument_group("plugins (each option may be given several times)")
    chosen.add_argument("--disable", metavar="NAME", action="append", default=[], help="leave a plugin out")
    chosen.add_argument("--only", metavar="NAME", action="append", default=[], help="use this plugin alone")
    chosen.add_argument(
        "--plugins-dir", metavar="FOLDER", action="append", default=[], help="load further plugins from a folder"
    )


def add_run(parser: argparse.ArgumentParser) -> None:
    """Add how the work is done."""
    work = parser.add_argument_group("work")
    work.add_argument("--jobs", metavar="N", type=positive(int), help="processes (default: one for each processor)")
    work.add_argument(
        "--timeout", metavar="SECONDS", type=positive(float), help="give a document up after so long (default: never)"
    )
    work.add_argument("--verbose", action="store_true", help="tell what weighs little, too, and each file left out")


def add_colour(parser: argparse.ArgumentParser) -> None:
    """Add the choice of no colours."""
    parser.add_argument("--no-color", action="store_true", help="no colours, as outside a terminal or with NO_COLOR")


def options_of(args: argparse.Namespace) -> Options:
    """Give the options of a run; raise UsageError for a hint that cannot be true. Tell what is wrong with plugins."""
    from ..batch import Options
    from ..errors import ReadError

    country = args.country.upper() if args.country else None
    if "" in getattr(args, "paths", ()):
        raise UsageError("argument PATH: an empty name is no path")
    if args.date is not None and not _is_date(args.date):
        raise UsageError(f"argument --date: {args.date!r} is no date such as 2024-05-22 or 2024")
    options = Options(
        country=country,
        municipality=args.municipality,
        body=args.body,
        date=args.date,
        disable=tuple(args.disable),
        only=tuple(args.only),
        folders=tuple(args.plugins_dir),
    )
    try:
        told = options.plugins.diagnostics
        options.check()
    except ReadError as error:
        raise UsageError(f"argument --country: {error}") from None
    except OSError as error:
        raise UsageError(f"argument --plugins-dir: {error.filename}: {error.strerror}") from None
    tell(*(f"{one.code} {one.message}" for one in told if one.severity != "info"))
    return options


def _is_date(text: str) -> bool:
    from ..errors import RecordError
    from ..values import Reference

    try:
        return Reference("decision", text, date=text).date == text
    except RecordError:
        return False


def positive(kind: type[N]) -> Callable[[str], N]:
    """Give the reader of a number above 0."""

    def read(text: str) -> N:
        value = kind(text)
        if not value > 0:
            raise argparse.ArgumentTypeError(f"{text} is not more than 0")
        return value

    read.__name__ = "number"
    return read


def day(text: str) -> date:
    """Read a day.

    >>> day("2024-05-22")
    datetime.date(2024, 5, 22)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2024-05-22") from None


def period(text: str) -> str:
    """Read a day, a month or a year.

    >>> period("2024-05")
    '2024-05'
    """
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        pass
    else:
        if len(text) in _PERIODS:
            return text
    raise argparse.ArgumentTypeError(f"{text!r} is no day, month or year such as 2024-05-22, 2024-05 or 2024")

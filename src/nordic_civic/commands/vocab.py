"""Grow a vocabulary: check its tables, find a line's meaning, list what no row explains."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..cli import FAILED, UsageError
from .console import Table, output, paint_for, tell
from .options import add_colour, add_plugins

if TYPE_CHECKING:
    from ..parser import Parser
    from ..plugins import Plugins
    from ..sources import Task
    from ..testing.lookup import Hit
    from ..testing.unknown import Unknown

    _Actions = argparse._SubParsersAction[argparse.ArgumentParser]
    Action = Callable[[argparse.Namespace, Plugins], int]

_ROWS = ("plugin", "row", "problem", "what to do")
_HITS = ("plugin", "row", "meaning", "line", "words", "form", "gloss")
_UNKNOWN = ("times>", "kind", "line", "where", "followed by")
_SHORT = 60


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the actions and their arguments."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    check = _action(actions, "check", "check that tables are valid and that their rows prove themselves", _check)
    check.add_argument("plugin", nargs="?", default="all", metavar="PLUGIN", help="a parser, its package, or all")
    find = _action(actions, "find", "find the rows that match a line, and what they mean", _find)
    find.add_argument("line", metavar="LINE", help="a line or a phrase, in quotes")
    find.add_argument("--table", metavar="NAME", help="look in this table alone, such as headings")
    what = "list headings and labels that no row explains, the most frequent first"
    missing = _action(actions, "missing", what, _missing)
    missing.add_argument("paths", nargs="+", metavar="PATH", help="a document, a folder, a zip archive, or -")
    missing.add_argument("--country", metavar="CODE", help="whose plugin to read the documents with, such as IS")
    missing.add_argument("--top", metavar="N", type=int, default=50, help="print so many lines (default: 50; 0: all)")


def run(args: argparse.Namespace) -> int:
    """Run the action and give its exit code."""
    from ..errors import VocabularyError
    from ..plugins import plugins

    try:
        found = plugins(disable=args.disable, only=args.only, folders=args.plugins_dir)
    except OSError as error:
        raise UsageError(f"argument --plugins-dir: {error.filename}: {error.strerror}") from None
    tell(*(f"{one.code} {one.message}" for one in found.diagnostics))
    try:
        code: int = args.action(args, found)
    except VocabularyError as error:
        tell(f"NC804 {error}")
        return FAILED
    return code


def _action(actions: _Actions, name: str, what: str, run: Action) -> argparse.ArgumentParser:
    description = f"{what[0].upper()}{what[1:]}."
    parser = actions.add_parser(name, help=what, description=description, allow_abbrev=False)
    add_colour(parser)
    add_plugins(parser)
    parser.set_defaults(action=run, parser=parser)
    return parser


def _check(args: argparse.Namespace, found: Plugins) -> int:
    """Print the rows that do not hold, and a total of each plugin; exit code 1 where there is one."""
    from ..explain import counted

    problems = 0
    with output(None) as stream:
        table = Table(stream, _ROWS, paint_for(stream, not args.no_color))
        totals = []
        for parser in _named(args.plugin, found):
            own = list(_problems(parser))
            for row, wrong, remedy in own:
                table.add(parser.name, row, wrong, remedy, colours=("red",))
            tables = parser.vocabulary.tables.values()
            sizes = (counted(len(tables), "tables"), counted(sum(len(one.rows) for one in tables), "rows"))
            totals.append(f"{parser.name}: {', '.join(sizes)}, {counted(len(own), 'problems')}")
            problems += len(own)
        table.flush()
        stream.writelines(f"{line}\n" for line in totals)
    return FAILED if problems else 0


def _problems(parser: Parser) -> Iterator[tuple[str, str, str]]:
    from ..testing.meanings import unknown_meanings
    from ..testing.tables import row_problems, table_rows

    yield from unknown_meanings(parser.vocabulary, parser.languages)
    for row in table_rows(parser):
        for wrong, remedy in row_problems(parser, row):
            yield str(row), wrong, remedy


def _named(name: str, found: Plugins) -> list[Parser]:
    """Give the parsers that a name stands for; raise UsageError where there are none."""
    chosen = [one for one in found.parsers if name in ("all", one.name, one.package)]
    if not chosen:
        names = ", ".join(one.name for one in found.parsers) or "none"
        raise UsageError(f"argument PLUGIN: no parser is named {name!r}; there are: {names}")
    return chosen


def _find(args: argparse.Namespace, found: Plugins) -> int:
    """Print the rows and patterns that match the line; exit code 1 where there are none."""
    from ..testing.lookup import find_rows

    hits = [
        (parser, hit)
        for parser in found.parsers
        for hit in find_rows(parser, args.line)
        if args.table in (None, hit.place.partition(":")[0])
    ]
    if not hits:
        tell("No row matches.")
        return FAILED
    with output(None) as stream:
        table = Table(stream, _HITS, paint_for(stream, not args.no_color))
        for parser, hit in sorted(hits, key=lambda pair: not pair[1].read):
            table.add(parser.name, *_hit(hit), colours=() if hit.read else ("dim",))
        table.flush()
    return 0


def _hit(hit: Hit) -> tuple[str, ...]:
    how = "read so" if hit.read else "found"
    return hit.place, hit.meaning, how, _cut(hit.words), _cut(hit.form), hit.gloss


def _missing(args: argparse.Namespace, found: Plugins) -> int:
    """Print what no row explains; exit code 1 where a document could not be read."""
    from ..explain import counted

    seen: dict[tuple[str, str], list[tuple[str, Unknown]]] = {}
    done = failed = 0
    for task in _tasks(args):
        done += 1
        lines = _unknown(task, args.country, found)
        failed += lines is None
        for one in lines or ():
            seen.setdefault((one.kind, one.key), []).append((task.name, one))
    ranked = sorted(seen.values(), key=lambda group: -len(group))
    with output(None) as stream:
        table = Table(stream, _UNKNOWN, paint_for(stream, not args.no_color))
        for group in ranked[: args.top or None]:
            name, first = group[0]
            where = f"{name}:{first.number}"
            table.add(str(len(group)), first.kind, _common(group), where, _cut(first.next))
        table.flush()
        kinds = f"{counted(done, 'documents')}: {counted(len(ranked), 'lines')} that no row explains"
        stream.write(f"{kinds}{f', {failed} could not be read' if failed else ''}\n")
    return FAILED if failed else 0


def _common(group: list[tuple[str, Unknown]]) -> str:
    return Counter(one.text for _, one in group).most_common(1)[0][0]


def _tasks(args: argparse.Namespace) -> Iterator[Task]:
    from ..batch import Options
    from ..sources import expand
    from .documents import sources

    yield from expand(sources(args.paths), Options(folders=tuple(args.plugins_dir)).suffixes())


def _unknown(task: Task, country: str | None, found: Plugins) -> list[Unknown] | None:
    """Give the unknown lines of one document; None, and a message, where it cannot be read."""
    from ..errors import ReadError
    from ..identify import choose_parser
    from ..pipeline import load_source
    from ..readers import read
    from ..testing.unknown import unknown_lines
    from .messages import of_error

    try:
        if task.error is not None:
            raise task.error
        data, name = load_source(task.source())
        reading = read(data, name=name, readers=found.readers)
    except ReadError as error:
        tell(of_error(error, task.name))
        return None
    parser, language = choose_parser(reading.text, found.parsers, country.upper() if country else None)
    if parser is None and len(found.parsers) == 1:
        parser = found.parsers[0]
    if parser is None:
        tell(f"{task.name}: No plugin reads its language ({language}). Name one: --country CODE, or --only PLUGIN.")
        return None
    return list(unknown_lines(reading, parser))


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"

"""Which rows and patterns of a plugin match a line: what a linguist asks before a row is written."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..forms import AGENTS, DATE, IDENTIFIER, Found, without_overlap
from ..parser import Parser
from ..rows import Row
from ..text import WORD, fold
from ..vocabulary import Table
from .tables import headings_of, shadows, wins
from .timing import named_shapes

_MARKS = str.maketrans(dict.fromkeys(AGENTS, "{agent}") | {DATE: "{date}", IDENTIFIER: "{identifier}"})


@attrs.frozen
class Hit:
    """A row, or a pattern, that matches something in a line.

    place: the table and the row in it (`headings:12`), or the pattern
    meaning: the row's meaning
    gloss: what it means, in English
    form: the form that matches
    words: what it matches; agents and dates stand as {agent} and {date}
    read: whether the line is read so: of rows that overlap, the one that explains most of it is
    """

    place: str
    meaning: str
    gloss: str
    form: str
    words: str
    read: bool


def find_rows(parser: Parser, line: str) -> list[Hit]:
    """Give the rows of a parser's tables that match a line, then its patterns; the function words of a language not.

    >>> from nordic_civic.plugins import parsers
    >>> hits = [hit for parser in parsers() for hit in find_rows(parser, "Saksutredning:")]
    >>> "background" in {hit.meaning for hit in hits if hit.read}
    True
    """
    hits = [hit for table in parser.vocabulary.tables.values() for hit in _in_table(parser, table, line)]
    return [*hits, *_patterns(parser, line)]


def _in_table(parser: Parser, table: Table, line: str) -> Iterator[Hit]:
    found: dict[int, tuple[Row, str, str]] = {}
    for shadow in shadows(parser, line):
        for one in without_overlap_of_rows(table.matcher.search(shadow)):
            row = one.form.row
            if table.name != "language" or row.meaning not in parser.languages:
                found.setdefault(id(row), (row, one.form.text, shadow[one.start : one.end].translate(_MARKS)))
    for row, suffix, word in _suffixes(table, line):
        found.setdefault(id(row), (row, f"-{suffix}", word))
    if table.name == "headings":
        for heading in headings_of(parser, line):
            if heading.row is not None:
                found.setdefault(id(heading.row), (heading.row, "", line.strip()))
    for row, form, words in found.values():
        yield Hit(str(row), row.meaning, row.gloss, form, words, wins(parser, row, line))


def without_overlap_of_rows(found: list[Found]) -> list[Found]:
    """Keep of each row the finds that do not overlap, the longest first."""
    rows: dict[int, list[Found]] = {}
    for one in found:
        rows.setdefault(id(one.form.row), []).append(one)
    return [kept for group in rows.values() for kept in without_overlap(group)]


def _suffixes(table: Table, line: str) -> Iterator[tuple[Row, str, str]]:
    words = WORD.findall(fold(line))
    for row in table.rows:
        for suffix in row.suffixes:
            for word in words:
                if word.removesuffix("s").endswith(fold(suffix)) or word.endswith(fold(suffix)):
                    yield row, suffix, word


def _patterns(parser: Parser, line: str) -> Iterator[Hit]:
    for name, pattern in named_shapes(parser):
        match = pattern.match(line) if name.startswith("items") else pattern.search(line)
        if match is not None:
            value = match.groupdict().get("value") or match.group()
            yield Hit(f"patterns.py, {name}", name.split()[0].rstrip("s"), "", "", " ".join(value.split()), True)

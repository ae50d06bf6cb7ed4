"""Tables in the head of a document or case: a row of labels over rows of values ("Saksnr Utvalg Møtedato")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from .forms import BODY, Found
from .identifiers import find_identifiers
from .labels import Label
from .lines import Line
from .matcher import Matcher
from .outline import Heading
from .parser import Parser
from .text import digits, fold

_CELL = re.compile(r"[^\t]+?(?=\t|\s{3}|$)")
_TELLING = frozenset(("item", "body", "meeting_date", "dossier"))
_FREE = frozenset(("place", "time", "caseworker", "unit", "classification", "column"))
_LIST = "title"
_LONGEST = 160
_ROWS = 20
_STACKED = 3
_HEADING = 60
_SERIES = 4
_REST = 12
_FREE_REST = 60


@attrs.frozen
class HeaderTable:
    """A table of labels and values: the index of its first and last line, and the labels of each of its rows.

    The first row, that of the columns' own words, is one label without a value.
    """

    line: int
    last_line: int
    rows: tuple[tuple[Label, ...], ...]

    @property
    def labels(self) -> Iterator[Label]:
        """Give the labels of all rows."""
        for row in self.rows:
            yield from row

    @property
    def numbers(self) -> tuple[Label, ...]:
        """Give the labels that number the case, one for each body that handles it."""
        return tuple(label for label in self.labels if label.meaning == "item")


def find_tables(lines: Sequence[Line], parser: Parser) -> list[HeaderTable]:
    """Find the header tables among the lines that hold text; a list of cases (with a column of titles) is none."""
    matcher = parser.vocabulary["labels"].matcher
    found: list[HeaderTable] = []
    for position, line in enumerate(lines):
        if len(line.text) > _LONGEST or (found and line.index <= found[-1].last_line):
            continue
        columns = _columns(line.text, matcher)
        if not columns or not _TELLING.intersection(columns) or _LIST in columns:
            continue
        if len(columns) > 1:
            rows = list(_rows(lines[position + 1 : position + 1 + _ROWS], columns, matcher, parser))
        else:
            rows = list(_stacked_rows(lines[position : position + _ROWS], matcher, parser))
        if rows:
            last = rows[-1][-1].line
            cover = len(rows) == 1 and "item" not in columns
            tabled = [tuple(attrs.evolve(label, tabled=not cover) for label in row) for row in rows]
            heads = Label("column", "", line.end, line.end, line.index, line.index, tabled=True)
            found.append(HeaderTable(line.index, last, ((heads,), *tabled)))
    return found


def row_headings(lines: Sequence[Line], tables: Sequence[HeaderTable], parser: Parser) -> Iterator[Heading]:
    """Give the lines that open what one body of a table did, by its name and number ("Formannskapet - 012/15")."""
    dates = {
        digits(label.value): _date(row, parser)
        for table in tables
        for row in table.rows
        for label in row
        if label.meaning == "item"
    }
    inside = {index for table in tables for index in range(table.line, table.last_line + 1)}
    for line in lines if dates else ():
        if line.index in inside or len(line.text) > _HEADING or digits(line.text) not in dates:
            continue
        body = next((m for m in parser.agents.find(line.text) if m.mark == BODY), None)
        if body is None or body.start > 0 or not isinstance(body.value, tuple):
            continue
        if sum(map(str.isalpha, line.text[body.end :])) <= _SERIES:
            date = dates[digits(line.text)]
            yield Heading(
                "instance",
                line.start,
                line.end,
                line.index,
                line.level,
                body.value[:1],
                None,
                date,
                last_line=line.index,
            )


def _date(row: Sequence[Label], parser: Parser) -> str | None:
    found = (m.value for label in row if label.meaning == "meeting_date" for m in parser.dates.find(label.value))
    return next((value for value in found if isinstance(value, str)), None)


def _columns(text: str, matcher: Matcher) -> list[str]:
    """Give what the columns of a row of labels mean; nothing where the row holds anything else."""
    folded = fold(text)
    position, columns = 0, list[str]()
    while position < len(folded):
        found = matcher.opening(folded[position:])
        if found is None:
            return []
        columns.append(_meaning(found))
        position += found.end
        position += len(folded[position:]) - len(folded[position:].lstrip(" \t.:"))
    numbered = "item" in columns or "body" in columns
    return ["meeting_date" if numbered and column == "date" else column for column in columns]


def _meaning(found: Found) -> str:
    return str(found.form.row.attributes.get("of", found.form.row.meaning))


def _rows(lines: Sequence[Line], columns: Sequence[str], matcher: Matcher, parser: Parser) -> Iterator[list[Label]]:
    """Give the labels of each row until a line that is none; only the first may stand apart."""
    before: Line | None = None
    for line in lines:
        if before is not None and line.blank_before:
            return
        row = [] if len(_columns(line.text, matcher)) > 1 else _row(line, columns, parser)
        if not row:
            return
        yield row
        before = line


def _stacked_rows(lines: Sequence[Line], matcher: Matcher, parser: Parser) -> Iterator[list[Label]]:
    """Give the rows of a table whose cells stand one on each line: three columns or more, then as many values a row."""
    columns: list[str] = []
    for line in lines:
        own = _columns(line.text, matcher)
        if len(own) != 1:
            break
        columns.extend(own)
    if len(columns) < _STACKED or "meeting_date" not in columns or "item" not in columns:
        return
    for at in range(len(columns), len(lines) - len(columns) + 1, len(columns)):
        cells = lines[at : at + len(columns)]
        if not _fits([cell.text for cell in cells], columns, parser):
            return
        yield [
            _label(cell, meaning, 0, len(cell.text), cell.text) for cell, meaning in zip(cells, columns, strict=True)
        ]


def _row(line: Line, columns: Sequence[str], parser: Parser) -> list[Label]:
    if len(line.text) > _LONGEST or line.text.endswith(":"):
        return []
    cells = list(_CELL.finditer(line.text))
    if len(cells) == len(columns) and _fits([cell.group() for cell in cells], columns, parser):
        return [
            _label(line, meaning, cell.start(), cell.end(), cell.group().strip())
            for meaning, cell in zip(columns, cells, strict=True)
        ]
    return _typed(line, columns, parser)


def _label(line: Line, meaning: str, start: int, end: int, value: str) -> Label:
    return Label(meaning, value, line.start + start, line.start + end, line.index, line.index)


def _fits(cells: Sequence[str], columns: Sequence[str], parser: Parser) -> bool:
    """Say whether cells hold what their columns tell: a date where a date belongs, a number where a number."""
    for meaning, text in zip(columns, cells, strict=True):
        if meaning == "meeting_date" and not any(True for _ in parser.dates.find(text)):
            return False
        if meaning in ("item", "dossier") and not any(map(str.isdigit, text)):
            return False
    return True


def _typed(line: Line, columns: Sequence[str], parser: Parser) -> list[Label]:
    """Read a row without cells by what its words are: a date, a body, a number of the item or the dossier."""
    text, labels = line.text, list[Label]()
    taken: list[tuple[int, int]] = []
    if "meeting_date" in columns:
        for date in list(parser.dates.find(text))[:1]:
            taken.append((date.start, date.end))
            labels.append(_label(line, "meeting_date", date.start, date.end, text[date.start : date.end]))
    if "body" in columns:
        for body in [m for m in parser.agents.find(text) if m.mark == BODY][:1]:
            taken.append((body.start, body.end))
            labels.append(_label(line, "body", body.start, body.end, text[body.start : body.end]))
    numbers = _numbers(line, columns, taken, parser)
    taken += [(label.start - line.start, label.end - line.start) for label in numbers]
    labels += numbers
    left = sum(char.isalpha() for piece in _pieces(text, taken) for char in piece.group())
    return labels if left <= (_FREE_REST if _FREE.intersection(columns) else _REST) else []


def _pieces(text: str, taken: Sequence[tuple[int, int]]) -> list[re.Match[str]]:
    """Give what a text holds outside the ranges taken, cut where they stood."""
    cut = list(text)
    for start, end in taken:
        cut[start:end] = "\t" * (end - start)
    return list(_CELL.finditer("".join(cut)))


def _numbers(line: Line, columns: Sequence[str], taken: Sequence[tuple[int, int]], parser: Parser) -> list[Label]:
    pieces = _pieces(line.text, taken)
    if "item" in columns:
        for piece in pieces:
            value = piece.group().strip()
            if any(_whole(shape.pattern.match(value), value) for shape in parser.items):
                start = piece.start() + len(piece.group()) - len(piece.group().lstrip())
                return [_label(line, "item", start, start + len(value), value)]
    if "dossier" in columns:
        return [
            _label(line, "dossier", i.span.start - line.start, i.span.end - line.start, i.text or i.value)
            for i in find_identifiers(line.text, line.start, parser, ("dossier", "document"))
            if i.span is not None
        ][:1]
    return []


def _whole(match: re.Match[str] | None, text: str) -> bool:
    return match is not None and match.end() == len(text) and match.end("value") == len(text)

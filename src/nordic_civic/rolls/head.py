"""The head of a voting list: which of its columns stand for which choice, in which of several votes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..parser import Parser
from ..text import fold
from ..values import Choice
from .cells import Cell
from .words import choice_of

_LONGEST = 40
_CLEAR = 2


@attrs.frozen
class Column:
    """A column of a voting list: its cell, the choice that it stands for or None, and in which vote from 0."""

    cell: Cell
    choice: Choice | None = None
    vote: int = 0
    substitute: bool = False


@attrs.frozen
class Head:
    """The columns of a voting list and the number of votes side by side; `tabbed` ones are told by their number."""

    columns: tuple[Column, ...]
    votes: int
    tabbed: bool

    def column_of(self, cell: Cell) -> Column | None:
        """Give the column that a cell stands in, None where that is not clear."""
        if self.tabbed:
            return next((column for column in self.columns if column.cell.number == cell.number), None)
        near = sorted(self.columns, key=lambda column: _apart(column.cell, cell))
        if len(near) > 1 and _apart(near[1].cell, cell) - _apart(near[0].cell, cell) < _CLEAR:
            return None
        return near[0]


def _apart(one: Cell, other: Cell) -> int:
    """Measure how far from each other two cells stand across the page, 0 or less where one is above the other."""
    return max(one.start, other.start) - min(one.end, other.end)


def read_head(cells: Sequence[Cell], tabbed: bool, words: Mapping[str, Choice], parser: Parser) -> Head | None:
    """Read a row as the head of a voting list: it has a column for yes and one for no, and no prose."""
    columns: list[Column] = []
    vote, seen = 0, set[Choice]()
    for cell in _single(cells, words):
        if len(cell.text) > _LONGEST:
            return None
        choice = choice_of(words, cell.text)
        if choice in seen:
            vote, seen = vote + 1, set()
        if choice is not None:
            seen.add(choice)
        columns.append(Column(cell, choice, vote, choice is None and _is_substitute(cell.text, parser)))
    sided = all({"yes", "no"} <= {c.choice for c in columns if c.vote == number} for number in range(vote + 1))
    if not columns or not sided or (tabbed and columns[0].cell.number == 0 and columns[0].choice is not None):
        return None
    if columns[0].choice is not None:
        columns.insert(0, Column(Cell("", 0, 0, 1)))
    return Head(tuple(columns), vote + 1, tabbed)


def _single(cells: Sequence[Cell], words: Mapping[str, Choice]) -> Iterator[Cell]:
    """Give the cells, one that holds several choices ("Ja Nej") as so many."""
    for cell in cells:
        parts = cell.text.split()
        if len(parts) < 2 or choice_of(words, cell.text) or not all(choice_of(words, part) for part in parts):
            yield cell
            continue
        at = 0
        for part in parts:
            at = cell.text.index(part, at)
            yield Cell(part, cell.number, cell.start + at, cell.start + at + len(part))
            at += len(part)


def _is_substitute(text: str, parser: Parser) -> bool:
    folded = fold(text).strip(" .:")
    found = parser.vocabulary["roles"].matcher_of("substitute", "substitutes_for").opening(folded)
    return found is not None and found.end >= len(folded)

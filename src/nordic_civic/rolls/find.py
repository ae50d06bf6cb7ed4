"""Find the voting lists of a document among its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..furniture import Furniture
from ..lines import Line
from ..parser import Parser
from ..values import Ballot, Choice
from .caption import Caption, read_caption
from .cells import Cell, cut, is_row
from .head import Head, read_head
from .roll import Roll
from .rows import Row, marked_row, spoken_row, totals_row
from .words import choice_of, choices

_FEWEST = 2
_FEWEST_SPOKEN = 3
_MOST_BETWEEN = 3
_CAPTION = 12
_ABOVE_ITEM = 3
_PROSE = 60
_LONGEST = 250


@attrs.define(eq=False)
class _Table:
    """Rows of one voting list while they are read; without a head the choices are words."""

    head: Head | None
    start: Line
    above: Sequence[Line]
    caption: Caption = attrs.field(factory=Caption)
    rows: list[tuple[Line, Row]] = attrs.field(factory=list)
    sums: list[tuple[Line, Mapping[tuple[int, Choice], int]]] = attrs.field(factory=list)
    between: int = 0

    @property
    def last(self) -> int:
        """Give the index of the last line that was read."""
        return max(line.index for line, _ in (*self.rows, *self.sums))

    @property
    def names(self) -> set[str]:
        return {row.voter.name for _, row in self.rows if row.choices}


def find_rolls(
    text: str, lines: Sequence[Line], furniture: Furniture, parser: Parser
) -> tuple[tuple[Roll, ...], Furniture]:
    """Find the voting lists of a document, and label their lines so that no other rule reads them as text."""
    words = choices(parser.vocabulary["votes"])
    tables: list[_Table] = []
    for table in _Scanner(text, lines, furniture, parser, words).tables():
        table.caption = read_caption(table.above, words, parser)
        if tables and _goes_on(tables[-1], table):
            tables[-1].rows += table.rows
            tables[-1].sums += table.sums
        elif table.head is not None or (table.caption.told and len(table.rows) >= _FEWEST_SPOKEN):
            tables.append(table)
    rolls = tuple(roll for table in tables for roll in _rolls(table))
    label = {index: "votes" for table in tables for index in _lines_of(table)}
    return rolls, Furniture({**furniture.lines, **label})


def _goes_on(before: _Table, table: _Table) -> bool:
    """Say whether a table is the rest of the one before it, whose head the next page repeats."""
    alike = (before.head is None) == (table.head is None) and _votes(before) == _votes(table)
    return alike and table.caption.repeats(before.caption) and not before.names & table.names


def _votes(table: _Table) -> int:
    if table.head is not None:
        return table.head.votes
    return max(len(row.choices) for _, row in table.rows)


def _lines_of(table: _Table) -> Iterator[int]:
    """Give the indices of the lines of a table; of what stands above it, the sums where it names its own item."""
    if table.head is not None:
        yield table.start.index
    yield from (line.index for line, _ in (*table.rows, *table.sums))
    if table.caption.apart:
        yield from table.caption.sums


def _rolls(table: _Table) -> Iterator[Roll]:
    votes = _votes(table)
    caption = table.caption
    steady = table.head is not None or all(len(row.choices) == votes for _, row in table.rows)
    for vote in range(votes):
        cast = [(row.voter, row.choices[vote]) for _, row in table.rows if vote in row.choices]
        if len(cast) < _FEWEST:
            continue
        own = len(caption.numbers) == votes > 1
        yield Roll(
            first=table.start.start,
            ballots=tuple(Ballot(voter.name, voter.party, choice=choice) for voter, choice in cast),
            columns=_columns(table, vote),
            totals=_totals(table, vote, votes),
            sure=steady and all(row.sure for _, row in table.rows),
            numbers=caption.numbers[vote : vote + 1] if own else caption.numbers[:1],
            order=caption.orders[vote] if len(caption.orders) == votes else None,
            caption=caption.words,
            told=caption.told,
            apart=caption.apart,
        )


def _columns(table: _Table, vote: int) -> frozenset[Choice]:
    if table.head is not None:
        return frozenset(c.choice for c in table.head.columns if c.choice is not None and c.vote == vote)
    return frozenset(choice for _, row in table.rows for choice in row.choices.values())


def _totals(table: _Table, vote: int, votes: int) -> Mapping[Choice, int]:
    """Give the sums that a list ends with, else those above it; sums of its pages alone say nothing."""
    if table.sums and table.sums[-1][0].index == table.last:
        found = {choice: number for (place, choice), number in table.sums[-1][1].items() if place == vote}
        return found if len(table.sums) == 1 or not _of_page(table, vote, found) else {}
    return table.caption.totals if votes == 1 else {}


def _of_page(table: _Table, vote: int, found: Mapping[Choice, int]) -> bool:
    """Say whether sums are those of the last page of several: of the rows behind the sums before."""
    after = table.sums[-2][0].index
    rows = [row.choices.get(vote) for line, row in table.rows if line.index > after]
    return all(rows.count(choice) == number for choice, number in found.items())


@attrs.frozen
class _Scanner:
    """Read the lines of a document into tables."""

    text: str
    lines: Sequence[Line]
    furniture: Furniture
    parser: Parser
    words: Mapping[str, Choice]

    def tables(self) -> Iterator[_Table]:
        """Give the tables in order."""
        current: _Table | None = None
        body = [line for line in self.lines if line.text and self.furniture.lines.get(line.index) in (None, "header")]
        ended = 0
        for place, line in enumerate(body):
            if line in self.furniture:
                continue
            cells = self._cells(line)
            head = read_head(cells, self._tabbed(line), self.words, self.parser) if len(cells) > 1 else None
            spoken = spoken_row(cells, self.words, self.parser) if head is None and self._speaks(cells) else None
            if head is not None or (spoken is not None and spoken.voter.whole and current is None):
                if current is not None and current.rows:
                    yield current
                current = _Table(head, line, self._above(body, ended, place))
                ended = place + 1
            if current is None or head is not None:
                continue
            if self._read(current, line, cells, spoken):
                current.between = 0
                ended = place + 1
                continue
            current.between += 1
            if current.between > _MOST_BETWEEN or len(line.text) > _PROSE:
                if current.rows:
                    yield current
                current = None
        if current is not None and current.rows:
            yield current

    def _cells(self, line: Line) -> list[Cell]:
        raw = self.text[line.raw : line.end]
        return cut(raw) if len(line.text) <= _LONGEST and (is_row(raw) or self._ends_said(line)) else []

    def _ends_said(self, line: Line) -> bool:
        return choice_of(self.words, line.text.rpartition(" ")[2]) is not None

    def _tabbed(self, line: Line) -> bool:
        return "\t" in self.text[line.raw : line.end]

    def _speaks(self, cells: Sequence[Cell]) -> bool:
        return bool(cells) and (len(cells) == 1 or any(choice_of(self.words, cell.text) for cell in cells[1:]))

    def _read(self, table: _Table, line: Line, cells: Sequence[Cell], spoken: Row | None) -> bool:
        """Read a line into a table; False where it is none of its rows."""
        if table.head is None:
            if spoken is not None and spoken.voter.whole:
                table.rows.append((line, spoken))
            return spoken is not None and spoken.voter.whole
        if len(cells) < 2 or self._tabbed(line) != table.head.tabbed:
            return False
        sums = totals_row(table.head, cells, self.parser)
        if sums:
            table.sums.append((line, sums))
            return True
        row = marked_row(table.head, cells, self.parser)
        if row is None or (row.sure and not row.choices):
            return False
        table.rows.append((line, row if line.page == table.start.page else attrs.evolve(row, sure=False)))
        return True

    def _names_item(self, line: Line) -> bool:
        return any(shape.pattern.match(line.text) for shape in self.parser.items if not shape.weak)

    def _above(self, body: Sequence[Line], ended: int, place: int) -> Sequence[Line]:
        """Give the lines above a table, the nearest first, up to prose, the table before or just above an item."""
        found: list[Line] = []
        left = _CAPTION
        for line in reversed(body[max(ended, place - _CAPTION) : place]):
            if not left or len(line.text) > _LONGEST or line.text.endswith("."):
                break
            found.append(line)
            left = min(left - 1, _ABOVE_ITEM) if self._names_item(line) else left - 1
        return found

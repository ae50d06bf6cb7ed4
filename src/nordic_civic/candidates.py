"""Lines that may start a case: numbers in a country's shapes, and how much speaks for each."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import attrs

from .furniture import Furniture
from .header_tables import HeaderTable
from .lines import Line, usual_width
from .outline import Heading
from .parser import ItemShape, Parser
from .text import digits, key

_CONFIRM_WITHIN = 6
HIGHEST = 9999
"""The highest number of an item that is told apart."""
_DOT = "•"
_MARKS = "#* "
_SHORTEST_LIST = 3
_PARTS = frozenset(
    ("decision", "recommendation", "background", "summary", "treatment", "procedure", "attachments", "basis")
)


@attrs.frozen
class Item:
    """A line that looks like the heading of a case.

    `value` is the number as cited, `start` to `end` where it stands; `first` and `last` are the line indices of what
    belongs to it (`last` excluded): `first` lies before `line` where the title stands above the number, or the whole
    line was printed once before. A `listed` one directly follows an item without text: it stands in a list.
    `languages` are those of its headings; `copies` are the same case as it is printed in other languages.
    """

    line: Line
    shape: ItemShape
    value: str
    start: int
    end: int
    first: int
    last: int
    headings: int = 0
    size: int = 0
    listed: bool = False
    languages: frozenset[str] = frozenset()
    copies: tuple[Item, ...] = ()


def candidates(
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    tables: Sequence[HeaderTable],
    rows: Sequence[Line],
    parser: Parser,
) -> list[Item]:
    """Give the lines that start with the number of a case where one may start; `rows` are sure to be cases."""
    found: list[Item] = []
    width = usual_width(lines)
    previous: Line | None = None
    sure = {line.index for line in rows}
    inside = {index for table in tables for index in range(table.line, table.last_line + 1)}
    for line in lines:
        if not line.text or line in furniture or line.index in inside:
            previous = previous if not line.text else None
            continue
        item = _candidate(line, parser)
        if item is None or not (
            line.index in sure or _may_start(line, previous, width, headings, item) or _follows(item, found, previous)
        ):
            item = _candidate(line, parser, listed=True)
        if item is not None:
            found.append(item)
        previous = line
    return found


def _follows(item: Item, found: Sequence[Item], previous: Line | None) -> bool:
    """Say whether an item stands right below another with its shape and a lower number: they are rows of a list."""
    if not found or previous is None or found[-1].line.index != previous.index or found[-1].shape is not item.shape:
        return False
    return _parts(found[-1]) < _parts(item)


def _candidate(line: Line, parser: Parser, *, listed: bool = False) -> Item | None:
    for shape in parser.items:
        text = line.text.lstrip(_MARKS + _DOT if shape.weak else _MARKS)
        skipped = len(line.text) - len(text)
        text = text.rstrip("*")
        match = shape.pattern.match(text) if shape.listed is listed else None
        if match is not None:
            start, end = match.span("value")
            base = line.start + skipped
            return Item(line, shape, shape.value(match), base + start, base + end, line.index, line.index)
    return None


def _may_start(line: Line, previous: Line | None, width: int, headings: Mapping[int, Heading], item: Item) -> bool:
    """Say whether a case can start here: not in the middle of a paragraph, nor right below a dated decision."""
    above = headings.get(previous.index) if previous is not None else None
    if above is not None and above.role == "decision" and above.date and not line.blank_before:
        return False
    if line.blank_before or previous is None or line.level or previous.index in headings:
        return True
    if item.shape.weak:
        return False
    if item.end == line.end and previous.blank_before:
        return True
    return previous.text[-1:] in '.:;)!?»”"' or len(previous.text) < 0.7 * width


def with_beginnings(
    found: Sequence[Item],
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
) -> list[Item]:
    """Let candidates begin at the title above their number, or where their line was printed once before."""
    doubled = _doubled(found, lines)
    return [
        attrs.evolve(item, first=doubled.get(item.line.index, _title_above(item, lines, furniture, headings, labels)))
        for item in found
    ]


def _doubled(candidates: Sequence[Item], lines: Sequence[Line]) -> dict[int, int]:
    """Give for the line of an item the line right before it that already said the same."""
    found: dict[int, int] = {}
    for before, item in itertools.pairwise(candidates):
        between = lines[before.line.index + 1 : item.line.index]
        if key(before.line.text) == key(item.line.text) and not any(line.text for line in between):
            found[item.line.index] = before.first
    return found


def _title_above(
    item: Item,
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
) -> int:
    """Give the line where an item begins: the title above it, where its line is a bare number and a part follows."""
    at = item.line.index
    after = (lines[index] for index in range(at + 1, len(lines)))
    below = next((line for line in after if line.text and line not in furniture), None)
    parts = below is not None and (below.index in labels or below.index in headings)
    if item.shape.weak or not parts or lines[item.line.index].text[item.end - item.line.start :].strip(" .:"):
        return item.first
    above = lines[at - 1] if at else None
    title = above is not None and above.text and above not in furniture and above.blank_before
    return at - 1 if title and above is not None and above.text[-1] not in ".:;," else item.first


def weigh(
    weak: Sequence[Item],
    found: Sequence[Item],
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
    parser: Parser,
) -> list[tuple[Item, int]]:
    """Weigh weak candidates by what follows: a label or a known section, or no more than a closed point's title."""
    starts = {item.line.index for item in found}
    shut = parser.vocabulary["headings"].matcher_of("closed")
    return [
        (item, _case_follows(item, lines, furniture, headings, labels, starts, bool(shut.search(item.line.folded))))
        for item in weak
    ]


def _case_follows(
    item: Item,
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
    starts: set[int],
    closed: bool,
) -> int:
    """Weigh what follows a candidate: 10 for a label at once, 2 for a part of a case, 0 for nothing of the kind.

    A closed point may have its title and no more: 1.
    """
    seen = 0
    for line in lines[item.line.index + 1 : item.line.index + 40]:
        if not line.text or line in furniture:
            continue
        if line.index in starts:
            return int(closed)
        if line.index in labels:
            return 10
        if line.index in headings and headings[line.index].role in _PARTS:
            return 2
        seen += 1
        if seen >= _CONFIRM_WITHIN:
            return 0
    return int(closed and seen == 0)


def in_lists(found: Sequence[Item], headings: Sequence[Heading]) -> list[Item]:
    """Give the weak candidates that stand in a list of cases, as its heading says; one alone is no list."""
    starts = [heading.line for heading in headings]
    listed: dict[int, list[Item]] = {}
    for item in found:
        above = bisect_right(starts, item.line.index) - 1
        if item.shape.weak and above >= 0 and headings[above].role == "contents":
            listed.setdefault(above, []).append(item)
    return [item for group in listed.values() if len(group) > 1 for item in group]


def running_list(found: Sequence[Item], headings: Mapping[int, Heading]) -> list[Item]:
    """Give the items behind a heading for a list of cases whose numbers run 1, 2, 3 …, and those that repeat them."""
    first = min(
        (h.line for h in headings.values() if h.role == "contents" and h.row and h.row.attributes.get("cases")),
        default=None,
    )
    if first is None:
        return []
    behind = [item for item in found if item.line.index > first]
    run: dict[str, str] = {}
    for item in behind:
        if item.value == str(len(run) + 1):
            run[item.value] = item.line.folded
    if len(run) < _SHORTEST_LIST:
        return []
    return [item for item in behind if run.get(item.value) == item.line.folded]


def _parts(item: Item) -> list[int]:
    return [int(part or 0) for part in digits(item.value).split("/")]


def number_of(item: Item) -> int:
    """Give an item's number as one to compare; the highest that is told apart where it has more digits."""
    return min(int("".join(c for c in item.value if c.isdecimal()) or 0), HIGHEST)

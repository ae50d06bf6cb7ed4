"""Where the head of a case starts: its labels and titles stand above the table that numbers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .furniture import Furniture, is_head
from .header_tables import HeaderTable
from .lines import Line
from .outline import Heading
from .parser import Parser
from .text import digits

_LOOK = 14
_SENTENCE = 120
_INSIDE = frozenset(("other", "procedure", "instance", "signature", "attachments"))


def head_start(
    table: HeaderTable,
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
    items: Mapping[int, str],
    parser: Parser,
) -> int:
    """Give the index of the line where the head of a table's case starts.

    That is the line with its number (`items` by line), else the highest label or document title among the short lines
    above.
    """
    numbers = {digits(label.value) for label in table.numbers}
    start = table.line
    looked = 0
    for index in range(table.line - 1, -1, -1):
        line = lines[index]
        if not line.text or line in furniture:
            continue
        if index in items:
            return index if digits(items[index]) in numbers else start
        looked += 1
        if looked > _LOOK or _belongs_above(line, headings):
            break
        if index in labels or is_head(line.text, parser):
            start = index
    return start


def _belongs_above(line: Line, headings: Mapping[int, Heading]) -> bool:
    """Say whether a line is part of the case above: one of its headings, or running text."""
    heading = headings.get(line.index)
    if heading is not None:
        return heading.role not in _INSIDE
    return len(line.text) > _SENTENCE or line.text.endswith(".")

"""The cells of a line: cut at tabs, else at wide gaps, each with its place."""

from __future__ import annotations

import re

import attrs

_WIDE = re.compile(r"\S+(?: \S+)*")


@attrs.frozen
class Cell:
    """What stands in one cell of a row: `number` counts empty ones too, `start` and `end` are places."""

    text: str
    number: int
    start: int
    end: int


def is_row(raw: str) -> bool:
    """Say whether a line has more than one cell."""
    return "\t" in raw or "  " in raw.strip()


def cut(raw: str) -> list[Cell]:
    """Cut a line as it stands into its cells; where it has tabs, wide gaps are none.

    >>> [(cell.text, cell.number) for cell in cut("Anna Ek (S)\\t\\tX")]
    [('Anna Ek (S)', 0), ('X', 2)]
    >>> [(cell.text, cell.start) for cell in cut("Anna Ek   X")]
    [('Anna Ek', 0), ('X', 10)]
    """
    if "\t" not in raw:
        found = enumerate(_WIDE.finditer(raw))
        return [Cell(match.group(), number, match.start(), match.end()) for number, match in found]
    cells: list[Cell] = []
    start = 0
    for number, piece in enumerate(raw.split("\t")):
        if piece.strip():
            cells.append(Cell(piece.strip(), number, start, start + len(piece)))
        start += len(piece) + 1
    return cells

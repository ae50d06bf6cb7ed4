"""Cases that a list numbers by their place on it alone ("2. Godkjenning av innkalling"), beside those with a number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .furniture import Furniture
from .lines import Line
from .outline import Heading
from .parser import ItemShape

_ROW = re.compile(r"(?P<value>\d{1,2})\.?\s+(?P<title>[^\W\d_].*)")
PLAIN = ItemShape("place", _ROW, weak=True)
"""How such a case is numbered: by its place."""
_FEWEST = 3


def plain_rows(lines: Sequence[Line], furniture: Furniture, headings: Sequence[Heading]) -> list[Line]:
    """Give the rows of lists of cases that count on from 0 or 1, and the later lines that repeat one word for word."""
    by_line: Mapping[int, Heading] = {heading.line: heading for heading in headings}
    rows: list[Line] = []
    taken: set[int] = set()
    for heading in headings:
        if heading.role == "contents":
            run = _run(lines, heading.last_line + 1, furniture, by_line)
            rows.extend(line for line in run if len(run) >= _FEWEST and line.index not in taken)
            taken.update(line.index for line in rows[len(taken) :])
    texts = {line.folded for line in rows}
    last = rows[-1].index if rows else len(lines)
    return [*rows, *(line for line in lines[last + 1 :] if line.folded in texts and line not in furniture)]


def _run(lines: Sequence[Line], first: int, furniture: Furniture, headings: Mapping[int, Heading]) -> list[Line]:
    """Give the rows from a line below a heading of contents on, up to the first that does not count on."""
    run: list[Line] = []
    for line in (lines[index] for index in range(first, len(lines))):
        if not line.text or line in furniture:
            continue
        match = _ROW.fullmatch(line.text)
        number = int(match["value"]) if match is not None else -1
        if match is None or number not in ((0, 1) if not run else (_number(run[-1]) + 1,)):
            if run or line.index in headings:
                break
            continue
        run.append(line)
    return run


def _number(line: Line) -> int:
    return int(line.text.split()[0].rstrip("."))

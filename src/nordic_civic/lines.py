"""The table of lines: made once for a document, asked by every later stage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import attrs

from .reading import Reading
from .text import fold


@attrs.frozen
class Line:
    """One line of the text: where it stands, what it says, what surrounds it.

    `start` and `end` are offsets in the document of the line's text, white space around it left out; `raw` is where
    the line itself starts; `folded` is the text in lower case. `level` is the heading level that the source gives it,
    0 where it gives none.
    """

    index: int
    raw: int
    start: int
    end: int
    text: str
    folded: str
    page: int | None
    level: int
    blank_before: bool


def line_table(reading: Reading) -> tuple[Line, ...]:
    """Cut a reading's text into lines, white space at their ends left out of `text`.

    >>> from nordic_civic.reading import Reading
    >>> [line.text for line in line_table(Reading(text="a\\n\\n b ", media_type="text/plain"))]
    ['a', '', 'b']
    """
    levels = {_line_start(reading.text, hint.start): hint.level for hint in reading.headings}
    lines: list[Line] = []
    start, blank = 0, True
    for index, raw in enumerate(reading.text.split("\n")):
        text = raw.strip()
        page = bisect_right(reading.pages, start) or 1 if reading.pages else None
        begin = start + len(raw) - len(raw.lstrip()) if text else start
        lines.append(Line(index, start, begin, begin + len(text), text, fold(text), page, levels.get(start, 0), blank))
        start += len(raw) + 1
        blank = not text
    return tuple(lines)


def usual_width(lines: Sequence[Line]) -> int:
    """Give the length that nine of ten lines do not pass."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1

"""Tell from size, weight and distance where paragraphs end and which lines are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .pdf_rows import PdfLine

__all__ = ["heading_levels", "is_apart", "leading"]

_USUAL_LEADING = 1.2
_APART = 1.3  # of the usual distance: lines further from each other are not of one paragraph
_LARGER = 1.1  # of the size of the text: larger is a heading
_MAX_HEADING = 160
_MAX_BOLD_LINES = 3
_SIZES = 7
_NUMBERED = re.compile(r"(?=[^\t]{0,14}\d)[^\t]{1,15}\t")


def leading(pages: Iterable[Sequence[PdfLine]]) -> float:
    """Give the usual distance from line to line in a document, in line heights."""
    distances: Counter[float] = Counter()
    for lines in pages:
        for before, line in pairwise(lines):
            distance = _distance(before, line)
            if 0.8 <= distance <= 2.5 and before.x0 < line.x1 and line.x0 < before.x1:
                distances[round(distance, 2)] += 1
    total = sum(distances.values())
    if total < 3:
        return _USUAL_LEADING
    # The usual distance is among the small ones: a third of the way up.
    seen = 0
    for distance, count in sorted(distances.items()):
        seen += count
        if seen >= total / 3:
            return max(distance, 0.9)
    return _USUAL_LEADING


def _distance(before: PdfLine, line: PdfLine) -> float:
    """Give the distance of two lines in line heights; the last of `before`, the first of `line`."""
    height = max(before.height, line.height, 1.0)
    above = before.y1 if line.above is None else line.above
    return (line.y0 + line.height - above) / height


def is_apart(before: PdfLine, line: PdfLine, usual: float) -> bool:
    """Say whether white space stands between two lines that follow each other on a page."""
    distance = _distance(before, line)
    return distance > usual * _APART or distance < -0.5


def heading_levels(pages: Sequence[Sequence[PdfLine]]) -> dict[PdfLine, int]:
    """Give the lines that size or weight sets off from the text, with their levels.

    Larger sizes come first; bold lines in the size of the text follow them, unless bold is how much of it is set.
    """
    weights: Counter[float] = Counter()
    bold = 0
    for line in (line for lines in pages for line in lines):
        weights[_size(line)] += len(line.text)
        bold += len(line.text) if line.bold else 0
    if not weights:
        return {}
    body = max(weights, key=lambda size: (weights[size], size))
    sizes = sorted({size for size in weights if size >= body * _LARGER}, reverse=True)
    ranks = {size: min(rank, _SIZES) for rank, size in enumerate(sizes, 1)}
    bold_level = min(len(sizes), _SIZES) + 1 if 2 * bold < sum(weights.values()) else 0
    levels: dict[PdfLine, int] = {}
    for lines in pages:
        _mark(lines, body, ranks, bold_level, levels)
    return levels


def _size(line: PdfLine) -> float:
    return round(line.size * 2) / 2


def _mark(
    lines: Sequence[PdfLine], body: float, ranks: dict[float, int], bold_level: int, levels: dict[PdfLine, int]
) -> None:
    bold_run: list[PdfLine] = []
    for line in lines:
        level = ranks.get(_size(line), 0)
        is_bold = not level and line.bold and _size(line) >= body * 0.9
        if not is_bold:
            bold_run = []
        if not _may_be_heading(line):
            continue
        if level:
            levels[line] = level
        elif is_bold and bold_level:
            bold_run.append(line)
            if len(bold_run) <= _MAX_BOLD_LINES:
                levels[line] = bold_level
            else:
                # So many bold lines on end are a paragraph.
                for member in bold_run:
                    levels.pop(member, None)


def _may_be_heading(line: PdfLine) -> bool:
    if len(line.text) > _MAX_HEADING or not any(char.isalpha() for char in line.text):
        return False
    return line.cells == 1 or (line.cells == 2 and bool(_NUMBERED.match(line.text)))

"""Write the rows of a table or form as lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from .pdf_words import Run

__all__ = ["PdfLine", "row_lines"]

_MAX_LABEL_LINES = 3
_MAX_LABEL = 120
_PROSE_LINES = 4
_PROSE_LENGTH = 45
_PADDING = 4.0  # points: how near the text of a cell comes to the next column
_ENDS = (")", ".", ";", ":")  # of a line that is complete, if the next begins like one


@attrs.define(slots=True, eq=False)
class PdfLine:
    """Hold a line as it is read: its text, place and style, the number of its cells.

    `above` is where the line above it in its cell ends, which need not be the line before.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    height: float
    size: float
    bold: bool
    cells: int = 1
    above: float | None = None

    @classmethod
    def of(cls, runs: Sequence[Run], above: Run | None = None) -> PdfLine:
        """Make the line that runs side by side are, tabs between them; `above` is the line above in its cell."""
        return cls(
            "\t".join(run.text for run in runs).rstrip(" "),
            min(run.x0 for run in runs),
            min(run.y0 for run in runs),
            max(run.x1 for run in runs),
            max(run.y1 for run in runs),
            max(run.line_height for run in runs),
            runs[0].size,
            all(run.bold for run in runs),
            len(runs),
            above.y1 if above else None,
        )


def row_lines(cells: list[list[Run]], page_right: float) -> list[PdfLine]:
    """Write a row: its cells joined by tabs on one line, further lines of its last cell as they stand.

    A line of a cell that goes on because it is full is one with the next; the last cell may reach to `page_right`. An
    empty cell inside the row keeps its tab. Running text stands by itself, after what labels it.
    """
    right = page_right
    for index in range(len(cells) - 1, -1, -1):
        if cells[index]:
            left = min(run.x0 for run in cells[index])
            cells[index] = cells[index] if _is_prose(cells[index]) else _unwrapped(cells[index], right)
            right = left - _PADDING
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return _down(filled[0])
    if _is_even(filled):
        return [_across([cell[index : index + 1] for cell in cells]) for index in range(len(filled[0]))]
    lines: list[PdfLine] = []
    row: list[list[Run]] = []
    for index, cell in enumerate(cells):
        last = not any(cells[index + 1 :])
        if len(cell) <= 1:
            row.append(cell)
        elif not last and _is_short(cell):
            row.append([_one(cell)])
        else:
            if any(row) and _is_prose(cell):
                lines.append(_across(row))
                row = []
            lines += [_across([*row, cell[:1]]), *_down(cell)[1:]]
            row = []
    if any(row):
        lines.append(_across(row))
    return lines


def _unwrapped(cell: list[Run], right: float) -> list[Run]:
    """Join the lines of a cell that go on: those in which the first word of the next has no room."""
    lines: list[Run] = []
    for before, run in zip([None, *cell], cell, strict=False):
        if before is not None and lines and (before.divided or _is_full(before, run, right)):
            lines[-1] = _one([lines[-1], run])
        else:
            lines.append(run)
    return lines


def _is_full(line: Run, following: Run, right: float) -> bool:
    """Say whether a line of a cell goes on: the next begins with a word that has no room in it."""
    text = following.text
    if line.text.endswith(_ENDS) and not text[0].islower():
        return False
    if not any(char.isalpha() for char in line.text):
        return False
    word = text.split(" ", 1)[0]
    space = 0.25 * line.line_height
    return line.x1 + space + (following.x1 - following.x0) * len(word) / max(len(text), 1) > right - 3.0


def _is_even(filled: list[list[Run]]) -> bool:
    """Say whether all cells have as many lines, and the first is no label of the others."""
    if len({len(cell) for cell in filled}) != 1:
        return False
    if len(filled[0]) == 1:
        return True
    return all(run.bold for run in filled[0]) == all(run.bold for cell in filled[1:] for run in cell)


def _is_short(cell: list[Run]) -> bool:
    return len(cell) <= _MAX_LABEL_LINES and sum(len(run.text) for run in cell) <= _MAX_LABEL


def _is_prose(cell: list[Run]) -> bool:
    return len(cell) >= _PROSE_LINES and sum(len(run.text) for run in cell) >= _PROSE_LENGTH * len(cell)


def _one(lines: list[Run]) -> Run:
    """Make one run of lines that follow each other."""
    text = lines[0].text
    for before, run in pairwise(lines):
        text += run.text if before.divided else f" {run.text}"
    return attrs.evolve(
        lines[0],
        text=text,
        divided=lines[-1].divided,
        x0=min(run.x0 for run in lines),
        x1=max(run.x1 for run in lines),
        y1=max(run.y1 for run in lines),
        bold=all(run.bold for run in lines),
    )


def _down(cell: list[Run]) -> list[PdfLine]:
    return [PdfLine.of([run], above) for above, run in zip([None, *cell], cell, strict=False)]


def _across(cells: list[list[Run]]) -> PdfLine:
    line = PdfLine.of([cell[0] for cell in cells if cell])
    line.text = "\t".join(cell[0].text if cell else "" for cell in cells).rstrip("\t ")
    return line

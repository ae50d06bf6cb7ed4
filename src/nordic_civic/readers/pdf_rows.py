"""Write the rows of a table or form as lines."""

from __future__ import annotations

import attrs

from .pdf_words import Run

__all__ = ["DIVISION", "PdfLine", "row_lines"]

DIVISION = "\u00ad"
"""The mark at the end of a line whose last word is divided."""

_MAX_LABEL_LINES = 3
_MAX_LABEL = 120
_PROSE_LINES = 4
_PROSE_LENGTH = 45


@attrs.define(slots=True, eq=False)
class PdfLine:
    """Hold a line as it is read: its text, place and style, and the number of its cells."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    cells: int = 1

    @classmethod
    def of(cls, runs: list[Run]) -> PdfLine:
        """Make the line that runs side by side are, tabs between them."""
        first = runs[0]
        return cls(
            "\t".join(_text(run) for run in runs),
            min(run.x0 for run in runs),
            min(run.y0 for run in runs),
            max(run.x1 for run in runs),
            max(run.y1 for run in runs),
            first.size,
            all(run.bold for run in runs),
            len(runs),
        )


def _text(run: Run) -> str:
    return run.text + DIVISION if run.divided else run.text


def row_lines(cells: list[list[Run]]) -> list[PdfLine]:
    """Write a row: labels and short cells joined by tabs on one line, the lines of the last cell as they stand.

    An empty cell inside the row keeps its tab. A cell of running text stands by itself, after what labels it.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return [PdfLine.of([run]) for run in filled[0]]
    if all(len(cell) <= 1 for cell in cells):
        return [_across(cells)]
    if _is_even(filled):
        return [_across([cell[index : index + 1] for cell in cells]) for index in range(len(filled[0]))]
    lines: list[PdfLine] = []
    row: list[list[Run]] = []
    for index, cell in enumerate(cells):
        last = not any(cells[index + 1 :])
        if len(cell) > 1 and not last and _is_short(cell):
            row.append([_one(cell)])
        elif len(cell) > 1:
            if any(row) and _is_prose(cell):
                lines.append(_across(row))
                row = []
            lines += [_across([*row, cell[:1]]), *(PdfLine.of([run]) for run in cell[1:])]
            row = []
        else:
            row.append(cell)
    if any(row):
        lines.append(_across(row))
    return lines


def _is_even(filled: list[list[Run]]) -> bool:
    """Say whether all cells have as many lines, and the first is no label of the others."""
    if len({len(cell) for cell in filled}) != 1:
        return False
    return all(run.bold for run in filled[0]) == all(run.bold for cell in filled[1:] for run in cell)


def _is_short(cell: list[Run]) -> bool:
    return len(cell) <= _MAX_LABEL_LINES and sum(len(run.text) for run in cell) <= _MAX_LABEL


def _is_prose(cell: list[Run]) -> bool:
    return len(cell) >= _PROSE_LINES and sum(len(run.text) for run in cell) >= _PROSE_LENGTH * len(cell)


def _one(cell: list[Run]) -> Run:
    """Make one run of the lines of a cell."""
    text = " ".join(_text(run) for run in cell).replace(f"{DIVISION} ", DIVISION)
    return attrs.evolve(cell[0], text=text, divided=False, x1=max(run.x1 for run in cell))


def _across(cells: list[list[Run]]) -> PdfLine:
    runs = [cell[0] for cell in cells if cell]
    line = PdfLine.of(runs)
    if len(runs) > 1:
        line.text = "\t".join(_text(cell[0]) if cell else "" for cell in cells).rstrip("\t")
    return line

"""Find the order in which the runs of a page are read: lines, columns, tables."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from .pdf_rows import PdfLine, row_lines
from .pdf_words import Run

__all__ = ["page_lines", "side_by_side"]

_GUTTER = 5.0  # points: columns stand at least this far apart
_JOIN = 0.45  # of the line height: runs written apart but this close are one
_MAX_RUNS = 20_000  # a page with more is read as it was written
_DENSE = 3  # a column of at least so many lines is read for itself
_PROSE_WIDTH = 28  # characters: lines that long on average are running text


@attrs.define(slots=True, eq=False)
class _Zone:
    """Consecutive rows that share their columns; `ink` holds the stretches across the page where anything stands."""

    rows: list[list[Run]]
    ink: list[tuple[float, float]]


def page_lines(runs: list[Run]) -> list[PdfLine]:
    """Give the lines of a page as they are read, a table row as one line with tabs between its cells."""
    if len(runs) > _MAX_RUNS:
        return [PdfLine.of([run]) for run in runs]
    lines: list[PdfLine] = []
    for zone in _zones([_joined(row) for row in side_by_side(runs)]):
        if len(zone.ink) < 2:
            lines.extend(PdfLine.of(row) for row in zone.rows)
        else:
            lines.extend(_zone_lines(zone))
    return lines


def side_by_side(runs: Iterable[Run]) -> list[list[Run]]:
    """Put runs that stand side by side into rows, from the top, each from the left."""
    rows: list[list[Run]] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: (run.y0 + run.y1, run.x0)):
        overlap = min(bottom, run.y1) - max(top, run.y0)
        if rows and overlap >= 0.5 * min(bottom - top, run.height):
            rows[-1].append(run)
        else:
            rows.append([run])
            top, bottom = run.y0, run.y1
    return [sorted(row, key=lambda run: run.x0) for row in rows]


def _joined(row: list[Run]) -> list[Run]:
    """Join runs of a row that touch, though they were written at different times."""
    joined = [row[0]]
    for run in row[1:]:
        last = joined[-1]
        gap = run.x0 - last.x1
        if gap <= _JOIN * min(last.height, run.height) and not last.divided:
            space = " " if gap > 0.1 * run.height else ""
            joined[-1] = attrs.evolve(
                last,
                text=last.text + space + run.text,
                x1=max(last.x1, run.x1),
                y0=min(last.y0, run.y0),
                y1=max(last.y1, run.y1),
                order=min(last.order, run.order),
                bold=last.bold and run.bold,
                divided=run.divided,
            )
        else:
            joined.append(run)
    return joined


def _zones(rows: list[list[Run]]) -> list[_Zone]:
    """Cut the rows of a page where the columns change."""
    zones: list[_Zone] = []
    for row in rows:
        stretches = [(run.x0, run.x1) for run in row]
        zone = zones[-1] if zones else None
        if zone is not None and (len(row) == 1 if len(zone.ink) < 2 else not _bridges(stretches, zone.ink)):
            zone.rows.append(row)
            zone.ink = _union([*zone.ink, *stretches])
        else:
            zones.append(_Zone([row], _union(stretches)))
    return zones


def _bridges(stretches: list[tuple[float, float]], ink: list[tuple[float, float]]) -> bool:
    """Say whether a run stands across two columns."""
    return any(sum(x0 < right + _GUTTER and left - _GUTTER < x1 for left, right in ink) > 1 for x0, x1 in stretches)


def _union(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    union: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if union and left < union[-1][1] + _GUTTER:
            union[-1] = (union[-1][0], max(union[-1][1], right))
        else:
            union.append((left, right))
    return union


def _column(run: Run, ink: list[tuple[float, float]]) -> int:
    middle = (run.x0 + run.x1) / 2
    return next((index for index, (_, right) in enumerate(ink) if middle <= right), len(ink) - 1)


def _zone_lines(zone: _Zone) -> list[PdfLine]:
    """Read a zone with columns: down each column where they stand for themselves, else row by row."""
    placed = [(_column(run, zone.ink), run) for row in zone.rows for run in row]
    if len(zone.rows) == 1:
        return row_lines([[run] for run in zone.rows[0]])
    columns = [[run for at, run in placed if at == index] for index in range(len(zone.ink))]
    cells = _cells(sorted(placed, key=lambda pair: pair[1].order))
    if _stand_alone(columns, cells, len(zone.rows)):
        return [PdfLine.of([run]) for column in columns for run in sorted(column, key=lambda run: run.y0)]
    if len(cells) <= len(columns) and min(len(column) for column in columns) >= _DENSE:
        rows = [[[run for run in row if _column(run, zone.ink) == at] for at in range(len(columns))] for row in zone.rows]
    else:
        rows = _table_rows(cells, len(columns))
    return [line for row in rows for line in row_lines(row)]


def _cells(placed: list[tuple[int, Run]]) -> list[tuple[int, list[Run]]]:
    """Cut the runs, in the order in which they were written, where the column changes or the next is not below."""
    cells: list[tuple[int, list[Run]]] = []
    for column, run in placed:
        if cells and cells[-1][0] == column and run.y0 >= cells[-1][1][-1].y0 - 0.5 * run.height:
            cells[-1][1].append(run)
        else:
            cells.append((column, [run]))
    return cells


def _stand_alone(columns: list[list[Run]], cells: list[tuple[int, list[Run]]], row_count: int) -> bool:
    """Say whether the columns of a zone are read each for itself.

    They are where the page was written so, unless the first holds the labels of the others; and where each holds
    lines of running text side by side.
    """
    if min(len(column) for column in columns) < _DENSE:
        return False
    if len(cells) == len(columns):
        return not _are_labels(columns[0], columns[1:], row_count)
    if min(len(column) for column in columns) < max(6, 0.8 * row_count):
        return False
    return all(sum(len(run.text) for run in column) >= _PROSE_WIDTH * len(column) for column in columns)


def _are_labels(first: list[Run], others: list[list[Run]], row_count: int) -> bool:
    """Say whether a column holds labels, by their colons or by weight, for values on the same rows."""
    if len(first) < 0.8 * row_count and sum(len(column) for column in others) > 3 * len(first):
        return False
    colons = sum(run.text.endswith(":") for run in first)
    weighty = all(run.bold for run in first) and not any(run.bold for column in others for run in column)
    return colons >= 0.7 * len(first) or weighty


def _table_rows(cells: list[tuple[int, list[Run]]], width: int) -> list[list[list[Run]]]:
    """Put cells, in the order in which they were written, into rows."""
    rows: list[list[list[Run]]] = []
    last = width
    for column, runs in cells:
        row = rows[-1] if rows else None
        if row is not None and column > last and _beside(row, runs):
            row[column] = runs
        elif row is not None and _continues(row, column, runs):
            row[column] = [*row[column], *runs]
            column = max(column, last)
        else:
            rows.append([[] for _ in range(width)])
            rows[-1][column] = runs
        last = column
    return sorted(rows, key=lambda row: min(run.y0 for cell in row for run in cell))


def _beside(row: list[list[Run]], runs: list[Run]) -> bool:
    """Say whether a cell begins beside a row, or in the line that follows it."""
    before = [run for cell in row for run in cell]
    height = runs[0].height
    return min(run.y0 for run in before) - 0.6 * height <= runs[0].y0 < max(run.y1 for run in before) + 1.5 * height


def _continues(row: list[list[Run]], column: int, runs: list[Run]) -> bool:
    """Say whether a cell that is not the first of its row goes on after another was written."""
    if column == 0 or not row[0] or not row[column]:
        return False
    return -0.5 * runs[0].height <= runs[0].y0 - row[column][-1].y1 < 0.5 * runs[0].height

"""Find the order in which the runs of a page are read: lines, columns, tables."""

from __future__ import annotations

from .pdf_rows import PdfLine, row_lines
from .pdf_words import Run
from .pdf_zones import Columns, Zone, carried_on, column_of, zones

__all__ = ["page_lines"]

_BETWEEN = 3  # rows across the page after which a table may go on
_MAX_RUNS = 20_000  # a page with more is read as it was written
_DENSE = 3  # a column of at least so many lines is read for itself
_PROSE_WIDTH = 28  # characters: lines that long on average are running text


def page_lines(runs: list[Run], width: float, columns: Columns = ()) -> tuple[list[PdfLine], Columns]:
    """Give the lines of a page as they are read, a table row as one line with tabs between its cells.

    `columns` are those of the table that the page before ends in; what is given beside the lines are those of the
    table that this page ends in, if any. So a table keeps its columns over the edge of a page.
    """
    if len(runs) > _MAX_RUNS:
        return [PdfLine.of([run]) for run in runs], ()
    lines: list[PdfLine] = []
    between = 0
    # Margins are mostly alike, so that a page of short lines still has the width of its text.
    right = max([width - min((run.x0 for run in runs), default=0.0), *(run.x1 for run in runs)])
    for zone in zones(runs):
        if not zone.table:
            lines.extend(PdfLine.of(row) for row in zone.rows)
            between += len(zone.rows)
            continue
        if between <= _BETWEEN:
            zone.ink = carried_on(zone.ink, columns)
        lines.extend(_zone_lines(zone, right))
        columns, between = zone.ink, 0
    return lines, columns if between <= 1 else ()


def _zone_lines(zone: Zone, page_right: float) -> list[PdfLine]:
    """Read a zone with columns: down each column where they stand for themselves, else row by row."""
    placed = [(column_of(run, zone.ink), run) for row in zone.rows for run in row]
    if len(zone.rows) == 1 and len(zone.rows[0]) == len(zone.ink):
        return [PdfLine.of(zone.rows[0])]
    columns: list[list[Run]] = [[] for _ in zone.ink]
    for place, run in placed:
        columns[place].append(run)
    cells = _cells(sorted(placed, key=lambda pair: pair[1].order))
    if _stand_alone(columns, cells, len(zone.rows)):
        return [PdfLine.of([run]) for column in columns for run in sorted(column, key=lambda run: run.y0)]
    if len(cells) <= len(columns) and min(len(column) for column in columns) >= _DENSE:
        places = range(len(columns))
        rows = [[[run for run in row if column_of(run, zone.ink) == place] for place in places] for row in zone.rows]
    else:
        rows = _table_rows(cells, len(columns))
    return [line for row in rows for line in row_lines(row, page_right)]


def _cells(placed: list[tuple[int, Run]]) -> list[tuple[int, list[Run]]]:
    """Cut the runs, in the order in which they were written, where the column changes or the next is not below."""
    cells: list[tuple[int, list[Run]]] = []
    for column, run in placed:
        if cells and cells[-1][0] == column and run.y0 >= cells[-1][1][-1].y0 - 0.5 * run.line_height:
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
    """Say whether a cell stands beside a row, or begins in the line that follows it."""
    before = [run for cell in row for run in cell]
    height = runs[0].line_height
    return min(run.y0 for run in before) < runs[-1].y1 and runs[0].y0 < max(run.y1 for run in before) + 1.5 * height


def _continues(row: list[list[Run]], column: int, runs: list[Run]) -> bool:
    """Say whether a cell that is not the first of its row goes on after another was written."""
    if column == 0 or not row[0] or not row[column]:
        return False
    return -0.5 * runs[0].line_height <= runs[0].y0 - row[column][-1].y1 < 0.5 * runs[0].line_height

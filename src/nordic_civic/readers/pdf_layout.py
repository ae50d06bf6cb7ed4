"""Find the order in which the runs of a page are read: lines, columns, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from .pdf_rows import PdfLine, row_lines
from .pdf_words import Run

__all__ = ["Columns", "page_lines", "side_by_side"]

_GUTTER = 1.5  # points: columns stand at least this far apart
_ALIGNED = 4.0  # points: how far from each other two left edges may be that are one
_JOIN, _JOIN_NEXT = 0.15, 0.45  # of the line height: runs this close are one; so are these, if written in a row
_MARKER = re.compile(r"[•▪●○◦■□*–-]|\(?(?:\d{1,2}|[a-zA-Z])[.)]")
_AFTER_MARKER = 4.0  # of the line height: so far from its marker may a point of a list begin
_BETWEEN = 3  # rows across the page after which a table may go on
_MAX_RUNS = 20_000  # a page with more is read as it was written
_DENSE = 3  # a column of at least so many lines is read for itself
_PROSE_WIDTH = 28  # characters: lines that long on average are running text


Columns = Sequence[tuple[float, float]]
"""The stretches across a page where anything stands, from the left."""


@attrs.define(slots=True, eq=False)
class _Zone:
    """Consecutive rows that share their columns; not a `table` while each row is one run."""

    rows: list[list[Run]]
    ink: Columns
    table: bool


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
    for zone in _zones([_joined(row) for row in side_by_side(runs)]):
        if not zone.table:
            lines.extend(PdfLine.of(row) for row in zone.rows)
            between += len(zone.rows)
            continue
        if between <= _BETWEEN:
            zone.ink = _carried_on(zone.ink, columns)
        lines.extend(_zone_lines(zone, right))
        columns, between = zone.ink, 0
    return lines, columns if between <= 1 else ()


def _carried_on(ink: Columns, before: Columns) -> Columns:
    """Give the columns of the table before, made to fit, where this is the rest of it."""
    if not before or abs(before[0][0] - ink[0][0]) > _ALIGNED or _bridges(ink, before):
        return ink
    union = _union([*before, *ink])
    if len(union) != len(before) or not all(any(left < x1 and x0 < right for left, right in before) for x0, x1 in ink):
        return ink
    inside = {next(index for index, (_, right) in enumerate(union) if x1 <= right) for _, x1 in ink}
    return union if len(inside) == len(ink) else ink


def side_by_side(runs: Iterable[Run]) -> list[list[Run]]:
    """Put runs that stand side by side into rows, from the top, each from the left."""
    rows: list[list[Run]] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: (run.y0 + run.y1, run.x0)):
        overlap = min(bottom, run.y1) - max(top, run.y0)
        if rows and overlap >= 0.5 * min(bottom - top, run.line_height):
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
        limit = _JOIN_NEXT if run.order == last.order + 1 else _JOIN
        height = min(last.line_height, run.line_height)
        is_marker = len(joined) == 1 and gap <= _AFTER_MARKER * height and _MARKER.fullmatch(last.text)
        if is_marker or (gap <= limit * height and not last.divided):
            space = " " if gap > 0.1 * height else ""
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
        zone = zones[-1] if zones else None
        beside = zone is not None and not zone.table and len(row) == 1 and _are_beside(zone.rows[-1][0], row[0])
        if zone is None or beside or not _belongs(row, zone):
            begun = [zone.rows.pop()] if zone is not None and beside else []
            if len(row) > 1 and zone is not None:
                begun = _begun(zone, row)
            zone = _Zone(begun, [], beside or len(row) > 1)
            zones.append(zone)
        zone.rows.append(row)
        zone.ink = _union(stretch for row in zone.rows for stretch in _stretches(row))
    return [zone for zone in zones if zone.rows]


def _stretches(row: list[Run]) -> list[tuple[float, float]]:
    return [(run.x0, run.x1) for run in row]


def _belongs(row: list[Run], zone: _Zone) -> bool:
    if not zone.table:
        return len(row) == 1
    if _bridges(_stretches(row), zone.ink):
        return False
    if len(row) == 1:
        return _is_within(row[0], zone.ink) or row[0].order < max(run.order for run in zone.rows[-1])
    columns = _union([*zone.ink, *_stretches(row)])
    return len({_column(run, columns) for run in row}) == len(row)


def _are_beside(upper: Run, lower: Run) -> bool:
    """Say whether two runs stand side by side, though on lines of different height."""
    overlap = min(upper.y1, lower.y1) - max(upper.y0, lower.y0)
    apart = max(upper.x0, lower.x0) - min(upper.x1, lower.x1)
    return overlap > 0.2 * min(upper.line_height, lower.line_height) and apart > upper.line_height


def _begun(before: _Zone, row: list[Run]) -> list[list[Run]]:
    """Take from the end of a zone the lines that were written after a row was begun: its taller cells."""
    begun: list[list[Run]] = []
    first = min(run.order for run in row)
    while not before.table and before.rows and before.rows[-1][0].order > first:
        if _bridges(_stretches(before.rows[-1]), _union(_stretches(row))):
            break
        begun.insert(0, before.rows.pop())
    return begun


def _is_within(run: Run, ink: Columns) -> bool:
    return any(left < run.x1 and run.x0 < right for left, right in ink)


def _bridges(stretches: Columns, ink: Columns) -> bool:
    """Say whether a run stands across two columns."""
    return any(sum(x0 < right + _GUTTER and left - _GUTTER < x1 for left, right in ink) > 1 for x0, x1 in stretches)


def _union(stretches: Iterable[tuple[float, float]]) -> Columns:
    union: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if union and left < union[-1][1] + _GUTTER:
            union[-1] = (union[-1][0], max(union[-1][1], right))
        else:
            union.append((left, right))
    return union


def _column(run: Run, ink: Columns) -> int:
    middle = (run.x0 + run.x1) / 2
    return next((index for index, (_, right) in enumerate(ink) if middle <= right), len(ink) - 1)


def _zone_lines(zone: _Zone, page_right: float) -> list[PdfLine]:
    """Read a zone with columns: down each column where they stand for themselves, else row by row."""
    placed = [(_column(run, zone.ink), run) for row in zone.rows for run in row]
    if len(zone.rows) == 1:
        return [PdfLine.of(zone.rows[0])]
    columns = [[run for at, run in placed if at == index] for index in range(len(zone.ink))]
    cells = _cells(sorted(placed, key=lambda pair: pair[1].order))
    if _stand_alone(columns, cells, len(zone.rows)):
        return [PdfLine.of([run]) for column in columns for run in sorted(column, key=lambda run: run.y0)]
    if len(cells) <= len(columns) and min(len(column) for column in columns) >= _DENSE:
        places = range(len(columns))
        rows = [[[run for run in row if _column(run, zone.ink) == place] for place in places] for row in zone.rows]
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

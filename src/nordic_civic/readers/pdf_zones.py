"""Cut a page into zones: consecutive rows of runs that share their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

import attrs

from .pdf_words import Run

__all__ = ["Columns", "Zone", "carried_on", "column_of", "side_by_side", "zones"]

_GUTTER = 1.5  # points: columns stand at least this far apart
_ALIGNED = 4.0  # points: how far from each other two left edges may be that are one
_JOIN, _JOIN_NEXT = 0.15, 0.45  # of the line height: runs this close are one; so are these, if written in a row
_MARKER = re.compile(r"[•▪●○◦■□*–-]|\(?(?:\d{1,2}|[a-zA-Z])[.)]")
_AFTER_MARKER = 4.0  # of the line height: so far from its marker may a point of a list begin
_MAX_COLUMNS = 80  # more are no table that anyone reads
_FLUSH = 2.5  # points: how exactly justified lines end
_TALL = 40  # lines: higher than that is no cell beside the first line of another
_SETTLED = 2  # rows: so many make sure that columns are columns
_PROSE = 24  # characters: lines that long on average are running text

Columns = Sequence[tuple[float, float]]
"""The stretches across a page where anything stands, from the left."""


@attrs.define(slots=True, eq=False)
class Zone:
    """Consecutive rows that share their columns, `ink`; no `table`, and without columns, where each row is one run."""

    rows: list[list[Run]]
    ink: Columns
    table: bool


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
            joined[-1] = _one_run(last, run, space)
        else:
            joined.append(run)
    return joined


def _one_run(left: Run, right: Run, space: str) -> Run:
    return attrs.evolve(
        left,
        text=left.text + space + right.text,
        x1=max(left.x1, right.x1),
        y0=min(left.y0, right.y0),
        y1=max(left.y1, right.y1),
        order=min(left.order, right.order),
        bold=left.bold and right.bold,
        divided=right.divided,
    )


def zones(runs: Iterable[Run]) -> list[Zone]:
    """Cut a page where its columns change."""
    found: list[Zone] = []
    for row in (_joined(row) for row in side_by_side(runs)):
        if len(row) > _MAX_COLUMNS:
            found.append(Zone([row], (), False))
            continue
        zone = found[-1] if found else None
        if zone is not None:
            row = _squeezed(row, zone)
        beside = zone is not None and not zone.table and len(row) == 1 and _are_beside(zone.rows[-1][0], row[0])
        if zone is None or beside or not _belongs(row, zone):
            begun = [zone.rows.pop()] if zone is not None and beside else []
            if len(row) > 1 and zone is not None:
                begun = _begun(zone, row)
            zone = Zone(begun, _union(stretch for row in begun for stretch in _stretches(row)), beside or len(row) > 1)
            found.append(zone)
        zone.rows.append(row)
        if zone.table:
            zone.ink = _union([*zone.ink, *_stretches(row)])
    return [zone for zone in found if zone.rows]


def _is_flush(row: list[Run], line: Run) -> bool:
    """Say whether a row begins and ends exactly under a line, as the lines of a justified paragraph do."""
    close = abs(row[0].y0 - line.y1) < 0.6 * line.line_height
    return close and abs(row[0].x0 - line.x0) < _FLUSH and abs(row[-1].x1 - line.x1) < _FLUSH


def _spaced(left: Run, right: Run) -> Run:
    return _one_run(left, right, " ")


def _squeezed(row: list[Run], zone: Zone) -> list[Run]:
    """Join runs that stand in one column of running text, where justifying drove the words apart."""
    if not zone.table:
        above = zone.rows[-1]
        return [reduce(_spaced, row)] if len(above) == 1 < len(row) and _is_flush(row, above[0]) else row
    if len(row) <= len(zone.ink) or len(zone.rows) < _SETTLED or _bridges(_stretches(row), zone.ink):
        return row
    texts = [run.text for earlier in zone.rows for run in earlier]
    if sum(map(len, texts)) < _PROSE * len(texts):
        return row
    squeezed: list[Run] = []
    for run in row:
        if squeezed and column_of(squeezed[-1], zone.ink) == column_of(run, zone.ink):
            squeezed[-1] = _spaced(squeezed[-1], run)
        else:
            squeezed.append(run)
    return squeezed


def _stretches(row: list[Run]) -> list[tuple[float, float]]:
    return [(run.x0, run.x1) for run in row]


def _belongs(row: list[Run], zone: Zone) -> bool:
    if not zone.table:
        return len(row) == 1
    if _bridges(_stretches(row), zone.ink) or len(zone.ink) > _MAX_COLUMNS:
        return False
    if len(row) == 1:
        return _is_within(row[0], zone.ink) or row[0].order < max(run.order for run in zone.rows[-1])
    columns = _union([*zone.ink, *_stretches(row)])
    return len({column_of(run, columns) for run in row}) == len(row)


def _are_beside(upper: Run, lower: Run) -> bool:
    """Say whether two runs stand side by side, though on lines of different height."""
    overlap = min(upper.y1, lower.y1) - max(upper.y0, lower.y0)
    apart = max(upper.x0, lower.x0) - min(upper.x1, lower.x1)
    return overlap > 0.2 * min(upper.line_height, lower.line_height) and apart > upper.line_height


def _begun(before: Zone, row: list[Run]) -> list[list[Run]]:
    """Take from the end of a zone the lines that were written after a row was begun: its taller cells."""
    begun: list[list[Run]] = []
    first = min(run.order for run in row)
    while not before.table and before.rows and before.rows[-1][0].order > first and len(begun) < _TALL:
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


def column_of(run: Run, ink: Columns) -> int:
    """Give the number of the column that a run stands in, from 0."""
    middle = (run.x0 + run.x1) / 2
    return next((index for index, (_, right) in enumerate(ink) if middle <= right), len(ink) - 1)


def carried_on(ink: Columns, before: Columns) -> Columns:
    """Give the columns of the table before, made to fit, where this is the rest of it."""
    if not before or abs(before[0][0] - ink[0][0]) > _ALIGNED or _bridges(ink, before):
        return ink
    union = _union([*before, *ink])
    if len(union) != len(before) or not all(any(left < x1 and x0 < right for left, right in before) for x0, x1 in ink):
        return ink
    inside = {next(index for index, (_, right) in enumerate(union) if x1 <= right) for _, x1 in ink}
    return union if len(inside) == len(ink) else ink

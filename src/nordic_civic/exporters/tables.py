"""Results as rows of tables: one table for each type of record, one for each kind of part that records have many of.

A part belongs to a record: its row names the table and the id of the record, the path to the list that it stands in
(`items`, `votes[0].ballots`), and its position there. What a record has one of stands in columns of its own row, named
`field_name`: `body_name`, `body_kind`. A list of texts or numbers is a JSON array in one cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..diagnostics import Diagnostic
from ..record_tables import PARTS
from ..record_tables import RECORDS as PLAIN_RECORDS
from ..records import Check, ParseResult
from .shapes import shapes

__all__ = ["KEYS", "PARTS", "RECORDS", "columns", "rows", "tables"]

RECORDS: dict[str, Any] = {**PLAIN_RECORDS, "checks": Check, "diagnostics": Diagnostic}
KEYS = ("document_id", "record", "record_id", "path", "position")
"""The first columns of a table of parts."""

_NAMES = {cls: name for name, cls in PARTS.items()}
_NUMBERED = ("checks", "diagnostics")
Row = list[Any]


@cache
def tables() -> tuple[str, ...]:
    """Name the tables.

    >>> tables()[:3]
    ('documents', 'meetings', 'cases')
    """
    return (*RECORDS, *PARTS)


@cache
def columns(table: str) -> tuple[str, ...]:
    """Name the columns of a table.

    >>> columns("agents")
    ('document_id', 'record', 'record_id', 'path', 'position', 'name', 'kind', 'party', 'role')
    """
    if table in PARTS:
        return (*KEYS, *_columns(PARTS[table]))
    if table == "documents":
        return _columns(RECORDS["documents"])
    if table in _NUMBERED:
        return ("document_id", "position", *_columns(RECORDS[table]))
    own = _columns(RECORDS[table])
    return (own[0], "document_id", *own[1:])


@cache
def _columns(cls: Any) -> tuple[str, ...]:
    found: list[str] = []
    for shape in shapes(cls):
        if shape.kind == "value":
            found.extend(f"{shape.name}_{name}" for name in _columns(shape.of))
        elif shape.kind != "values":
            found.append(shape.name)
    return tuple(found)


def rows(result: ParseResult) -> Iterator[tuple[str, Row]]:
    """Give the rows of a result, each with the name of its table, in the order of `columns`; unknown is None.

    >>> from nordic_civic import Document, Span
    >>> result = ParseResult(document=Document(id="0" * 64, text="Item", spans=(Span(0, 4),)))
    >>> [table for table, _ in rows(result)]
    ['documents', 'spans']
    """
    document = result.document
    yield "documents", _cells(document)
    yield from _parts(document, (document.id, "documents", document.id), "")
    meetings = (result.meeting,) if result.meeting else ()
    groups = (meetings, result.cases, result.proposals, result.decisions, result.mandates)
    for table, records in zip(list(RECORDS)[1:6], groups, strict=True):
        for record in records:
            own = _cells(record)
            yield table, [own[0], document.id, *own[1:]]
            yield from _parts(record, (document.id, table, record.id), "")
    for table, found in zip(_NUMBERED, (result.checks, result.diagnostics), strict=True):
        for position, one in enumerate(found):
            yield table, [document.id, position, *_cells(one)]
            yield from _parts(one, (document.id, table, str(position)), "")


def _cells(value: Any) -> Row:
    """Give the cells of an object in the order of its columns."""
    cells: Row = []
    for shape in shapes(value.__class__):
        held = getattr(value, shape.attribute)
        if shape.kind == "value":
            cells.extend([None] * len(_columns(shape.of)) if held is None else _cells(held))
        elif shape.kind == "leaves":
            cells.append(json.dumps(held, ensure_ascii=False) if held else None)
        elif shape.kind == "leaf":
            cells.append(held)
    return cells


def _parts(value: Any, owner: tuple[str, str, str], path: str) -> Iterator[tuple[str, Row]]:
    """Give the rows of all parts of an object, and of their parts."""
    for shape in shapes(value.__class__):
        if shape.kind == "values":
            own = f"{path}{shape.name}"
            for position, part in enumerate(getattr(value, shape.attribute)):
                yield _NAMES[shape.of], [*owner, own, position, *_cells(part)]
                yield from _parts(part, owner, f"{own}[{position}].")

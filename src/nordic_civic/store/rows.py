"""Turn a result into rows of the tables, and rows back into the result.

Rows are made where the document is parsed, before the store gives keys: a record is named by its place in the result,
0 for the document. `placed` adds the key that the document gets.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..codec import SCHEMA_VERSION, from_dict, to_dict
from ..dossiers.keys import case_keys
from ..records import ParseResult
from .layout import PARTS, RECORDS, Field, Shape, shape

Row = tuple[Any, ...]
Parts = Mapping[tuple[int, str], Sequence[Row]]

_OF_RESULT = ("checks", "diagnostics")


@attrs.frozen
class DocumentRows:
    """The rows of one document, by table; the first cell of each is the place of its record in the result."""

    document_id: str
    tables: dict[str, list[Row]]

    def placed(self, key: int) -> Iterator[tuple[str, Iterable[Row]]]:
        """Give the rows of each table with the keys of their records, `key` being the document's."""
        for table, rows in self.tables.items():
            if table == "records" or (table in RECORDS and table != "documents"):
                yield table, ((key + row[0], key, *row[1:]) for row in rows)
            else:
                yield table, ((key + row[0], *row[1:]) for row in rows)


def rows_of(result: ParseResult) -> DocumentRows:
    """Give the rows of a result.

    >>> from nordic_civic.records import Document
    >>> from nordic_civic.values import Span
    >>> result = ParseResult(document=Document(id="0" * 64, text="Hei", spans=(Span(0, 3),)))
    >>> rows_of(result).tables["spans"]
    [(0, 'spans', 0, 0, 3, None)]
    """
    data = to_dict(result)
    tables: dict[str, list[Row]] = defaultdict(list)
    places: dict[str, int] = {}
    for table, record in _records(data):
        place = places[record["id"]] = len(places)
        tables["records"].append((place, table.removesuffix("s"), record["id"]))
        form = shape(RECORDS[table])
        tables[table].append((place, *_cells(form, record)))
        _add_parts(tables, form, record, place, "")
    for name in _OF_RESULT:
        _add_list(tables, name, data[name], 0, name)
    for case_id, key in case_keys(result):
        tables["case_keys"].append((places[case_id], key.rule, key.value, int(key.cites), key.series))
    return DocumentRows(result.document.id, dict(tables))


def result_of(tables: Mapping[str, Sequence[Row]]) -> ParseResult:
    """Build the result again from the rows of one document, as they lie in the store."""
    parts: dict[str, Parts] = {}
    for table in PARTS:
        found: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for row in sorted(tables.get(table, ()), key=lambda row: row[:3]):
            found[row[0], row[1]].append(row[3:])
        parts[table] = found
    data: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
    for table, cls in RECORDS.items():
        skip = 1 if table == "documents" else 2
        rows = sorted(tables.get(table, ()), key=lambda row: row[0])
        data[table] = [_built(shape(cls), row[skip:], row[0], "", parts) for row in rows]
    (document,) = tables["documents"]
    data["document"] = data.pop("documents")[0]
    data["meeting"] = next(iter(data.pop("meetings")), None)
    for name in _OF_RESULT:
        data[name] = _list(name, document[0], name, parts)
    return from_dict(ParseResult, data)


def _records(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "documents", data["document"]
    if data["meeting"] is not None:
        yield "meetings", data["meeting"]
    for table in RECORDS:
        for record in data.get(table, ()):
            yield table, record


def _cells(form: Shape, data: Mapping[str, Any] | None) -> Iterator[Any]:
    """Give the cells of one value, or empty ones where there is none."""
    for field in form.fields:
        if field.value is not None:
            yield from _cells(field.value, None if data is None else data[field.name])
        elif field.column is not None:
            cell = None if data is None else data[field.name]
            yield json.dumps(cell, ensure_ascii=False) if field.column.kind == "array" and cell is not None else cell


def _add_parts(tables: dict[str, list[Row]], form: Shape, data: Mapping[str, Any], place: int, at: str) -> None:
    for field in form.fields:
        if field.table is not None and data[field.name]:
            _add_list(tables, field.table, data[field.name], place, at + field.name)


def _add_list(
    tables: dict[str, list[Row]], table: str, members: Sequence[Mapping[str, Any]], place: int, path: str
) -> None:
    form = shape(PARTS[table])
    for position, member in enumerate(members):
        tables[table].append((place, path, position, *_cells(form, member)))
        _add_parts(tables, form, member, place, f"{path}[{position}].")


def _built(form: Shape, row: Sequence[Any], key: int, at: str, parts: Mapping[str, Parts]) -> dict[str, Any]:
    """Build the data of one record or part from its cells."""
    cells = iter(row)
    return {field.name: _field(field, cells, key, at, parts) for field in form.fields}


def _field(field: Field, cells: Iterator[Any], key: int, at: str, parts: Mapping[str, Parts]) -> Any:
    if field.table is not None:
        return _list(field.table, key, at + field.name, parts)
    if field.value is not None:
        inner = [next(cells) for _ in range(field.value.width)]
        empty = all(cell is None for cell in inner)
        return None if empty else _built(field.value, inner, key, f"{at}{field.name}.", parts)
    cell = next(cells)
    kind = field.column.kind if field.column is not None else "text"
    if cell is None:
        return None
    return bool(cell) if kind == "boolean" else json.loads(cell) if kind == "array" else cell


def _list(table: str, key: int, path: str, parts: Mapping[str, Parts]) -> list[dict[str, Any]]:
    form = shape(PARTS[table])
    rows = parts[table].get((key, path), ())
    return [_built(form, row, key, f"{path}[{position}].", parts) for position, row in enumerate(rows)]

"""Results as Apache Arrow: a stable schema of one row a document, and a function from bytes to batches of such rows.

pyarrow comes with an extra: `pip install 'nordic-civic[parquet]'`. The schema is published as docs/arrow-schema.txt. It
is the schema of the JSON, with one difference: Arrow has no type that holds itself, so points that stand under a point
follow it in the same list, each with its `depth`, 0 for the outermost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .codec import SCHEMA_VERSION, from_dict, to_dict
from .errors import ExportError, ReadError
from .exporters.shapes import shapes
from .records import ParseResult
from .values import Item

if TYPE_CHECKING:
    import pyarrow

    from .batch import Options
    from .sources import Task

__all__ = ["BATCH", "input_schema", "parse_batches", "record_batch", "results", "schema", "schema_text"]

BATCH = 250
"""So many documents make a batch: enough to make the cost of handing one over vanish, few enough to do again."""

_BATCH_BYTES = 64 * 1024 * 1024
_WITH_ITEMS = ("proposals", "decisions", "mandates")
Row = dict[str, Any]


def arrow() -> Any:
    """Import pyarrow, or raise ExportError that tells what to install.

    >>> arrow().__name__
    'pyarrow'
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExportError("Arrow and Parquet need pyarrow; run: pip install 'nordic-civic[parquet]'") from None
    return pyarrow


@cache
def schema() -> pyarrow.Schema:
    """Give the schema of results: `source`, `error`, and the fields of a result; one row a document.

    >>> schema().names[:4]
    ['source', 'error', 'document', 'meeting']
    """
    pa = arrow()
    fields = [(shape.name, _type(shape.of, shape.kind)) for shape in shapes(ParseResult)]
    version = {"nordic_civic.schema_version": str(SCHEMA_VERSION)}
    return pa.schema([("source", pa.string()), ("error", pa.string()), *fields], metadata=version)


def input_schema() -> pyarrow.Schema:
    """Give the schema of what `parse_batches` reads: the `name` of a document and its bytes, `data`.

    >>> input_schema().names
    ['name', 'data']
    """
    pa = arrow()
    return pa.schema([("name", pa.string()), ("data", pa.binary())])


def schema_text() -> str:
    """Give the schema as the text that is published, one column a line."""
    return "".join(f"{field.name}: {field.type}\n" for field in schema())


def parse_batches(
    batches: Iterable[pyarrow.RecordBatch], options: Options | None = None, size: int = BATCH
) -> Iterator[pyarrow.RecordBatch]:
    """Parse the documents of record batches and give record batches of results, in the same order.

    `batches` have a column `name` and a column `data` (see `input_schema`). Where `data` is null, a column `error` may
    say why; other columns are not looked at. The batches given follow `schema` and hold at most `size` rows. A document
    that cannot be read is a row with its `error` and no document. Nothing is kept between calls but the word tables of
    the plugins, so it may run in any process of any engine. Raise ReadError for a country among the `options` that no
    plugin reads.

    >>> batch = arrow().record_batch([["a.txt"], [b"Fjordvik kommune\\n\\nSak 1/24 Budsjett"]], schema=input_schema())
    >>> [parsed.column("source").to_pylist() for parsed in parse_batches([batch])]
    [['a.txt']]
    """
    from .batch import Options, each

    chosen = options or Options()
    chosen.check()
    for batch in batches:
        rows: list[Row] = []
        weight = 0
        for task in _tasks(batch):
            answer = each(task, options=chosen, then=_as_row)
            rows.append(_failed(task.name, answer) if isinstance(answer, ReadError) else answer)
            weight += task.size
            if len(rows) >= size or weight >= _BATCH_BYTES:
                yield _batch(rows)
                rows, weight = [], 0
        if rows:
            yield _batch(rows)


def record_batch(given: Sequence[ParseResult]) -> pyarrow.RecordBatch:
    """Put results into one record batch.

    >>> record_batch([]).num_rows
    0
    """
    return _batch([_as_row(result, result.document.source) for result in given])


def results(batch: pyarrow.RecordBatch | pyarrow.Table) -> Iterator[ParseResult]:
    """Give the results of a record batch or table; rows with an error have none and are passed over.

    Raise RecordError where a row breaks the schema of the records.

    >>> list(results(record_batch([])))
    []
    """
    for row in batch.to_pylist():
        if row.pop("error") is None:
            del row["source"]
            for holder in _holders(row):
                holder["items"] = _nested(holder["items"])
            yield from_dict(ParseResult, {"schema_version": SCHEMA_VERSION, **row})


def _type(of: Any, kind: str) -> Any:
    pa = arrow()
    if kind in ("leaves", "values"):
        return pa.list_(_type(of, "leaf"))
    leaves = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
    if of in leaves:
        return leaves[of]
    fields = [(shape.name, _type(shape.of, shape.kind)) for shape in shapes(of) if shape.of is not of]
    return pa.struct([*fields, ("depth", pa.int64())] if of is Item else fields)


def _batch(rows: list[Row]) -> Any:
    return arrow().RecordBatch.from_pylist(rows, schema=schema())


def _tasks(batch: pyarrow.RecordBatch) -> Iterator[Task]:
    from .sources import Task

    known = batch.schema.names
    reasons = batch.column("error") if "error" in known else [None] * batch.num_rows
    for name, data, reason in zip(batch.column("name"), batch.column("data"), reasons, strict=True):
        called, content = name.as_py() or "", data.as_py()
        if content is None:
            told = (reason.as_py() if reason is not None else None) or "There are no bytes in this row."
            yield Task(called, error=ReadError(told, called))
        else:
            yield Task(called, data=content, size=len(content), named=bool(called))


def _as_row(result: ParseResult, name: str | None) -> Row:
    row = to_dict(result)
    del row["schema_version"]
    for holder in _holders(row):
        holder["items"] = list(_flat(holder["items"], 0))
    return {"source": name, "error": None, **row}


def _failed(name: str, error: ReadError) -> Row:
    row: Row = {shape.name: [] if shape.kind == "values" else None for shape in shapes(ParseResult)}
    return {"source": name, "error": error.message, **row}


def _holders(row: Row) -> Iterator[Row]:
    """Give the records of a row that have points, and the adoptions in them, which have points, too."""
    for kind in _WITH_ITEMS:
        for record in row[kind]:
            yield record
            yield from record.get("adopted", ())


def _flat(items: Iterable[Mapping[str, Any]], depth: int) -> Iterator[Row]:
    """Put points under points into one list, each followed by those under it."""
    for item in items:
        yield {**{name: value for name, value in item.items() if name != "items"}, "depth": depth}
        yield from _flat(item["items"], depth + 1)


def _nested(items: Iterable[Row]) -> list[Row]:
    """Put points back under the points that they belong to."""
    top: list[Row] = []
    open_lists = [top]
    for item in items:
        depth = item.pop("depth")
        del open_lists[depth + 1 :]
        item["items"] = []
        open_lists[depth].append(item)
        open_lists.append(item["items"])
    return top

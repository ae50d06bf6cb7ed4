"""Apache Parquet, one row a document, in the published Arrow schema; written and read batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from ..arrow import BATCH, arrow, record_batch, results, schema
from ..errors import ExportError
from ..records import ParseResult
from .base import Exporter
from .target import Target


def _write(given: Iterable[ParseResult], target: Target) -> None:
    pa = arrow()
    taken = iter(given)
    with target.open() as stream, pa.parquet.ParquetWriter(stream, schema(), compression="zstd") as writer:
        while batch := list(islice(taken, BATCH)):
            try:
                writer.write_batch(record_batch(batch))
            except UnicodeEncodeError as error:
                raise ExportError(f"A text cannot be written as UTF-8: {error}.") from error


def _read(path: Path) -> Iterator[ParseResult]:
    pa = arrow()
    with path.open("rb") as stream:
        for batch in pa.parquet.ParquetFile(stream).iter_batches(BATCH):
            yield from results(batch)


EXPORTER = Exporter("parquet", ".parquet", _write, read=_read)

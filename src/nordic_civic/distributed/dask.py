"""Parse an archive with Dask: batches of documents in, Parquet files of results out.

Dask comes with an extra: `pip install 'nordic-civic[dask]'`. On one machine it uses its processes; where a
`distributed.Client` is connected, the same call runs on the cluster, whose workers must see the same files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import attrs

from .. import __version__
from ..arrow import BATCH, arrow, parse_batches, schema
from ..batch import Options
from ..errors import ExportError

__all__ = ["Part", "parse_to_parquet"]

_RETRIES = 2
_INPUT_BYTES = 32 * 1024 * 1024


@attrs.frozen
class Part:
    """One file of results: where it is, how many documents it tells of, and how many of them could not be read."""

    path: str
    documents: int
    errors: int


def parse_to_parquet(
    names: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    options: Options | None = None,
    size: int = BATCH,
    scheduler: str | None = None,
    resume: bool = False,
    skip: Collection[str] = (),
) -> list[Part]:
    """Parse documents, `size` of them a task, and write one Parquet file of results for each task into a folder.

    `names` are paths, or addresses that fsspec opens (`s3://…`); `folder` may be one, too. The files follow
    `nordic_civic.arrow.schema`; a document that cannot be read is a row with its `error`. A file takes its place when
    it is whole, under a name that its documents, the options and the version of the library decide, so that a task
    that runs twice does no harm; the task has the same name. With `resume`, a file that is there is not made again. The
    names in `skip` are not parsed but told as errors: what kills a worker can so be passed over, and the rest kept.

    Without a `scheduler` the connected cluster or the configured scheduler does the work, else processes of this
    machine: a script must then guard what it does with `if __name__ == "__main__":`. Raise ReadError for a country that
    no plugin reads, and ExportError where Dask or pyarrow is not installed.
    """
    dask = _dask()
    arrow()
    chosen = options or Options()
    chosen.check()
    place, left = os.fspath(folder), frozenset(skip)
    with dask.annotate(retries=_RETRIES), dask.config.set(chunksize=1):
        part = dask.delayed(_part)
        tasks = []
        for number, some in enumerate(_cut(names, size)):
            name = f"part-{number:06}-{_key(some, chosen)}"
            tasks.append(part(place, name, some, left, chosen, resume, dask_key_name=name))
        found: tuple[Part, ...] = dask.compute(*tasks, scheduler=scheduler or _scheduler())
    return list(found)


def _dask() -> Any:
    try:
        import dask
        import dask.base
    except ImportError:
        raise ExportError("This needs Dask; run: pip install 'nordic-civic[dask]'") from None
    return dask


def _scheduler() -> str | None:
    """Take processes where nothing else is chosen: Dask's own choice would be threads, which wait for each other."""
    return None if _dask().base.get_scheduler() else "processes"


def _cut(names: Iterable[str | os.PathLike[str]], size: int) -> Iterator[tuple[str, ...]]:
    some: list[str] = []
    for name in names:
        some.append(os.fspath(name))
        if len(some) == size:
            yield tuple(some)
            some = []
    if some:
        yield tuple(some)


def _key(names: Sequence[str], options: Options) -> str:
    known = repr((__version__, options, tuple(names)))
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _part(folder: str, name: str, names: Sequence[str], skip: Collection[str], options: Options, resume: bool) -> Part:
    """Parse some documents into one file; this runs in a worker."""
    from fsspec.core import url_to_fs

    files, root = url_to_fs(folder)
    path = f"{root.rstrip('/')}/{name}.parquet"
    if resume and files.exists(path):
        with files.open(path, "rb") as stream:
            errors = arrow().parquet.read_table(stream, columns=["error"]).column("error")
        return Part(path, len(errors), len(errors) - errors.null_count)
    files.makedirs(root, exist_ok=True)
    documents = errors = 0
    with (
        files.open(f"{path}.unfinished", "wb") as stream,
        arrow().parquet.ParquetWriter(stream, schema(), compression="zstd") as writer,
    ):
        for batch in parse_batches(_read(names, skip), options):
            writer.write_batch(batch)
            documents += batch.num_rows
            errors += batch.num_rows - batch.column("error").null_count
    files.mv(f"{path}.unfinished", path)
    return Part(path, documents, errors)


def _read(names: Iterable[str], skip: Collection[str]) -> Iterator[Any]:
    """Read files into record batches that memory can hold; a file that cannot be read is a row that says why."""
    import fsspec

    rows: list[dict[str, Any]] = []
    weight = 0
    for name in names:
        row: dict[str, Any] = {"name": name, "data": None, "error": "It was left out."}
        try:
            if name not in skip:
                with fsspec.open(name, "rb") as stream:
                    row["data"] = stream.read()
                weight += len(row["data"])
        except FileNotFoundError:
            row["error"] = "There is no such file."
        except OSError as error:
            row["error"] = f"The file cannot be read: {error}."
        rows.append(row)
        if weight >= _INPUT_BYTES:
            yield _input(rows)
            rows, weight = [], 0
    if rows:
        yield _input(rows)


def _input(rows: list[dict[str, Any]]) -> Any:
    pa = arrow()
    fields = [("name", pa.string()), ("data", pa.binary()), ("error", pa.string())]
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema(fields))

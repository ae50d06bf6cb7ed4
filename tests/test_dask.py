"""The run on Dask and on Spark: the same records as the local run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import nordic_civic as nc
from nordic_civic.exporters.run import load_all

pytest.importorskip("pyarrow")

TEXT = "Fjordvik kommune\nFormannskapet 14.05.2024\n\nSak {}/24 Bro\n\nVedtak:\nBroen bygges.\n"


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    return sorted(folder.iterdir())


def loaded(folder: Path) -> list[nc.ParseResult]:
    return [result for path in sorted(folder.glob("*.parquet")) for result in load_all(path)]


@pytest.mark.parametrize("scheduler", ["synchronous", None])
def test_dask_gives_the_records_of_the_local_run(scheduler: str | None, documents: list[Path], tmp_path: Path) -> None:
    pytest.importorskip("dask")
    from nordic_civic.distributed.dask import parse_to_parquet

    names = [*documents, tmp_path / "missing.txt"]
    parts = parse_to_parquet(names, tmp_path / "out", size=3, scheduler=scheduler)
    assert [(part.documents, part.errors) for part in parts] == [(3, 0), (3, 0), (2, 1)]
    assert loaded(tmp_path / "out") == [nc.parse(path) for path in documents]
    assert sorted(map(str, (tmp_path / "out").iterdir())) == sorted(part.path for part in parts)


@pytest.mark.distributed
def test_a_cluster_gives_the_records_of_the_local_run(documents: list[Path], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from nordic_civic.distributed.dask import parse_to_parquet

    processes = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**processes) as cluster, distributed.Client(cluster):
        parts = parse_to_parquet([*documents, tmp_path / "missing.txt"], tmp_path / "out", size=1)
        assert cluster.scheduler.transition_counter >= len(parts)  # it was the cluster that did them
    assert [(part.documents, part.errors) for part in parts] == [(1, 0)] * 7 + [(1, 1)]
    assert loaded(tmp_path / "out") == [nc.parse(path) for path in documents]


def test_dask_does_not_make_again_what_is_there(documents: list[Path], tmp_path: Path) -> None:
    pytest.importorskip("dask")
    from nordic_civic.batch import Options
    from nordic_civic.distributed.dask import parse_to_parquet

    given: dict[str, Any] = {"size": 4, "scheduler": "synchronous"}
    first = parse_to_parquet(documents, tmp_path, **given)
    Path(first[1].path).unlink()
    kept = Path(first[0].path).stat().st_mtime_ns
    assert parse_to_parquet(documents, tmp_path, resume=True, **given) == first
    assert Path(first[0].path).stat().st_mtime_ns == kept
    other = parse_to_parquet(documents, tmp_path, resume=True, options=Options(country="NO"), **given)
    assert not {part.path for part in other} & {part.path for part in first}


def test_what_is_passed_over_is_told_and_moves_nothing(documents: list[Path], tmp_path: Path) -> None:
    pytest.importorskip("dask")
    from nordic_civic.distributed.dask import parse_to_parquet

    whole = parse_to_parquet(documents, tmp_path / "out", size=4, scheduler="synchronous")
    Path(whole[0].path).unlink()
    again: dict[str, Any] = {"resume": True, "skip": [str(documents[1])], "scheduler": "synchronous"}
    parts = parse_to_parquet(documents, tmp_path / "out", size=4, **again)
    assert [(part.path, part.errors) for part in parts] == [(whole[0].path, 1), (whole[1].path, 0)]
    assert len(loaded(tmp_path / "out")) == len(documents) - 1


def test_a_country_that_no_plugin_reads_is_told_before_any_work(tmp_path: Path) -> None:
    pytest.importorskip("dask")
    from nordic_civic.batch import Options
    from nordic_civic.distributed.dask import parse_to_parquet

    with pytest.raises(nc.ReadError, match="XX"):
        parse_to_parquet(["a.txt"], tmp_path / "out", options=Options(country="XX"))
    assert not (tmp_path / "out").exists()


def test_without_dask_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from nordic_civic.distributed.dask import parse_to_parquet

    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(nc.ExportError, match=r"pip install 'nordic-civic\[dask\]'"):
        parse_to_parquet([], tmp_path)


def test_the_schema_as_spark_writes_schemas() -> None:
    from nordic_civic.distributed.spark import ddl

    text = ddl()
    assert text.startswith("`source` STRING, `error` STRING, `document` STRUCT<`id`: STRING, ")
    assert "`items`: ARRAY<STRUCT<`number`: STRING, " in text
    assert text.count("<") == text.count(">")


SPARK = """
import sys
from pathlib import Path
import pyarrow.parquet
from pyspark.sql import SparkSession
from nordic_civic.arrow import results
from nordic_civic.distributed.spark import parse_frame
import nordic_civic as nc

documents = sorted(Path(sys.argv[1]).iterdir())
builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "250").getOrCreate()
frame = spark.createDataFrame([(str(p), p.read_bytes()) for p in documents], "name STRING, data BINARY")
parse_frame(frame).write.parquet(sys.argv[2])
spark.stop()
table = pyarrow.parquet.read_table(sys.argv[2])
found = sorted(results(table), key=lambda one: one.document.source)
assert found == [nc.parse(p) for p in documents], "the records differ"
print(len(found), "alike")
"""


@pytest.mark.spark
def test_spark_gives_the_records_of_the_local_run(documents: list[Path], tmp_path: Path) -> None:
    """In a process of its own, as Spark starts a Java machine."""
    pytest.importorskip("pyspark")
    command = [sys.executable, "-c", SPARK, str(documents[0].parent), str(tmp_path / "out")]
    workers = {**os.environ, "PYSPARK_PYTHON": sys.executable}  # else they are the first python3 on the PATH
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=workers)
    assert done.stdout.strip() == "7 alike", done.stderr[-2000:]

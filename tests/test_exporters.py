"""Exports: found by name, streaming, whole files or none, the same bytes, and round trips."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import nordic_civic as nc
from nordic_civic.exporters import BUILT_IN, tables
from nordic_civic.exporters.base import Exporter
from nordic_civic.exporters.run import exporter, load_all, names
from nordic_civic.exporters.shapes import shapes
from nordic_civic.exporters.target import Target
from nordic_civic.plugins import Plugins
from nordic_civic.strategies import results

few = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
MINUTES = """Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Møtested: Rådhuset
Dato: {day}.05.2024
Tidspunkt: 18:00 - 20:30

Faste medlemmer som møtte:
Navn\tFunksjon\tRepresenterer
Kari Moe\tLeder\tH
Ola Vik\tMedlem\tSV

Sak {number}/24 Sykkelvei langs Storgata
Arkivsaksnr: 24/1187

Forslag fra Kari Moe (H):
Saken sendes tilbake.

Vedtak:
1. Planen for sykkelvei langs Storgata vedtas.
2. Kommunedirektøren bes legge frem en sak om finansiering senest ved utgangen av 2024.
"""


@pytest.fixture(scope="module")
def parsed() -> list[nc.ParseResult]:
    return [nc.parse(MINUTES.format(day=number, number=number)) for number in range(10, 14)]


def written(format: str, given: Any, folder: Path) -> dict[str, bytes]:
    place = folder / f"out-{format}"
    nc.export(given, format, place)
    return {path.name: path.read_bytes() for path in (sorted(place.iterdir()) if place.is_dir() else [place])}


def test_every_built_in_format_is_a_module_of_its_name() -> None:
    folder = Path(exporter("json").read.__code__.co_filename).parent  # type: ignore[union-attr]
    found = {path.stem for path in folder.glob("*.py") if "\nEXPORTER = " in path.read_text(encoding="utf-8")}
    assert found == set(BUILT_IN)
    for name in BUILT_IN:
        assert isinstance(exporter(name), Exporter) and exporter(name).name == name


@pytest.mark.parametrize("format", BUILT_IN)
def test_the_same_results_give_the_same_bytes(format: str, parsed: list[nc.ParseResult], tmp_path: Path) -> None:
    first = written(format, parsed, tmp_path / "a")
    assert first and all(first.values())
    assert written(format, parsed, tmp_path / "b") == first


@pytest.mark.parametrize("format", BUILT_IN)
def test_nothing_gives_a_whole_file(format: str, tmp_path: Path) -> None:
    assert nc.export([], format, tmp_path / "out").results == 0
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("format", BUILT_IN)
def test_results_are_taken_one_by_one_and_a_failure_leaves_what_was_there(
    format: str, parsed: list[nc.ParseResult], tmp_path: Path
) -> None:
    before = written(format, parsed[:1], tmp_path)

    def broken() -> Iterator[nc.ParseResult]:
        yield parsed[1]
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        nc.export(broken(), format, tmp_path / f"out-{format}")
    left = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert not [name for name in left if name.endswith(".part")]
    assert before.items() <= left.items()


@pytest.mark.parametrize("format", ["json", "ndjson", "parquet"])
@few
@given(result=results())
def test_whole_results_come_back(format: str, tmp_path_factory: Any, result: nc.ParseResult) -> None:
    path = tmp_path_factory.mktemp("round") / f"out{exporter(format).suffix}"
    nc.export([result, result], format, path)
    assert list(load_all(path)) == [result, result]


@pytest.mark.parametrize("format", BUILT_IN)
@few
@given(result=results())
def test_any_result_can_be_written(format: str, tmp_path_factory: Any, result: nc.ParseResult) -> None:
    assert nc.export(result, format, tmp_path_factory.mktemp("any") / "out").results == 1


def test_outcomes_without_a_result_are_given_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MINUTES.format(day=10, number=1), encoding="utf-8")
    done = nc.export(nc.parse_many([tmp_path / "a.txt", "missing.txt"]), "ndjson", io.BytesIO())
    assert done.results == 1
    assert [error.source for error in done.errors] == ["missing.txt"]


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(nc.ExportError, match="no format 'xlsx'; there are json, ndjson, csv"):
        nc.export([], "xlsx", io.BytesIO())


def test_the_kind_of_target_must_fit(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(nc.ExportError, match="give a folder"):
        nc.export([], "csv", io.BytesIO())
    with pytest.raises(nc.ExportError, match="this is no folder"):
        nc.export([], "csv", tmp_path / "file")
    with pytest.raises(nc.ExportError, match="this is a folder"):
        nc.export([], "json", tmp_path)


def test_a_format_that_cannot_be_read_back_says_so(tmp_path: Path) -> None:
    with pytest.raises(nc.ExportError, match="json, ndjson and parquet"):
        load_all(tmp_path / "out.ics")


def test_what_is_read_back_is_held_to_the_schema(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("[{}]", encoding="utf-8")
    with pytest.raises(nc.RecordError, match="schema_version"):
        list(load_all(tmp_path / "out.json"))


def test_a_plugin_can_bring_a_format() -> None:
    def write(given: Any, target: Target) -> None:
        with target.open() as stream:
            stream.writelines(b"!" for _ in given)

    brought = Plugins(exporters=(Exporter("marks", ".txt", write), Exporter("json", ".txt", write)))
    stream = io.BytesIO()
    result = nc.parse(MINUTES.format(day=10, number=1))
    nc.export([result, result], "marks", stream, plugins=brought)
    assert stream.getvalue() == b"!!"
    assert names(brought) == (*BUILT_IN, "marks")
    assert exporter("json", brought).read is not None


def test_without_pyarrow_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(nc.ExportError, match=r"pip install 'nordic-civic\[parquet\]'"):
        nc.export([], "parquet", tmp_path / "out.parquet")
    assert not list(tmp_path.iterdir())


def test_json_is_an_array_that_can_be_read_line_by_line(parsed: list[nc.ParseResult], tmp_path: Path) -> None:
    (data,) = written("json", parsed, tmp_path).values()
    assert [nc.from_dict(nc.ParseResult, one) for one in json.loads(data)] == parsed
    lines = data.decode().splitlines()
    assert [nc.loads(line.rstrip(",")) for line in lines[1:-1]] == parsed


def test_csv_has_a_file_for_each_type_and_names_in_its_first_row(parsed: list[nc.ParseResult], tmp_path: Path) -> None:
    files = written("csv", parsed, tmp_path)
    assert {name.removesuffix(".csv") for name in files} == set(tables.tables())
    for name, data in files.items():
        first, *others = csv.reader(io.StringIO(data.decode(), newline=""))
        assert tuple(first) == tables.columns(name.removesuffix(".csv"))
        assert {len(row) for row in others} <= {len(first)}


def test_csv_rows_are_the_records_and_their_parts(parsed: list[nc.ParseResult], tmp_path: Path) -> None:
    files = written("csv", parsed, tmp_path)
    decisions = list(csv.DictReader(io.StringIO(files["decisions.csv"].decode(), newline="")))
    assert [row["text"] for row in decisions] == [one.text for result in parsed for one in result.decisions]
    assert decisions[0]["body_name"] == "Formannskapet" and decisions[0]["outcome"] == "adopted"
    assert decisions[0]["item"] == (parsed[0].decisions[0].item or "")
    points = list(csv.DictReader(io.StringIO(files["items.csv"].decode(), newline="")))
    own = [row for row in points if row["record_id"] == decisions[0]["id"]]
    assert [(row["record"], row["path"], row["position"], row["number"]) for row in own] == [
        ("decisions", "items", "0", "1"),
        ("decisions", "items", "1", "2"),
    ]
    cases = list(csv.DictReader(io.StringIO(files["cases.csv"].decode(), newline="")))
    assert cases[0]["restricted"] == "false"


@few
@given(result=results())
def test_no_value_of_a_record_is_missing_from_its_rows(result: nc.ParseResult) -> None:
    """Count the values that are there in the records and in the rows: none is dropped, none made up."""

    def leaves(value: Any) -> int:
        count = 0
        for shape in shapes(value.__class__):
            held = getattr(value, shape.attribute)
            if shape.kind == "values":
                count += sum(map(leaves, held))
            elif shape.kind == "value":
                count += leaves(held) if held is not None else 0
            else:
                count += held not in (None, ())
        return count

    keys = {"documents": 0, "checks": 2, "diagnostics": 2, **dict.fromkeys(tables.PARTS, len(tables.KEYS))}
    found = 0
    for table, row in tables.rows(result):
        assert len(row) == len(tables.columns(table))
        found += sum(cell is not None for cell in row) - keys.get(table, 1)
    assert found == leaves(result)


@pytest.mark.parametrize("table", tables.tables())
def test_columns_have_names_of_their_own(table: str) -> None:
    assert len(set(tables.columns(table))) == len(tables.columns(table))

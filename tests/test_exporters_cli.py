"""`nordic-civic export`: what it writes, what it tells, and how it fails."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

import nordic_civic as nc
from nordic_civic.cli import main
from nordic_civic.commands import export as command
from nordic_civic.commands.documents import Documents
from nordic_civic.exporters.run import load_all

TEXT = "Fjordvik kommune\nFormannskapet {:02}.05.2024\n\nSak {}/24 Bro\n\nVedtak:\nBroen bygges.\n"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(1, 4):
        (folder / f"{number}.txt").write_text(TEXT.format(number, number), encoding="utf-8")
    return folder


def test_a_folder_becomes_a_file(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    output = tmp_path / "out.ndjson"
    assert main(["export", "ndjson", str(folder), "--output", str(output)]) == 0
    assert list(load_all(output)) == [nc.parse(path) for path in sorted(folder.iterdir())]
    told = capsys.readouterr()
    assert told.out == "" and f"Documents parsed: 3; the export is {output}." in told.err


def test_a_folder_becomes_tables(folder: Path, tmp_path: Path) -> None:
    assert main(["export", "csv", str(folder), "--output", str(tmp_path / "tables")]) == 0
    with (tmp_path / "tables" / "decisions.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["text"] for row in csv.DictReader(stream)] == ["Broen bygges."] * 3


def test_one_file_goes_to_standard_output(folder: Path) -> None:
    arguments = ["-m", "nordic_civic", "export", "ical", str(folder / "1.txt"), "--output", "-"]
    done = subprocess.run([sys.executable, *arguments], capture_output=True, timeout=60, check=True)
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\n") and done.stderr == b""


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_written(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    (folder / "2.txt").write_bytes(b"")
    output = tmp_path / "out.json"
    assert main(["export", "json", str(folder), "--output", str(output)]) == 1
    assert len(list(load_all(output))) == 2
    assert "2.txt: The source is empty" in capsys.readouterr().err


def test_what_the_format_cannot_hold_is_told(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (folder / "2.txt").write_text("Blog: the best cakes of the town.\n", encoding="utf-8")
    assert main(["export", "akn", str(folder), "--output", str(tmp_path / "akn")]) == 0
    assert "Left out, as akn cannot hold it: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["xlsx", "a.txt", "--output", "x"], "no format 'xlsx'; there are json, "),
        (["csv", "a.txt", "--output", "-"], "give a folder"),
        (["json", "a.txt"], "--output"),
    ],
)
def test_a_command_line_that_cannot_be_is_refused(arguments: list[str], told: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", *arguments])
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err


def test_a_missing_extra_is_told(
    folder: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["export", "parquet", str(folder), "--output", str(tmp_path / "x.parquet")]) == 1
    assert "pip install 'nordic-civic[parquet]'" in capsys.readouterr().err


def test_ctrl_c_leaves_what_was_parsed(
    folder: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = iter([("1.txt", nc.parse(folder / "1.txt"))])

    class Interrupted(Documents[nc.ParseResult]):
        def __iter__(self) -> Interrupted:  # type: ignore[override]  # an iterator that Ctrl-C ends
            return self

        def __next__(self) -> tuple[str, nc.ParseResult]:
            for one in whole:
                return one
            raise KeyboardInterrupt

    monkeypatch.setattr(command, "Documents", Interrupted)
    output = tmp_path / "out.json"
    assert main(["export", "json", str(folder), "--output", str(output)]) == 130
    assert len(list(load_all(output))) == 1
    assert "Stopped; what was parsed before is written." in capsys.readouterr().err

"""The command line: what `parse`, `plugins` and `schema` print, and how they fail."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import nordic_civic as nc
from nordic_civic.cli import main

MINUTES = """Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Dato: 14.05.2024

Sak 21/24 Sykkelvei langs Storgata

Vedtak:
Planen for sykkelvei langs Storgata vedtas.
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NORDIC_CIVIC_DISABLE", "NORDIC_CIVIC_ONLY", "NORDIC_CIVIC_STRICT", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold two documents, one of them deeper, and four files that are none."""
    path = tmp_path / "records"
    (path / "2024").mkdir(parents=True)
    (path / "b.txt").write_text(MINUTES, encoding="utf-8")
    (path / "2024" / "a.md").write_text(MINUTES.replace("21/24", "22/24"), encoding="utf-8")
    for name in ("README.md", ".hidden.txt", "sheet.xyz", "LICENSE"):
        (path / name).write_text("nothing to parse", encoding="utf-8")
    return path


def usage(capsys: Captured, *argv: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    return capsys.readouterr().err


def test_one_file_is_one_json_object(minutes: Path, capsys: Captured) -> None:
    assert main(["parse", str(minutes)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema_version"] == 1
    assert data["document"]["source"] == str(minutes)
    assert nc.from_dict(nc.ParseResult, data) == nc.parse(minutes)


def test_several_files_are_a_json_array(folder: Path, capsys: Captured) -> None:
    assert main(["parse", str(folder), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [Path(one["document"]["source"]).name for one in data] == ["b.txt", "a.md"]


def test_an_array_of_nothing_is_still_json(tmp_path: Path, capsys: Captured) -> None:
    assert main(["parse", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_ndjson_is_one_object_a_line(folder: Path, minutes: Path, capsys: Captured) -> None:
    assert main(["parse", str(folder), str(minutes), "--format", "ndjson"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(json.loads(line)["schema_version"] == 1 for line in lines)


def test_the_number_of_processes_changes_nothing(folder: Path, capsys: Captured) -> None:
    printed = set()
    for jobs in "12":
        assert main(["parse", str(folder), "--format", "ndjson", "--jobs", jobs]) == 0
        printed.add(capsys.readouterr().out)
    assert len(printed) == 1


def test_a_table_has_a_row_for_every_input_and_a_total(folder: Path, capsys: Captured) -> None:
    missing = str(folder / "missing.txt")
    assert main(["parse", str(folder), missing, "--format", "table"]) == 1
    heading, first, second, failed, total = capsys.readouterr().out.splitlines()
    assert heading.split() == "file kind body date cases proposals decisions mandates failed checks".split()
    assert first.split()[0].endswith("b.txt") and second.split()[0].endswith("a.md")
    assert first.split()[2:8] == ["Formannskapet", "2024-05-14", "1", "0", "1", "0"]
    assert failed.split()[:2] == [missing, "failed"]
    assert total.startswith("3 documents: 2 cases, 0 proposals, 2 decisions, 0 mandates; 1 failed")
    assert first.index("Formannskapet") == heading.index("body")


def test_what_is_left_out_in_a_folder_is_told(folder: Path, capsys: Captured) -> None:
    main(["parse", str(folder), "--format", "table"])
    told = capsys.readouterr().err
    assert "1 README" in told and "1 hidden" in told
    assert "1 with the unknown suffix .xyz" in told and "1 without a suffix" in told
    main(["parse", str(folder), "--format", "table", "--verbose"])
    assert f"{folder / 'sheet.xyz'}: left out: with the unknown suffix .xyz" in capsys.readouterr().err


def test_a_file_that_is_named_is_read_whatever_its_suffix(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "minutes.xyz"
    path.write_text(MINUTES, encoding="utf-8")
    assert main(["parse", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["kind"] != "not_municipal"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINUTES.encode())))
    assert main(["parse", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["date"] == "2024-05-14"


def test_a_zip_archive_is_its_documents(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "records.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("spring/minutes.txt", MINUTES)
        archive.writestr("README.txt", "nothing")
    assert main(["parse", str(path)]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert data["document"]["source"] == f"{path}/spring/minutes.txt"


@pytest.mark.parametrize(
    "name, content", [("missing.txt", None), ("empty.txt", b""), ("binary.txt", bytes(range(256)) * 8)]
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    tmp_path: Path, capsys: Captured, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["parse", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert line.startswith(f"{path}: ") and line.endswith(".") and "Traceback" not in line


def test_a_folder_without_readable_files(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "sheet.xyz").write_text("1;2")
    assert main(["parse", str(tmp_path), "--format", "table"]) == 1
    assert f"{tmp_path}: This folder holds no file that can be read." in capsys.readouterr().err


def test_a_bad_file_harms_no_other(folder: Path, capsys: Captured) -> None:
    (folder / "aa.txt").write_bytes(b"")
    assert main(["parse", str(folder), "--format", "ndjson"]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert captured.err.startswith(str(folder / "aa.txt"))


def test_hints_outweigh_the_document(minutes: Path, capsys: Captured) -> None:
    hints = ["--country", "no", "--municipality", "Sundby", "--body", "Kulturutvalget", "--date", "2023-01-02"]
    assert main(["parse", str(minutes), *hints]) == 0
    document = json.loads(capsys.readouterr().out)["document"]
    assert (document["country"], document["date"]) == ("NO", "2023-01-02")
    assert (document["municipality"]["name"], document["body"]["name"]) == ("Sundby", "Kulturutvalget")


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--country", "XX"], "No installed plugin reads the country 'XX'"),
        (["--date", "soon"], "'soon' is no date"),
        (["--jobs", "0"], "0 is not more than 0"),
        (["--jobs", "two"], "invalid number value: 'two'"),
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--output", "no-such-folder/records.json"], "cannot write to no-such-folder/records.json"),
        (["--plugins-dir", "no-such-folder"], "no-such-folder"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(minutes: Path, capsys: Captured, arguments: list[str], told: str) -> None:
    assert told in usage(capsys, "parse", str(minutes), *arguments)


def test_a_command_and_a_path_are_needed(capsys: Captured) -> None:
    assert "COMMAND" in usage(capsys)
    assert "PATH" in usage(capsys, "parse")
    assert "an empty name" in usage(capsys, "parse", "")


def test_output_goes_to_a_file_that_is_not_read_itself(folder: Path, capsys: Captured) -> None:
    path = folder / "table.txt"
    for _ in range(2):
        assert main(["parse", str(folder), "--format", "table", "--output", str(path)]) == 0
        assert "2 documents:" in path.read_text(encoding="utf-8")
    captured = capsys.readouterr()
    assert captured.out == "" and "1 the output file" in captured.err


def test_diagnostics_have_a_place_and_a_code(minutes: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    import attrs

    from nordic_civic import pipeline

    told = (
        nc.Diagnostic(
            "NC502", "warning", "Left out.", nc.Span(MINUTES.index("Vedtak"), MINUTES.index("Vedtak") + 6, 3)
        ),
        nc.Diagnostic("NC901", "error", "A rule crashed."),
        nc.Diagnostic("NC202", "info", "Perhaps."),
    )
    parse = nc.parse
    monkeypatch.setattr(
        pipeline, "parse", lambda *given, **hints: attrs.evolve(parse(*given, **hints), diagnostics=told)
    )
    assert main(["parse", str(minutes)]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"{minutes}:8:1: NC502 Left out. (page 3)",
        f"{minutes}: NC901 A rule crashed.",
    ]
    main(["parse", str(minutes), "--verbose"])
    assert f"{minutes}: NC202 Perhaps." in capsys.readouterr().err


def test_a_crash_of_the_parser_costs_one_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    from nordic_civic import pipeline

    parse = nc.parse

    def crash(source: Path, **hints: str | None) -> nc.ParseResult:
        return parse(source, **hints) if source.name == "a.md" else parse(1 / 0)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "parse", crash)
    assert main(["parse", str(folder), "--format", "ndjson"]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert "b.txt: The parser crashed: ZeroDivisionError: division by zero at test_cli.py:" in captured.err


def test_version_and_schema(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"nordic-civic {nc.__version__}\n"
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == nc.json_schema()


def test_plugins_are_listed(capsys: Captured) -> None:
    assert main(["plugins"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == "name version countries languages from state problem".split()
    assert [row.split()[0] for row in rows][:3] == ["denmark", "norway", "sweden"]
    assert all("active" in row for row in rows[:3])


def test_plugins_are_chosen_by_name_and_folder(tmp_path: Path, minutes: Path, capsys: Captured) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "fjordland_broken.py").write_text("raise ValueError('not finished')\n")
    chosen = ["--plugins-dir", str(tmp_path / "plugins"), "--disable", "sweden"]
    assert main(["plugins", *chosen]) == 1
    captured = capsys.readouterr()
    rows = {row.split()[0]: row for row in captured.out.splitlines()}
    assert "disabled" in rows["sweden"] and "active" in rows["norway"]
    assert "failed" in rows["fjordland_broken"] and "not finished" in rows["fjordland_broken"]
    assert captured.err.startswith("NC801 ")
    assert main(["parse", str(minutes), *chosen]) == 0
    captured = capsys.readouterr()
    assert nc.from_dict(nc.ParseResult, json.loads(captured.out)) == nc.parse(minutes)
    assert "NC801" in captured.err
    assert "the country 'SE'" in usage(capsys, "parse", str(minutes), *chosen, "--country", "SE")


def run(*argv: str) -> list[str]:
    return [sys.executable, "-m", "nordic_civic", *argv]


def many(folder: Path, number: int) -> Path:
    first = folder / "0.txt"
    folder.mkdir(exist_ok=True)
    first.write_text(MINUTES, encoding="utf-8")
    for name in range(1, number):
        os.link(first, folder / f"{name}.txt")
    return folder


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    command = run("parse", str(many(tmp_path / "many", 60)), "--format", "ndjson", "--jobs", "1")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert json.loads(process.stdout.readline())["schema_version"] == 1
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_what_was_done(tmp_path: Path, jobs: str) -> None:
    output = tmp_path / "records.json"
    command = run(
        "parse", str(many(tmp_path / "many", 3000)), "--format", "json", "--output", str(output), "--jobs", jobs
    )
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 30
        while time.monotonic() < until and not (output.exists() and output.stat().st_size):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.splitlines() == ["Stopped; what was parsed before is written."]
    assert 0 < len(json.loads(output.read_text(encoding="utf-8"))) < 3000


def test_output_is_utf_8_whatever_the_locale(minutes: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(run("parse", str(minutes)), capture_output=True, env=environment, timeout=60, check=True)
    assert "Møteprotokoll" in done.stdout.decode("utf-8")

"""The command `check`: its table, its total and its exit codes, on results with invented checks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import nordic_civic as nc
from nordic_civic import pipeline
from nordic_civic.cli import main

MINUTES = "Fjordvik kommune\nMøteprotokoll\nFormannskapet 14.05.2024\n\nSak 21/24 Bro\n\nVedtak:\nBroen bygges.\n"
PASSED = nc.Check("votes", True, "11", "11", "The tally agrees with the votes.")
FAILED = nc.Check("numbering", False, "21-24", "21, 23", "Two items are missing.")
OPEN = nc.Check("contents", None)

Captured = pytest.CaptureFixture[str]
Checks = Callable[..., Path]


@pytest.fixture
def checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checks:
    parse = nc.parse
    made: dict[str, tuple[nc.Check, ...]] = {}

    def fake(source: Path, **hints: str | None) -> nc.ParseResult:
        return attrs.evolve(parse(source, **hints), checks=made[Path(source).name])

    monkeypatch.setattr(pipeline, "parse", fake)

    def put(*checks: nc.Check, name: str = "minutes.txt") -> Path:
        made[name] = checks
        (tmp_path / name).write_text(MINUTES, encoding="utf-8")
        return tmp_path / name

    return put


def test_checks_are_a_table_for_each_document(checks: Checks, capsys: Captured) -> None:
    path = checks(PASSED, FAILED, OPEN)
    assert main(["check", str(path)]) == 1
    heading, columns, passed, failed, unknown, blank, total = capsys.readouterr().out.splitlines()
    assert heading.startswith(f"{path}, ")
    assert columns.split() == ["check", "outcome", "expected", "found", "message"]
    assert passed.split() == "votes passed 11 11 The tally agrees with the votes.".split()
    assert failed.split() == "numbering failed 21-24 21, 23 Two items are missing.".split()
    assert unknown.split() == ["contents", "-", "-", "-"]
    assert blank == ""
    assert total == "1 document; 1 of 2 checks passed (50.0 %), 1 had nothing to compare"


def test_all_passed_is_exit_code_0(checks: Checks, capsys: Captured) -> None:
    assert main(["check", str(checks(PASSED, OPEN))]) == 0


def test_fail_under_is_a_share_of_all_checks(checks: Checks, capsys: Captured) -> None:
    folder = str(checks(PASSED, PASSED, PASSED, name="a.txt").parent)
    checks(FAILED, name="b.txt")
    assert main(["check", folder, "--fail-under", "75"]) == 0
    assert main(["check", folder, "--fail-under", "75.1"]) == 1
    assert "3 of 4 checks passed (75.0 %)" in capsys.readouterr().out


def test_only_failed_checks(checks: Checks, capsys: Captured) -> None:
    folder = checks(PASSED, name="a.txt").parent
    checks(PASSED, FAILED, name="b.txt")
    assert main(["check", str(folder), "--failed-only"]) == 1
    printed = capsys.readouterr().out
    assert "a.txt" not in printed and "b.txt" in printed and "votes" not in printed


def test_a_document_without_checks_is_shown(checks: Checks, capsys: Captured) -> None:
    assert main(["check", str(checks())]) == 0
    assert "no checks" in capsys.readouterr().out


def test_a_document_that_cannot_be_read_fails(checks: Checks, capsys: Captured) -> None:
    path = checks(PASSED)
    assert main(["check", str(path), str(path.parent / "missing.txt")]) == 1
    captured = capsys.readouterr()
    assert "2 documents, 1 could not be parsed; 1 of 1 checks passed" in captured.out
    assert captured.err == f"{path.parent / 'missing.txt'}: There is no such file.\n"


def test_a_percentage_has_bounds(checks: Checks, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check", str(checks()), "--fail-under", "101"])
    assert stopped.value.code == 2
    assert "101 is not between 0 and 100" in capsys.readouterr().err

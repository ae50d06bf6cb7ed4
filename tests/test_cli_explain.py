"""The command `explain`: lines, parts, furniture, records and what they were read from."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import nordic_civic as nc
from nordic_civic.cli import main
from nordic_civic.commands.console import paint_for
from nordic_civic.explain import explain

MINUTES = """Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Dato: 14.05.2024

Sak 21/24 Sykkelvei langs Storgata

Vedtak:
1. Planen for sykkelvei langs Storgata vedtas.
2. Kommunedirektøren bes legge frem en sak innen 1. november 2024.

Side 2 av 2
"""
Captured = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    """Claim to be a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def shown(tmp_path: Path, capsys: Captured) -> list[str]:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    assert main(["explain", str(tmp_path / "minutes.txt")]) == 0
    return capsys.readouterr().out.splitlines()


def line(shown: list[str], text: str) -> str:
    (found,) = [one for one in shown if one.endswith(text) and one[:5].strip().isdigit()]
    return found


def test_every_line_is_shown_with_its_number(shown: list[str]) -> None:
    for number, text in enumerate(MINUTES.splitlines(), 1):
        assert any(one.startswith(f"{number:5}") and one.endswith(text) for one in shown)


def test_lines_tell_their_part(shown: list[str]) -> None:
    assert "> item" in line(shown, "Sykkelvei langs Storgata")
    assert "> decision" in line(shown, "Vedtak:")
    assert "DM" in line(shown, "1. november 2024.") and "decision" in line(shown, "1. november 2024.")
    assert "~ page" in line(shown, "Side 2 av 2")


def test_records_stand_under_the_line_they_begin_on(shown: list[str]) -> None:
    after = shown[shown.index(line(shown, "Storgata vedtas.")) + 1 :]
    assert after[0].strip().startswith("= decision 1: ")
    (mandate,) = [one for one in after if one.strip().startswith("= mandate 1: ")]
    assert "deadline 2024-11-01" in mandate
    assert any("decision 1." in one and ' from "' in one and " by " in one for one in after)


def test_headings_tell_the_row_that_made_them(shown: list[str]) -> None:
    after = shown[shown.index(line(shown, "Vedtak:")) + 1]
    assert after.strip().startswith("heading, headings.toml row ")


def test_a_document_that_is_none_of_ours_is_explained_too(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The weather was fine on Sunday, and we went for a walk along the shore.\n", encoding="utf-8")
    assert main(["explain", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "not_municipal" in printed and "NC203" in printed


def test_a_missing_file_is_exit_code_1(capsys: Captured) -> None:
    assert main(["explain", "there-is-no-such-file.txt"]) == 1
    assert capsys.readouterr().err == "there-is-no-such-file.txt: There is no such file.\n"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINUTES.encode())))
    assert main(["explain", "-"]) == 0
    assert "1 decision" in capsys.readouterr().out


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert paint_for(Terminal())("no", "red") == "\x1b[31mno\x1b[0m"
    assert paint_for(Terminal(), wanted=False)("no", "red") == "no"
    assert paint_for(io.StringIO())("no", "red") == "no"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint_for(Terminal())("no", "red") == "no"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert paint_for(Terminal())("no", "red") == "no"


def test_colours_add_nothing_but_colours() -> None:
    result = nc.parse(MINUTES, country="NO")
    plain, painted = list(explain(result)), list(explain(result, None, lambda text, *colours: f"<{text}>"))
    assert [one.replace("<", "").replace(">", "").rstrip() for one in painted] == [one.rstrip() for one in plain]

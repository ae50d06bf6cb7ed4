"""The command `vocab`: tables checked, lines looked up, and what no row explains."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nordic_civic.cli import main
from nordic_civic.plugins import plugins
from nordic_civic.reading import HeadingHint, Reading
from nordic_civic.testing.lookup import find_rows
from nordic_civic.testing.unknown import Unknown, unknown_lines

Captured = pytest.CaptureFixture[str]

BAD = """
from nordic_civic.hooks import hookimpl
from nordic_civic.parser import Parser

nordic_civic_api = 1


@hookimpl
def nordic_civic_parsers():
    return [Parser(name="tide", version="1", country="XF", languages=("fo",), package="tide_tables")]
"""
TABLE = """
[[row]]
meaning = "desicion"
forms = ["Avgerð"]
language = "fo"
gloss = "decision"
source = "minutes"
match = ["Avgerð:"]

[[row]]
meaning = "decision"
forms = ["Samtykt"]
language = "fo"
gloss = ""
source = "minutes"
match = ["Samtykt:"]
"""
MINUTES = """\
Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Dato: 14.05.2024

Sak 21/24 Sykkelvei langs Storgata

Strandvurdering:
Stranden ligger nær veien og er mye brukt om sommeren.

Sjøkant 1

Det er satt av plass til båter ved den gamle kaien i byen.

Vedtak:
Planen vedtas.
"""


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "tide_tables" / "vocabulary"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "headings.toml").write_text(TABLE, encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "tide.py").write_text(BAD, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder / "headings.toml"
    for name in ("tide", "tide_tables"):
        sys.modules.pop(name, None)


# -- check -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["norway", "nordic_civic_norway"])
def test_good_tables_are_counted(name: str, capsys: Captured) -> None:
    assert main(["vocab", "check", name]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("norway: ") and line.endswith(" rows, 0 problems")


def test_problems_are_rows_with_a_remedy(tables: Path, capsys: Captured) -> None:
    folder = str(tables.parents[2] / "plugins")
    assert main(["vocab", "check", "tide", "--plugins-dir", folder]) == 1
    heading, misspelt, unexplained, total = capsys.readouterr().out.splitlines()
    assert heading.split()[:3] == ["plugin", "row", "problem"]
    assert misspelt.startswith("tide    headings:1  the core asks for no 'desicion'")
    assert misspelt.endswith("Did you mean decision?")
    assert "headings:2  has no gloss" in unexplained and "Write `gloss`" in unexplained
    assert total == "tide: 1 table, 2 rows, 2 problems"


def test_a_table_that_cannot_be_read_is_told(tables: Path, capsys: Captured) -> None:
    tables.write_text("[[row]]\nforms = [", encoding="utf-8")
    assert main(["vocab", "check", "tide", "--plugins-dir", str(tables.parents[2] / "plugins")]) == 1
    assert capsys.readouterr().err.startswith("NC804 headings.toml")


def test_a_plugin_that_is_not_there_is_a_usage_error(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["vocab", "check", "nirway"])
    assert stopped.value.code == 2
    assert "no parser is named 'nirway'; there are: denmark, norway, sweden" in capsys.readouterr().err


# -- find --------------------------------------------------------------------------------------------------------------


def test_a_line_is_found_in_tables_with_its_meaning(capsys: Captured) -> None:
    assert main(["vocab", "find", "Kommunedirektørens forslag til vedtak:", "--only", "norway"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:5] == ["plugin", "row", "meaning", "line", "words"]
    (read,) = [line for line in lines if " headings:" in line and " read so " in line]
    assert read.split()[0] == "norway" and "{agent}s forslag til vedtak" in read and "proposed decision" in read
    assert any(" decision " in line and " found " in line and line.split()[1].startswith("headings:") for line in lines)


def test_only_one_table_is_looked_in(capsys: Captured) -> None:
    assert main(["vocab", "find", "Kommunedirektørens forslag til vedtak:", "--table", "headings"]) == 0
    found = [line.split()[1] for line in capsys.readouterr().out.splitlines()[1:]]
    assert found and all(row.startswith("headings:") for row in found)


def test_what_is_read_comes_first(capsys: Captured) -> None:
    main(["vocab", "find", "Kommunedirektørens forslag til vedtak:"])
    read = [" read so " in line for line in capsys.readouterr().out.splitlines()[1:]]
    assert read == sorted(read, reverse=True) and set(read) == {True, False}


def test_a_line_that_no_row_matches_is_exit_code_1(capsys: Captured) -> None:
    assert main(["vocab", "find", "qwertyz"]) == 1
    assert capsys.readouterr() == ("", "No row matches.\n")


def test_patterns_and_suffixes_are_found_too() -> None:
    (norway,) = plugins().of_country("NO")
    hits = find_rows(norway, "Sak 21/24 Strandutvalget")
    assert any(hit.place.startswith("patterns.py, items") and hit.words == "Sak 21/24" for hit in hits)
    assert any(hit.form == "-utvalget" and hit.words == "strandutvalget" for hit in hits)


def test_function_words_are_no_answer() -> None:
    (norway,) = plugins().of_country("NO")
    assert not [hit for hit in find_rows(norway, "ikke det og jeg") if hit.meaning == "nb"]


# -- missing -----------------------------------------------------------------------------------------------------------


def test_what_no_row_explains_is_listed_most_frequent_first(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "b.txt").write_text(MINUTES.replace("Sjøkant 1", "SJØKANT 22"), encoding="utf-8")
    (tmp_path / "c.txt").write_text(MINUTES.replace("Strandvurdering:", "Vurdering:"), encoding="utf-8")
    assert main(["vocab", "missing", str(tmp_path)]) == 0
    _, first, second, total = capsys.readouterr().out.splitlines()
    assert first.split()[:4] == ["3", "heading", "Sjøkant", "1"]
    assert f"{tmp_path / 'a.txt'}:11" in first and first.endswith(
        "Det er satt av plass til båter ved den gamle kaien i byen."
    )
    assert second.split()[:3] == ["2", "heading", "Strandvurdering:"]
    assert total == "3 documents: 2 lines that no row explains"


def test_only_so_many_lines(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(MINUTES, encoding="utf-8")
    assert main(["vocab", "missing", str(tmp_path / "a.txt"), "--top", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_document_that_cannot_be_read_is_exit_code_1(tmp_path: Path, capsys: Captured) -> None:
    assert main(["vocab", "missing", str(tmp_path / "none.txt")]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"{tmp_path / 'none.txt'}: There is no such file.\n"
    assert captured.out.endswith("1 document: 0 lines that no row explains, 1 could not be read\n")


def test_a_language_that_no_plugin_reads_is_told_unless_one_is_named(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "fi.txt"
    path.write_text(
        "Koivurannan kunta\n\nRantaviiva:\nKunnanhallitus päättää, että asia on valmis.\n", encoding="utf-8"
    )
    assert main(["vocab", "missing", str(path)]) == 1
    assert "No plugin reads its language (fi)" in capsys.readouterr().err
    for choice in (["--only", "sweden"], ["--country", "se"]):
        assert main(["vocab", "missing", str(path), *choice]) == 0
        assert "Rantaviiva:" in capsys.readouterr().out


def unknown(text: str, *hints: HeadingHint) -> list[Unknown]:
    (norway,) = plugins().of_country("NO")
    return list(unknown_lines(Reading(text=text, media_type="text/plain", headings=hints), norway))


@pytest.mark.parametrize(
    "line",
    [
        "Vedtak:",  # a heading that is known
        "Saksbehandler: Ada Holm",  # a label that is known
        "Fjordvik kommune",
        "Møteprotokoll",
        "Ada Holm (H), Bo Lund (A)",
        "14. mai 2024",
        "1. Strandvei",  # a point of a list
        "Side 2 av 9",
        "Stranden er ren.",
    ],
)
def test_what_is_known_or_no_heading_is_left_out(line: str) -> None:
    assert not unknown(f"Innledende tekst.\n\n{line}\n\nEn lengre tekst som følger under denne linjen her.")


def test_a_line_that_its_source_shows_as_a_heading_is_one() -> None:
    (found,) = unknown("strandsonen\nEn tekst.", HeadingHint(0, 11, 2))
    assert (found.kind, found.text, found.number, found.next) == ("heading", "strandsonen", 1, "En tekst.")


def test_labels_that_no_row_explains() -> None:
    (found,) = unknown("Strandkode: 12-B\nEn tekst.")
    assert (found.kind, found.text, found.next) == ("label", "Strandkode", "12-B")

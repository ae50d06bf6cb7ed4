"""A plugin that extends another: its words and shapes are used as if they were the country's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import nordic_civic as nc
from nordic_civic.plugins import plugins

PLUGIN = """
import re
from nordic_civic.hooks import hookimpl
from nordic_civic.parser import IdentifierShape, Parser

nordic_civic_api = 1
SHAPE = IdentifierShape("casebook", "dossier", re.compile(r"(?P<value>CB:[0-9]+)"))

@hookimpl
def nordic_civic_parsers():
    return [Parser("{name}", "2.1", "NO", ("nb",), "{name}", identifiers=(SHAPE,), extends="{base}")]
"""
TABLE = """
[[row]]
meaning = "decision"
forms = ["Slik ble det"]
language = "nb"
gloss = "how it was decided"
source = "minutes of one municipality"
match = ["Slik ble det"]
reject = ["Det ble slik"]
"""
MINUTES = """\
Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Møtedato: 14.05.2024

Sak 21/24 Sykkelvei
Arkivsaksnr: CB:1187

Slik ble det
Planen vedtas.
"""


def plugin(folder: Path, name: str, base: str) -> Path:
    tables = folder / name / "vocabulary"
    tables.mkdir(parents=True)
    code = PLUGIN.replace("{name}", name).replace("{base}", base)
    (folder / name / "__init__.py").write_text(code, encoding="utf-8")
    (tables / "headings.toml").write_text(TABLE, encoding="utf-8")
    return folder


def test_its_tables_and_shapes_are_read_with_the_country_s(tmp_path: Path) -> None:
    found = plugins(folders=[plugin(tmp_path, "fjordvik_words", "norway")])
    assert not found.diagnostics and [parser.name for parser in found.of_country("NO")] == ["norway"]
    result = nc.parse(MINUTES, plugins=found)
    assert [decision.text for decision in result.decisions] == ["Planen vedtas."]
    assert "CB:1187" in [identifier.value for identifier in result.cases[0].identifiers]
    assert result.decisions[0].plugin.version.endswith("+fjordvik_words.2.1")
    assert [decision.text for decision in nc.parse(MINUTES).decisions] != ["Planen vedtas."]


def test_one_whose_base_is_not_active_is_left_out_and_told(tmp_path: Path) -> None:
    found = plugins(folders=[plugin(tmp_path, "fjordvik_alone", "nowhere")])
    (told,) = found.diagnostics
    assert told.code == "NC808" and "'nowhere', which is not active" in told.message
    assert "fjordvik_alone" not in [parser.name for parser in found.parsers]


def test_the_seeds_are_read_as_before(tmp_path: Path) -> None:
    found = plugins(folders=[plugin(tmp_path, "fjordvik_beside", "norway")])
    for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt")):
        with_it, without = nc.parse(path, plugins=found), nc.parse(path)
        assert [one.text for one in with_it.decisions] == [one.text for one in without.decisions]
        assert with_it.cases == without.cases or with_it.document.country == "NO"


@pytest.fixture(autouse=True)
def _not_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NORDIC_CIVIC_STRICT", raising=False)

"""Faulty plugins installed together with ours: the samples come out to the byte as before, each fault is told once."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import nordic_civic as nc
from nordic_civic import plugins as module
from nordic_civic.cli import main
from nordic_civic.parser import IdentifierShape
from nordic_civic.plugins import Plugins, plugins
from nordic_civic.testing import check_linear, named_shapes

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
OURS = ("denmark", "norway", "sweden")
PLUGIN = """
import re

from nordic_civic.hooks import hookimpl
from nordic_civic.parser import IdentifierShape, ItemShape, Parser

nordic_civic_api = 1


def boom(match):
    raise RuntimeError("tide")


@hookimpl
def nordic_civic_parsers():
    return [Parser(name="{name}", version="3.1", country="XF", languages=("fo", "nb", "sv", "da"), {more})]
"""
EMPTY = 'package="nordic_civic"'  # a package with a table of function words and no other
RAISING = f"""{EMPTY},
    identifiers=(IdentifierShape("x", "dossier", re.compile(r"(?P<value>[0-9]+)"), boom),),
    items=(ItemShape("x", re.compile(r"(?P<value>[0-9]+)"), boom),)"""
EXPONENTIAL = f"""{EMPTY},
    identifiers=(IdentifierShape("x", "dossier", re.compile(r"(?P<value>(?:[0-9]+-?)+)x")),)"""
FAULTS = {
    "raises_at_import": "raise RuntimeError('tide')",
    "takes_a_name": PLUGIN.replace("{name}", "norway").replace("{more}", EMPTY),
    "raises_in_a_rule": PLUGIN.replace("{more}", RAISING),
    "needs_exponential_time": PLUGIN.replace("{more}", EXPONENTIAL),
}
TOLD = {"raises_at_import": ("NC801", "failed"), "takes_a_name": ("NC802", "refused")}


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (module.DISABLE, module.ONLY, module.STRICT):
        monkeypatch.delenv(name, raising=False)
    module._load.cache_clear()
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name in FAULTS:
            del sys.modules[name]
    module._load.cache_clear()


def install(folder: Path, *names: str) -> Plugins:
    for name in names:
        (folder / f"{name}.py").write_text(FAULTS[name].replace("{name}", name), encoding="utf-8")
    return plugins(folders=[folder])


@pytest.mark.parametrize("names", [*((name,) for name in FAULTS), tuple(FAULTS)], ids=lambda names: "+".join(names))
def test_the_samples_come_out_to_the_byte_as_before(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert len(SEEDS) == 5
    before = [nc.dumps(nc.parse(path, plugins=plugins(only=OURS))) for path in SEEDS]
    beside = install(tmp_path, *names)
    assert [nc.dumps(nc.parse(path, plugins=beside)) for path in SEEDS] == before


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_at_most_one_diagnostic_and_ours_stay_active(tmp_path: Path, name: str) -> None:
    found = install(tmp_path, name)
    states = {one.name: one.state for one in found.installed if one.location and str(tmp_path) not in one.location}
    assert {own: states[own] for own in OURS} == dict.fromkeys(OURS, "active")
    told = [(one.code, one.severity) for one in found.diagnostics if one.rule == name]
    assert told == ([(TOLD[name][0], "error")] if name in TOLD else [])


def test_every_plugin_is_one_line_of_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path, *FAULTS)
    assert main(["plugins", "--plugins-dir", str(tmp_path), "--no-color"]) == 1
    captured = capsys.readouterr()
    lines = {line.split()[0]: line for line in captured.out.splitlines()}
    for name in FAULTS:
        state = TOLD[name][1] if name in TOLD else "active"
        assert f"  {state}" in lines[name]
    told = [line for line in captured.err.splitlines() if line.startswith("NC8")]
    assert len(told) == 2 and "RuntimeError: tide" in told[0] and "a parser named 'norway'" in told[1]


def test_the_kit_catches_the_pattern_that_needs_exponential_time(tmp_path: Path) -> None:
    (parser,) = install(tmp_path, "needs_exponential_time").of_country("XF")
    ((_, pattern),) = named_shapes(parser)
    with pytest.raises(AssertionError, match="its time grows faster than the text"):
        check_linear(pattern)


MINUTES = """\
Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet

Sak 21/24 Sykkelvei
Arkivsaksnr: 24/1187

Vedtak:
Planen vedtas.
"""


def boom(match: re.Match[str]) -> str:
    raise RuntimeError("tide")


def test_a_rule_that_raises_costs_only_its_own_finds() -> None:
    (norway,) = plugins().of_country("NO")
    shape = IdentifierShape("x", "dossier", re.compile(r"(?P<value>[0-9]+/[0-9]+)"), boom)
    broken = Plugins(parsers=(attrs.evolve(norway, identifiers=(shape,)),))
    result = nc.parse(MINUTES, plugins=broken)
    assert "NC901" in {one.code for one in result.diagnostics}
    assert len(result.decisions) == 1


def test_a_parser_without_its_tables_is_told_and_costs_the_others_nothing(tmp_path: Path) -> None:
    code = PLUGIN.replace("{more}", 'package="no_such_package"').replace("{name}", "raises_in_a_rule")
    (tmp_path / "raises_in_a_rule.py").write_text(code, encoding="utf-8")
    beside = plugins(folders=[tmp_path])
    for path in SEEDS:
        with_it, without = nc.parse(path, plugins=beside), nc.parse(path)
        assert [one.code for one in with_it.diagnostics if one not in without.diagnostics] == ["NC804"]
        assert with_it.cases == without.cases and with_it.decisions == without.decisions


def test_a_broken_table_is_told_where_its_parser_is_chosen_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tmp_path / "broken_tables" / "vocabulary"
    tables.mkdir(parents=True)
    (tables.parent / "__init__.py").write_text("", encoding="utf-8")
    (tables / "language.toml").write_text('[[row]]\nmeaning = "fo"\nforms = ["og", "ikki"]\n', encoding="utf-8")
    (tables / "headings.toml").write_text('[[row]]\nmeaning = "decision"\nforms = ["(samtykt"]\n', encoding="utf-8")
    code = PLUGIN.replace("{more}", 'package="broken_tables"').replace("{name}", "raises_in_a_rule")
    (tmp_path / "raises_in_a_rule.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    beside = plugins(folders=[tmp_path])
    assert "NC804" not in {one.code for one in nc.parse(MINUTES, plugins=beside).diagnostics}
    told = nc.parse(MINUTES, plugins=beside, country="XF")
    assert {"NC804", "NC201"} <= {one.code for one in told.diagnostics}

"""The checks of the conformance kit: each passes what is right, fails what is wrong, and says what to do."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import nordic_civic as nc
from nordic_civic import strategies
from nordic_civic import testing as kit
from nordic_civic.parser import IdentifierShape, Parser
from nordic_civic.plugins import parsers
from nordic_civic.template import NewPlugin, write
from nordic_civic.testing import timing
from nordic_civic.testing.claims import check_claims
from nordic_civic.testing.hostile import check_hostile, check_text
from nordic_civic.testing.pumping import check_pumped
from nordic_civic.testing.samples import municipal_documents

Make = Callable[..., Parser]
_numbers = count(1)

ROW = """
[[row]]
meaning = "decision"
forms = ["Decision", "Decision of the {body}"]
language = "fo"
gloss = "decision"
source = "minutes"
match = ["Decision:"]
reject = ["Decision makers in the region"]
"""
MINUTES = (
    "Sandvik municipality\nMinutes\n\nBody: Executive Committee\nDate: 14 May 2024\n\nItem 21/24 Path\n"
    "Case no.: 24/1187\n\nDecision:\nThe plan is adopted.\n"
)


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Write a new plugin from the template, with other text in some of its tables, and give its parser."""
    before = set(sys.modules)

    def made(**tables: str) -> Parser:
        new = NewPlugin(f"shoal{next(_numbers)}", "parser", "XF", ("fo",))
        write(new, tmp_path)
        for table, text in tables.items():
            path = tmp_path / new.name / new.package / "vocabulary" / f"{table}.toml"
            path.write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path / new.name)
        parser: Parser = importlib.import_module(new.package).PARSER
        return parser

    yield made
    for name in set(sys.modules) - before:
        if name.startswith("nordic_civic_shoal"):
            del sys.modules[name]


def failure(check: Callable[..., None], *arguments: object) -> str:
    with pytest.raises(kit.Nonconforming) as caught:
        check(*arguments)
    assert caught.value.remedy and f"What to do: {caught.value.remedy}" in str(caught.value)
    return str(caught.value)


# -- tables ------------------------------------------------------------------------------------------------------------


def test_the_rows_of_the_template_prove_themselves(make: Make) -> None:
    parser = make()
    assert len(kit.table_rows(parser)) > 50
    for row in kit.table_rows(parser):
        kit.check_row(parser, row)
    kit.check_meanings(parser)


@pytest.mark.parametrize(
    "old, new, says",
    [
        ('gloss = "decision"', "", "has no gloss"),
        ('source = "minutes"', "", "has no source"),
        ('language = "fo"', "", "has no language"),
        ('forms = ["Decision", "Decision of the {body}"]', "", "has no forms"),
        ('match = ["Decision:"]', "", "has no example"),
        ('"Decision:"', '"Sand castles"', "the example 'Sand castles' does not match"),
        ('"Decision makers in the region"', '"Decision:"', "the counter-example 'Decision:' matches"),
    ],
)
def test_a_row_that_does_not_hold_is_told(make: Make, old: str, new: str, says: str) -> None:
    assert old in ROW
    parser = make(headings=ROW.replace(old, new))
    (row,) = parser.vocabulary["headings"].rows
    told = failure(kit.check_row, parser, row)
    assert says in told and told.startswith("headings:1 (decision): ")


def test_a_changed_ending_that_no_form_has_is_told(make: Make) -> None:
    row = ROW.replace('"Decision of the {body}"', '"Kunnanhallituksen"')
    parser = make(headings=f'{row}\n[row.base]\nlautakunnan = "lautakunta"\n')
    (row_,) = parser.vocabulary["headings"].rows
    assert "`base` changes the ending 'lautakunnan'" in failure(kit.check_row, parser, row_)


def test_a_meaning_that_the_core_never_asks_for_is_told(make: Make) -> None:
    parser = make(headings=ROW.replace('"decision"', '"desicion"'))
    told = failure(kit.check_meanings, parser)
    assert told.startswith("headings:1: ") and "Did you mean decision?" in told


def test_a_table_that_the_core_does_not_read_is_told(make: Make) -> None:
    assert "Did you mean headings?" in failure(kit.check_meanings, make(heading=ROW))


# -- time --------------------------------------------------------------------------------------------------------------

SLOW = {
    "nested": r"(?:\d+\.?)+\s+\S",
    "words": r"(\w+\s?)*:",
    "either": r"(a|a)+b",
    "spaces": r"\s+$",
    "neighbours": r"\w+\s*-*\s*x",
}


@pytest.mark.parametrize("pattern", SLOW.values(), ids=SLOW.keys())
def test_a_pattern_that_backtracks_is_told(pattern: str) -> None:
    told = failure(kit.check_linear, re.compile(pattern))
    assert "its time grows faster than the text" in told and "possessive" in told


@pytest.mark.parametrize("pattern", [r"Voting: (\d+\.?)+x", r"(?<!\w)For\s(?:\w+\s?)+voted\s\d+"])
def test_a_pattern_that_backtracks_behind_its_first_words_is_told(pattern: str) -> None:
    kit.check_linear(re.compile(pattern))
    assert "its time grows" in failure(check_pumped, re.compile(pattern))


def test_linear_patterns_pass(make: Make) -> None:
    for _, pattern in kit.named_shapes(make()):
        kit.check_linear(pattern)
        check_pumped(pattern, 20)


def test_every_kind_of_shape_is_timed(make: Make) -> None:
    names = [name for name, _ in kit.named_shapes(attrs.evolve(make(), groups=(("group", re.compile("x")),)))]
    assert {name.split()[0] for name in names} == {"identifiers", "items", "votes", "groups", "laws"}
    assert len(set(names)) == len(names)


def test_a_busy_machine_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = {"runs": 0}

    def now_and_then_slow(work: Callable[[str], object], text: str) -> float:
        spent["runs"] += 1
        return 5.0 if spent["runs"] % 3 == 0 else len(text) * 1e-6

    monkeypatch.setattr(timing, "_seconds", now_and_then_slow)
    assert timing.too_slow(len, "", "1") is None


def test_quadratic_work_is_found_whatever_the_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_seconds", lambda work, text: len(text) ** 2 * 1e-7)
    assert timing.too_slow(len, "", "1") is not None
    monkeypatch.setattr(timing, "_seconds", lambda work, text: len(text) * 1e-5)
    assert timing.too_slow(len, "", "1", steps=()) is None


# -- results -----------------------------------------------------------------------------------------------------------


def result_of(parser: Parser, text: str = MINUTES) -> nc.ParseResult:
    return nc.parse(text, plugins=kit.alone(parser))


def test_a_right_result_passes(make: Make) -> None:
    result = result_of(make())
    assert kit.records_of(result) == 2
    kit.check_spans(result)
    kit.check_schema(result)
    kit.check_uncrashed(result)
    kit.check_lossless(make(), MINUTES)


def test_a_record_that_stands_elsewhere_is_told(make: Make) -> None:
    result = result_of(make())
    (decision,) = result.decisions
    moved = attrs.evolve(decision, spans=(nc.Span(0, 7),))
    assert "in its spans stands 'Sandvik'" in failure(kit.check_spans, attrs.evolve(result, decisions=(moved,)))


def test_a_rule_that_crashed_is_told(make: Make) -> None:
    crashed = nc.Diagnostic.of("NC901", "The rule decisions crashed (RuntimeError: tide).")
    told = failure(kit.check_uncrashed, attrs.evolve(result_of(make()), diagnostics=(crashed,)))
    assert "RuntimeError: tide" in told and "canonical" in told and "NORDIC_CIVIC_STRICT=1" in told


def boom(match: re.Match[str]) -> str:
    raise RuntimeError("tide")


def test_hostile_text_finds_a_function_that_raises(make: Make) -> None:
    shape = IdentifierShape("x", "dossier", re.compile(r"(?P<value>\d+)"), boom)
    told = failure(check_hostile, attrs.evolve(make(), identifiers=(shape,)), 30)
    assert "RuntimeError: tide" in told
    lines = told.partition("The text:\n")[2].partition("\nWhat to do:")[0].splitlines()
    assert 0 < len(lines) <= 4


def test_hostile_text_harms_no_right_plugin(make: Make) -> None:
    check_hostile(make(), 20)


def test_text_is_checked_as_it_stands() -> None:
    for parser in parsers():
        check_text(parser, "Sak 1/24\u00ad\n\n§ 2 \ufffe\n\n1.1.1.1.\n")


# -- golden documents --------------------------------------------------------------------------------------------------


def test_a_missing_expectation_is_written_and_fails(tmp_path: Path, make: Make) -> None:
    plugins = kit.beside(make())
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    told = failure(kit.check_golden, path, plugins)
    assert "minutes.txt.expected did not exist" in told and "careful clerk" in told
    assert kit.documents_in(tmp_path) == [path]
    kit.check_golden(path, plugins)
    path.with_name("minutes.txt.expected").write_text("nothing\n", encoding="utf-8")
    told = failure(kit.check_golden, path, plugins)
    assert "-nothing" in told and "+decision taken, adopted: The plan is adopted." in told


def test_the_folder_beside_a_test_file_holds_the_golden_documents(tmp_path: Path) -> None:
    (tmp_path / "golden").mkdir()
    for name in ("b.txt", "a.html", "a.html.expected", "README.md", ".hidden"):
        (tmp_path / "golden" / name).touch()
    found = kit.golden_documents(str(tmp_path / "test_x.py"))
    assert [path.name for path in found] == ["a.html", "b.txt"]


def test_the_same_bytes_in_other_processes(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    kit.check_determinism(path, make())
    kit.check_hash_seeds([path], make())


def test_the_order_of_a_set_is_found_in_other_processes(tmp_path: Path, make: Make) -> None:
    parser = make()
    module = Path(str(importlib.import_module(parser.package).__file__))
    module.write_text(
        f"{module.read_text(encoding='utf-8')}\nimport attrs\n"
        "PARSER = attrs.evolve(PARSER, version='.'.join({'a', 'b', 'c', 'd', 'e'}))\n",
        encoding="utf-8",
    )
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    assert "PYTHONHASHSEED" in failure(kit.check_hash_seeds, [path], parser)


# -- documents of others -----------------------------------------------------------------------------------------------


def test_the_samples_are_five_languages_of_four_kinds_and_minutes_of_six_countries() -> None:
    others = kit.not_municipal_documents()
    assert {sample.language for sample in others} == {"nb", "sv", "da", "fi", "en"}
    assert len(others) == 20 and len({sample.text for sample in others}) == 20
    countries = [sample.country for sample in municipal_documents()]
    assert countries == sorted({"NO", "SE", "DK", "FI", "IS", "GB"})


@pytest.mark.parametrize("sample", municipal_documents(), ids=str)
def test_the_minutes_are_read_by_their_own_country_alone(sample: kit.Sample) -> None:
    result = nc.parse(sample.text)
    own = [parser.name for parser in parsers() if parser.country == sample.country]
    assert kit.reader_of(result) in (own or [None])
    assert bool(kit.records_of(result)) == bool(own)


@pytest.mark.parametrize("language", ["en", "fo"])
def test_records_from_another_country_are_told(make: Make, language: str) -> None:
    parser = make()
    (english,) = [sample for sample in kit.foreign_documents(parser) if sample.language == "en"]
    kit.check_no_records(parser, english)
    told = failure(kit.check_no_records, parser, attrs.evolve(english, text=MINUTES, language=language))
    assert "minutes of another country (GB)" in told and "identity.toml" in told
    assert ("language.toml" in told) == (language == "en")


def test_records_from_what_is_not_municipal_are_told(make: Make) -> None:
    told = failure(kit.check_no_records, make(), kit.Sample("fo-blog", "fo", MINUTES, about="blog"))
    assert "no municipal record: blog" in told and "not_municipal" in told


def test_one_document_is_claimed_by_one_plugin(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    parser = make()
    check_claims(path, parser)
    norwegian = tmp_path / "NO-nb.txt"
    norwegian.write_text(next(one.text for one in municipal_documents() if one.country == "NO"), encoding="utf-8")
    assert "norway reads it" in failure(check_claims, norwegian, parser)


# -- strategies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parser", parsers(), ids=lambda parser: parser.name)
@pytest.mark.parametrize("what", ["agents", "dates", "votes", "sections", "documents"])
def test_what_is_drawn_is_text_of_the_country(parser: Parser, what: str) -> None:
    seen: list[str] = []

    @settings(max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(getattr(strategies, what)(parser))
    def draw(text: str) -> None:
        seen.append(text)

    draw()
    assert len(set(seen)) > 5 and not [text for text in seen if re.search(r"\{(?!body\}s)\w+\}", text)]


def test_drawn_documents_come_to_records() -> None:
    parser = parsers()[0]
    found = 0

    @settings(max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategies.documents(parser))
    def draw(text: str) -> None:
        nonlocal found
        result = nc.parse(text.encode(), media_type="text/plain", country=parser.country)
        found += len(result.decisions) + len(result.proposals) + len(result.mandates)

    draw()
    assert found > 5

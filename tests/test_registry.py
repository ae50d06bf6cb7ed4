"""The registry of an invented country, written for the test, and what a broken file says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from nordic_civic.errors import VocabularyError
from nordic_civic.registry import Registry
from nordic_civic.registry_data import days
from nordic_civic.values import Municipality

MUNICIPALITIES = """\
# Invented.
code,name,aliases,valid_from,valid_to,successor,language
01,Fjordvik,Vuotna,,2019-12-31,11,nb
02,Nord-Odden,,,2019-12-31,11|12,
03,Strandvaag,,,,,nn
04,Tangen,Tangen (Ytre),,,,
05,Tangen,Tangen (Indre),,,,
11,Fjordvik,Vuotna,2020-01-01,,,nb se
12,Nord-Odden,,2020-01-01,,,
"""
DISTRICTS = """\
code,name,aliases,municipality,valid_from,valid_to
1,Havna,,03,2004-01-01,2010-12-31
,Havna,,03,2011-01-01,
,St. Torunn,,03,,
"""
PARTIES = """\
[[party]]
code = "Kp"
names = ["Kystpartiet"]
forms = ["K", "KYST"]

[[party]]
code = "N"
names = ["Nye Veier"]
since = 2015
"""
ELECTIONS = """\
month = 9
years = [2014, 2018]

[[term]]
kinds = ["council"]
starts = "2014-10-15"
ends = "2018-10-14"

[[term]]
kinds = ["board"]
starts = "2015-01-01"
ends = "2018-12-31"

[[term]]
kinds = ["council"]
starts = "2018-10-15"
ends = "2022-10-14"
"""
FORMS = """\
scheme = "number"
respell = [["aa", "å"]]

[municipality]
prefixes = ["region"]
suffixes = ["kommune", "kommunes"]
endings = ["s", "'"]

[district]
prefixes = ["bydel"]

[party]
endings = ["s"]
"""
FILES = {
    "municipalities.csv": MUNICIPALITIES,
    "districts.csv": DISTRICTS,
    "parties.toml": PARTIES,
    "elections.toml": ELECTIONS,
    "forms.toml": FORMS,
}
Write = Callable[..., Registry]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    def make(name: str = "fjordland", **changed: str) -> Registry:
        folder = tmp_path / name / "registry"
        folder.mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("")
        for file, text in (FILES | {key.replace("_", "."): value for key, value in changed.items()}).items():
            (folder / file).write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return Registry(name)

    return make


def test_a_code_is_given_where_the_day_makes_it_certain(write: Write) -> None:
    registry = write("fjordland_codes")
    assert registry.municipality("FJORDVIK", "2019-12-31") == Municipality("Fjordvik", "01", "number")
    assert registry.municipality("Vuotna", date(2020, 1, 1)) == Municipality("Fjordvik", "11", "number")
    assert registry.municipality("Fjordvik") == Municipality("Fjordvik")
    assert registry.municipality("Fjordvik", "2019/2020") == Municipality("Fjordvik")
    assert registry.municipality("Strandvaag") == Municipality("Strandvaag", "03", "number")
    assert registry.municipality("Nowhere") is None


def test_a_shared_name_has_no_code_but_a_qualified_one_has(write: Write) -> None:
    registry = write("fjordland_shared")
    assert registry.municipality("Tangen", "2024") == Municipality("Tangen")
    assert registry.municipality("Tangen (Indre)", "2024") == Municipality("Tangen", "05", "number")


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Fjordvik kommune", "11"),
        ("FJORDVIKS KOMMUNE", "11"),
        ("Region Nord Odden", "12"),
        ("Fjordvik’s", "11"),
        ("Strandvåg Kommunes", "03"),
        ("Vuotna - Fjordvik kommune", "11"),
    ],
)
def test_the_words_around_a_name_come_from_the_plugin(write: Write, phrase: str, code: str) -> None:
    found = write("fjordland_words").lookup_phrase(phrase, "2024-05-01")
    assert found is not None and found.code == code


def test_only_capitalised_words_stand_before_a_word_around_a_name(write: Write) -> None:
    phrases = write("fjordland_capitals").phrases
    assert [m.group() for m in phrases.finditer("í þorpi ðar Þórs Vík kommune og þ kommune")] == ["Þórs Vík kommune"]


@pytest.mark.parametrize("phrase", ["kommune", "", "Fjordvik by", "Fjordvik - Strandvaag"])
def test_a_phrase_that_is_no_municipality_gives_none(write: Write, phrase: str) -> None:
    assert write("fjordland_none").lookup_phrase(phrase) is None


def test_entries_tell_years_successors_and_languages(write: Write) -> None:
    registry = write("fjordland_entries")
    entry = registry.entry("02")
    assert entry is not None and entry.successors == ("11", "12") and entry.valid_to == "2019-12-31"
    assert [one.code for one in registry.municipalities("2020")] == ["03", "04", "05", "11", "12"]
    assert [one.code for one in registry.names()["fjordvik"]] == ["01", "11"]
    assert registry.entry("11") == registry.names()["vuotna"][1] and registry.names()["vuotna"][1].languages == (
        "nb",
        "se",
    )


def test_districts_are_told_apart_by_the_day(write: Write) -> None:
    registry = write("fjordland_districts")
    assert len(registry.districts()) == 3
    assert registry.district("Bydel Havna") is None
    found = registry.district("bydel havna", "2010")
    assert found is not None and found.code == "1" and found.municipality == "03"
    assert registry.district("St.Torunn") == registry.districts()[2]
    assert registry.district("Bydel Fjellet") is None


def test_parties_are_found_by_letters_names_and_genitives_in_their_years(write: Write) -> None:
    registry = write("fjordland_parties")
    assert {registry.party(text) for text in ("kp", "K", "KYST", "Kystpartiet", "Kystpartiets", "(K)")} == {"Kp"}
    assert registry.party("Nye Veier", "2014") is None and registry.party("N", "2015-03") == "N"
    assert registry.party("Fjellpartiet") is None
    assert registry.parties() == ("Kystpartiet", "K", "KYST", "Nye Veier")


def test_the_year_of_a_terms_end_is_told_only_where_it_is_certain(write: Write) -> None:
    registry = write("fjordland_terms")
    assert registry.elections == ("2014-09", "2018-09")
    assert registry.term_end("2017-05") == "2018"
    assert registry.term_end("2018-11-20") is None
    assert registry.term_end("2018-11-20", "board") == "2018"
    assert registry.term_end("2018-11-20", "council") == "2022"
    assert registry.term_end("2018", "council") is None
    assert registry.term_end("1999") is None
    assert len(registry.terms()) == 3


def test_missing_files_count_as_empty() -> None:
    registry = Registry("nordic_civic")
    assert registry.municipalities() == () and registry.parties() == () and registry.elections == ()
    assert registry.lookup_phrase("Fjordvik kommune") is None and registry.term_end("2020") is None


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("parties_toml", "[[party]\n", "parties.toml"),
        ("parties_toml", '[[party]]\ncode = "X"\n', "parties.toml, row 1, names"),
        ("parties_toml", '[[party]]\ncode = "X"\nnames = "X"\n', "parties.toml, row 1, names: must be a list"),
        ("parties_toml", '[[party]]\ncode = "X"\nnames = ["X"]\nsince = "2015"\n', "row 1, since: must be a number"),
        ("municipalities_csv", "code,name,colour\n1,Fjordvik,red\n", "municipalities.csv, row 1, colour"),
        ("municipalities_csv", "code,name\n1,Fjordvik\n,Tangen\n", "municipalities.csv, row 2, code"),
    ],
)
def test_a_broken_file_names_file_row_and_field(write: Write, file: str, text: str, says: str) -> None:
    registry = write(f"fjordland_broken_{abs(hash(text))}", **{file: text})
    with pytest.raises(VocabularyError, match=says):
        assert registry.municipalities() and registry.parties()


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        (None, "0000-01-01", "9999-12-31"),
        ("2016-08-16", "2016-08-16", "2016-08-16"),
        ("2016-08?", "2016-08-01", "2016-08-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2016-XX-XX", "2016-01-01", "2016-12-31"),
        ("2016-33", "2016-01-01", "2016-12-31"),
        ("2016/..", "2016-01-01", "9999-12-31"),
        ("2016-08-16T18:00", "2016-08-16", "2016-08-16"),
        ("soon", "0000-01-01", "9999-12-31"),
    ],
)
def test_a_date_of_any_precision_is_a_first_and_a_last_day(edtf: str | None, first: str, last: str) -> None:
    assert days(edtf) == (first, last)

"""Norway's registry: its lists checked against each other and against the counts of the years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nordic_civic.registry import Registry

REGISTRY = Registry("nordic_civic_norway")
ENTRIES = REGISTRY.municipalities()


@pytest.mark.parametrize(
    ("year", "count"),
    [(2002, 434), (2005, 433), (2006, 431), (2008, 430), (2012, 429), (2013, 428), (2015, 428)]
    + [(2017, 426), (2018, 422), (2019, 422), (2020, 356), (2023, 356), (2024, 357), (2026, 357)],
)
def test_the_number_of_municipalities_in_a_year(year: int, count: int) -> None:
    assert len(REGISTRY.municipalities(date(year, 1, 1))) == count
    assert len(REGISTRY.municipalities(date(year, 12, 31))) == count


def test_every_number_has_four_digits_and_stands_once() -> None:
    assert all(len(entry.code) == 4 and entry.code.isdigit() for entry in ENTRIES)
    assert len({entry.code for entry in ENTRIES}) == len(ENTRIES)
    assert [entry.code for entry in ENTRIES] == sorted(entry.code for entry in ENTRIES)


def test_every_number_that_ends_has_a_successor_on_the_next_day() -> None:
    for entry in ENTRIES:
        assert bool(entry.valid_to) == bool(entry.successors), entry
        for code in entry.successors:
            successor = REGISTRY.entry(code)
            next_day = (date.fromisoformat(entry.valid_to) + timedelta(days=1)).isoformat()
            assert successor is not None and successor.stood(next_day, next_day), entry


def test_every_number_that_begins_has_a_predecessor_on_the_day_before() -> None:
    for entry in ENTRIES:
        if entry.valid_from:
            day_before = (date.fromisoformat(entry.valid_from) - timedelta(days=1)).isoformat()
            before = [one for one in ENTRIES if entry.code in one.successors]
            assert any(one.valid_to == day_before for one in before), entry


def test_numbers_change_only_at_new_year() -> None:
    assert {entry.valid_from[4:] for entry in ENTRIES} == {"", "-01-01"}
    assert {entry.valid_to[4:] for entry in ENTRIES} == {"", "-12-31"}


def test_two_municipalities_of_one_day_share_a_name_only_where_it_is_known() -> None:
    shared = set()
    for year in range(2002, 2027):
        names = [entry.name for entry in REGISTRY.municipalities(str(year))]
        shared |= {name for name in names if names.count(name) > 1}
    assert shared == {"Bø", "Herøy", "Nes", "Os", "Sande", "Våler"}


def test_languages_are_written_forms_and_minority_languages() -> None:
    assert {language for entry in ENTRIES for language in entry.languages} == {
        "nb",
        "nn",
        "no",
        "se",
        "sma",
        "smj",
        "fkv",
    }


@pytest.mark.parametrize(
    ("phrase", "on", "code"),
    [
        ("Oslo kommune", None, "0301"),
        ("OSLO KOMMUNE", "2014-09-09", "0301"),
        ("Levanger kommune", "2017-12-31", "1719"),
        ("Levanger kommune", "2018-01-01", "5037"),
        ("Skedsmo kommune", "2015", "0231"),
        ("Lillestrøm kommunes", "2021", "3030"),
        ("Lillestrøm", "2024-01-01", "3205"),
        ("Haram kommune", "2025", "1580"),
        ("Haram kommune", "2021", None),
        ("Herøy kommune", "2021", None),
        ("Herøy i Nordland", "2021", "1818"),
        ("Kárášjohka - Karasjok kommune", "2021", "5437"),
        ("Ås kommune", "2022", "3021"),
    ],
)
def test_a_letterhead_gives_the_number_of_the_day(phrase: str, on: str | None, code: str | None) -> None:
    found = REGISTRY.lookup_phrase(phrase, on)
    assert (found.code if found else None) == code
    assert code is None or (found is not None and found.scheme == "kommunenummer")


def test_oslo_has_seventeen_numbered_districts() -> None:
    assert [one.code for one in REGISTRY.districts()] == [f"{number:02}" for number in range(1, 18)]
    assert {one.municipality for one in REGISTRY.districts()} == {"0301"}
    assert {
        one.code
        for text in ("Bydel St. Hanshaugen", "St.Hanshaugen bydel", "Sankt Hanshaugen")
        if (one := REGISTRY.district(text))
    } == {"04"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ap", "A"),
        ("AP", "A"),
        ("FrP", "FrP"),
        ("FRP", "FrP"),
        ("F", "FrP"),
        ("SP", "Sp"),
        ("KRF", "KrF"),
        ("PENSJ", "PP"),
    ]
    + [
        ("Høyres", "H"),
        ("Høgre", "H"),
        ("Raudt", "R"),
        ("SVs", "SV"),
        ("Kristeleg Folkeparti", "KrF"),
        ("Felleslista", None),
    ],
)
def test_parties_in_both_written_forms(text: str, code: str | None) -> None:
    assert REGISTRY.party(text) == code


def test_no_spelling_belongs_to_two_parties() -> None:
    spellings = [
        form
        for party in REGISTRY.party_list
        for form in {text.casefold() for text in (party.code, *party.forms, *party.names)}
    ]
    assert sorted(set(spellings)) == sorted(spellings)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        ("2013", "2015"),
        ("2013-05-22", "2015"),
        ("2015-09-01", "2015"),
        ("2015-10-20", "2019"),
        ("2015", None),
        ("2026-03-25", "2027"),
    ],
)
def test_the_term_ends_in_the_year_of_the_next_election(on: str, year: str | None) -> None:
    assert REGISTRY.term_end(on) == year


def test_every_term_follows_an_election() -> None:
    assert [term.starts[:4] for term in REGISTRY.terms()] == [election[:4] for election in REGISTRY.elections]

"""Denmark's registry: its lists checked against each other and against the counts of the years."""

from __future__ import annotations

from datetime import date

import pytest

from nordic_civic.registry import Registry

REGISTRY = Registry("nordic_civic_denmark")
ENTRIES = REGISTRY.municipalities()


@pytest.mark.parametrize("year", [2007, 2016, 2026])
def test_there_are_98_municipalities(year: int) -> None:
    assert len(REGISTRY.municipalities(date(year, 1, 1))) == 98


def test_every_code_has_four_digits_and_every_name_is_unique() -> None:
    assert all(len(entry.code) == 4 and entry.code.startswith("0") and entry.code.isdigit() for entry in ENTRIES)
    assert len({entry.code for entry in ENTRIES}) == len({entry.name for entry in ENTRIES}) == 98


def test_christiansoe_is_no_municipality() -> None:
    assert REGISTRY.entry("0411") is None and REGISTRY.municipality("Christiansø") is None


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Hedensted Kommunes", "0766"),
        ("Greve Kommune", "0253"),
        ("Århus Kommune", "0751"),
        ("Åbenrå", "0580"),
        ("Bornholms Regionskommune", "0400"),
        ("Københavns Kommune", "0101"),
        ("Horsens’", "0615"),
        ("Nordfyns Kommune", "0480"),
        ("Høje Taastrup Kommune", "0169"),
        ("Greve Byråd", "0253"),
        ("Fjordvik Kommune", None),
    ],
)
def test_a_letterhead_gives_the_code(phrase: str, code: str | None) -> None:
    found = REGISTRY.lookup_phrase(phrase)
    assert (found.code if found else None) == code
    assert code is None or (found is not None and found.scheme == "kommunekode")


@pytest.mark.parametrize(
    ("text", "code"),
    [("A", "A"), ("Gruppe A", "A"), ("Liste Ø", "Ø"), ("SF", "F"), ("Socialdemokratiets", "A"), ("Venstre", "V")]
    + [("Enhedslisten – De Rød-Grønne", "Ø"), ("DF", "O"), ("Fjordlisten", None)],
)
def test_parties(text: str, code: str | None) -> None:
    assert REGISTRY.party(text) == code


def test_a_letter_belongs_to_a_party_in_its_years() -> None:
    assert REGISTRY.party("M", "2014") is None and REGISTRY.party("M", "2024-02-01") == "M"


def test_no_spelling_belongs_to_two_parties() -> None:
    spellings = [
        form
        for party in REGISTRY.party_list
        for form in {text.casefold() for text in (party.code, *party.forms, *party.names)}
    ]
    assert sorted(set(spellings)) == sorted(spellings)


@pytest.mark.parametrize(
    ("on", "year"), [("2016-08-16", "2017"), ("2022-01-12", "2025"), ("2021-12-31", "2021"), ("2026", "2029")]
)
def test_a_term_ends_with_the_year_of_the_next_election(on: str, year: str) -> None:
    assert REGISTRY.term_end(on) == year


def test_every_term_begins_in_the_year_after_an_election() -> None:
    assert [int(term.starts[:4]) - 1 for term in REGISTRY.terms()] == [
        int(election[:4]) for election in REGISTRY.elections
    ]

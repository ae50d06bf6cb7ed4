"""Sweden's registry: its lists checked against each other and against the counts of the years."""

from __future__ import annotations

from datetime import date

import pytest

from nordic_civic.registry import Registry

REGISTRY = Registry("nordic_civic_sweden")
ENTRIES = REGISTRY.municipalities()


@pytest.mark.parametrize("year", [2003, 2006, 2007, 2018, 2026])
def test_there_are_290_municipalities(year: int) -> None:
    assert len(REGISTRY.municipalities(date(year, 1, 1))) == 290


def test_every_code_has_four_digits_and_every_name_of_a_day_is_unique() -> None:
    assert all(len(entry.code) == 4 and entry.code.isdigit() for entry in ENTRIES)
    assert len({entry.code for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.name for entry in REGISTRY.municipalities("2024-01-01")}) == 290


def test_the_one_code_that_ended_has_its_successor() -> None:
    ended = [entry for entry in ENTRIES if entry.valid_to]
    assert [(entry.name, entry.code, entry.successors) for entry in ended] == [("Heby", "1917", ("0331",))]
    assert REGISTRY.municipality("Heby", "2006-12-31") != REGISTRY.municipality("Heby", "2007-01-01")


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Göteborgs Stad", "1480"),
        ("Göteborgs stads", "1480"),
        ("Alingsås kommun", "1489"),
        ("ALINGSÅS KOMMUN", "1489"),
        ("Borås Stad", "1490"),
        ("Lunds kommuns", "1281"),
        ("Region Gotland", "0980"),
        ("Upplands Bro kommun", "0139"),
        ("Fjordviks kommun", None),
    ],
)
def test_a_letterhead_gives_the_code(phrase: str, code: str | None) -> None:
    found = REGISTRY.lookup_phrase(phrase)
    assert (found.code if found else None) == code
    assert code is None or (found is not None and found.scheme == "kommunkod")


@pytest.mark.parametrize(
    ("municipality", "on", "count"),
    [("1480", "2010-06-01", 0), ("1480", "2015-06-01", 10), ("1480", "2021-01-01", 0)]
    + [("0180", "2015-06-01", 14), ("0180", "2021-01-01", 13), ("0180", "2024-01-01", 11)],
)
def test_the_districts_of_a_day(municipality: str, on: str, count: int) -> None:
    found = [one for one in REGISTRY.districts() if one.municipality == municipality and one.stood(on, on)]
    assert len(found) == count


def test_a_district_committee_names_its_district() -> None:
    found = REGISTRY.district("Västra Hisingens stadsdelsnämnd")
    assert found is not None and found.municipality == "1480"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("S", "S"),
        ("fp", "L"),
        ("Folkpartiet", "L"),
        ("Liberalerna", "L"),
        ("Moderaternas", "M"),
        ("S:s", "S"),
        ("kd", "KD"),
    ]
    + [("Miljöpartiet de gröna", "MP"), ("Sjöbopartiet", None)],
)
def test_parties(text: str, code: str | None) -> None:
    assert REGISTRY.party(text) == code


def test_no_spelling_belongs_to_two_parties() -> None:
    spellings = [
        form
        for party in REGISTRY.party_list
        for form in {text.casefold() for text in (party.code, *party.forms, *party.names)}
    ]
    assert sorted(set(spellings)) == sorted(spellings)


def test_council_and_boards_have_terms_of_their_own() -> None:
    assert REGISTRY.term_end("2018-06-01") == "2018"
    assert REGISTRY.term_end("2018-11-20", "council") == "2022"
    assert REGISTRY.term_end("2018-11-20", "board") == "2018"
    assert REGISTRY.term_end("2018-11-20") is None
    assert REGISTRY.term_end("2010-10-20", "council") is None


def test_every_election_is_followed_by_a_term_of_council_and_boards() -> None:
    councils = [term.starts[:4] for term in REGISTRY.terms(body_kind="council")]
    boards = [term.starts[:4] for term in REGISTRY.terms(body_kind="board")]
    assert councils == [election[:4] for election in REGISTRY.elections]
    assert boards == [str(int(year) + 1) for year in councils]

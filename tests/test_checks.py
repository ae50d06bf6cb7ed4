"""The checks: what each compares, what it says, and that each is documented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from nordic_civic.checks import CHECKS
from nordic_civic.checks.base import Facts, listed, told
from nordic_civic.checks.coverage import coverage
from nordic_civic.checks.decisions import decisions, records
from nordic_civic.checks.items import bookmarks
from nordic_civic.checks.numbers import holes, read_numbers, read_range
from nordic_civic.checks.voters import voters
from nordic_civic.checks.votes import tally, total
from nordic_civic.context import Context
from nordic_civic.hints import Hints
from nordic_civic.identify import read_head
from nordic_civic.pipeline import parse_reading
from nordic_civic.plugins import parsers
from nordic_civic.reading import Bookmark, Reading
from nordic_civic.records import Check, Meeting, ParseResult
from nordic_civic.stages import segment_document
from nordic_civic.values import Attendee, Ballot, Span, Vote

MINUTES = """Fjordvik kommune
Møteprotokoll

Utvalg: Formannskapet
Møtedato: tirsdag 14. mai 2024

Saksliste

PS 1/24 Godkjenning av innkalling

PS 2/24 Ny gangvei på Nes

PS 3/24 Budsjett for neste år

RS 1/24 Brev fra departementet

PS 1/24 Godkjenning av innkalling

Formannskapets behandling av sak 1/2024 i møte den 14.05.2024:

Vedtak:
Innkallingen godkjennes.

PS 2/24 Ny gangvei på Nes

Formannskapets behandling av sak 2/2024 i møte den 14.05.2024:

Saksopplysninger:
Gangveien er omtalt i planen for trafikksikkerhet, og grunneierne er varslet.

Vedtak:
Gangveien bygges.

PS 3/24 Budsjett for neste år

Formannskapets behandling av sak 3/2024 i møte den 14.05.2024:

Vedtak:
Budsjettet vedtas.
"""

SWEDISH = """Almgläntans kommun
Kommunstyrelsen
Sammanträdesprotokoll
2023-03-06

Paragrafer
26–28

§ 26 Dagordning

Beslut
Dagordningen godkänns.

§ 27 Ny skola

Beslut
Skolan byggs.

§ 28 Budget

Beslut
Budgeten antas.
"""

UNKNOWN = (
    """Fjordvik kommune
Møteprotokoll
Utvalg: Kommunestyret
Dato: 14.05.2024

GRUNNLAGET
"""
    + "Det ble vist til at veien mellom Nes og Vik er smal og at mange har klaget på farten der om vinteren.\n" * 8
)

Edit = Callable[[ParseResult], ParseResult]


def facts_of(text: str, country: str = "NO", marks: tuple[Bookmark, ...] = (), edit: Edit | None = None) -> Facts:
    parser = next(parser for parser in parsers() if parser.country == country)
    reading = Reading(text, "text/plain", bookmarks=marks)
    stages = segment_document(reading, parser)
    head = read_head(stages.lines, stages.furniture, stages.labels, stages.headings, parser, text)
    result = parse_reading(reading, "0" * 64, None, parsers(), Hints(country, None, None, None))
    context = Context(reading, parser, stages.lines, stages.furniture, "0" * 64, body=head.body, date=head.date)
    context.kind = str(result.document.kind)
    return Facts(context, stages.agenda, stages.headings, stages.labels, edit(result) if edit else result)


def checks_of(text: str, country: str = "NO") -> dict[str, Check]:
    facts = facts_of(text, country)
    return {check.__name__: check(facts) for check in CHECKS}


def with_votes(*votes: Vote) -> Edit:
    def edit(result: ParseResult) -> ParseResult:
        first = next(decision for decision in result.decisions if decision.role == "taken")
        others = tuple(decision for decision in result.decisions if decision is not first)
        return attrs.evolve(result, decisions=(attrs.evolve(first, votes=votes), *others))

    return edit


def with_people(edit: Edit, *people: Attendee) -> Edit:
    def edited(result: ParseResult) -> ParseResult:
        meeting = Meeting(id="meeting", text="x", spans=(Span(0, 1),), attendance=people)
        return attrs.evolve(edit(result), meeting=meeting)

    return edited


def ballots(choice: Any, *names: str) -> tuple[Ballot, ...]:
    return tuple(Ballot(name, choice=choice) for name in names)


def test_minutes_in_order_fail_no_check() -> None:
    found = checks_of(MINUTES)
    assert {code: check.message for code, check in found.items() if check.passed is False} == {}
    compared = "items_listed numbering decisions coverage records dates bodies".split()
    assert [code for code, check in found.items() if check.passed] == compared


def test_every_check_answers_with_its_own_name() -> None:
    assert all(code == check.code and check.message for code, check in checks_of(MINUTES).items())


def test_every_check_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "checks.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == [f"`{check.__name__}`" for check in CHECKS]


# -- items -------------------------------------------------------------------------------------------------------------


def test_a_listed_item_whose_heading_was_not_recognised() -> None:
    before, after = MINUTES.rsplit("PS 2/24 Ny gangvei", 1)
    check = checks_of(f"{before}Ny gangvei{after}")["items_listed"]
    assert (check.passed, check.expected, check.found) == (False, "4 items", "2 items, 2 in the list only")
    assert check.message.startswith("Listed, but no text was found: PS 2/24. Look for headings")
    assert len(check.spans) == 2


def test_an_item_that_is_not_listed() -> None:
    check = checks_of(MINUTES + "\nPS 4/24 Eventuelt\n\nVedtak:\nIngen saker.\n")["items_listed"]
    assert (check.passed, "Found, but not listed: PS 4/24" in check.message) == (False, True)


def test_a_series_that_is_only_listed_is_told_and_fails_nothing() -> None:
    check = checks_of(MINUTES)["items_listed"]
    assert (check.passed, check.found) == (True, "3 items, 1 in the list only")
    assert check.message == "No item of the series has text of its own: RS 1/24."


def test_without_a_list_nothing_is_compared() -> None:
    assert checks_of(SWEDISH, "SE")["items_listed"].passed is None


@pytest.mark.parametrize(
    "named, passed, message",
    [
        ("26–28", True, "The items are those of the range."),
        ("§§ 26-27 och 28", True, "The items are those of the range."),
        ("26–29", False, "In the range, but not found: 29."),
        ("§§ 27–28", False, "Found, but outside the range: 26."),
        ("1–99999", None, "The range '1–99999' cannot be compared with the items."),
    ],
)
def test_the_range_on_the_cover(named: str, passed: bool | None, message: str) -> None:
    for text in (
        SWEDISH.replace("26–28", named),
        SWEDISH.replace("Paragrafer\n26–28", f"Plats\tSalen\tParagrafer\t{named}"),
    ):
        check = checks_of(text, "SE")["items_range"]
        assert (check.passed, check.message) == (passed, message)


def test_a_document_without_a_range() -> None:
    assert checks_of(MINUTES)["items_range"].passed is None


def test_bookmarks_name_the_items() -> None:
    marks = (Bookmark("Protokoll", 1), *(Bookmark(f"§{n} - Punkt", 2, 1) for n in (26, 27, 28)), Bookmark("Beslut", 3))
    assert bookmarks(facts_of(SWEDISH, "SE", marks)).passed is True
    more = bookmarks(facts_of(SWEDISH, "SE", (*marks, Bookmark("§29 - Mer", 2, 1))))
    assert (more.passed, more.message) == (False, "Bookmarked, but not found: § 29.")
    fewer = bookmarks(facts_of(SWEDISH, "SE", marks[:-2]))
    assert (fewer.passed, fewer.message) == (False, "Found, but without a bookmark: § 28.")
    assert bookmarks(facts_of(SWEDISH, "SE", marks[:1])).passed is None


def test_holes_in_the_numbers() -> None:
    check = checks_of(SWEDISH.replace("§ 28", "§ 30"), "SE")["numbering"]
    assert (check.passed, check.found) == (False, "§ 26–27, 30")
    assert check.message.startswith("Missing between the items: § 28–29.")
    assert checks_of(SWEDISH.split("§ 27")[0], "SE")["numbering"].passed is None


def test_numbers_with_the_year_first_and_several_series() -> None:
    numbers = read_numbers(["BU 14/72", "BU 14/73", "PS 6/26", "PS 7/26", "2015/100"])
    places = [(number.series, number.place) for number in numbers]
    assert places == [("bu", 72), ("bu", 73), ("ps", 6), ("ps", 7), ("", 100)]
    assert list(holes([7, 3, 3, 4])) == [(5, 6)]
    assert read_range("PS 3/24 – PS 5/24") == {3, 4, 5}
    assert read_range("ingen") is None


# -- decisions and records ---------------------------------------------------------------------------------------------


def test_a_heading_without_a_decision() -> None:
    facts = facts_of(MINUTES, edit=lambda result: attrs.evolve(result, decisions=result.decisions[1:], mandates=()))
    check = decisions(facts)
    assert (check.passed, check.expected, check.found) == (False, "3 cases decided", "2 decided")
    assert check.message.startswith("A heading announces a decision, but none was read: PS 1/24.")


def test_a_decision_without_outcome() -> None:
    def edit(result: ParseResult) -> ParseResult:
        return attrs.evolve(result, decisions=tuple(attrs.evolve(one, outcome=None) for one in result.decisions))

    assert decisions(facts_of(MINUTES, edit=edit)).message == "Without outcome or text: PS 1/24, PS 2/24, PS 3/24."


def test_bare_headings_are_told_and_fail_where_most_are_such() -> None:
    one = checks_of(MINUTES.replace("Gangveien bygges.", ""))["decisions"]
    assert (one.passed, one.message) == (True, "A heading announces a decision, but no words follow it: PS 2/24.")
    two = checks_of(MINUTES.replace("Gangveien bygges.", "").replace("Budsjettet vedtas.", ""))["decisions"]
    assert two.passed is False


def test_documents_that_decide_nothing() -> None:
    check = checks_of("Fjordvik kommune\nSaksframlegg\n\nRådmannens innstilling:\nVeien bygges.\n")["decisions"]
    assert check.message == "A document of the kind case_presentation takes no decisions."


def test_a_document_without_any_record() -> None:
    def edit(result: ParseResult) -> ParseResult:
        return attrs.evolve(result, cases=(), proposals=(), decisions=(), mandates=())

    assert records(facts_of(MINUTES, edit=edit)).found == "none"


def test_minutes_without_a_decision() -> None:
    check = records(facts_of(MINUTES, edit=lambda result: attrs.evolve(result, decisions=(), mandates=())))
    assert (check.passed, check.expected) == (False, "decisions")
    assert check.message.startswith("Minutes with 4 cases took no decision at all.")


def test_an_unknown_layout_shows_up() -> None:
    found = checks_of(UNKNOWN)
    assert (found["coverage"].passed, found["records"].passed) == (False, False)
    assert found["coverage"].spans
    assert found["coverage"].message.endswith("look at the longest parts left, and at their headings.")


def test_running_text_is_told_and_fails_nothing() -> None:
    facts = facts_of(UNKNOWN)
    facts.context.kind = "letter"
    assert "A document of the kind letter is running text" in coverage(facts).message


# -- votes -------------------------------------------------------------------------------------------------------------


def test_names_against_the_tally() -> None:
    right = Vote(for_=2, against=1, ballots=ballots("yes", "Kari Moe", "Ola Vik") + ballots("no", "Per Dam"))
    short = Vote(for_=3, against=1, ballots=ballots("yes", "Kari Moe", "Ola Vik") + ballots("no", "Per Dam"))
    assert tally(facts_of(MINUTES, edit=with_votes(right))).passed is True
    check = tally(facts_of(MINUTES, edit=with_votes(right, short)))
    assert (check.passed, check.expected, check.found) == (False, "2 votes", "1 agree")
    assert check.message == "PS 1/24, vote 2: 3 for, but 2 names (-1)."


def test_a_name_on_both_sides() -> None:
    double = Vote(for_=1, against=1, ballots=ballots("yes", "Kari Moe") + ballots("no", "Kari Moe"))
    assert tally(facts_of(MINUTES, edit=with_votes(double))).message == "PS 1/24: named twice: Kari Moe."


def test_parties_and_sides_without_names_are_not_counted() -> None:
    parties = Vote(for_=9, against=2, ballots=(*ballots("yes", "SV", "(H)"), *ballots("no", "Per Dam", "Ola Vik")))
    assert tally(facts_of(MINUTES, edit=with_votes(parties))).passed is True
    nameless = tally(facts_of(MINUTES, edit=with_votes(Vote(method="roll_call", for_=9, against=2))))
    assert (nameless.passed, nameless.message.endswith("Roll calls without names: PS 1/24.")) == (None, True)


def test_voters_against_the_list() -> None:
    vote = Vote(for_=3, against=0, ballots=ballots("yes", "Kari J. Moe", "Ola Vik", "Per Dam"))
    there = (Attendee("Kari Jord Moe"), Attendee("Ola Vik"), Attendee("Per Dam", status="absent"))
    check = voters(facts_of(MINUTES, edit=with_people(with_votes(vote), *there)))
    assert (check.passed, check.expected, check.found) == (False, "3 voters", "2 of 2 listed")
    assert check.message.startswith("Voted, but not among those present: Per Dam (PS 1/24).")
    assert check.message.endswith("Spelt in two ways: Kari J. Moe / Kari Jord Moe.")


def test_a_voter_that_could_be_two() -> None:
    vote = Vote(for_=1, against=0, ballots=ballots("yes", "K. Moe"))
    edit = with_people(with_votes(vote), Attendee("Kari Moe"), Attendee("Knut Moe"))
    check = voters(facts_of(MINUTES, edit=edit))
    assert (check.passed, check.message) == (True, "Could be more than one: K. Moe (Kari Moe or Knut Moe).")


def test_voters_without_a_list_and_a_list_without_voters() -> None:
    vote = Vote(for_=1, against=0, ballots=ballots("yes", "Kari Moe"))
    assert voters(facts_of(MINUTES, edit=with_votes(vote))).passed is None
    assert voters(facts_of(MINUTES, edit=with_people(with_votes(), Attendee("Kari Moe")))).passed is None


def test_the_same_number_in_every_vote() -> None:
    usual = Vote(for_=2, against=1, ballots=ballots("yes", "Kari Moe", "Ola Vik") + ballots("no", "Per Dam"))
    fewer = Vote(for_=1, against=1, ballots=ballots("yes", "Kari Moe") + ballots("no", "Per Dam"))
    assert total(facts_of(MINUTES, edit=with_votes(usual, usual))).passed is True
    check = total(facts_of(MINUTES, edit=with_votes(usual, usual, fewer)))
    assert (check.passed, check.expected, check.found) == (False, "3 in each of 3", "3 in 2, 2 in 1")
    assert check.message == "PS 1/24, vote 3: 2 votes instead of 3 (without Ola Vik)."
    assert total(facts_of(MINUTES, edit=with_votes(usual))).passed is None


def test_fewer_votes_where_somebody_left_are_told() -> None:
    usual, fewer = Vote(for_=2, against=1), Vote(for_=1, against=1)
    gone = Attendee("Ola Vik", items=("PS 2/24", "PS 3/24"))
    check = total(facts_of(MINUTES, edit=with_people(with_votes(usual, usual, fewer), gone)))
    assert check.passed is True
    assert check.message.endswith("the text tells of somebody coming, leaving or not taking part.")


# -- facts told twice --------------------------------------------------------------------------------------------------


def test_dates_that_disagree() -> None:
    text = MINUTES.replace("2/2024 i møte den 14.05.2024", "2/2024 i møte den 15.05.2024")
    check = checks_of(text)["dates"]
    assert (check.passed, check.message) == (False, "The heading of PS 2/24 says 2024-05-15.")
    weekday = checks_of(MINUTES.replace("tirsdag", "onsdag"))["dates"]
    assert (weekday.passed, weekday.message) == (
        False,
        "14. mai 2024 is not the day of the week that stands before it.",
    )


def test_bodies_that_disagree() -> None:
    check = checks_of(MINUTES.replace("Formannskapets behandling av sak 2/", "Kommunestyrets behandling av sak 2/"))[
        "bodies"
    ]
    assert (check.passed, check.expected) == (False, "Formannskapet")
    assert check.message == "The heading of PS 2/24 says Kommunestyret."


def test_messages_stay_short() -> None:
    assert listed(map(str, range(100))) == "0, 1, 2, 3, 4, 5 and 94 more"
    assert told(f"{n}." for n in range(8)) == "0. 1. 2. 3. 4. 5. 2 more like these."


NASTY = [
    "",
    "§ 999999999999 X\n\nBeslut\nJa.\n",
    "Paragrafer\n1–999999999\n\n§ 1 A\n\nBeslut\nB.\n",
    "Til stede:\n" + "(" * 500 + "\n" + ",;" * 400,
    "Saksliste\n" + "PS 1/24\n" * 200,
    "\ue000\ue001 (H)\nTilstede: \ue000, \u0130\u0131 (AP), ß (V)\nPS 1/24 X\n",
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("country", ["NO", "SE", "DK"])
def test_no_input_makes_a_check_crash(text: str, country: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NORDIC_CIVIC_STRICT", "1")
    for check in checks_of(f"Fjordvik kommune\n{text}", country).values():
        assert check.message

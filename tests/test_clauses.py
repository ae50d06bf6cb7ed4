"""Clauses of a sentence that tell of decisions, and lead-ins under a heading of recommendation."""

from __future__ import annotations

import pytest
from nordic_civic_sweden import PARSER

import nordic_civic as nc
from nordic_civic.mentions import make_shadow, without_clashes
from nordic_civic.recognise.clauses import clauses
from nordic_civic.values import OUTCOMES


def told(sentence: str) -> list[str]:
    """Give the clauses of a Swedish sentence as they stand in it."""
    mentions = without_clashes([*PARSER.dates.find(sentence), *PARSER.agents.find(sentence)])
    shadow = make_shadow(sentence, mentions)
    matcher = PARSER.vocabulary["citations"].matcher_of(*OUTCOMES, "decided")
    found = clauses(shadow, matcher, PARSER.vocabulary["language"].words("and"))
    return [sentence[shadow.back(one.start) : shadow.back(one.end)] for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kulturnämnden antog planen den 3 maj 2021.", ["Kulturnämnden antog planen den 3 maj 2021."]),
        (
            "Kansliet har yttrat sig: Kulturnämnden antog planen den 3 maj 2021.",
            ["Kulturnämnden antog planen den 3 maj 2021."],
        ),
        (
            "Kulturnämnden antog planen den 3 maj 2021, ett beslut som upphävdes av länsstyrelsen den 4 juni 2021.",
            [
                "Kulturnämnden antog planen den 3 maj 2021",
                "ett beslut som upphävdes av länsstyrelsen den 4 juni 2021.",
            ],
        ),
        (
            "Kulturnämnden antog den 3 maj 2021 planen som socialnämnden godkände.",
            ["Kulturnämnden antog den 3 maj 2021 planen som socialnämnden godkände."],
        ),
        ("Planen ligger till grund för arbetet.", []),
    ],
)
def test_clauses(sentence: str, expected: list[str]) -> None:
    """Each clause holds one decision; a second without a body and day of its own is part of the first."""
    assert told(sentence) == expected


HEAD = "Åsbacka kommun\nTJÄNSTESKRIVELSE\n2023-05-08\nDnr KS 2023/201\n\nKommunstyrelsen\n\nPolicy för resor\n\n"


@pytest.mark.parametrize("lead", ["Kommunstyrelsen beslutar", "Kommunstyrelsen föreslår kommunfullmäktige besluta"])
def test_a_lead_in_under_a_recommendation_is_no_decision(lead: str) -> None:
    """What the body is asked to decide is a proposal, not a decision."""
    result = nc.parse(f"{HEAD}Förslag till beslut\n{lead}\natt anta policyn.\n\nBakgrund\nPolicyn är gammal.\n")
    assert result.document.kind == "case_presentation"
    assert [proposal.text for proposal in result.proposals] == ["att anta policyn."]
    assert result.decisions == ()


def test_a_lead_in_away_from_the_recommendation_is_a_decision() -> None:
    """With text between them the heading and the lead-in are two parts."""
    text = (
        f"{HEAD}Förslag till beslut\nPolicyn antas.\n\nBakgrund\nGammal.\n\nKommunstyrelsen beslutar\natt avslå den.\n"
    )
    assert [decision.outcome for decision in nc.parse(text).decisions] == ["rejected"]


def test_the_words_behind_a_colon_outweigh_the_sentence_before_them() -> None:
    """That a body treated the matter is told in one sentence, and what it resolved in the next."""
    result = nc.parse(
        "Fjordvik kommune\n\nSAKSFRAMLEGG\n\nArkivsaksnr.: 25/310\n\nVeg til Nesset\n\nSaksopplysninger:\n"
        "Vegen er for smal. Planutvalget behandlet saken i møte den 03.09.2025. Følgende\nforslag ble vedtatt:\n\n"
        "Saken oversendes formannskapet for vurdering.\n"
    )
    (decision,) = result.decisions
    assert (decision.role, decision.date, decision.outcome) == ("cited", "2025-09-03", "forwarded")
    assert decision.text == "Saken oversendes formannskapet for vurdering."


@pytest.mark.parametrize("when", ["den 1 augusti 2026", "under 2026"])
def test_a_day_to_come_is_no_day_of_a_decision(when: str) -> None:
    """A decision told of in 2023 was not made in 2026; what lacks a day is not told."""
    text = f"{HEAD}Bakgrund\nKommunstyrelsen beslutade tidigare att bygga en väg som öppnas {when}.\n"
    assert nc.parse(text).decisions == ()
    past = text.replace("2026", "2021")
    assert [decision.date for decision in nc.parse(past).decisions] == ["2021-08-01" if "den" in when else "2021"]


def test_a_season_of_the_own_year_may_have_been() -> None:
    """EDTF numbers seasons above months, which says nothing of what comes first."""
    text = f"{HEAD}Bakgrund\nKommunstyrelsen beslutade våren 2023 att bygga en väg.\n"
    assert [decision.date for decision in nc.parse(text).decisions] == ["2023-21"]

"""A decision that only points to a recommendation carries its points, with evidence at both places."""

from __future__ import annotations

import pytest

import nordic_civic as nc

POINTS = """Fjordby Kommune
Referat
Byrådet
Mødedato: 12-05-2024

4. Cykelsti ved Søndermarken

Indstilling
Forvaltningen indstiller, at
1. cykelstien anlægges i 2025,
2. udgiften på 400.000 kr. afholdes inden for rammen.

Beslutning
{decision}
"""
WHOLE = """Fjordvik kommune
Møteprotokoll
Formannskapet
Møtedato: 14.05.2024

PS 7/24 Gangvei ved Nordvika

Kommunedirektørens forslag til vedtak:
Gangveien bygges i 2025.

Vedtak:
{decision}
"""
REPEATED = """Björkköpings kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum: 2024-05-14

§ 12 Cykelväg vid Norrbacka

{before}Förslag till beslut
1. Cykelvägen byggs under 2025.
2. Kostnaden ryms inom budgeten.

Kommunstyrelsens beslut
{decision}
"""


def only_decision(text: str) -> tuple[nc.Decision, nc.ParseResult]:
    result = nc.parse(text)
    (decision,) = [one for one in result.decisions if one.role == "taken"]
    return decision, result


@pytest.mark.parametrize(
    "decision",
    [
        "Indstillingen godkendt.",
        "Godkendt.",
        "Som indstillet.",
        "1. Godkendt.\n2. Godkendt.",
        "Byrådet tiltrådte indstillingen.",
    ],
)
def test_the_points_that_a_decision_points_to_are_carried(decision: str) -> None:
    found, result = only_decision(POINTS.format(decision=decision))
    (adoption,) = found.adopted
    assert adoption.proposal_id == result.proposals[0].id
    assert [item.number for item in adoption.items] == ["1", "2"]
    for item in adoption.items:
        assert item.span is not None
        assert item.text.split()[0] in result.document.text[item.span.start : item.span.end]


def test_the_evidence_stands_at_both_places() -> None:
    found, result = only_decision(POINTS.format(decision="Indstillingen godkendt."))
    told = [result.document.text[e.span.start : e.span.end] for e in found.evidence if e.field == "adopted"]
    assert told[0] == "Indstillingen godkendt."
    assert [text[:10] for text in told[1:]] == ["cykelstien", "udgiften p"]


@pytest.mark.parametrize(
    "decision", ["Forslaget vedtas.", "Som innstilt.", "Kommunedirektørens forslag til vedtak vedtas enstemmig."]
)
def test_a_recommendation_without_points_is_one(decision: str) -> None:
    found, _ = only_decision(WHOLE.format(decision=decision))
    (adoption,) = found.adopted
    assert [(item.number, item.text) for item in adoption.items] == [(None, "Gangveien bygges i 2025.")]


def test_a_decision_that_repeats_the_words_carries_none() -> None:
    words = "1. Cykelvägen byggs under 2025.\n2. Kostnaden ryms inom budgeten."
    found, result = only_decision(REPEATED.format(before="", decision=words))
    assert [(one.proposal_id, one.items) for one in found.adopted] == [(result.proposals[0].id, ())]
    assert len(found.items) == 2


def test_short_words_that_are_the_same_are_repeated() -> None:
    text = WHOLE.replace("Gangveien bygges i 2025.", "Gebyret økes.").format(decision="Gebyret økes.")
    found, result = only_decision(text)
    assert [one.proposal_id for one in found.adopted] == [result.proposals[0].id]


@pytest.mark.parametrize(
    "decision",
    [
        "Indstillingen godkendt med den ændring, at udgiften højst er 300.000 kr.",
        "Udsat.",
        "Byrådet godkendte, at der holdes et borgermøde.",
        "Indstillingen forkastet.",
        "Økonomiudvalgets indstilling godkendt.",
    ],
)
def test_what_does_not_just_point_carries_nothing(decision: str) -> None:
    found, _ = only_decision(POINTS.format(decision=decision))
    assert found.adopted == ()


def test_of_two_recommendations_the_one_by_those_named() -> None:
    before = "Socialnämndens förslag till beslut\n1. Cykelvägen byggs inte.\n\nKommunledningskontorets "
    text = REPEATED.format(
        before=before, decision="Kommunstyrelsen beslutar enligt socialnämndens förslag till beslut."
    )
    found, result = only_decision(text)
    (adoption,) = found.adopted
    (proposal,) = [one for one in result.proposals if one.id == adoption.proposal_id]
    assert [agent.name for agent in proposal.proposers] == ["Socialnämnden"]


def test_a_link_to_no_proposal_is_refused() -> None:
    document = nc.Document(id="0" * 64, text="Godkendt", spans=(nc.Span(0, 8),))
    case = nc.Case(id="case-1", text="Godkendt", spans=(nc.Span(0, 8),))
    decision = nc.Decision(
        id="decision-1", case_id="case-1", text="Godkendt", spans=(nc.Span(0, 8),), adopted=(nc.Adoption("proposal-9"),)
    )
    with pytest.raises(nc.RecordError, match="adopted"):
        nc.ParseResult(document=document, cases=(case,), decisions=(decision,))

"""Voters named in sentences, casting votes, those who took no part, in three countries."""

from pathlib import Path

import pytest

from nordic_civic import parse

PLUGINS = Path(__file__).parent.parent / "plugins"
SWEDISH = """Tallviks kommun
Tekniska nämnden
Protokoll
2024-09-23

Beslutande
Hedda Lundin (S), ordförande
Ivar Sköld (M)
Rut Almgren (C)
Tage Bergvall (V)

§ 3 Dnr TN 2024-120
Väg

Beslut
Vägen byggs.

Omröstning
{}
"""
NORWEGIAN = """Havnvik kommune
Møteprotokoll
Utvalg: Formannskapet
Dato: 19.06.2025

Følgende medlemmer møtte:
Ola Nord (AP), leder
Kari Vik (H)
Per Dahl (SP)

PS 1/25 Ny skole

Behandling:
{}

Vedtak:
Skolen bygges.
"""
DANISH = """Referat
Teknisk Udvalg i Møllebro Kommune
Dato: 27-08-2024

Til stede: Anne Krogh (A), Bent Friis (B), Clara Holt (V)

Punkt 1: Vej

Beslutning
Godkendt. {}
"""


def decision_of(text, country):
    return next(one for one in parse(text, country=country).decisions if one.role == "taken")


def votes_of(text, country):
    return decision_of(text, country).votes


def cast_in(vote):
    return [(ballot.name, ballot.party, ballot.choice) for ballot in vote.ballots]


def choices(path):
    taken = [one for one in parse(PLUGINS / path).decisions if one.role == "taken"]
    return [[tuple(b.choice for b in vote.ballots) for vote in one.votes] for one in taken]


Y, N, A, O = "yes", "no", "abstain", "absent"  # noqa: E741


def test_names_without_a_party_in_many_forms():
    assert choices("sweden/tests/golden/namnd_protokoll_namnroster.txt")[:4] == [
        [(Y, Y, Y, N, N)], [(Y, Y, Y, N, A)], [(Y, Y, N, N, A)], [(Y, Y, Y, N, A)],
    ]  # fmt: skip
    assert choices("norway/tests/golden/formannskap_navnestemmer.txt") == [
        [(Y, Y, N, N, N)], [(Y, Y, Y, N, N)], [(Y, Y, Y, N, A)], [(N, N)], [()], [(Y, Y, N, N, O)], [(), ()],
    ]  # fmt: skip
    assert choices("denmark/tests/golden/udvalg_referat_stemmer.txt") == [
        [(Y, Y, Y, N, N)], [(Y, Y, N, A, A)], [(N, N)], [(N, A)], [()], [(Y, Y, Y, N, A)], [(N, N)],
    ]  # fmt: skip


def test_a_bare_name_gets_the_party_of_the_attendance_list():
    (vote,) = votes_of(SWEDISH.format("Mot röstar Rut Almgren och Tage Bergvall."), "SE")
    assert cast_in(vote) == [("Rut Almgren", "C", "no"), ("Tage Bergvall", "V", "no")]
    assert (vote.for_, vote.against) == (None, 2)


@pytest.mark.parametrize(
    ("text", "country", "layout"),
    [
        ("Mot röstar Nils Okänd.", "SE", SWEDISH),
        ("Gro Ukjent stemte imot.", "NO", NORWEGIAN),
        ("\nClara Holt (V) kunne ikke tiltræde indstillingen.", "DK", DANISH),
    ],
    ids=["nobody known", "nobody known", "a stance and no vote"],
)
def test_no_ballot_is_made_up(text, country, layout):
    assert not any(vote.ballots for vote in votes_of(layout.format(text), country))


def test_a_number_told_outweighs_the_names_known():
    (vote,) = votes_of(
        SWEDISH.format("Ja-röster (3): Hedda Lundin och Nils Okänd. Nej-röster (1): Tage Bergvall."), "SE"
    )
    assert (vote.for_, vote.against) == (3, 1)
    assert cast_in(vote) == [("Hedda Lundin", "S", "yes"), ("Tage Bergvall", "V", "no")]


@pytest.mark.parametrize(
    ("text", "country", "layout"),
    [
        ("Med 2 ja-röster mot 2 nej-röster beslutar nämnden.\n\nOrdförandens utslagsröst avgör.", "SE", SWEDISH),
        ("Forslaget ble vedtatt med 2 mot 2 stemmer.\n\nVotering:\nVedtatt med leders dobbeltstemme.", "NO", NORWEGIAN),
    ],
)
def test_a_casting_vote_is_told_anywhere_in_the_case(text, country, layout):
    assert [vote.casting_vote for vote in votes_of(layout.format(text), country)] == [True]


@pytest.mark.parametrize(
    ("text", "country", "layout", "names"),
    [
        ("Rut Almgren (C) deltar inte i beslutet.", "SE", SWEDISH, ["Rut Almgren"]),
        ("Kari Vik (H) ble erklært inhabil og fratrådte.", "NO", NORWEGIAN, ["Kari Vik"]),
        ("Kari Vik (H) og Per Dahl (SP) deltok ikke i behandlingen.", "NO", NORWEGIAN, ["Kari Vik", "Per Dahl"]),
        ("Kari Vik (H) forlot møtet kl. 20.", "NO", NORWEGIAN, []),
        ("Udvalget erklærede Clara Holt (V) for inhabil.", "DK", DANISH, ["Clara Holt"]),
        ("Clara Holt (V) undlod at stemme.", "DK", DANISH, []),
    ],
)
def test_who_took_no_part_is_apart_from_who_abstained(text, country, layout, names):
    assert [one.name for one in decision_of(layout.format(text), country).not_participating] == names


def test_abstaining_is_counted_behind_either_order():
    text = "Godkendt med 3 stemmer for og 1 stemme imod. 1 undlod at stemme."
    (vote,) = votes_of(DANISH.format(text), "DK")
    assert (vote.for_, vote.against, vote.abstained) == (3, 1, 1)
    text = "Med 2 ja-röster, 1 nej-röst och 1 som avstår beslutar nämnden bifalla förslaget."
    (vote,) = votes_of(SWEDISH.format(text), "SE")
    assert (vote.for_, vote.against, vote.abstained) == (2, 1, 1)


def test_letters_in_brackets_vote_against():
    (vote,) = votes_of(DANISH.format("(V) og (Ø) stemmer imod."), "DK")
    assert [(ballot.party, ballot.choice) for ballot in vote.ballots] == [("V", "no"), ("Ø", "no")]


def test_a_vote_on_the_recommendation_is_none_on_a_members_proposal():
    motion = "Forslag fra Kari Vik (H):\nSaken utsettes.\n\nVotering:\nForslaget falt med 1 mot 2 stemmer.\n"
    text = NORWEGIAN.format(f"{motion}Innstillingen ble vedtatt med 2 mot 1 stemmer.")
    result = parse(text, country="NO")
    (proposal,) = result.proposals
    first, second = votes_of(text, "NO")
    assert (first.proposal_id, first.result) == (proposal.id, "lost")
    assert (second.proposal_id, second.result) == (None, None)
    recommended = text.replace("Behandling:", "Rådmannens innstilling:\nSkolen bygges.\n\nBehandling:")
    result = parse(recommended, country="NO")
    votes = [vote for one in result.decisions if one.role == "taken" for vote in one.votes]
    kinds = {one.id: one.kind for one in result.proposals}
    assert [(kinds[vote.proposal_id or ""], vote.result) for vote in votes] == [
        ("motion", "lost"),
        ("recommendation", "carried"),
    ]


def test_the_result_behind_a_list_of_names_is_no_second_vote():
    text = (
        "Votering:\nFor forslaget stemte 3:\nOla Nord (AP), Kari Vik (H), Per Dahl (SP).\nDermed ble forslaget vedtatt."
    )
    (vote,) = votes_of(NORWEGIAN.format(f"Forslag fra Kari Vik (H):\nSkolen bygges.\n\n{text}"), "NO")
    assert (vote.for_, len(vote.ballots), vote.result) == (3, 3, "carried")

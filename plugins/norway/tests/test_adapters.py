"""Exports of Norwegian archive and committee systems, in small: each folder of `exports/` holds those of one adapter."""

from __future__ import annotations

from pathlib import Path

import pytest
from nordic_civic_norway import PARSER
from nordic_civic_norway.adapters import ADAPTERS

import nordic_civic as nc

EXPORTS = Path(__file__).parent / "exports"


def data_of(name: str) -> bytes:
    return next(EXPORTS.glob(f"*/{name}")).read_bytes()


def export(name: str) -> nc.ParseResult:
    return nc.parse(data_of(name))


def numbers(result: nc.ParseResult) -> list[list[tuple[str, str]]]:
    return [[(one.role, one.value) for one in case.identifiers] for case in result.cases]


def test_every_export_is_recognised_by_its_adapter_alone() -> None:
    for path in EXPORTS.glob("*/*"):
        assert [adapter.name for adapter in ADAPTERS if adapter.detect(path.read_bytes())] == [path.parent.name]


def test_a_case_for_a_committee_is_a_case_presentation() -> None:
    result = export("fiks_utvalgssak.json")
    assert result.document.kind == "case_presentation" and result.meeting is None and not result.decisions
    assert numbers(result) == [[("dossier", "2024/3187"), ("foreign", "PK-7731")]]
    case, proposal, mandate = result.cases[0], result.proposals[0], result.mandates[0]
    assert case.restricted and case.summary == "Planforslaget gjelder ni boliger."
    assert [(one.title, one.restricted) for one in case.attachments] == [("Plankart", False), ("Naboliste", True)]
    assert [item.number for item in proposal.items] == ["1", "2"] and proposal.kind == "recommendation"
    assert proposal.addressee is not None and proposal.addressee.name == "Hovedutvalg for plan og kyst"
    assert (mandate.status, mandate.deadline) == ("proposed", "2024-06-01")


def test_a_delegated_decision_is_not_the_committees() -> None:
    result = export("fiks_delegertvedtak.json")
    decision = result.decisions[0]
    assert result.cases[0].title == "Skjenkebevilling for én kveld"
    assert result.cases[0].body is not None and result.cases[0].body.name == "Formannskapet"
    assert decision.body is None and (decision.date, decision.outcome) == ("2024-03-02", "adopted")
    assert numbers(result) == [[("dossier", "2024/77"), ("foreign", "BS-19")]]


def test_a_committees_decision_that_is_not_final_is_a_recommendation() -> None:
    result = export("fiks_vedtakfrautvalg.json")
    decision = result.decisions[0]
    assert result.document.kind == "minutes_extract" and result.meeting is not None and result.meeting.number == "3"
    assert numbers(result) == [[("item", "12/2024"), ("dossier", "2024/3187"), ("document", "5541/2024")]]
    assert (decision.outcome, decision.date) == ("recommended", "2024-04-09")
    assert [mandate.status for mandate in result.mandates] == ["proposed"]


def test_named_votes_are_counted_and_unclear_ones_left_out() -> None:
    vote = export("fiks_vedtakfrautvalg.json").decisions[0].votes[0]
    assert (vote.method, vote.for_, vote.against, vote.abstained, vote.result) == ("roll_call", 2, 1, 0, "carried")
    assert [(one.name, one.party, one.choice) for one in vote.ballots] == [
        ("Torbjørg Havn", "H", "yes"),
        ("Ludvik Sæter", "SV", "no"),
        ("Ågot Lie", "H", "yes"),
    ]


def test_what_is_published_of_a_meeting_is_its_minutes() -> None:
    result = export("fiks_einnsyn_vedtak.json")
    assert result.document.kind == "minutes" and [one.outcome for one in result.decisions] == ["postponed", "noted"]
    assert numbers(result) == [[("item", "12/2024")], [("item", "13/2024")]]


def test_a_plan_of_meetings_holds_no_case() -> None:
    result = export("fiks_moeteplan.json")
    assert not result.cases and result.meeting is None and "2024-05-14" in result.document.text
    assert result.document.kind == "other_municipal"


def test_a_json_schema_of_the_messages_is_no_message() -> None:
    schema = b'{"$schema": "x", "properties": {"utvalgId": {"type": "string"}, "sak": {"type": "object"}}}'
    with pytest.raises(nc.UnsupportedFormat):
        nc.parse(schema)


def test_a_meeting_in_noark_xml_finds_the_dossiers_of_its_cases() -> None:
    result = export("einnsyn.xml")
    assert result.document.kind == "agenda" and result.document.title == "Ordinært møte"
    assert numbers(result) == [
        [("item", "18/2024"), ("dossier", "2023/2210")],
        [("item", "19/2024")],
        [("dossier", "2024/118")],
    ]
    assert [case.restricted for case in result.cases] == [False, True, False]
    assert [case.date for case in result.cases] == ["2024-04-11", "2024-04-11", None]
    assert [one.title for one in result.cases[0].attachments] == ["Innstilling", "Saksframlegg gangbru"]


def test_journal_posts_are_attached_to_their_case_under_their_numbers() -> None:
    post = export("einnsyn.xml").cases[2].attachments[0]
    assert post.identifier is not None and post.identifier.value == "2024/118-2"
    assert (post.date, post.restricted) == ("2024-02-01", True)


def test_words_for_nothing_are_nobody() -> None:
    meeting = export("einnsyn.xml").meeting
    assert meeting is not None and (meeting.number, meeting.place, meeting.start) == ("4", "Kulturhuset", "17:30")
    assert [(one.name, one.role) for one in meeting.attendance] == [("Torbjørg Havn", "Leder")]


def test_compact_json_ld_is_put_together_by_its_references() -> None:
    result = export("einnsyn_compact.jsonld")
    assert numbers(result) == [[("item", "7/2024"), ("dossier", "2023/904")], [("item", "8/2024")]]
    assert [one.title for one in result.cases[0].attachments] == ["Saksprotokoll"]
    assert [(one.date, one.outcome) for one in result.decisions] == [("2024-04-10", "adopted")]
    assert result.document.kind == "minutes" and result.document.media_type == "application/ld+json"


def test_expanded_json_ld_of_one_journal_post_names_who_wrote() -> None:
    result = export("einnsyn_expanded.jsonld")
    assert numbers(result) == [[("dossier", "24/915")]] and result.document.kind == "other_municipal"
    assert result.document.author is not None and result.document.author.name == "Ludvik Sæter"
    assert [(one.title, one.date) for one in result.cases[0].attachments] == [("Klage på lekestativ", "2024-01-15")]


def test_the_newer_interface_gives_decisions_and_votes() -> None:
    result = export("einnsyn_api.json")
    assert [(one.kind, one.outcome) for one in result.proposals] == [("recommendation", "adopted")]
    vote = result.decisions[0].votes[0]
    assert (vote.for_, vote.abstained) == (1, 1) and vote.ballots[0].party == "H"


def test_a_state_authoritys_journal_is_not_municipal() -> None:
    data = data_of("einnsyn_expanded.jsonld").replace(b"Park og lek", b"Kystdirektoratet")
    result = nc.parse(data)
    assert result.document.kind == "not_municipal" and not result.cases


def test_the_address_of_a_committee_shows_code_and_municipality() -> None:
    entry = next(one for one in PARSER.registry.municipalities() if one.name.isascii() and one.name.isalpha())
    address = f"http://data.{entry.name.lower()}.kommune.no/utvalg/SAM--123".encode()
    result = nc.parse(data_of("einnsyn.xml").replace(b"Samferdselsutvalget", address))
    assert result.document.body is not None and result.document.body.name == "SAM"
    assert result.document.municipality is not None and result.document.municipality.name == entry.name

"""Exports of Danish agenda systems, in small: each folder of `exports/` holds those of one adapter."""

from __future__ import annotations

from pathlib import Path

import pytest
from nordic_civic_denmark import PARSER
from nordic_civic_denmark.adapters import ADAPTERS

import nordic_civic as nc
from nordic_civic.adapters import find_adapter, run
from nordic_civic.errors import ReadError
from nordic_civic.hints import Hints

EXPORTS = Path(__file__).parent / "exports"


def data_of(name: str) -> bytes:
    return next(EXPORTS.glob(f"*/{name}")).read_bytes()


def export(name: str) -> nc.ParseResult:
    return nc.parse(data_of(name))


def numbers(result: nc.ParseResult) -> list[list[str]]:
    return [[identifier.value for identifier in case.identifiers] for case in result.cases]


def taken(result: nc.ParseResult) -> list[nc.Decision]:
    return [decision for decision in result.decisions if decision.role == "taken"]


def test_every_export_is_recognised_by_its_adapter_alone() -> None:
    for path in EXPORTS.glob("*/*"):
        assert [adapter.name for adapter in ADAPTERS if adapter.detect(path.read_bytes())] == [path.parent.name]


def test_firstagenda_says_who_met_when_and_where() -> None:
    result = export("firstagenda.json")
    meeting = result.meeting
    assert result.document.kind == "minutes" and result.document.media_type == "application/json"
    assert meeting is not None and meeting.body is not None and meeting.body.name == "Klima- og Havneudvalget"
    assert (meeting.date, meeting.start, meeting.end, meeting.place) == (
        "2024-02-06",
        "16:30",
        None,
        "Mødelokale Fyret",
    )
    assert [(one.name, one.status) for one in meeting.attendance] == [
        ("Asta Bromand", "present"),
        ("Viggo Lynggaard", "absent"),
        ("Tove Ravnsø", "absent"),
    ]


def test_firstagenda_html_is_read_as_the_text_of_a_case() -> None:
    result = export("firstagenda.json")
    assert numbers(result) == [["1"], ["2", "23-014412"], ["3", "23-015009"]]
    assert [case.restricted for case in result.cases] == [False, False, True]
    pier = result.cases[1]
    assert pier.title == "Ny bølgebryder ved Fiskerihavnen" and pier.summary == "Havnen mangler læ for vestenvinden."
    assert [one.title for one in pier.attachments] == ["Bilag 1. Skitse af bølgebryderen", "Bilag 2. Budget"]
    proposal = next(one for one in result.proposals if one.case_id == pier.id)
    assert [agent.name for agent in proposal.proposers] == ["Center for Havn og Kyst"]
    assert [item.number for item in proposal.items] == ["1", "2"] and proposal.outcome == "recommended"
    decisions = [(one.role, one.body and one.body.name, one.date, one.outcome) for one in result.decisions]
    assert decisions == [
        ("taken", "Klima- og Havneudvalget", "2024-02-06", "adopted"),
        ("taken", "Klima- og Havneudvalget", "2024-02-06", "recommended"),
        ("cited", "Klima- og Havneudvalget", "2023-09-12", "adopted"),
        ("cited", "Økonomiudvalget", "2024-01-16", "postponed"),
    ]


def test_firstagenda_without_decisions_is_an_agenda() -> None:
    data = data_of("firstagenda.json").replace(b"<h3>Beslutning</h3>", b"").replace(b"Beslutning", b"")
    assert nc.parse(data).document.kind == "agenda"


def test_the_address_of_a_publication_shows_the_municipality() -> None:
    entry = next(one for one in PARSER.registry.municipalities() if one.name.isascii() and one.name.isalpha())
    link = f'"Link": "https://dagsordener.{entry.name.lower()}.dk/Vis/Pdf/1", "Navn": "", "Html"'
    data = data_of("firstagenda.json").replace(b'"Navn": "", "Html"', link.encode())
    municipality = nc.parse(data).document.municipality
    assert municipality is not None and (municipality.name, municipality.code) == (entry.name, entry.code)


def test_hints_outweigh_the_fields() -> None:
    result = nc.parse(data_of("firstagenda.json"), body="Byrådet", date="2024-02-07")
    assert result.document.date == "2024-02-07" and result.document.body is not None
    assert result.document.body.name == "Byrådet"


def test_a_publication_keeps_closed_points_covers_and_history_apart() -> None:
    result = export("publication.xml")
    assert result.document.kind == "minutes" and numbers(result) == [["1", "2023-20417"], ["1.1"]]
    assert [case.restricted for case in result.cases] == [False, True]
    assert [(one.title, one.restricted) for one in result.cases[0].attachments] == [
        ("Takstblad", False),
        ("Kundeliste", True),
    ]
    assert [(one.role, one.outcome) for one in result.decisions] == [("cited", "postponed"), ("taken", "adopted")]
    assert result.proposals[0].items[0].number == "A" and "Referat - Åbent" in result.document.text


def test_a_publication_counts_nobody_who_has_not_answered() -> None:
    meeting = export("publication.xml").meeting
    assert meeting is not None and (meeting.start, meeting.end) == ("13:00", "15:15")
    assert [(one.name, one.party, one.status) for one in meeting.attendance] == [
        ("Asta Bromand", "A", "present"),
        ("Viggo Lynggaard", "V", "absent"),
    ]


def test_fujitsu_names_closed_points_neutrally_and_withholds_decisions() -> None:
    result = export("fujitsu.xml")
    assert numbers(result) == [["7", "2023-004401"], ["8"]]
    assert [(case.title, case.restricted) for case in result.cases] == [
        ("Anlægsregnskab for slæbestedet", False),
        ("Ejendomskøb", True),
    ]
    assert "ikke frigivet" not in result.document.text
    assert [(one.role, one.body and one.body.name, one.outcome) for one in result.decisions] == [
        ("cited", "Økonomiudvalget", "recommended"),
        ("taken", "Teknik- og Havneudvalget", "adopted"),
    ]
    assert [(one.kind, one.outcome) for one in result.proposals] == [("recommendation", "adopted")]
    attachments = result.cases[0].attachments
    assert [one.identifier and one.identifier.value for one in attachments] == ["2023-004401-6", None]
    assert [one.restricted for one in attachments] == [False, True]


def test_fujitsu_attendance_has_parties_roles_and_guests() -> None:
    meeting = export("fujitsu.xml").meeting
    assert meeting is not None
    assert [(one.name, one.party, one.role, one.status) for one in meeting.attendance] == [
        ("Asta Bromand", "A", "Formand", "present"),
        ("Viggo Lynggaard", None, "Medlem", "absent"),
        ("Ib Tangø", None, None, "official"),
    ]


def test_edoc_files_that_are_not_well_formed_are_repaired_and_said() -> None:
    result = export("edoc.xml")
    assert [diagnostic.code for diagnostic in result.diagnostics] == ["NC105"]
    assert [(case.title, case.restricted) for case in result.cases] == [
        ("Ny kran & nye kajplæne", False),
        ("Personsag", True),
    ]
    assert result.cases[0].summary == "Den gamle kran er nedslidt."
    assert [(one.outcome, one.date) for one in taken(result)] == [("adopted", "2024-02-06")]
    assert result.proposals[0].outcome == "adopted"


def test_acadre_tells_this_sittings_decision_from_earlier_ones() -> None:
    result = export("acadre.xml")
    assert numbers(result) == [["40", "23/18842"], ["41"]]
    assert [case.restricted for case in result.cases] == [False, True]
    assert [(one.role, one.date, one.outcome) for one in result.decisions] == [
        ("cited", "2024-01-09", "postponed"),
        ("taken", "2024-02-06", "adopted"),
    ]
    assert {one.body.name for one in result.decisions if one.body} == {"Udvalget for havn, fisk og kultur"}
    assert [(one.title, one.restricted) for one in result.cases[0].attachments] == [
        ("Programudkast", False),
        ("Kontrakter", True),
    ]


def test_an_acadre_manifest_names_the_meeting_and_holds_no_case() -> None:
    result = export("acadre_manifest.xml")
    assert (result.document.title, result.document.date) == ("Møde i februar", "2024-02-06")
    assert not result.cases and result.meeting is None and "91.docx" in result.document.text


def test_sbsys_heads_its_parts_by_the_names_of_elements() -> None:
    result = export("sbsys.xml")
    assert result.document.kind == "minutes" and result.document.date == "2024-02-06"
    assert result.meeting is not None and (result.meeting.start, result.meeting.end) == ("16:00", "17:45")
    assert [(case.title, case.restricted) for case in result.cases] == [
        ("Belysning på molen", False),
        ("Lukket punkt om udbud", True),
    ]
    assert [one.outcome for one in taken(result)] == ["adopted"] and result.cases[0].attachments[0].restricted


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"<html></html>",
        b'{"Moede": 1, "Dagsordenpunkter": 2',
        b"<Publication/>",
        b"\xff\xfe",
        b"Referat\n1. Punkt",
    ],
)
def test_other_sources_are_left_to_the_readers(data: bytes) -> None:
    adapter = find_adapter(data, ADAPTERS)
    if adapter is not None:
        with pytest.raises(ReadError):
            run(adapter, data, "0" * 64, None, Hints(), (PARSER,))


def test_an_entity_is_never_opened() -> None:
    inside = (
        b'<?xml version="1.0"?><!DOCTYPE Meeting [<!ENTITY x SYSTEM "file:///etc/hostname">]><Meeting>&x;</Meeting>'
    )
    assert find_adapter(inside, ADAPTERS) is None

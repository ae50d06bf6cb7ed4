"""Publications of agendas as XML: what GetOrganized, eDagsorden and other clients of the same agenda system write."""

from __future__ import annotations

from collections.abc import Iterator

from nordic_civic.adapters import Adapter, Export, Matter, Part, Participant
from nordic_civic.adapters.fields import commonest_host
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.records import DocumentKind
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment, AttendeeStatus

from .words import WORDS, case_number, lead

__all__ = ["PUBLICATION"]

_KINDS: dict[str, DocumentKind] = {"0": "agenda", "1": "agenda", "2": "minutes"}
_HEADINGS = {"0": "Udkast til dagsorden", "1": "Dagsorden", "2": "Referat"}
_FILE = ("Enclosures", "Enclosure", "Name")
# What a member's participation is: 0 means that nobody has said it yet.
_STATUSES: dict[str, AttendeeStatus | None] = {"": None, "0": None, "1": "present", "4": "present", "true": "present"}


def _detect(data: bytes) -> bool:
    return opening(data)[0] == "Publication" and b"Agendas" in data[: 1 << 20]


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    agendas = list(root.all("Agendas", "Agenda"))
    if root.name != "Publication" or not agendas:
        return None
    agenda, meeting, kind = agendas[0], agendas[0].child("Meeting"), root.text("PublicationTypeAsValue")
    if len(agendas) > 1:
        said += (Diagnostic.of("NC105", f"The publication holds {len(agendas)} agendas; only the first was read."),)
    items = list(agenda.all("Items", "Item"))
    body = agenda.text("Committee", "Name") or agenda.text("Name")
    return Export(
        words=WORDS,
        matters=tuple(_matter(item) for item in items if not _is_cover(item)),
        kind=_KINDS.get(kind),
        heading=_HEADINGS.get(kind),
        title=agenda.text("Name"),
        sitting=True,
        body=body,
        date=meeting.text("When"),
        end=meeting.text("Until"),
        place=meeting.text("Where"),
        participants=tuple(_participants(meeting)),
        municipality=commonest_host(node.own for node in root.deep("EmailAddress")),
        lines=tuple(f"Bilag til mødet: {name.own}" for item in filter(_is_cover, items) for name in item.all(*_FILE)),
        diagnostics=said,
    )


def _is_cover(item: Node) -> bool:
    """Say whether an item only carries the printed agenda or minutes: number 0, files, no text."""
    return item.text("Number") == "0" and not any(field.own for field in item.all("Fields", "ItemField", "Content"))


def _matter(item: Node) -> Matter:
    number, title = item.text("Number"), squeeze(item.text("Caption"))
    closed = item.text("IsPublic").lower() == "false"
    return Matter(
        title=title,
        number=number or None,
        lead=lead(number),
        identifiers=case_number(item.text("Case", "Number")),
        parts=tuple(_parts(item, title)),
        attachments=tuple(_attachments(item, closed)),
        restricted=closed,
    )


def _parts(item: Node, title: str) -> Iterator[Part]:
    for field in item.all("ItemHistory", "ItemField"):
        committee, day = field.text("MeetingDetails", "CommitteeName"), field.text("MeetingDetails", "MeetingDueDate")
        yield Part(f"{committee} {day.split(' ')[0]}".strip(), field.child("Content").inner, "instance")
    fields = list(item.all("Fields", "ItemField"))
    for field in sorted(fields, key=lambda field: _index(field.text("Index"))):
        caption = squeeze(field.text("Caption"))
        role = "decision" if field.text("IsFeedback").lower() == "true" and caption else None
        yield Part("" if caption == title else caption, field.child("Content").inner, role)


def _index(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _attachments(item: Node, closed: bool) -> Iterator[Attachment]:
    for one in item.all("Enclosures", "Enclosure"):
        secret = closed or one.text("IsPublic").lower() == "false" or one.text("IsProtected").lower() == "true"
        if one.text("Name"):
            yield Attachment(squeeze(one.text("Name")), restricted=secret)


def _participants(meeting: Node) -> Iterator[Participant]:
    for member in meeting.all("Members", "MeetingMember"):
        value = (member.text("ParticipationStatusAsValue") or member.text("Participate")).lower()
        if member.text("Name"):
            role = member.text("MeetingMemberRolesList") or None
            yield Participant(squeeze(member.text("Name")), _STATUSES.get(value, "absent"), role)


PUBLICATION = Adapter("agenda-publication", "DK", ("application/xml",), _detect, _adapt)

"""Agenda XML of the older eDoc: a meeting, and for each point the whole text of its case in one field.

The files are often not well-formed: control characters and bare carriage returns stand in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from nordic_civic.adapters import Adapter, Export, Matter, Part
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.records import DocumentKind
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment

from .words import WORDS, case_number, lead

__all__ = ["EDOC"]


def _detect(data: bytes) -> bool:
    return opening(data)[0] == "Meeting" and b"MeetingAgenda" in data[: 1 << 16]


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    types = list(root.all("MeetingAgendaTypes", "MeetingAgendaType"))
    if root.name != "Meeting" or not types:
        return None
    state = root.text("MeetingState").strip('" ')
    kind: DocumentKind = "minutes" if "referat" in state.lower() else "agenda"
    return Export(
        words=WORDS,
        matters=tuple(matter for one in types for matter in _matters(one)),
        kind=kind,
        heading="Referat" if kind == "minutes" else "Dagsorden",
        sitting=True,
        body=root.text("Committee"),
        date=root.text("MeetingDate"),
        place=root.text("MeetingLocation") or None,
        diagnostics=said,
    )


def _matters(kind: Node) -> Iterator[Matter]:
    """Give the points of one of a meeting's agendas: the open one, or the closed one."""
    closed = "lukket" in kind.text("AgendaType").lower()
    for item in kind.all("MeetingAgendaItems", "MeetingAgendaItem"):
        document = item.child("Document")
        title, number = squeeze(document.text("Title")), item.text("AgendaItemNumber")
        if title:
            yield Matter(
                title=title,
                number=number or None,
                lead=lead(number),
                identifiers=case_number(document.text("CaseNumber")),
                parts=(Part("", item.child("FullText").inner),),
                attachments=tuple(_attachments(document)),
                restricted=closed or "ikke" in document.text("PublishingType").lower(),
            )


def _attachments(document: Node) -> Iterator[Attachment]:
    for one in document.child("Attachments").children():
        if one.text("Title"):
            yield Attachment(squeeze(one.text("Title")))


EDOC = Adapter("edoc", "DK", ("application/xml",), _detect, _adapt)

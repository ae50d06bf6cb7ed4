"""FirstAgenda publications: JSON of one meeting whose points hold their text as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nordic_civic.adapters import Adapter, Export, Matter, Part, Participant
from nordic_civic.adapters.data import at, is_json, listed, mapped, read_json, said
from nordic_civic.values import Attachment

from .words import WORDS, case_number, lead

__all__ = ["FIRSTAGENDA"]

_KINDS = {"referat": "minutes", "beslutningsreferat": "minutes", "protokol": "minutes"}


def _adapt(data: bytes) -> Export | None:
    export = mapped(read_json(data))
    meeting = mapped(export.get("Moede"))
    if not isinstance(export.get("Dagsordenpunkter"), list) or not meeting:
        return None
    points = list(listed(export["Dagsordenpunkter"]))
    title = said(meeting, "Navn")
    return Export(
        words=WORDS,
        matters=tuple(map(_matter, points)),
        kind=_KINDS.get(title.lower(), "agenda"),  # type: ignore[arg-type]
        title=title,
        sitting=True,
        body=said(export, "Udvalg", "Navn"),
        date=said(meeting, "Dato") or said(meeting, "MeetingBeginUtc"),
        end=said(meeting, "MeetingEndUtc") or None,
        place=said(meeting, "Sted"),
        participants=tuple(_participants(meeting)),
        municipality=tuple(dict.fromkeys(link for point in points for link in _links(point))),
    )


def _matter(point: Mapping[str, Any]) -> Matter:
    number = said(point, "Punktnummer") or said(point, "Number")
    return Matter(
        title=said(point, "Navn") or said(point, "Caption"),
        number=number or None,
        lead=lead(number),
        identifiers=case_number(said(point, "SagsNummer") or said(point, "CaseNumber")),
        parts=tuple(_parts(point)),
        attachments=tuple(Attachment(name) for one in listed(point.get("Bilag")) if (name := said(one, "Navn"))),
    )


def _parts(point: Mapping[str, Any]) -> Iterator[Part]:
    decision = said(point, "ItemDecision") or said(point, "ItemDecision", "Html")
    if decision:
        yield Part("Beslutning", decision, "decision")
    for field in listed(point.get("Felter")):
        yield Part(said(field, "Navn"), said(field, "Html") or said(field, "Tekst"))


def _participants(meeting: Mapping[str, Any]) -> Iterator[Participant]:
    for person in listed(meeting.get("Moededeltagere")):
        away = at(person, "Absent") is True or at(person, "ParticipationCancelled") is True
        if said(person, "Name"):
            yield Participant(said(person, "Name"), "absent" if away else "present")


def _links(point: Mapping[str, Any]) -> Iterator[str]:
    """Give the addresses of the publication: they show whose site it is."""
    for field in listed(point.get("Felter")):
        if said(field, "Link"):
            yield said(field, "Link")[:200]


FIRSTAGENDA = Adapter(
    "firstagenda", "DK", ("application/json",), lambda data: is_json(data, '"Dagsordenpunkter"', '"Moede"'), _adapt
)

"""Agenda XML of SBSYS: a `Dagsorden` with its meeting and points as attributes, and a point's text by heading.

Written from the field names that published importers of these files use, not from a file of the system itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from nordic_civic.adapters import Adapter, Export, Matter, Part
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment

from .words import WORDS, lead

__all__ = ["SBSYS"]


def _detect(data: bytes) -> bool:
    return opening(data)[0] == "Dagsorden" and b"Dagsordenpunkt" in data


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    meeting = root.child("Møde")
    if root.name != "Dagsorden" or not (meeting or root.child("Dagsordenpunkter")):
        return None
    kind = root.get("Dagsordentype")
    return Export(
        words=WORDS,
        matters=tuple(map(_matter, root.all("Dagsordenpunkter", "Dagsordenpunkt"))),
        kind="minutes" if kind.lower() == "referat" else "agenda",
        heading=kind or "Dagsorden",
        sitting=True,
        body=meeting.get("Udvalg"),
        date=meeting.get("Mødedato"),
        start=meeting.get("Mødetid"),
        end=meeting.get("Mødesluttid"),
        place=meeting.get("Mødested"),
        diagnostics=said,
    )


def _matter(point: Node) -> Matter:
    number, closed = point.get("Nummer"), point.get("Åbent").lower() in ("false", "0", "nej")
    return Matter(
        title=squeeze(point.text("Overskrift")),
        number=number or None,
        lead=lead(number),
        parts=tuple(_parts(point.child("Indhold"))),
        attachments=tuple(_attachments(point, closed)),
        restricted=closed,
    )


def _parts(content: Node) -> Iterator[Part]:
    """Give the text of a point: each element inside is a part, and its name the heading."""
    headed = list(content.children())
    if not headed and content.own:
        yield Part("", content.own)
    for part in headed:
        yield Part(part.name.replace("_", " "), part.inner)


def _attachments(point: Node, closed: bool) -> Iterator[Attachment]:
    for one in point.all("Bilagsliste", "Bilag"):
        if one.get("Navn"):
            secret = closed or one.get("MaaPubliceres").lower() in ("false", "0", "nej")
            yield Attachment(squeeze(one.get("Navn")), restricted=secret)


SBSYS = Adapter("sbsys", "DK", ("application/xml",), _detect, _adapt)

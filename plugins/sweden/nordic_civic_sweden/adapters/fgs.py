"""FGS Ärendehantering 1: `Leveransobjekt` with lists of cases and of records in them, as XML."""

from __future__ import annotations

from collections.abc import Iterator

from nordic_civic.adapters import Adapter, Export, Matter, Part
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment, Identifier

from .words import WORDS, body_in, day, is_state, numbers, references

__all__ = ["FGS"]

_DATES = ("Upprattad", "Inkommen", "Expedierad", "Skapad")
_OWNERS = ("ArkivbildareNamn", "Arkivbildarnamn", "Organisationsnamn")


def _detect(data: bytes) -> bool:
    name, attributes = opening(data)
    return name == "Leveransobjekt" and ("FGS-ERMS" in attributes or b"Arkivobjekt" in data)


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    cases = list(root.all("ArkivobjektListaArenden", "ArkivobjektArende"))
    loose = list(root.all("ArkivobjektListaHandlingar", "ArkivobjektHandling"))
    if root.name != "Leveransobjekt" or not (cases or loose):
        return None
    if loose:
        said += (Diagnostic.of("NC502", f"{len(loose)} records belong to no case in the export and were left out."),)
    owners = tuple(dict.fromkeys(squeeze(node.own) for node in root.deep(*_OWNERS) if node.own))[:20]
    alone = loose[0] if len(loose) == 1 and not cases else Node(None)
    return Export(
        words=WORDS,
        matters=tuple(map(_matter, cases)),
        kind="other_municipal",
        title=squeeze(cases[0].text("Arendemening")) if len(cases) == 1 else _title(alone) or None,
        body=_own(alone, "Beslutsinstans") or body_in(*owners),
        date=_own(alone, "Sammanträdesdatum") or None,
        municipality=owners,
        municipal=not is_state(*owners),
        lines=tuple(f"{record.text('ArkivobjektID')} {_title(record)}" for record in loose),
        diagnostics=said,
    )


def _matter(case: Node) -> Matter:
    classes = [case.text("Klass") or case.text("KlassReferens")]
    extra = [(node.own, node.get("ExtraIDTyp")) for node in case.all("ExtraID")]
    records = case.all("ArkivobjektListaHandlingar", "ArkivobjektHandling")
    return Matter(
        title=squeeze(case.text("Arendemening") or case.text("Rubrik") or case.text("Beskrivning")),
        identifiers=tuple(numbers([case.text("ArkivobjektID")], classes, extra)),
        parts=tuple(_parts(case)),
        attachments=tuple(_attachment(record) for record in records if _title(record)),
        references=references(node.own for node in case.all("ArendeRelation")),
        restricted=_restricted(case) or None,
    )


def _parts(case: Node) -> Iterator[Part]:
    described = case.text("Beskrivning")
    if squeeze(described) != squeeze(case.text("Arendemening")):
        yield Part("Sammanfattning", described, "summary")
    body, date = _own(case, "Beslutsinstans"), _own(case, "Beslutsdatum")
    yield Part("Beslut", _own(case, "Beslut"), "decision", body or None, date or None)
    for note in case.all("Notering"):
        yield Part("Notering", note.own, "other")


def _title(record: Node) -> str:
    return squeeze(record.text("Rubrik") or record.text("Beskrivning") or record.text("Handlingstyp"))


def _attachment(record: Node) -> Attachment:
    number = squeeze(record.text("ArkivobjektID"))
    return Attachment(
        _title(record),
        Identifier("document", number, number) if number else None,
        next((found for name in _DATES if (found := day(record.text(name)))), None),
        _restricted(record),
    )


def _own(node: Node, name: str) -> str:
    """Give the value of one of the elements that the deliverer has defined."""
    for element in node.all("EgnaElement", "EgetElement"):
        if element.get("Namn").lower() == name.lower():
            return element.text("Varde") or element.own
    return ""


def _restricted(node: Node) -> bool:
    return any("sekretess" in one.get("Typ").lower() for one in node.all("Restriktion"))


FGS = Adapter("fgs-arendehantering", "SE", ("application/xml",), _detect, _adapt)

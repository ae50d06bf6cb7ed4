"""FGS Ärendehantering 2 and later, which is E-ARK's CITS ERMS: aggregations of records as XML."""

from __future__ import annotations

from collections.abc import Iterator

from nordic_civic.adapters import Adapter, Export, Matter, Part
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment, Identifier

from .words import WORDS, body_in, day, is_state, numbers, references

__all__ = ["ERMS"]

_NAMESPACE = "dilcis.eu/xml/erms"
_DECIDED = frozenset(("decision", "decision_date"))
_CODES = ("fullyQualifiedClassificationCode", "classificationCode")
_DATES = ("originated", "received", "sent", "expedited", "created", "captured")


def _detect(data: bytes) -> bool:
    name, attributes = opening(data)
    return name == "erms" and _NAMESPACE in attributes.lower()


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    if root.name != "erms":
        return None
    cases = _cases(root)
    loose = list(root.all("records", "record"))
    if loose:
        said += (Diagnostic.of("NC502", f"{len(loose)} records belong to no case in the export and were left out."),)
    owners = _owners(root)
    return Export(
        words=WORDS,
        matters=tuple(map(_matter, cases)),
        kind="other_municipal",
        title=squeeze(cases[0].text("title")) if len(cases) == 1 else None,
        body=body_in(*owners),
        municipality=owners,
        municipal=not is_state(*owners),
        shared=True,
        lines=tuple(f"{record.text('objectId')} {record.text('title')}" for record in loose),
        diagnostics=said,
    )


def _cases(root: Node) -> list[Node]:
    """Give the aggregations that are case files; where none says so, those with no other inside."""
    every = list(root.deep("aggregation"))
    files = [node for node in every if node.get("aggregationType") == "caseFile"]
    return files or [node for node in every if not node.child("aggregation")]


def _owners(root: Node) -> tuple[str, ...]:
    """Give the names of those whose records these are, best first."""
    control = root.child("control")
    names = control.all("identification")
    creators = [node.own for node in names if "arkivbildar" in node.get("identificationType").lower()]
    agencies = [node.own for node in control.all("maintenanceInformation", "maintenanceAgency", "agencyName")]
    organisations = [node.own for node in root.deep("organisation")]
    return tuple(dict.fromkeys(squeeze(name) for name in (*creators, *agencies, *organisations[:20]) if name))


def _matter(case: Node) -> Matter:
    classes = [node.get(*_CODES) or node.own for node in case.all("classification")]
    extra = [(node.own, node.get("extraIdType")) for node in case.all("extraId")]
    return Matter(
        title=squeeze(case.text("title") or case.text("otherTitle")),
        identifiers=tuple(numbers([case.text("objectId")], classes, extra)),
        parts=tuple(_parts(case)),
        attachments=tuple(_attachment(record) for record in case.all("record") if record.text("title")),
        references=references(node.own for node in case.all("relation")),
        restricted=_restricted(case) or None,
    )


def _parts(case: Node) -> Iterator[Part]:
    yield Part("Sammanfattning", case.text("description"), "summary")
    for action in case.all("action"):
        kind = squeeze(action.text("actionType"))
        decided = [node for node in action.all("dates", "actionDate") if node.get("dateType") in _DECIDED]
        if not decided and "beslut" not in kind.lower():
            yield Part(kind or "Åtgärd", action.text("actionText"))
            continue
        dates = decided or list(action.all("dates", "actionDate"))
        agents = action.all("agents", "agent")
        names = [node.text(field) for node in agents for field in ("unitName", "organisation", "name")]
        yield Part(
            "Beslut", action.text("actionText"), "decision", body_in(*names), day(dates[0].own) if dates else None
        )
    for note in case.all("notes", "note"):
        yield Part("Notering", note.own, "other")


def _attachment(record: Node) -> Attachment:
    number = squeeze(record.text("objectId"))
    dates = {node.get("dateType"): node.own for node in record.all("dates", "date")}
    return Attachment(
        squeeze(record.text("title")),
        Identifier("document", number, number) if number else None,
        next((day(dates[kind]) for kind in _DATES if kind in dates), None),
        _restricted(record),
    )


def _restricted(node: Node) -> bool:
    return any(one.get("restrictionType") == "confidential" for one in node.all("restriction"))


ERMS = Adapter("fgs-erms", "SE", ("application/xml",), _detect, _adapt)

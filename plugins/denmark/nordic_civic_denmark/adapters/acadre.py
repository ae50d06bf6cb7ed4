"""Agenda XML of Acadre: tables of named fields, one inside the other, and the manifest that lists the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nordic_civic.adapters import Adapter, Export, Matter, Part, Participant
from nordic_civic.adapters.fields import commonest_host
from nordic_civic.adapters.markup import Node, opening, read_xml
from nordic_civic.text import squeeze
from nordic_civic.values import Attachment, Identifier

from .words import WORDS, case_number, lead

__all__ = ["ACADRE"]

_DECISION = re.compile(r"Beslutning i (?P<body>[^\d]{3,120}?) den (?P<day>\d\d-\d\d-\d{4})\Z")


def _detect(data: bytes) -> bool:
    return opening(data)[0] == "root" and (b'<table name="agenda">' in data or b'<table name="producedAgenda">' in data)


def _tables(node: Node, *names: str) -> Iterator[Node]:
    """Give the tables of these names below a table, level by level."""
    for table in node.all("table"):
        if table.get("name") == names[0]:
            yield from _tables(table, *names[1:]) if names[1:] else (table,)


def _table(node: Node, *names: str) -> Node:
    return next(_tables(node, *names), Node(None))


def _fields(table: Node) -> Mapping[str, str]:
    return {field.get("name"): field.own for field in table.all("fields", "field")}


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    agenda = _table(root, "agenda")
    if _table(root, "producedAgenda"):
        return _manifest(root).evolve(diagnostics=said)
    if not agenda:
        return None
    committee, meeting, own = _fields(_table(agenda, "committee")), _fields(_table(agenda, "meeting")), _fields(agenda)
    parents = sorted(_tables(agenda, "agendaitemparents"), key=lambda table: _order(_fields(table).get("sort", "")))
    members = [_fields(table) for table in _tables(agenda, "meeting", "meetmember", "member")]
    return Export(
        words=WORDS,
        matters=tuple(matter for parent in parents for matter in _matters(parent)),
        kind="minutes" if "referat" in own.get("name", "").lower() else "agenda",
        heading=own.get("name"),
        title=meeting.get("name"),
        sitting=True,
        body=committee.get("name"),
        date=meeting.get("date"),
        end=meeting.get("finish"),
        place=meeting.get("location"),
        participants=tuple(_participant(member) for member in members if member.get("name")),
        municipality=commonest_host(member.get("email", "") for member in members),
        diagnostics=said,
    )


def _order(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() and len(text) < 9 else (0, text)


def _participant(member: Mapping[str, str]) -> Participant:
    status = "absent" if member.get("absent") not in ("0", "", None) else "present"
    return Participant(squeeze(member["name"]), status, member.get("role") or None, member.get("party") or None)  # type: ignore[arg-type]


def _matters(parent: Node) -> Iterator[Matter]:
    number = _fields(parent).get("sort", "")
    for item in _tables(parent, "agendaitem"):
        fields = _fields(item)
        closed = fields.get("access", "1") not in ("1", "")
        bullets = sorted(map(_fields, _tables(item, "bullet")), key=lambda one: _order(one.get("bulletsortorder", "")))
        files = [one for one in map(_fields, _tables(item, "enclosure")) if one.get("name")]
        yield Matter(
            title=squeeze(fields.get("name", "")),
            number=number or None,
            lead=lead(number),
            identifiers=case_number(fields.get("caseno", "")),
            parts=tuple(map(_part, bullets)),
            attachments=tuple(_attachment(one, closed) for one in files),
            restricted=closed,
        )


def _part(fields: Mapping[str, str]) -> Part:
    """Give a bullet; the name of a decision's says who decided and when."""
    name, content = squeeze(fields.get("bulletname", "")), fields.get("bulletcontent", "")
    decided = _DECISION.match(name)
    return Part(name, content, "decision", decided["body"], decided["day"]) if decided else Part(name, content)


def _attachment(fields: Mapping[str, str], closed: bool) -> Attachment:
    number = fields.get("fileno", "")
    identifier = Identifier("document", number, number) if number else None
    return Attachment(squeeze(fields["name"]), identifier, restricted=closed or fields.get("access", "1") != "1")


def _manifest(root: Node) -> Export:
    """Read the list of a meeting's produced agendas; it names the meeting and holds no point of it."""
    named = {table.get("name"): _named(table) for table in root.all("table")}
    produced = [_named_row(row) for row in _table(root, "producedAgenda").all("fields")]
    return Export(
        words=WORDS,
        kind="other_municipal",
        title=named.get("meeting", {}).get("name"),
        heading=named.get("agenda", {}).get("name"),
        body=named.get("committee", {}).get("name"),
        date=named.get("meeting", {}).get("date"),
        lines=tuple(f"{row.get('comment', '')} {row.get('docfilename', '')}" for row in produced),
    )


def _named(table: Node) -> Mapping[str, str]:
    return _named_row(table.child("fields"))


def _named_row(row: Node) -> Mapping[str, str]:
    """Give the fields of a manifest's row, which write name and value as an attribute."""
    known = ("name", "date", "comment", "docfilename", "sysid", "type", "publish")
    return {key: field.get(key) for field in row.all("field") for key in known if field.get(key)}


ACADRE = Adapter("acadre", "DK", ("application/xml",), _detect, _adapt)

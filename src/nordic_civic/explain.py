"""Show a document with what was made of it, line by line, so that a person sees why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from .records import ParseResult, Record
from .values import Span

if TYPE_CHECKING:
    from .lines import Line
    from .pipeline import Stages

Painter = Callable[..., str]

_KINDS = ("cases", "proposals", "decisions", "mandates")
_PART = 16
_QUOTE = 60


@attrs.frozen
class Note:
    """Something to say under a line: about a record, or about why a line is what it is.

    `offset` is the character of the document that it is about.
    """

    offset: int
    text: str
    colour: str


def explain(result: ParseResult, stages: Stages | None = None, paint: Painter | None = None) -> Iterator[str]:
    """Give the document line by line: number, records that the line belongs to, part, text; and under it, why.

    `stages` is what `pipeline.segment_document` gives for the same text; without it no parts are shown. `paint(text,
    *colours)` colours words. The letters C, P, D and M before a line say that it belongs to a case, a proposal, a
    decision or a mandate.

    >>> from nordic_civic import parse
    >>> result = parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
    >>> any("decision 1" in line for line in explain(result))
    True
    """
    paint = paint or _plain
    text = result.document.text
    marks = _marks(result)
    parts = _parts(stages) if stages else {}
    notes = _by_line(text, [*_record_notes(result), *(_stage_notes(stages) if stages else ())])
    yield from _head(result, paint)
    start = 0
    for number, line in enumerate(text.split("\n")):
        part, colours = parts.get(number, ("", ()))
        margin = f"{number + 1:5} {_letters(marks, start, start + len(line)):4} {part[:_PART]:{_PART}} "
        shown = paint(line, *colours) if line.strip() else ""
        yield f"{paint(margin, 'dim')}{shown}".rstrip()
        for note in notes.get(number, ()):
            yield f"{'':{11 + _PART}} {paint(note.text, note.colour)}"
        start += len(line) + 1
    yield from _foot(result, paint)


def counted(number: int, what: str) -> str:
    """Give a number of things, one of them in the singular.

    >>> counted(1, "cases"), counted(2, "cases")
    ('1 case', '2 cases')
    """
    return f"{number} {what.removesuffix('s') if number == 1 else what}"


def _plain(text: str, *colours: str) -> str:
    del colours
    return text


def _head(result: ParseResult, paint: Painter) -> Iterator[str]:
    document = result.document
    body = document.body.name if document.body else None
    place = document.municipality.name if document.municipality else None
    facts = (document.kind, document.country, document.language, document.date, body, place)
    yield paint(document.source or "document", "bold")
    yield "  ".join(fact for fact in facts if fact)
    yield ", ".join(counted(len(getattr(result, kind)), kind) for kind in _KINDS)
    yield ""


def _foot(result: ParseResult, paint: Painter) -> Iterator[str]:
    text = result.document.text
    if result.checks:
        yield ""
        yield paint("Checks", "bold")
    for check in result.checks:
        outcome = {True: "passed", False: "failed", None: "nothing to compare"}[check.passed]
        colours = ("red",) if check.passed is False else ()
        yield paint(f"  {check.code}: {outcome}. {check.message}".rstrip(), *colours)
    if result.diagnostics:
        yield ""
        yield paint("Diagnostics", "bold")
    for one in result.diagnostics:
        where = f"line {text.count(chr(10), 0, one.span.start) + 1}: " if one.span else ""
        yield f"  {one.code} {one.severity}: {where}{one.message}"


def _records(result: ParseResult) -> Iterator[tuple[str, Record]]:
    """Give every record with the name that it is shown under: "decision 2"."""
    if result.meeting is not None:
        yield "meeting", result.meeting
    for kind in _KINDS:
        for number, record in enumerate(getattr(result, kind), 1):
            yield f"{kind.removesuffix('s')} {number}", record


def _marks(result: ParseResult) -> list[tuple[str, tuple[Span, ...]]]:
    return [(name[0].upper(), record.spans) for name, record in _records(result) if name != "meeting"]


def _letters(marks: list[tuple[str, tuple[Span, ...]]], start: int, end: int) -> str:
    found = {letter for letter, spans in marks if any(span.start < end and start < span.end for span in spans)}
    return "".join(letter for letter in "CPDM" if letter in found)


def _parts(stages: Stages) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Give the part that every line belongs to, with its colours: furniture, an item's line, or a section's role."""
    heads = {heading.line: heading.role for heading in stages.headings}
    items = {item.line.index: "item" for item in stages.agenda.bodies}
    listed = {item.line.index: "item, listed" for item in stages.agenda.listed if item.line.index not in items}
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    role = ""
    for line in stages.lines:
        index = line.index
        if line in stages.furniture:
            found[index] = (f"~ {stages.furniture.lines[index]}", ("dim",))
        elif index in items or index in listed:
            role = ""
            found[index] = (f"> {items.get(index) or listed[index]}", ("bold",))
        elif index in heads:
            role = heads[index]
            found[index] = (f"> {role}", ("bold",))
        elif line.text:
            found[index] = (role, ())
    return found


def _stage_notes(stages: Stages) -> Iterator[Note]:
    """Say what made a line a heading, and which labels were read."""
    for heading in stages.headings:
        if heading.row is not None:
            table, _, row = heading.row.name.partition(":")
            gloss = f": {heading.row.gloss}" if heading.row.gloss else ""
            yield Note(heading.start, f"heading, {table}.toml row {row}{gloss}", "dim")
    for label in stages.labels:
        start = _line(stages, label.line).start
        yield Note(start, f'label {label.meaning} "{label.value}"' if label.value else f"label {label.meaning}", "dim")


def _line(stages: Stages, index: int) -> Line:
    return stages.lines[index]


def _record_notes(result: ParseResult) -> Iterator[Note]:
    """Say where each record starts and what it says, and where each of its fields was read."""
    text = result.document.text
    for name, record in _records(result):
        yield Note(record.spans[0].start, f"= {name}: {_facts(record)}".rstrip(": "), "green")
        for one in record.evidence:
            quote = " ".join(text[one.span.slice].split())
            quote = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
            rule = f" by {one.rule}" if one.rule else ""
            yield Note(one.span.start, f'  {name}.{one.field} from "{quote}"{rule}', "cyan")


def _facts(record: Record) -> str:
    """Give the fields of a record that say something, in short."""
    said = []
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name in ("id", "case_id", "origin_id", "text", "spans", "evidence", "plugin", "summary"):
            continue
        if short := _short(value):
            said.append(f"{field.name.rstrip('_')} {short}")
    return "; ".join(said)


def _short(value: Any) -> str:
    if value is None or value is False or value == ():
        return ""
    if isinstance(value, tuple):
        shown = [_short(one) for one in value]
        return ", ".join(shown) if sum(map(len, shown)) <= _QUOTE else f"({len(value)})"
    if attrs.has(type(value)):
        known = (getattr(value, name, None) for name in ("name", "value", "number", "title", "text", "kind", "method"))
        return _short(next((one for one in known if one), ""))
    words = str(value)
    return words if len(words) <= _QUOTE else f"{words[:_QUOTE]}…"


def _by_line(text: str, notes: list[Note]) -> Mapping[int, list[Note]]:
    """Sort notes under the lines (from 0) that they are about."""
    found: dict[int, list[Note]] = {}
    for note in notes:
        found.setdefault(text.count("\n", 0, note.offset), []).append(note)
    for group in found.values():
        group.sort(key=lambda note: note.colour != "dim")
    return found

"""The result of a parse put together: document, meeting, records, checks."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from .assemble import Assembler, whole
from .checks import run_checks
from .context import Context
from .diagnostics import Diagnostic
from .faults import Faults
from .identify import Head
from .ids import make_id
from .meeting import certifiers, read_attendance, read_number, read_times
from .reading import Reading
from .records import DOCUMENT_KINDS, Check, Document, Meeting, ParseResult
from .rolls import tell_uncast
from .segment import case_drafts
from .stages import Stages
from .typed import one_of
from .values import Attendee, Plugin, Span

_SITTINGS = ("minutes", "minutes_extract")
"""Kinds that tell who was there; an agenda cannot know yet."""


def without_records(
    reading: Reading, digest: str, source: str | None, language: str | None, date: str | None, faults: Faults
) -> ParseResult:
    """Give the result of a document that is no municipal record, or that no plugin can read."""
    document = Document(
        id=digest,
        source=source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, reading.pages),
        kind="not_municipal",
        language=language,
        title=_title(reading),
        date=date,
        pages=reading.pages,
    )
    diagnostics = (*reading.diagnostics, *faults.diagnostics, Diagnostic.of("NC203"))
    return ParseResult(document=document, diagnostics=diagnostics)


def with_records(context: Context, stages: Stages, head: Head, source: str | None, language: str | None) -> ParseResult:
    """Read the cases of a municipal record and give the result, checked."""
    assembler = Assembler(context)
    if context.kind in _SITTINGS:
        context.attendance = context.faults.run((), _attendance, context, stages)
    cases = list(case_drafts(context, stages.headings, stages.labels, stages.agenda))
    context.guarded(tell_uncast, context.faults, stages.rolls, cases)
    for case in cases:
        context.guarded(assembler.add, case)
    result = ParseResult(
        document=_document(context, head, source, language, assembler.plugin),
        meeting=context.faults.run(None, _meeting, context, stages, head, assembler.plugin),
        cases=tuple(assembler.cases),
        proposals=tuple(assembler.proposals),
        decisions=tuple(assembler.decisions),
        mandates=tuple(assembler.mandates),
    )
    checks = context.faults.run((), run_checks, context, stages.agenda, stages.headings, stages.labels, result)
    context.diagnostics.extend(_noticed(context, stages, head, checks))
    return attrs.evolve(result, checks=checks, diagnostics=(*context.reading.diagnostics, *context.diagnostics))


def _noticed(context: Context, stages: Stages, head: Head, checks: tuple[Check, ...]) -> Iterator[Diagnostic]:
    """Tell what is uncertain: a municipality without a code, headings of unknown role, checks that failed."""
    if head.municipality is not None and head.municipality.code is None:
        yield Diagnostic.of("NC206", f"The municipality {head.municipality.name} is named, but its code is not known.")
    for heading in stages.headings:
        if heading.role == "other":
            words = context.reading.text[heading.start : heading.end].strip()[:80]
            message = f"The heading {words!r} opens a section of an unknown role; add it to the table of headings."
            yield Diagnostic.of("NC301", message, Span(heading.start, heading.end))
    for check in checks:
        if check.passed is False:
            yield Diagnostic.of("NC701", f"{check.code}: {check.message}", check.spans[0] if check.spans else None)


def _document(context: Context, head: Head, source: str | None, language: str | None, plugin: Plugin) -> Document:
    reading = context.reading
    return Document(
        id=context.document_id,
        source=source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, reading.pages),
        plugin=plugin,
        kind=one_of(context.kind, DOCUMENT_KINDS),
        country=context.parser.country,
        language=language,
        title=_title(reading) or head.title,
        date=head.date,
        municipality=head.municipality,
        body=head.body,
        author=head.author,
        recipient=head.recipient,
        pages=reading.pages,
    )


def _title(reading: Reading) -> str | None:
    """Give the title that the file names, unless the text has none of its words: then it is its program's."""
    words = set(reading.text.casefold().split())
    return reading.title if reading.title and not words.isdisjoint(reading.title.casefold().split()) else None


def _meeting(context: Context, stages: Stages, head: Head, plugin: Plugin) -> Meeting | None:
    if context.kind not in (*_SITTINGS, "agenda") or not (head.body or head.date):
        return None
    cover = _cover(stages)
    view = context.view(cover)
    if not view.text:
        return None
    start, end, place = read_times(stages.labels, context)
    return Meeting(
        id=make_id("meeting", context.document_id, cover[0][0]),
        text=view.text,
        spans=context.spans(view, 0, len(view.text)),
        plugin=plugin,
        body=head.body,
        date=head.date,
        start=start,
        end=end,
        place=place,
        attendance=context.attendance,
        number=read_number(context, stages.lines, stages.headings),
        certified_by=certifiers(context, stages.labels, stages.headings, stages.lines, stages.agenda),
    )


def _attendance(context: Context, stages: Stages) -> tuple[Attendee, ...]:
    return tuple(read_attendance(context, stages.lines, stages.headings, stages.labels, stages.agenda))


def _cover(stages: Stages) -> list[tuple[int, int]]:
    """Give the ranges of the lines before the first item; where there are none, the first line."""
    filled = [line for line in stages.lines if line.text]
    first = stages.agenda.bodies[0].line.index if stages.agenda.bodies else 0
    cover = [(line.start, line.end) for line in stages.lines if line.index < first]
    return cover if any(start < end for start, end in cover) else [(line.start, line.end) for line in filled[:1]]

"""From a rendered export to records: its prose by the country's parser, everything else from its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from nordic_civic.assemble import Assembler, whole
from nordic_civic.candidates import Item
from nordic_civic.checks import run_checks
from nordic_civic.context import Context
from nordic_civic.faults import Faults
from nordic_civic.furniture import Furniture
from nordic_civic.hints import Hints
from nordic_civic.identify import Head, find_municipality
from nordic_civic.ids import make_id
from nordic_civic.items import Agenda
from nordic_civic.labels import read_labels
from nordic_civic.lines import Line, line_table
from nordic_civic.outline import Heading, HeadingFinder
from nordic_civic.parser import ItemShape, Parser
from nordic_civic.records import DOCUMENT_KINDS, Document, Meeting, ParseResult
from nordic_civic.segment import case_drafts
from nordic_civic.stages import Stages
from nordic_civic.text import squeeze
from nordic_civic.typed import one_of
from nordic_civic.values import Attendee

from .correct import correct, item_scheme
from .export import Export, Part
from .fields import agent, attendee, clock, day, municipality
from .render import Placed, Rendered

__all__ = ["build"]

_ANY = re.compile("(?P<value>.*)")


@attrs.frozen
class _Job:
    """Everything that stays the same while one export becomes records."""

    export: Export
    rendered: Rendered
    context: Context
    stages: Stages
    head: Head
    language: str | None
    source: str | None


def build(
    export: Export,
    rendered: Rendered,
    parser: Parser,
    language: str | None,
    digest: str,
    source: str | None,
    hints: Hints,
) -> ParseResult:
    """Make the records of a rendered export."""
    reading, faults = rendered.reading, Faults()
    lines = line_table(reading)
    furniture = Furniture({line.index: "reader" for line in lines if line.text and _inside(line, reading.furniture)})
    found = faults.run([], HeadingFinder(parser).find, lines, furniture)
    headings = tuple(_headings(rendered, lines, found, parser, export.body))
    labels = faults.run([], read_labels, [lines[index] for one in rendered.matters for index in one.labels], parser)
    head = hints.over(_head(export, parser, _prose(rendered)), parser)
    context = Context(reading, parser, lines, furniture, digest, body=head.body, date=head.date, faults=faults)
    context.kind = _kind(export, rendered, headings)
    shape = ItemShape(item_scheme(parser) or "item", _ANY)
    agenda = Agenda(tuple(_item(placed, lines, shape) for placed in rendered.matters), ())
    stages = Stages(lines, furniture, headings, tuple(labels), agenda)
    return _result(_Job(export, rendered, context, stages, head, language, source))


def _inside(line: Line, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= line.start and line.end <= end for start, end in ranges)


# -- what stands where -------------------------------------------------------------------------------------------------


def _item(placed: Placed, lines: Sequence[Line], shape: ItemShape) -> Item:
    line = lines[placed.line]
    end = line.start + len(squeeze(placed.matter.lead))
    start = max(line.start, line.start + line.text[: end - line.start].find(placed.matter.number or ""))
    last = placed.last
    return Item(
        line, shape, placed.matter.number or "-", start, end, line.index, last, len(placed.parts), last - line.index
    )


def _headings(
    rendered: Rendered, lines: Sequence[Line], found: Sequence[Heading], parser: Parser, sitting: str | None
) -> Iterator[Heading]:
    """Give the headings of the prose, and those that the fields make certain."""
    parts = [part for placed in rendered.matters for part in placed.parts]
    fields = {part.heading: part.part for part in parts if part.heading is not None}
    bare = {part.first: part.part for part in parts if part.heading is None}
    taken = {index for placed in rendered.matters for index in (placed.line, *placed.labels)}
    known = {heading.line: heading for heading in found if heading.line not in taken}
    for index in sorted({*known, *fields, *bare}):
        heading = known.get(index)
        line = lines[index]
        if index in fields:
            heading = heading or Heading("other", line.start, line.end, index, line.level, last_line=index)
            yield _certain(heading, fields[index], line, parser, sitting)
        elif index in bare and bare[index].role is not None and heading is None:
            yield Heading(str(bare[index].role), line.start, line.start, index, last_line=index, flows=True)
        elif heading is not None:
            yield heading


def _certain(heading: Heading, part: Part, line: Line, parser: Parser, sitting: str | None) -> Heading:
    """Give the heading of a field: the whole line, with the role, body and date that the field says.

    A body named in short ("the committee's decision") is the one that sits.
    """
    body = agent(part.body, parser)
    named = heading.agents
    if part.role == "decision" and sitting and named and named[0].name.casefold() in sitting.casefold():
        named = ()
    return attrs.evolve(
        heading,
        role=part.role or heading.role,
        end=line.end,
        last_line=line.index,
        flows=False,
        agents=(body,) if body is not None else named,
        addressee=agent(part.addressee, parser) or heading.addressee,
        date=day(part.date, parser) or heading.date,
    )


def _kind(export: Export, rendered: Rendered, headings: Sequence[Heading]) -> str:
    """Give the kind of the document: what the field says, but minutes where decisions stand in it."""
    inside = {index for placed in rendered.matters for index in range(placed.line, placed.last)}
    decided = any(heading.role == "decision" and heading.line in inside for heading in headings)
    if decided and export.kind in (None, "agenda"):
        return "minutes" if export.sitting else "minutes_extract"
    return export.kind or ("agenda" if export.sitting else "other_municipal")


def _prose(rendered: Rendered) -> str:
    """Give the text where fields of prose stand in it; bare names and titles tell no municipality."""
    return rendered.reading.text if any(placed.parts for placed in rendered.matters) else ""


def _head(export: Export, parser: Parser, text: str) -> Head:
    date = day(export.date, parser)
    found = municipality(export.municipality, parser, date) or find_municipality(text, parser, date)
    return Head(
        kind=export.kind,
        title=squeeze(export.title or "") or None,
        body=agent(export.body, parser),
        date=date,
        municipality=found,
        author=agent(export.author, parser, body=False),
        recipient=agent(export.recipient, parser, body=False),
    )


# -- records -----------------------------------------------------------------------------------------------------------


def _result(job: _Job) -> ParseResult:
    context, stages = job.context, job.stages
    assembler = Assembler(context)
    if job.rendered.matters:
        drafts = case_drafts(context, stages.headings, stages.labels, stages.agenda)
        for placed, case in zip(job.rendered.matters, drafts, strict=True):
            context.guarded(correct, context, job.export, placed, case)
            context.guarded(assembler.add, case)
    result = ParseResult(
        document=_document(job, assembler),
        meeting=context.faults.run(None, _meeting, job, assembler),
        cases=tuple(assembler.cases),
        proposals=tuple(assembler.proposals),
        decisions=tuple(assembler.decisions),
        mandates=tuple(assembler.mandates),
    )
    checks = context.faults.run((), run_checks, context, stages.agenda, stages.headings, stages.labels, result)
    return attrs.evolve(result, checks=checks, diagnostics=(*context.reading.diagnostics, *context.diagnostics))


def _document(job: _Job, assembler: Assembler) -> Document:
    context, head, reading = job.context, job.head, job.context.reading
    return Document(
        id=context.document_id,
        source=job.source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, ()),
        plugin=assembler.plugin,
        kind=one_of(context.kind, DOCUMENT_KINDS),
        country=context.parser.country,
        language=job.language,
        title=head.title,
        date=head.date,
        municipality=head.municipality,
        body=head.body,
        author=head.author,
        recipient=head.recipient,
        identifiers=job.export.identifiers,
    )


def _meeting(job: _Job, assembler: Assembler) -> Meeting | None:
    export, context = job.export, job.context
    lines = [line for line in context.lines[: job.rendered.head] if line.text]
    if not export.sitting or not lines or not (job.head.body or job.head.date):
        return None
    view = context.view([(line.start, line.end) for line in context.lines[: job.rendered.head]])
    people = [attendee(person, context.parser) for person in export.participants]
    return Meeting(
        id=make_id("meeting", context.document_id, lines[0].start),
        text=view.text,
        spans=context.spans(view, 0, len(view.text)),
        plugin=assembler.plugin,
        body=job.head.body,
        date=job.head.date,
        start=clock(export.start) or clock(export.date),
        end=clock(export.end),
        place=squeeze(export.place or "") or None,
        number=squeeze(export.number or "") or None,
        attendance=tuple(dict.fromkeys(one for one in people if isinstance(one, Attendee))),
    )

"""From a rendered export to records: its prose by the country's parser, everything else from its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from nordic_civic.assemble import Assembler, whole
from nordic_civic.checks import run_checks
from nordic_civic.context import Context
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.draft import CaseDraft, Draft, VoteDraft
from nordic_civic.furniture import Furniture
from nordic_civic.hints import Hints
from nordic_civic.identifiers import find_identifiers, unique
from nordic_civic.identify import Head, find_municipality
from nordic_civic.ids import make_id
from nordic_civic.items import Agenda, Item
from nordic_civic.labels import Label, read_labels
from nordic_civic.lines import Line, line_table
from nordic_civic.outline import Heading, HeadingFinder
from nordic_civic.parser import ItemShape, Parser
from nordic_civic.records import Document, Meeting, ParseResult
from nordic_civic.segment import case_drafts
from nordic_civic.text import squeeze
from nordic_civic.values import Attendee, Ballot, Identifier, Span

from .export import Export, Part
from .fields import agent, attendee, clock, day, municipality
from .render import Placed, PlacedPart, Rendered

__all__ = ["build"]

_ANY = re.compile("(?P<value>.*)")
_RULE = "fields"


@attrs.frozen
class _Job:
    """Everything that stays the same while one export becomes records."""

    export: Export
    rendered: Rendered
    parser: Parser
    context: Context
    head: Head
    language: str | None
    source: str | None
    agenda: Agenda
    headings: tuple[Heading, ...]
    labels: tuple[Label, ...]


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
    reading = rendered.reading
    lines = line_table(reading)
    furniture = Furniture({line.index: "reader" for line in lines if line.text and _inside(line, reading.furniture)})
    headings = tuple(_headings(rendered, lines, HeadingFinder(parser).find(lines, furniture), parser))
    labels = tuple(read_labels([lines[index] for placed in rendered.matters for index in placed.labels], parser))
    head = hints.over(_head(export, parser, _prose(rendered)), parser)
    context = Context(reading, parser, lines, furniture, digest, body=head.body, date=head.date)
    context.kind = _kind(export, rendered, headings)
    shape = ItemShape(_item_scheme(parser) or "item", _ANY)
    agenda = Agenda(tuple(_item(placed, lines, shape) for placed in rendered.matters), ())
    return _result(_Job(export, rendered, parser, context, head, language, source, agenda, headings, labels))


def _inside(line: Line, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= line.start and line.end <= end for start, end in ranges)


# -- what stands where -------------------------------------------------------------------------------------------------


def _item_scheme(parser: Parser) -> str | None:
    return parser.items[0].scheme if parser.items else None


def _item(placed: Placed, lines: Sequence[Line], shape: ItemShape) -> Item:
    line = lines[placed.line]
    end = line.start + len(squeeze(placed.matter.lead))
    start = max(line.start, line.start + line.text[: end - line.start].find(placed.matter.number or ""))
    last = placed.last
    return Item(
        line, shape, placed.matter.number or "-", start, end, line.index, last, len(placed.parts), last - line.index
    )


def _headings(
    rendered: Rendered, lines: Sequence[Line], found: Sequence[Heading], parser: Parser
) -> Iterator[Heading]:
    """Give the headings of the prose, and those that the fields make certain."""
    fields = {part.heading: part.part for placed in rendered.matters for part in placed.parts if part.heading is not None}
    bare = {part.first: part.part for placed in rendered.matters for part in placed.parts if part.heading is None}
    taken = {index for placed in rendered.matters for index in (placed.line, *placed.labels)}
    known = {heading.line: heading for heading in found if heading.line not in taken}
    for index in sorted({*known, *fields, *bare}):
        heading = known.get(index)
        line = lines[index]
        if index in fields:
            heading = heading or Heading("other", line.start, line.end, index, line.level, last_line=index)
            yield _certain(heading, fields[index], line, parser)
        elif index in bare and bare[index].role is not None and heading is None:
            yield Heading(str(bare[index].role), line.start, line.start, index, last_line=index, flows=True)
        elif heading is not None:
            yield heading


def _certain(heading: Heading, part: Part, line: Line, parser: Parser) -> Heading:
    """Give the heading of a field: the whole line, with the role, body and date that the field says."""
    body = agent(part.body, parser)
    return attrs.evolve(
        heading,
        role=part.role or heading.role,
        end=line.end,
        last_line=line.index,
        flows=False,
        agents=(body,) if body is not None else heading.agents,
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
    context, head, reading = job.context, job.head, job.rendered.reading
    assembler = Assembler(context)
    if job.rendered.matters:
        drafts = case_drafts(context, job.headings, job.labels, job.agenda, head)
        for placed, case in zip(job.rendered.matters, drafts, strict=True):
            _correct(job, placed, case)
            assembler.add(case)
    document = Document(
        id=context.document_id,
        source=job.source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, reading.pages),
        plugin=assembler.plugin,
        kind=context.kind,  # type: ignore[arg-type]
        country=job.parser.country,
        language=job.language,
        title=head.title,
        date=head.date,
        municipality=head.municipality,
        body=head.body,
        author=head.author,
        recipient=head.recipient,
        identifiers=job.export.identifiers,
    )
    result = ParseResult(
        document=document,
        meeting=_meeting(job, assembler),
        cases=tuple(assembler.cases),
        proposals=tuple(assembler.proposals),
        decisions=tuple(assembler.decisions),
        mandates=tuple(assembler.mandates),
        diagnostics=(*reading.diagnostics, *context.diagnostics),
    )
    return attrs.evolve(result, checks=run_checks(context, job.agenda, job.headings, job.labels, result))


def _meeting(job: _Job, assembler: Assembler) -> Meeting | None:
    export, context = job.export, job.context
    lines = [line for line in context.lines[: job.rendered.head] if line.text]
    if not export.sitting or not lines or not (job.head.body or job.head.date):
        return None
    view = context.view([(line.start, line.end) for line in context.lines[: job.rendered.head]])
    people = [attendee(person, job.parser) for person in export.participants]
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


def _correct(job: _Job, placed: Placed, case: CaseDraft) -> None:
    """Put what the fields of a matter say over what its text was read as."""
    matter, context = placed.matter, job.context
    line = context.lines[placed.line]
    start = min(line.end, line.start + len(squeeze(matter.lead)))
    start += len(context.reading.text[start : line.end]) - len(context.reading.text[start : line.end].lstrip())
    title = squeeze(matter.title) or None
    case.fields.update(title=title, identifiers=_identifiers(job, placed))
    case.evidence = [one for one in case.evidence if one[0] != "title"]
    if title:
        case.evidence.append(("title", start, line.end, _RULE))
    if matter.restricted is not None:
        case.fields["restricted"] = matter.restricted
    if matter.attachments:
        case.fields["attachments"] = matter.attachments
    if matter.beside:
        case.fields.update(body=None, date=None)
    if matter.body is not None:
        case.fields["body"] = agent(matter.body, job.parser)
    if matter.date is not None:
        case.fields["date"] = day(matter.date, job.parser)
    _correct_decisions(job, placed, case)


def _identifiers(job: _Job, placed: Placed) -> tuple[Identifier, ...]:
    """Give the identifiers of a matter, each with the place where the rendering writes it."""
    matter, lines = placed.matter, job.context.lines
    found: list[Identifier] = []
    if matter.number:
        number = Identifier("item", matter.number, scheme=_item_scheme(job.parser))
        found.append(_spanned(number, [lines[placed.line]]))
    for identifier in matter.identifiers:
        found.append(_spanned(_shaped(identifier, job.parser), [lines[index] for index in placed.labels]))
    return unique(found)


def _shaped(identifier: Identifier, parser: Parser) -> Identifier:
    """Give an identifier the scheme and the canonical value of the country's shape that it has as a whole."""
    text = squeeze(identifier.text or identifier.value)
    if identifier.scheme is None and identifier.role != "foreign":
        for found in find_identifiers(text, 0, parser, [identifier.role]):
            if found.text == text:
                return attrs.evolve(identifier, scheme=found.scheme, value=found.value)
    return identifier


def _spanned(identifier: Identifier, lines: Sequence[Line]) -> Identifier:
    text = squeeze(identifier.text or identifier.value)
    for line in lines:
        at = line.text.find(text)
        if at >= 0:
            span = Span(line.start + at, line.start + at + len(text))
            return attrs.evolve(identifier, text=text, span=span)
    return identifier


def _correct_decisions(job: _Job, placed: Placed, case: CaseDraft) -> None:
    """Put what the fields say of a matter's decisions over what its text says; what an earlier sitting took is told."""
    sitting = job.context.date if job.export.sitting else None
    told = [draft for draft in case.decisions if sitting and (draft.fields.get("date") or sitting) < sitting]
    for draft in told:
        draft.fields["role"] = "cited"
    case.mandates = [mandate for mandate in case.mandates if not any(mandate.origin is draft for draft in told)]
    taken = [draft for draft in case.decisions if draft.fields.get("role") == "taken"]
    for part in placed.parts:
        for draft in taken:
            if not part.part.final and _stands_in(job, part, draft) and draft.fields.get("outcome") == "adopted":
                draft.fields["outcome"] = "recommended"
    for draft in taken[:1] if placed.matter.ballots else ():
        ballots = [_with_party(ballot, job.parser) for ballot in placed.matter.ballots]
        draft.fields["vote_drafts"] = [_vote(ballots, draft.first)]


def _stands_in(job: _Job, part: PlacedPart, draft: Draft) -> bool:
    lines = job.context.lines
    return part.last > part.first and lines[part.first].raw <= draft.first < lines[part.last - 1].end


def _with_party(ballot: Ballot, parser: Parser) -> Ballot:
    return attrs.evolve(ballot, party=parser.registry.party(ballot.party) if ballot.party else None)


def _vote(ballots: Sequence[Ballot], first: int) -> VoteDraft:
    """Count named votes; who was absent or took no part is in the list alone."""
    counts = {choice: sum(ballot.choice == choice for ballot in ballots) for choice in ("yes", "no", "abstain")}
    result = None if counts["yes"] == counts["no"] else "carried" if counts["yes"] > counts["no"] else "lost"
    fields = {
        "method": "roll_call",
        "for": counts["yes"],
        "against": counts["no"],
        "abstained": counts["abstain"],
        "result": result,
        "ballots": tuple(ballots),
    }
    return VoteDraft(fields, first)


def without_records(
    rendered: Rendered, parser: Parser, language: str | None, digest: str, source: str | None
) -> ParseResult:
    """Give the result of a source that is no municipality's: its text and nothing else."""
    reading = rendered.reading
    document = Document(
        id=digest,
        source=source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, ()),
        kind="not_municipal",
        country=parser.country,
        language=language,
        title=reading.title,
    )
    return ParseResult(document=document, diagnostics=(*reading.diagnostics, Diagnostic.of("NC203")))

"""What the fields of an export say, put over what its text was read as."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from nordic_civic.context import Context
from nordic_civic.draft import CaseDraft, Draft, VoteDraft
from nordic_civic.identifiers import find_identifiers, unique
from nordic_civic.lines import Line
from nordic_civic.parser import Parser
from nordic_civic.text import squeeze
from nordic_civic.values import Ballot, Identifier, Span

from .export import Export
from .fields import agent, day
from .render import Placed, PlacedPart

__all__ = ["correct", "item_scheme"]

_RULE = "fields"


def item_scheme(parser: Parser) -> str | None:
    """Give the scheme of the numbers that a country's sittings give their items."""
    return parser.items[0].scheme if parser.items else None


def correct(context: Context, export: Export, placed: Placed, case: CaseDraft) -> None:
    """Put what the fields of a matter say over what its text was read as."""
    matter = placed.matter
    line = context.lines[placed.line]
    start = min(line.end, line.start + len(squeeze(matter.lead)))
    start += len(context.reading.text[start : line.end]) - len(context.reading.text[start : line.end].lstrip())
    title = squeeze(matter.title) or None
    case.fields.update(title=title, identifiers=_identifiers(context, placed))
    case.evidence = [one for one in case.evidence if one[0] != "title"]
    if title:
        case.evidence.append(("title", start, line.end, _RULE))
    if matter.restricted is not None:
        case.fields["restricted"] = matter.restricted
    if matter.attachments:
        case.fields["attachments"] = matter.attachments
    if matter.references:
        case.fields["references"] = (*matter.references, *case.fields.get("references", ()))
    if matter.beside:
        case.fields.update(body=None, date=None)
    if matter.body is not None:
        case.fields["body"] = agent(matter.body, context.parser)
    if matter.date is not None:
        case.fields["date"] = day(matter.date, context.parser)
    _correct_decisions(context, export, placed, case)


def _identifiers(context: Context, placed: Placed) -> tuple[Identifier, ...]:
    """Give the identifiers of a matter, each with the place where the rendering writes it."""
    matter, lines = placed.matter, context.lines
    found: list[Identifier] = []
    if matter.number:
        number = Identifier("item", matter.number, scheme=item_scheme(context.parser))
        found.append(_spanned(number, [lines[placed.line]]))
    for identifier in matter.identifiers:
        found.append(_spanned(_shaped(identifier, context.parser), [lines[index] for index in placed.labels]))
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


def _correct_decisions(context: Context, export: Export, placed: Placed, case: CaseDraft) -> None:
    """Put what the fields say of a matter's decisions over what its text says; what an earlier sitting took is told."""
    sitting = context.date if export.sitting else None
    told = [draft for draft in case.decisions if sitting and (draft.fields.get("date") or sitting) < sitting]
    for draft in told:
        draft.fields["role"] = "cited"
    case.mandates = [mandate for mandate in case.mandates if not any(mandate.origin is draft for draft in told)]
    taken = [draft for draft in case.decisions if draft.fields.get("role") == "taken"]
    for part in placed.parts:
        for draft in taken:
            if not part.part.final and _stands_in(context, part, draft) and draft.fields.get("outcome") == "adopted":
                draft.fields["outcome"] = "recommended"
                for mandate in case.mandates:
                    mandate.fields["status"] = "proposed" if mandate.origin is draft else mandate.fields["status"]
    for draft in taken[:1] if placed.matter.ballots else ():
        ballots = [_with_party(ballot, context.parser) for ballot in placed.matter.ballots]
        draft.fields["vote_drafts"] = [_vote(ballots, draft.first)]


def _stands_in(context: Context, part: PlacedPart, draft: Draft) -> bool:
    lines = context.lines
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

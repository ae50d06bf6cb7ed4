"""Decisions: the resolution's own words under a decision's heading, by whom, when, and with what outcome."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..blocks import Block
from ..context import Context
from ..diagnostics import Diagnostic
from ..draft import CaseDraft, Draft
from ..furniture import is_head
from ..outline import Heading, HeadingFinder
from ..points import find_points, paragraphs
from ..text import fold
from ..typed import one_of
from ..values import OUTCOMES, Agent, Item, Span
from ..view import View
from .dissents import is_remark, remarks
from .outcomes import outcome_of, outcome_with_points, paragraph_outcomes
from .proposals import items_of, trimmed
from .rulings import ruling
from .votes import find_votes

_ARTICLE = 2
_ABBREVIATED = 5


def read_decision(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> Draft | None:
    """Read a part headed as decision; a part with no resolution in it ("inga anmälningar") is none."""
    section = block.section
    ranges = list(section.ranges)
    if section.empty:
        ranges = _absorbed(following)
    elif block.role == "recommendation" and section.heading is not None and section.heading.resolves:
        ranges = [(section.heading.start, section.heading.end), *ranges]
    view = context.view(ranges)
    start, end = trimmed(view.text, 0, len(view.text))
    if end <= start:
        _tell_empty(context, block)
        return None
    if not is_historic(context, block):
        votes = list(find_votes(context, view, start, end))
        lead = section.heading if not votes and not case.votes else None
        case.votes.extend(votes if lead is None else find_votes(context, context.view([(lead.start, lead.end)])))
    case.fields.setdefault("dissents", []).extend(remarks(context, view, start, end))
    start, end = resolution(context, view, start, end)
    if end <= start:
        return None
    if _informs(context, case) and outcome_of(context, view.text[start:end])[0] is None:
        return None
    draft = Draft("decision", view, start, end, "decisions", heading=section.heading)
    return finished(context, draft, block)


def _informs(context: Context, case: CaseDraft) -> bool:
    """Say whether a case is one of announcements or questions: what stands there without an outcome was only told."""
    finder = HeadingFinder(context.parser)
    found = finder.matcher.opening(finder.shadow(str(case.fields.get("title") or "")).text)
    return found is not None and found.form.row.meaning in ("announcement", "questions")


def resolution(context: Context, view: View, start: int, end: int) -> tuple[int, int]:
    """Take remarks, votes and what others said off the ends of a decision's text; its own words stay."""
    ranges = [part for part in paragraphs(view.text, start, end) if view.text[part[0] : part[1]].strip()]
    while ranges and (
        is_remark(context, view, *ranges[-1])
        or _quoted(context, view, ranges)
        or _heads(context, view, ranges)
        or (len(ranges) > 1 and _only_vote(context, view, *ranges[-1]))
    ):
        ranges.pop()
    while ranges and is_remark(context, view, *ranges[0]):
        ranges.pop(0)
    return trimmed(view.text, ranges[0][0], _before_remarks(context, view, *ranges[-1])) if ranges else (start, start)


def _heads(context: Context, view: View, ranges: Sequence[tuple[int, int]]) -> bool:
    """Say whether the last paragraph is only the name of the body whose matters come next."""
    return len(ranges) > 1 and is_head(view.text[ranges[-1][0] : ranges[-1][1]].strip(), context.parser)


def _quoted(context: Context, view: View, ranges: Sequence[tuple[int, int]]) -> bool:
    """Say whether the last paragraph is what a remark before it announces with a colon."""
    if len(ranges) < 2 or not view.text[ranges[-2][0] : ranges[-2][1]].rstrip().endswith(":"):
        return False
    return view.text[ranges[-1][0]] in '"”“»«' and is_remark(context, view, *ranges[-2])


def _before_remarks(context: Context, view: View, start: int, end: int) -> int:
    """Give the end of the last paragraph without the sentences of remark at its end."""
    spoken = [part for part in context.sentences(view, start, end) if view.text[part[0] : part[1]].strip()]
    while len(spoken) > 1 and is_remark(context, view, *spoken[-1]):
        spoken.pop()
    return spoken[-1][1] if spoken else end


def _only_vote(context: Context, view: View, start: int, end: int) -> bool:
    """Say whether a paragraph is nothing but the word for how the vote went ("Enstemmig.")."""
    text = fold(view.text[start:end]).strip(" .\n")
    found = context.parser.vocabulary["votes"].matcher_of("unanimous").opening(text)
    return found is not None and found.end == len(text)


def finished(context: Context, draft: Draft, block: Block) -> Draft | None:
    """Fill in outcome, points, body and date of a decision; None where nothing was resolved."""
    view, start, end = draft.view, draft.start, draft.end
    points = find_points(view, start, end, context.that)
    outcome = (
        outcome_with_points(context, view, start, end, points)
        if points
        else paragraph_outcomes(context, view, start, end)
    )
    if outcome == "none" or _empty(view, start, end) or (outcome is None and _is_title(view.text[start:end])):
        return None
    if outcome is None and is_head(view.text[start:end].strip(), context.parser):
        return None
    body, date = _who_and_when(context, block)
    draft.fields.update(
        role=_role(context, body, date),
        body=body,
        date=date,
        outcome="recommended" if block.role == "recommendation" else outcome or "adopted",
        items=_with_outcomes(context, draft),
    )
    found = outcome_of(context, draft.text)
    if found[0] is not None:
        draft.told("outcome", start + found[1], start + found[2])
    return draft


def _tell_empty(context: Context, block: Block) -> None:
    heading = block.section.heading
    if heading is not None and context.kind in ("minutes", "minutes_extract"):
        span = Span(heading.start, heading.end)
        context.diagnostics.append(Diagnostic.of("NC501", span=span, rule="decisions"))


def _absorbed(following: Sequence[Block]) -> list[tuple[int, int]]:
    """Take the chapters that follow a bare decision heading, headings and all."""
    ranges: list[tuple[int, int]] = []
    for block in following:
        if not block.absorbed:
            break
        heading = block.section.heading
        if heading is not None:
            ranges.extend([(heading.start, heading.end), (heading.end, heading.end)])
        ranges.extend(block.section.ranges)
    return ranges


def is_historic(context: Context, block: Block) -> bool:
    """Say whether a part stands under another body's or an earlier decision."""
    heading = block.within
    if heading is None and block.role in ("treatment", "vote"):
        heading = block.origin
    if heading is None:
        return False
    if heading.role == "instance":
        return not is_sitting(context, heading)
    body = next((agent for agent in heading.agents if agent.kind in ("body", "office", "group")), None)
    return heading.role == "decision" and _role(context, body, heading.date) == "cited"


def is_sitting(context: Context, heading: Heading) -> bool:
    """Say whether a heading names the body and the day of the document's own sitting."""
    if heading.date is None or heading.date != context.date or context.body is None:
        return False
    return any(alike(agent, context.body) for agent in heading.agents)


def _is_title(text: str) -> bool:
    """Say whether a passage is one line in capitals: a chapter of the resolution behind it ("DRIFTBUDGET")."""
    return text.isupper() and "\n" not in text


def _empty(view: View, start: int, end: int) -> bool:
    return not any(char.isalpha() for char in view.text[start:end])


def _who_and_when(context: Context, block: Block) -> tuple[Agent | None, str | None]:
    heading = block.section.heading
    bodies = [agent for agent in (heading.agents if heading else ()) if agent.kind in ("body", "office", "group")]
    date = heading.date if heading else None
    if not bodies and block.origin is not None:
        bodies, date = list(block.origin.agents), date or block.origin.date
    if not bodies:
        return context.body, date or context.date
    return bodies[0], date or (context.date if context.body and alike(bodies[0], context.body) else None)


def alike(first: Agent, second: Agent) -> bool:
    """Say whether two names may be one body's, in full or short ("Kommunstyrelsens arbetsutskott", "Arbetsutskottet").

    >>> alike(Agent("AU", kind="body"), Agent("Byrådet", kind="body"))
    False
    """
    one, other = first.name.casefold(), second.name.casefold()
    return one in other or other in one or same_body(first, second)


def same_body(first: Agent, second: Agent) -> bool:
    """Say whether two names are one body's: with its article, or its own part of a compound name only.

    >>> committee, board = Agent("Kommunstyrelsens arbetsutskott", kind="body"), Agent("Kommunstyrelsen", kind="body")
    >>> same_body(committee, Agent("Arbetsutskottet", kind="body")), same_body(committee, board)
    (True, False)
    """
    short, long = sorted((first.name.casefold().removesuffix("s"), second.name.casefold().removesuffix("s")), key=len)
    return long == short or (len(short) > _ABBREVIATED and long.endswith((short, short[:-_ARTICLE])))


def _role(context: Context, body: Agent | None, date: str | None) -> str:
    if body is None or context.body is None:
        return "taken"
    if alike(body, context.body):
        return "cited" if date and context.date and date < context.date else "taken"
    return "taken" if date is None or date == context.date else "cited"


def _with_outcomes(context: Context, draft: Draft) -> tuple[Item, ...]:
    items = items_of(context, draft.view, draft.start, draft.end)
    each = [outcome_of(context, item.text)[0] for item in items]
    if len({kind for kind in each if kind and kind != "none"}) < 2:
        return items
    return tuple(
        attrs.evolve(item, outcome=one_of(kind, OUTCOMES) if kind and kind != "none" else None)
        for item, kind in zip(items, each, strict=True)
    )


def resumed(context: Context, case: CaseDraft, block: Block) -> None:
    """Take text that goes on behind an interruption into the decision that it belongs to."""
    view = context.view(block.section.ranges)
    if not is_historic(context, block):
        case.votes.extend(find_votes(context, view))
    case.fields.setdefault("dissents", []).extend(remarks(context, view, 0, len(view.text)))
    last = next((draft for draft in reversed(case.decisions) if draft.heading is not None), None)
    start, end = resolution(context, view, *trimmed(view.text, 0, len(view.text)))
    if end <= start:
        return
    if _behind_motion(block):
        start, end = ruling(context, view, start, end)
    outcome = outcome_of(context, view.text[start:end])[0]
    if last is None or not _same_heading(last, block):
        if outcome is None and _behind_motion(block):
            return
        draft = finished(
            context, Draft("decision", view, start, end, "decisions", heading=_heading(block)), _first(block)
        )
        if draft is not None:
            case.decisions.append(draft)
        return
    if outcome is None:
        return
    ranges = [(s.start, s.end) for s in context.spans(last.view, last.start, last.end)]
    joined = context.view([*ranges, (ranges[-1][1], ranges[-1][1]), *block.section.ranges])
    begin, stop = resolution(context, joined, *trimmed(joined.text, 0, len(joined.text)))
    last.view, last.start, last.end = joined, begin, stop
    last.evidence.clear()
    finished(context, last, _first(block))


def _behind_motion(block: Block) -> bool:
    return block.section.heading is not None and block.section.heading.role in ("motion", "vote")


def _first(block: Block) -> Block:
    return block.resumes if block.resumes is not None else block


def _heading(block: Block) -> Heading | None:
    return _first(block).section.heading


def _same_heading(draft: Draft, block: Block) -> bool:
    return draft.heading is _heading(block)

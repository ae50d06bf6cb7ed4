"""Mandates: a task, an authority or an office given to someone in a proposal or a decision."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..draft import Draft
from ..forms import Found
from ..mentions import Shadow
from ..points import MARKER, paragraphs
from ..rows import Row
from ..values import Agent
from ..view import View
from .deadlines import read_deadline
from .proposals import trimmed


def find_mandates(context: Context, origin: Draft, assigner: Agent | None, status: str) -> Iterator[Draft]:
    """Find the mandates in the text of a proposal or decision, one a sentence (an office: one a clause)."""
    view = origin.view
    for low, high in paragraphs(view.text, origin.start, origin.end):
        marker = MARKER.match(view.text, low, high)
        begin = marker.end() if marker else low
        for start, end in context.sentences(view, begin, high):
            draft = _mandate(context, view, start, end, assigner, status)
            ended_by_proposal = draft is not None and status == "proposed" and draft.fields["status"] == "discharged"
            if draft is not None and not ended_by_proposal:
                draft.origin = origin
                yield draft


def _mandate(context: Context, view: View, start: int, end: int, assigner: Agent | None, status: str) -> Draft | None:
    if not context.parser.vocabulary["mandates"].matcher.may_hold(view.text[start:end]):
        return None
    shadow = context.shadow(view, start, end)
    found = _best(context, shadow)
    if found is None:
        return None
    row: Row = found.form.row
    assignees = _others(context, shadow.agents(found, "assignee", "person", "agent"))
    if not assignees and row.meaning != "appointment" and not row.attributes.get("open"):
        return None
    named = shadow.agents(found, "assigner", "body")
    low, high = trimmed(view.text, _start(context, start, shadow, found), end)
    given = str(row.attributes.get("status", "given"))
    draft = Draft("mandate", view, low, high, "mandates")
    draft.fields.update(
        kind=row.meaning,
        assignees=assignees,
        assigner=named[0] if named else assigner,
        status=given if given != "given" else status,
    )
    draft.told("kind", start + shadow.back(found.start), start + shadow.back(found.end))
    draft.fields.update(read_deadline(context, shadow, row.meaning))
    return draft


def _best(context: Context, shadow: Shadow) -> Found | None:
    """Take the first form found; of those that overlap it the one that names most slots, then the longest."""
    found = list(context.parser.vocabulary["mandates"].matcher.search(shadow.text))
    if not found:
        return None
    first = found[0]
    rivals = [item for item in found if item.start < first.end]
    return max(rivals, key=lambda item: (len(item.slots), item.end - item.start, -item.start))


def _start(context: Context, start: int, shadow: Shadow, found: Found) -> int:
    """Give where the task starts: with its sentence where only little words come first, else with the form."""
    before = shadow.text[: found.start].strip(" ,")
    that = context.parser.vocabulary["grammar"].words("that")
    little = that | context.parser.vocabulary["language"].words("and")
    words = before.split()
    if (
        len(words) <= 2
        or all(word in little for word in words)
        or (words[0] in that and words[-1] in that and len(words) < 8)
    ):
        return start
    return start + shadow.back(found.start)


def _others(context: Context, agents: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Leave out the municipality itself: what it is to do as a whole is policy and no mandate."""
    return tuple(agent for agent in agents if context.parser.registry.lookup_phrase(agent.name) is None)

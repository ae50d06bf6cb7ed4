"""Steps of other bodies told of inside a recommendation ("Økonomiudvalget anbefaler indstillingen.")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import Context
from ..draft import Draft
from ..forms import BODY, DATE
from ..outline import Section
from ..points import paragraphs
from ..values import Agent
from ..view import View
from .dissents import is_remark
from .outcomes import outcome_words
from .proposals import trimmed

_VERB_WITHIN = 4


def without_steps(context: Context, section: Section) -> tuple[Section, Section]:
    """Split a recommendation from the steps that other bodies took on it and what was remarked to them."""
    view = context.view(section.ranges)
    start = next((low for low, high in _behind_first(view) if _step(context, view, low, high) is not None), None)
    if start is None:
        return section, Section(section.heading, ())
    at = view.offset(start)
    own = tuple((low, min(high, at)) for low, high in section.ranges if low < at)
    rest = tuple((max(low, at), high) for low, high in section.ranges if high > at or low == high >= at)
    return Section(section.heading, own), Section(section.heading, rest)


def cited_steps(context: Context, section: Section) -> Iterator[Draft]:
    """Give each step as that body's decision; its day is often not told."""
    view = context.view(section.ranges)
    for low, high in _sentences(context, view):
        agent = _step(context, view, low, high)
        if agent is not None and not is_remark(context, view, low, high):
            start, end = trimmed(view.text, low, high)
            draft = Draft("decision", view, start, end, "steps", heading=section.heading)
            draft.fields.update(role="cited", body=agent, outcome="recommended")
            yield draft


def _behind_first(view: View) -> Sequence[tuple[int, int]]:
    return [part for part in paragraphs(view.text, 0, len(view.text)) if view.text[part[0] : part[1]].strip()][1:]


def _sentences(context: Context, view: View) -> Iterator[tuple[int, int]]:
    for low, high in paragraphs(view.text, 0, len(view.text)):
        yield from context.sentences(view, low, high)


def _step(context: Context, view: View, start: int, end: int) -> Agent | None:
    """Give the body that a passage starts with, where a verb of recommending follows at once and it ends in a stop."""
    if view.text[start:end].rstrip()[-1:] != ".":
        return None
    shadow = context.shadow(view, start, end)
    first = shadow.mention_at(0) if shadow.text[:1] == BODY and DATE not in shadow.text else None
    agents = first.value if first is not None and isinstance(first.value, tuple) else ()
    words = outcome_words(context, shadow.text)
    recommends = bool(words) and words[0][0] == "recommended" and words[0][1] <= _VERB_WITHIN
    body = next((agent for agent in agents if isinstance(agent, Agent) and agent.kind == "body"), None)
    return body if recommends else None

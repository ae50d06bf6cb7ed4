"""Whose sitting a document without a head records, and when: by the parts that hold its decisions."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Context
from .forms import BODY
from .outline import Heading, Section, sections
from .recognise.decisions import alike
from .values import Agent

_ACTING = 600
_DAY = len("2024-01-01")


def deciding_body(context: Context, headings: Sequence[Heading]) -> Agent | None:
    """Give the body that a document without a head speaks for: the first that its decision names as acting.

    Else the last one of the bodies that handle the matter (a heading of procedure and its text).
    """
    parts = list(sections(context.lines, context.furniture, headings))
    for number, section in enumerate(parts):
        heading = section.heading
        if section.role == "instance" and number and parts[number - 1].role == "decision" and parts[number - 1].empty:
            return heading.agents[0] if heading is not None and heading.agents else None
        if heading is not None and section.role == "decision":
            if heading.agents and heading.agents[0].kind == "body":
                return heading.agents[0]
            acting = _acting(context, section)
            if acting is not None:
                return acting
    asked = not any(section.role == "decision" for section in parts)
    for section in parts:
        if section.role == "motion" and asked:
            found = _bodies_in(context, section)
            if found:
                return found[0]
        if section.role == "procedure":
            found = _bodies_in(context, section)
            if found:
                return found[-1]
    return None


def _acting(context: Context, section: Section) -> Agent | None:
    """Give the body that starts a sentence of a decision, or that a verb of deciding is said of."""
    view = context.view(section.ranges)
    told = context.parser.vocabulary["citations"].matcher
    for start, end in context.sentences(view, 0, min(len(view.text), _ACTING)):
        shadow = context.shadow(view, start, end)
        first = shadow.mention_at(0) if shadow.text[:1] == BODY else None
        agents = list(first.value) if first is not None and isinstance(first.value, tuple) else []
        found = told.first(shadow.text)
        agents.extend(shadow.agents(found, "body", "agent") if found is not None else ())
        acting = next((agent for agent in agents if isinstance(agent, Agent) and agent.kind == "body"), None)
        if acting is not None:
            return acting
    return None


def _bodies_in(context: Context, section: Section) -> list[Agent]:
    text = context.view(section.ranges).text[:600]
    return [
        agent
        for mention in context.parser.agents.find(text)
        if mention.mark == BODY and isinstance(mention.value, tuple) and text[mention.end : mention.end + 1] != "s"
        for agent in mention.value
        if agent.kind == "body"
    ]


def deciding_date(context: Context, headings: Sequence[Heading]) -> str | None:
    """Give the latest day on which the headings of decisions say that the document's body sat."""
    days = [
        heading.date
        for heading in headings
        if heading.role in ("decision", "instance") and heading.date is not None and len(heading.date) == _DAY
        if any(context.body is not None and alike(agent, context.body) for agent in heading.agents)
    ]
    return max(days, default=None)

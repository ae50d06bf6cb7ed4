"""Who stands behind a document that names them only at its end or in its own words."""

from __future__ import annotations

from collections import Counter

from ..context import Context
from ..forms import BODY, NAME, PERSON
from ..values import Agent

_LAST = 15


def signers(context: Context) -> tuple[Agent, ...]:
    """Give the persons who sign a document: those named at the start of its last lines."""
    filled = [line for line in context.lines if line.text and line not in context.furniture]
    found: dict[str, Agent] = {}
    for line in filled[-_LAST:]:
        if len(line.text) > 90:
            continue
        for mention in context.parser.agents.find(line.text):
            if mention.mark in (PERSON, NAME) and mention.start == 0 and isinstance(mention.value, tuple):
                for agent in mention.value:
                    found.setdefault(agent.name, agent)
    return tuple(found.values())


def writing_office(context: Context) -> tuple[Agent, ...]:
    """Give the office that a presentation speaks for: the one that its text names most often as acting."""
    counts: Counter[str] = Counter()
    agents: dict[str, Agent] = {}
    text = context.reading.text
    for mention in context.parser.agents.find(text):
        if mention.mark != BODY or not isinstance(mention.value, tuple) or text[mention.end : mention.end + 1] == "s":
            continue
        for agent in mention.value:
            if agent.kind == "office" and agent.name[:1].isupper():
                counts[agent.name] += 1
                agents.setdefault(agent.name, agent)
    return (agents[counts.most_common(1)[0][0]],) if counts else ()

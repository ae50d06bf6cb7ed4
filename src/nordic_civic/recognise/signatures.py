"""Who stands behind a document that names them only at its end or in its own words."""

from __future__ import annotations

from collections import Counter

from ..context import Context
from ..forms import BODY, NAME
from ..points import paragraphs
from ..text import fold
from ..values import Agent
from ..view import View

_LAST = 15
_SHORT = 60


def signers(context: Context) -> tuple[Agent, ...]:
    """Give the persons who sign a document: those named at the start of its last lines."""
    filled = [line for line in context.lines if line.text and line not in context.furniture]
    found: dict[str, Agent] = {}
    for line in filled[-_LAST:]:
        if len(line.text) > 90:
            continue
        for mention in context.parser.agents.find(line.text):
            persons = mention.value if mention.start == 0 and isinstance(mention.value, tuple) else ()
            for agent in persons:
                if agent.kind == "person":
                    found.setdefault(agent.name, agent)
    return tuple(found.values())


def before_signature(context: Context, view: View, start: int, end: int) -> int:
    """Give the end of a passage without the name and title of those who sign below it, where it ends a document."""
    if context.kind not in ("case_presentation", "letter", "memo"):
        return end
    ranges = list(paragraphs(view.text, start, end))
    for number in range(1, len(ranges) - 1):
        name = view.text[slice(*ranges[number])].strip()
        title = view.text[slice(*ranges[number + 1])].strip()
        if len(name) < _SHORT and len(title) < _SHORT and _is_name(context, name) and _opens(context, title):
            return ranges[number - 1][1]
    return end


def _is_name(context: Context, line: str) -> bool:
    found = next(iter(context.parser.agents.find(line)), None)
    return found is not None and found.mark == NAME and found.start == 0 and found.end == len(line)


def _opens(context: Context, line: str) -> bool:
    """Say whether a line is an official's title: an office, or a word of the roles."""
    found = next(iter(context.parser.agents.find(line)), None)
    if found is not None and found.start == 0 and found.mark == BODY:
        return not line.endswith((".", ":"))
    role = context.parser.vocabulary["roles"].matcher_of("official", "secretary", "chair").opening(fold(line))
    return role is not None and not line.endswith((".", ":"))


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

"""Reservations, statements and notes to the minutes, with those who made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import Context
from ..forms import AGENTS, NAME, PARTY, PERSON
from ..mentions import Shadow
from ..outline import Section
from ..points import paragraphs
from ..rows import Row
from ..values import Agent, Dissent
from ..view import View
from .outcomes import outcome_words


def find_dissents(context: Context, section: Section) -> Iterator[Dissent]:
    """Read a part headed as dissent: each paragraph that names people starts one; the rest goes on with it."""
    heading = section.heading
    kind = str(heading.row.attributes.get("kind", "protocol_note")) if heading and heading.row else "protocol_note"
    view = context.view(section.ranges)
    named = heading.agents if heading else ()
    current: tuple[tuple[Agent, ...], int, int] | None = None
    for start, end in _openings(context, view):
        agents = _people(context, view, start, end)
        if agents:
            if current is not None:
                yield _dissent(kind, view, current)
            current = (agents, start, end)
        elif current is not None:
            current = (current[0], current[1], end)
        else:
            current = (named, start, end)
    if current is not None and current[0]:
        yield _dissent(kind, view, current)


def is_remark(context: Context, view: View, start: int, end: int) -> bool:
    """Say whether a paragraph is a remark, a vote or somebody's statement and not part of a resolution."""
    dissents = context.parser.vocabulary["dissents"].matcher
    said = context.parser.vocabulary["outcomes"].matcher_of("remark")
    text = view.text[start:end]
    if not (dissents.may_hold(text) or said.may_hold(text)):
        return False
    shadow = context.shadow(view, start, end)
    found = dissents.first(shadow.text)
    if found is not None and found.start < 60:
        return True
    remark = said.first(shadow.text)
    if remark is None:
        return False
    words = outcome_words(context, view.text[start : start + shadow.back(remark.start)])
    return not any(outcome not in ("none", "remark") for outcome, *_ in words)


def remarks(context: Context, view: View, start: int, end: int) -> Iterator[Dissent]:
    """Give the dissents that stand among the paragraphs of a decision, each with the words that go on from it."""
    current: tuple[str, tuple[Agent, ...], int, int] | None = None
    matcher = context.parser.vocabulary["dissents"].matcher
    for low, high in paragraphs(view.text, start, end):
        shadow = context.shadow(view, low, high) if matcher.may_hold(view.text[low:high]) else None
        found = matcher.first(shadow.text) if shadow is not None else None
        if shadow is not None and found is not None and found.start < 60:
            if current is not None:
                yield _dissent(current[0], view, current[1:])
            row: Row = found.form.row
            current = (row.meaning, shadow.agents(found) or _all_people(shadow), low, high)
        elif current is not None:
            current = (*current[:3], high)
    if current is not None and current[1]:
        yield _dissent(current[0], view, current[1:])


def _dissent(kind: str, view: View, found: tuple[tuple[Agent, ...], int, int]) -> Dissent:
    agents, start, end = found
    return Dissent(kind, agents, text=view.text[start:end].strip())  # type: ignore[arg-type]


def _openings(context: Context, view: View) -> Sequence[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for low, high in paragraphs(view.text, 0, len(view.text)):
        ranges.extend(context.sentences(view, low, high))
    return ranges


def _people(context: Context, view: View, start: int, end: int) -> tuple[Agent, ...]:
    """Give those who dissent in a sentence that opens with their names or says so with the country's words."""
    shadow = context.shadow(view, start, end)
    found = context.parser.vocabulary["dissents"].matcher.first(shadow.text)
    if found is not None:
        return shadow.agents(found) or _all_people(shadow)
    first = shadow.text.lstrip(" -–•*")[:1]
    if first and first in PERSON + PARTY and view.text[end - 1 : end] == ":":
        return _all_people(shadow)
    return ()


def _all_people(shadow: Shadow) -> tuple[Agent, ...]:
    return tuple(
        agent
        for mention in shadow.mentions
        if mention.mark in AGENTS and mention.mark != NAME and isinstance(mention.value, tuple)
        for agent in mention.value
        if agent.kind in ("person", "party", "group")
    )

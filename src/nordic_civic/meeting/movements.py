"""Who came and left during a sitting, as its text tells: "Kari Moe (H) forlot møtet etter sak 12/26"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from ..forms import NAME, PERSON
from ..rows import Row
from ..text import fold
from ..values import Agent, Attendee, AttendeeStatus
from .covered import Covered
from .names import NameIndex
from .parts import Layout

_TELLING = 7
"""Shorter forms ("gikk", "kom") tell of other things too in running text."""
_BEFORE, _BEHIND, _NEAR = 120, 160, 6
_DATE_WITHIN = 12
_MOST = 400
_LONGEST_FORM = 80


@attrs.frozen
class Movement:
    """Somebody who came or left: who, and at which place of the text."""

    agent: Agent
    came: bool
    items: tuple[str, ...]
    substitute: bool


def with_movements(layout: Layout, listed: Sequence[Attendee]) -> Iterator[Attendee]:
    """Give the people listed, with the items that those who came or left were there for; then those not listed."""
    index = NameIndex.of(one.name for one in listed)
    moved: dict[str, Movement] = {}
    strangers: list[Attendee] = []
    for movement in movements(layout):
        names = index.find(movement.agent.name)
        if names:
            moved.setdefault(names[0], movement)
        elif movement.came:
            status: AttendeeStatus = "substitute" if movement.substitute else "present"
            strangers.append(Attendee(movement.agent.name, movement.agent.party, None, status, None, movement.items))
            index.add(movement.agent.name)
        else:
            strangers.append(Attendee(movement.agent.name, movement.agent.party, None, "absent", None, movement.items))
            index.add(movement.agent.name)
    values = layout.values
    for one in listed:
        told = moved.get(one.name)
        if told is None or one.items or one.status == "absent":
            yield one
        elif told.came:
            yield attrs.evolve(one, items=told.items)
        else:
            yield attrs.evolve(one, items=tuple(value for value in values if value not in told.items))
    yield from strangers


def movements(layout: Layout) -> Iterator[Movement]:
    """Give those who came or left, in order: the items are those after coming, or those missed."""
    values = layout.values
    covered = Covered(layout.context, values)
    text = layout.context.reading.text
    for start, end, row in _told(layout, fold(text)):
        agent = _subject(layout, text, start) if values else None
        if agent is None or _dated(layout, text[end : end + 4 * _DATE_WITHIN]):
            continue
        came = row.meaning == "came"
        line = bisect_right(layout.lines, start, key=lambda line: line.raw) - 1
        tail = text[start : _sentence_end(text, end)]
        named = covered.items(tail)
        if named is None:
            items = _items_from(layout, line, came)
        else:
            items = named if came else tuple(value for value in values if value not in set(named))
        if items:
            yield Movement(agent, came, items, _is_substitute(layout, text, start))


def _told(layout: Layout, folded: str) -> Iterator[tuple[int, int, Row]]:
    """Give the places where a telling form of coming or leaving stands, in order, the longest at each."""
    forms = layout.context.parser.vocabulary["roles"].forms_of("came", "left")
    present = [form for form in forms if len(form.text) >= _TELLING and form.trigger and form.trigger in folded]
    found: dict[tuple[int, int], Row] = {}
    for form in present[:_MOST]:
        for at in _places(folded, form.trigger):
            begin = max(0, at - _LONGEST_FORM)
            for match in form.pattern.finditer(folded, begin, at + _LONGEST_FORM):
                found.setdefault(match.span(), form.row)
    taken = 0
    for (start, end), row in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))[:_MOST]:
        if start >= taken:
            taken = end
            yield start, end, row


def _places(folded: str, word: str) -> Iterator[int]:
    """Give the first places of a word in a text."""
    at = folded.find(word)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = folded.find(word, at + len(word))


def _subject(layout: Layout, text: str, start: int) -> Agent | None:
    """Give the person, named with a party, that stands right before a form."""
    begin = max(text.rfind("\n\n", 0, start) + 2, start - _BEFORE, 0)
    window = " ".join(text[begin:start].split("\n"))
    subject: Agent | None = None
    for mention in layout.context.parser.agents.find(window):
        near = 0 <= len(window.rstrip()) - mention.end <= _NEAR and "." not in window[mention.end :]
        if mention.mark in (PERSON, NAME) and near and isinstance(mention.value, tuple) and len(mention.value) == 1:
            subject = mention.value[0] if mention.mark == PERSON else None
    return subject


def _dated(layout: Layout, behind: str) -> bool:
    """Say whether a date follows at once: then a term of office is meant, not a sitting."""
    return any(mention.start <= _DATE_WITHIN for mention in layout.context.parser.dates.find(behind))


def _sentence_end(text: str, end: int) -> int:
    limit = min(len(text), end + _BEHIND)
    stops = (text.find(mark, end, limit) for mark in (". ", "\n\n", ".\n"))
    return min((at for at in stops if at >= 0), default=limit)


def _items_from(layout: Layout, line: int, came: bool) -> tuple[str, ...]:
    """Give the items from the one that a line stands in: that one alone where it is about a disqualification."""
    here = layout.item_at(line)
    if here is None:
        return ()
    values = layout.values
    place = values.index(here)
    if _disqualified(layout, line):
        return (here,)
    if not came and _settled(layout, here, line):
        place += 1
    return values[place:]


def _disqualified(layout: Layout, line: int) -> bool:
    """Say whether the lines above speak of a disqualification."""
    above = " ".join(fold(one.text) for one in layout.lines[max(0, line - 8) : line + 1])
    matcher = layout.context.parser.vocabulary["headings"].matcher_of("disqualification")
    return bool(matcher.search(above))


def _settled(layout: Layout, here: str, line: int) -> bool:
    """Say whether an item was decided before a line: its treatment stands first, then its decision, then the line."""
    above: list[str] = []
    treated = decided = False
    last = bisect_right(layout.headings, line, key=lambda heading: heading.line)
    for heading in reversed(layout.headings[:last]):
        if layout.item_at(heading.line) != here:
            break
        above.append(heading.role)
    for role in reversed(above):
        decided = decided or (treated and role == "decision")
        treated = treated or role in ("treatment", "vote", "motion", "recommendation")
    return decided


def _is_substitute(layout: Layout, text: str, start: int) -> bool:
    window = fold(text[max(text.rfind("\n\n", 0, start), start - _BEFORE, 0) : start])
    return layout.context.parser.vocabulary["roles"].matcher_of("substitute").first(window) is not None

"""The parts of a document that say who was there: under their headings, on the cover or inside an item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import cast

import attrs

from ..context import Context
from ..items import Agenda
from ..labels import Label
from ..lines import Line
from ..outline import Heading
from ..text import fold
from ..values import ATTENDEE_STATUSES, Agent, AttendeeStatus

_WITHIN = frozenset(("chair", "secretary", "unit", "author", "recipient", "title"))
"""Labels that a list of people may hold itself: they do not end it."""
_HELD_HERE = frozenset(("decision", "treatment", "vote", "motion", "dissent", "disqualification", "instance"))
_PEOPLE = frozenset(("attendance", "absence"))
_BODIES = frozenset(("body", "office", "group"))


@attrs.frozen
class Part:
    """A list of people: their status, the lines that hold it, and the item that it covers (None: the sitting)."""

    status: AttendeeStatus
    ranges: tuple[tuple[int, int], ...]
    item: str | None


@attrs.frozen
class Layout:
    """What segmentation found, as far as a meeting's reader asks for it."""

    context: Context
    lines: Sequence[Line]
    headings: Sequence[Heading]
    labels: Sequence[Label]
    agenda: Agenda

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Give the numbers of the items in order."""
        return tuple(item.value for item in self.agenda.bodies)

    @cached_property
    def first_line(self) -> int:
        """Give the index of the line where the cover ends and the first case begins."""
        bodies = self.agenda.bodies
        with_text = next((item for item in bodies if item.headings), bodies[0] if bodies else None)
        if with_text is not None:
            return with_text.line.index
        told = (heading.line for heading in self.headings if heading.role in _CASE)
        return min(told, default=len(self.lines))

    def item_at(self, line: int) -> str | None:
        """Give the number of the item that a line belongs to, or None."""
        bodies = self.agenda.bodies
        place = bisect_right(bodies, line, key=lambda item: item.first) - 1
        return bodies[place].value if place >= 0 and line < bodies[place].last else None


_CASE = frozenset(("decision", "treatment", "recommendation", "background", "summary", "motion", "vote", "history"))


def parts(layout: Layout) -> Iterator[Part]:
    """Give the parts in order; those of earlier sittings that a case tells of are left out."""
    first = layout.first_line
    ends = _ends(layout)
    covered = any(heading.role == "attendance" and heading.line < first for heading in layout.headings)
    governing: Heading | None = None
    item: str | None = None
    for heading in layout.headings:
        here = layout.item_at(heading.line) if heading.line >= first else None
        if here != item:
            governing, item = None, here
        if heading.role not in _PEOPLE and not (heading.role == "members" and heading.line < first):
            governing = _governing(governing, heading)
            continue
        if heading.line >= first and not _of_this_sitting(layout.context, governing):
            continue
        roll_call = heading.role == "attendance" and not covered
        whole = heading.line < first or roll_call
        ranges = _ranges(layout, heading, ends, whole)
        yield Part(status_under(layout.context, heading), ranges, None if whole else here)


def _governing(before: Heading | None, heading: Heading) -> Heading | None:
    """Give the heading that what follows stands under: a part's own, history with the bodies that it tells of."""
    told = before is not None and before.role == "history" and heading.role == "instance"
    return before if told or heading.role in ("signature", "other") else heading


def _ends(layout: Layout) -> list[int]:
    """Give the indices of the lines that end a list of people, in order."""
    labels = {label.line for label in layout.labels if label.meaning not in _WITHIN}
    items = {item.line.index for item in (*layout.agenda.bodies, *layout.agenda.listed)}
    return sorted({heading.line for heading in layout.headings} | labels | items)


def _ranges(layout: Layout, heading: Heading, ends: Sequence[int], whole: bool) -> tuple[tuple[int, int], ...]:
    """Give the ranges of a part's lines; inside an item only those up to the first blank line behind a filled one."""
    at = bisect_right(ends, heading.line)
    stop = ends[at] if at < len(ends) else len(layout.lines)
    found: list[tuple[int, int]] = []
    for line in layout.lines[heading.line : stop]:
        start = max(line.start, min(heading.end, line.end)) if line.index <= heading.last_line else line.start
        if start < line.end and line not in layout.context.furniture:
            found.append((start, line.end))
        elif not whole and found and not line.text:
            break
    return tuple(found)


def _of_this_sitting(context: Context, governing: Heading | None) -> bool:
    """Say whether what stands under a heading happened in the sitting that the document records."""
    if governing is None:
        return True
    if governing.role not in _HELD_HERE:
        return False
    body = next((agent for agent in governing.agents if agent.kind in _BODIES), None)
    if governing.date is not None and context.date is not None:
        return governing.date == context.date
    return body is None or governing.date is None or alike(body, context.body)


def alike(first: Agent, second: Agent | None) -> bool:
    """Say whether two names can be one body's ("Kommunestyret", "Fjordvik kommunestyre"); an unknown one can be any."""
    if second is None:
        return True
    one, other = fold(first.name).removesuffix("s"), fold(second.name).removesuffix("s")
    return one in other or other in one


def status_under(context: Context, heading: Heading) -> AttendeeStatus:
    """Give the status of the people under a heading: what the word itself says, else its row."""
    text = fold(context.reading.text[heading.start : heading.end]).strip(" :\t.")
    found = context.parser.vocabulary["roles"].matcher_of("substitute", "member").opening(text)
    row = found.form.row if found is not None and found.end >= len(text) else None
    if row is not None and (row.meaning == "substitute" or row.attributes.get("serving_substitute")):
        return "substitute"
    if heading.role == "absence":
        return "absent"
    told = heading.row.attributes.get("status") if heading.row is not None else None
    if told in ATTENDEE_STATUSES:
        return cast(AttendeeStatus, told)
    other = context.parser.vocabulary["roles"].matcher_of("official", "substitute", "absent").first(text)
    meaning = other.form.row.meaning if other is not None else "present"
    return cast(AttendeeStatus, meaning)

"""People listed on a cover without any heading: bullets with a name each, "- Kari Moe (afbud)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..values import Attendee
from .entries import Entry, EntryReader
from .parts import Layout

_BULLET = re.compile(r"[-–•*▪●·]\s+(?=\S)")
_LONGEST = 100
_FEWEST = 2


def bulleted(reader: EntryReader, layout: Layout) -> Iterator[Attendee]:
    """Give the people of the first run of bullets above the first item and any heading, where every one is a person."""
    told = (heading.line for heading in layout.headings if heading.role != "other")
    first = min(told, default=len(layout.lines))
    if not layout.agenda.bodies:
        return
    run: list[Entry] = []
    for line in layout.lines[: min(first, layout.first_line)]:
        if not line.text or line in layout.context.furniture:
            continue
        bullet = _BULLET.match(line.text)
        if bullet is None or len(line.text) > _LONGEST:
            if run:
                break
            continue
        people = reader.entries(line.text[bullet.end() :], "present")
        if len(people) != 1:
            return
        run.extend(people)
    if len(run) >= _FEWEST:
        yield from (entry.attendee() for entry in run)

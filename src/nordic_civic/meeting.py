"""The sitting that minutes record: place and time, who was there, who certified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .context import Context
from .forms import PERSON
from .labels import Label
from .lines import Line
from .outline import Heading
from .rows import Row
from .text import fold
from .values import Agent, Attendee

_CLOCK = re.compile(r"(?<![\d.:/-])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.])")
_CELLS = re.compile(r"\t| {3,}")


def read_times(labels: Sequence[Label], context: Context) -> tuple[str | None, str | None, str | None]:
    """Give start, end and place of a sitting as its labels tell."""
    place = next((label.value for label in labels if label.meaning == "place" and label.value), None)
    clocks: list[str] = []
    for label in labels:
        if label.meaning in ("time", "place"):
            line_end = context.reading.text.find("\n\n", label.start)
            passage = context.reading.text[
                label.start : line_end if 0 <= line_end < label.start + 300 else label.start + 300
            ]
            clocks = [f"{int(hour):02d}:{minute}" for hour, minute in _CLOCK.findall(passage)]
            if clocks:
                break
    return (clocks[0] if clocks else None), (clocks[1] if len(clocks) > 1 else None), place


def read_attendance(context: Context, lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[Attendee]:
    """Give the people of the attendance parts, in order: from tables by their columns, from lists by line."""
    parts = [heading for heading in headings if heading.role in ("attendance", "absence")]
    stops = sorted(heading.line for heading in headings)
    seen: set[tuple[str, str]] = set()
    for heading in parts:
        stop = next((line for line in stops if line > heading.line), len(lines))
        status = _status(context, heading)
        for line in lines[heading.line : stop]:
            if line in context.furniture or not line.text:
                continue
            text = context.reading.text[max(line.start, heading.end if line.index == heading.line else 0) : line.end]
            for attendee in _attendees(context, text, status):
                if (attendee.name, attendee.status) not in seen:
                    seen.add((attendee.name, attendee.status))
                    yield attendee


def _status(context: Context, heading: Heading) -> str:
    if heading.role == "absence":
        return "absent"
    if heading.row is not None and "status" in heading.row.attributes:
        return str(heading.row.attributes["status"])
    found = (
        context.parser.vocabulary["roles"]
        .matcher_of("official", "substitute", "absent")
        .first(fold(context.reading.text[heading.start : heading.end]))
    )
    row: Row | None = found.form.row if found is not None else None
    return row.meaning if row is not None else "present"


def _attendees(context: Context, text: str, status: str) -> Iterator[Attendee]:
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if len(cells) >= 3:
        attendee = _from_cells(context, cells, status)
        if attendee is not None:
            yield attendee
        return
    mentions = [m for m in context.parser.agents.find(text) if m.mark == PERSON and isinstance(m.value, tuple)]
    folded = fold(text)
    for_whom = context.parser.vocabulary["roles"].matcher_of("substitutes_for").first(folded)
    if for_whom is not None and len(mentions) >= 1:
        agents = [(m.start, agent) for m in mentions for agent in m.value]  # type: ignore[attr-defined]
        before = [agent for start, agent in agents if start < for_whom.start]
        after = [agent for start, agent in agents if start > for_whom.start]
        if before:
            replaced = after[0].name if after else (text[for_whom.end :].strip(" .,") or None)
            yield Attendee(before[-1].name, before[-1].party, None, "substitute", replaced)
        return
    for mention in mentions:
        for agent in mention.value:  # type: ignore[attr-defined]
            yield Attendee(agent.name, agent.party, _role_behind(context, text[mention.end :]), status)  # type: ignore[arg-type]


def _role_behind(context: Context, rest: str) -> str | None:
    match = re.match(r"\s*[,(]?\s*([^(),\n]{3,40})", rest)
    if match is None:
        return None
    found = context.parser.vocabulary["roles"].matcher.opening(fold(match.group(1)))
    return match.group(1).strip(" )") if found is not None else None


def _from_cells(context: Context, cells: Sequence[str], status: str) -> Attendee | None:
    """Read a table's row: name, function, party, for whom."""
    name, function = cells[0], cells[1]
    if not name[:1].isupper() or any(char.isdigit() for char in name):
        return None
    found = context.parser.vocabulary["roles"].matcher.opening(fold(function))
    party = context.parser.registry.party(cells[2]) if len(cells) > 2 else None
    if found is None and party is None:
        return None
    row: Row | None = found.form.row if found is not None else None
    if row is not None and row.meaning == "substitute":
        status = "substitute"
    replaced = cells[3] if len(cells) > 3 else None
    return Attendee(name, party, function, status, replaced)  # type: ignore[arg-type]


def certifiers(
    context: Context, labels: Sequence[Label], headings: Sequence[Heading], lines: Sequence[Line]
) -> tuple[Agent, ...]:
    """Give those who were chosen to certify the minutes."""
    found: list[Agent] = []
    for label in labels:
        if label.meaning != "certifiers":
            continue
        last = label.last_line
        values = [label.value]
        for line in lines[last + 1 : last + 4]:
            if (
                not line.text
                or any(other.line == line.index for other in labels)
                or any(h.line == line.index for h in headings)
            ):
                break
            values.append(line.text)
        for value in values:
            for mention in context.parser.agents.find(value):
                if isinstance(mention.value, tuple):
                    found.extend(agent for agent in mention.value if agent.kind == "person")
    return tuple(dict.fromkeys(found))

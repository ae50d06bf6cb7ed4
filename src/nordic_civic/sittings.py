"""Sittings told of by labels: a body, a day and often a number, each behind its label on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from .forms import BODY
from .lines import Line
from .parser import Parser
from .values import Agent

_COVER_LINES = 12


@attrs.frozen
class LabelledSitting:
    """The lines from the body's label to the last label, and whose sitting on which day they name."""

    first: Line
    last: Line
    agents: tuple[Agent, ...]
    date: str


def labelled_sittings(lines: Sequence[Line], parser: Parser) -> Iterator[LabelledSitting]:
    """Find the sittings that labels tell of behind the first lines of a document (there they are its own head).

    "Udvalg: Teknisk Udvalg", "Dato: 03-05-2021", "Punktnummer: 4" stand under each other; the number may be missing.
    """
    written = [line for line in lines if line.text]
    for number, line in enumerate(written[:-1]):
        if number < _COVER_LINES:
            continue
        agents = _agents(_value(line, parser, "body"), parser)
        day = _value(written[number + 1], parser, "date", "meeting_date") if agents else ""
        date = next((m.value for m in parser.dates.find(day) if m.start == 0 and isinstance(m.value, str)), None)
        if date is None:
            continue
        last = written[number + 1]
        if number + 2 < len(written) and _value(written[number + 2], parser, "item").isdecimal():
            last = written[number + 2]
        yield LabelledSitting(line, last, agents, date)


def _value(line: Line, parser: Parser, *meanings: str) -> str:
    """Give what stands behind a label and its colon; "" where the line has no such label."""
    label, colon, value = line.text.partition(":")
    if not colon or len(line.text) > 100:
        return ""
    found = parser.vocabulary["labels"].matcher_of(*meanings).opening(label.lower())
    return value.strip() if found is not None and found.end == len(label) else ""


def _agents(value: str, parser: Parser) -> tuple[Agent, ...]:
    found = next((m for m in parser.agents.find(value) if m.mark == BODY), None) if value else None
    if found is None or found.start or found.end < len(value) or not isinstance(found.value, tuple):
        return ()
    return found.value[:1]

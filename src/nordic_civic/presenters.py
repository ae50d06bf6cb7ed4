"""Who presents a case: named on a line above the recommendation ("Presented by: …"), which is then theirs."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from .candidates import Item
from .labels import Label
from .outline import Heading
from .parser import Parser
from .values import Agent


def with_presenters(
    headings: Sequence[Heading], labels: Sequence[Label], items: Sequence[Item], parser: Parser
) -> list[Heading]:
    """Give the headings; a recommendation whose own heading names nobody has the presenter named last before it.

    The presenter's line stands in the same case.
    """
    lines = [label for label in labels if label.meaning == "presenter"]
    return [_presented(heading, lines, items, parser) if lines else heading for heading in headings]


def _presented(heading: Heading, lines: Sequence[Label], items: Sequence[Item], parser: Parser) -> Heading:
    if heading.role != "recommendation" or heading.agents:
        return heading
    first = next((item.first for item in items if item.first <= heading.line < item.last), 0)
    above = [label for label in lines if first <= label.line < heading.line]
    named = _named(above[-1].value, parser) if above else ()
    if not named:
        return heading
    return attrs.evolve(heading, presenters=named, presented=(above[-1].start, above[-1].end))


def _named(value: str, parser: Parser) -> tuple[Agent, ...]:
    found = next((m.value for m in parser.agents.find(value) if isinstance(m.value, tuple)), ())
    return tuple(agent for agent in found if isinstance(agent, Agent))[:1]

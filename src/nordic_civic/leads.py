"""Lead-ins under a heading of recommendation: "Förslag till beslut" over "Kommunstyrelsen beslutar" is no decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from .lines import Line
from .outline import Heading
from .values import Agent


def proposed_leads(headings: Sequence[Heading], body: Sequence[Line]) -> Iterator[Heading]:
    """Give the headings with each lead-in right under a bare heading of recommendation made part of it.

    The body that the lead-in names is the one asked to decide; whose recommendation it is the heading above says.
    Further lead-ins below, to the same or another body, are lines of the one proposal. `body` are the lines that
    count, in order.
    """
    place = {line.index: number for number, line in enumerate(body)}
    above: Heading | None = None
    inside = False
    for heading in headings:
        if above is not None and _leads(heading):
            if inside:
                continue
            if place.get(heading.line) == place.get(above.last_line, -2) + 1:
                inside = True
                yield _asked(above, heading)
                continue
        inside = False
        above = heading if _bare(heading, body, place) else None
        yield heading


def _leads(heading: Heading) -> bool:
    """Say whether a heading is a lead-in by which a body decides or proposes ("X beslutar att")."""
    return heading.resolves or (heading.row is not None and bool(heading.row.attributes.get("lead")))


def _bare(heading: Heading, body: Sequence[Line], place: Mapping[int, int]) -> bool:
    """Say whether a heading of recommendation has its line to itself and is no lead-in."""
    number = place.get(heading.last_line)
    return (
        heading.role == "recommendation"
        and not _leads(heading)
        and number is not None
        and (heading.end >= body[number].end)
    )


def _asked(above: Heading, heading: Heading) -> Heading:
    """Give a lead-in as the recommendation of those whom the heading above it names."""
    deciding = next((agent for agent in heading.agents if agent.kind in ("body", "group")), None)
    offices: tuple[Agent, ...] = tuple(agent for agent in heading.agents if agent.kind == "office")
    return attrs.evolve(
        heading,
        role="recommendation",
        agents=above.agents or offices,
        addressee=heading.addressee or above.addressee or deciding,
        row=above.row if heading.role == "decision" else heading.row,
    )

"""The parts of one case in order: what a short lead-in interrupts is taken up again behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from .outline import Heading, Section

PASSING = frozenset(("vote", "absence", "disqualification", "attendance"))
"""Roles whose inline lead-in ("For stemte: …") holds one paragraph and then gives back to the part around it."""


@attrs.frozen
class Block:
    """A section with the body and date that stand above it, and whether it goes on with an earlier block."""

    section: Section
    role: str
    origin: Heading | None = None
    resumes: Block | None = None


def blocks(sections: Sequence[Section]) -> Iterator[Block]:
    """Give the sections of a case as blocks.

    A heading of a body and a date alone ("Formannskapet 18.03.2026") has no text of its own where another heading
    follows at once: it is the `origin` of that part. With text it is a part of its own (role `instance`).
    """
    origin: Heading | None = None
    enclosing: Block | None = None
    for section in sections:
        heading = section.heading
        if section.role == "instance" and section.empty:
            origin = heading
            continue
        inline = heading is not None and section.ranges[:1] and section.ranges[0][0] == heading.end
        if section.role in PASSING and inline and enclosing is not None:
            own, rest = _first_paragraph(section)
            yield Block(own, section.role, origin)
            if not rest.empty:
                yield Block(rest, enclosing.role, enclosing.origin, enclosing)
            continue
        block = Block(section, section.role, origin)
        yield block
        if section.role not in PASSING:
            enclosing = block
        origin = None


def _first_paragraph(section: Section) -> tuple[Section, Section]:
    ranges = section.ranges
    stop = next((i for i, (start, end) in enumerate(ranges) if start == end and i), len(ranges))
    return Section(section.heading, ranges[:stop]), Section(section.heading, ranges[stop:])

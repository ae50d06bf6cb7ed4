"""Records on their way: what was recognised, before ids are given and references resolved."""

from __future__ import annotations

from typing import Any

import attrs

from .outline import Heading
from .rolls.roll import Roll
from .values import Item
from .view import View


@attrs.define(eq=False)
class Draft:
    """A record to be: the part of a view that is its text, its fields so far, and where each was read.

    `type` is `proposal`, `decision` or `mandate`; `evidence` holds `(field, start, end, rule)` in the same view;
    `elsewhere` holds the same with offsets in the document, for what stands outside the view; `origin` is the draft
    that it stands in; a `historic` one is told of from an earlier sitting. `adopted` holds the proposals that a
    decision adopted, each with the points that it carries from there.
    """

    type: str
    view: View
    start: int
    end: int
    rule: str
    fields: dict[str, Any] = attrs.field(factory=dict)
    evidence: list[tuple[str, int, int, str]] = attrs.field(factory=list)
    elsewhere: list[tuple[str, int, int, str]] = attrs.field(factory=list)
    origin: Draft | None = None
    heading: Heading | None = None
    historic: bool = False
    adopted: list[tuple[Draft, tuple[Item, ...]]] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """Give the passage."""
        return self.view.text[self.start : self.end]

    @property
    def first(self) -> int:
        """Give the offset in the document where the passage starts."""
        return self.view.offset(self.start)

    def told(self, field: str, start: int, end: int) -> None:
        """Note where in the view a field was read."""
        self.evidence.append((field, start, max(end, start), self.rule))


@attrs.define(eq=False)
class VoteDraft:
    """A vote to be: its fields, where it stands, and the proposal that it is about."""

    fields: dict[str, Any]
    first: int
    about: Draft | None = None
    options: dict[str, int] = attrs.field(factory=dict)


@attrs.define(eq=False)
class CaseDraft:
    """A case to be, with everything that was found inside it; `rolls` are its voting lists."""

    fields: dict[str, Any]
    ranges: list[tuple[int, int]]
    evidence: list[tuple[str, int, int, str]] = attrs.field(factory=list)
    proposals: list[Draft] = attrs.field(factory=list)
    decisions: list[Draft] = attrs.field(factory=list)
    mandates: list[Draft] = attrs.field(factory=list)
    votes: list[VoteDraft] = attrs.field(factory=list)
    rolls: list[Roll] = attrs.field(factory=list)

"""Count the points of OpenDocument lists."""

from __future__ import annotations

import attrs

from .odt_styles import ListLevel

__all__ = ["OdtList", "OutlineCounts"]


@attrs.define(slots=True)
class OdtList:
    """Hold the state of one open list: its levels, the numbers of the points it stands in, its own count."""

    style: str
    levels: dict[int, ListLevel]
    outer: list[int]
    count: int

    @property
    def depth(self) -> int:
        """Give the depth of the list, from 1."""
        return len(self.outer) + 1

    @classmethod
    def open(cls, style: str, levels: dict[int, ListLevel], outer: list[int], went_on: int | None) -> OdtList:
        """Begin a list; `went_on` is the count of the list that it continues."""
        level = levels.get(len(outer) + 1, ListLevel())
        return cls(style, levels, outer, level.start - 1 if went_on is None else went_on)

    def label(self, start: int | None) -> str | None:
        """Count a point, from `start` if it sets one, and write its label."""
        self.count = self.count + 1 if start is None else start
        level = self.levels.get(self.depth)
        if level is None:
            return "- "
        return level.label([*self.outer, self.count], self.levels)


class OutlineCounts:
    """Count headings where the document numbers them."""

    def __init__(self, levels: dict[int, ListLevel]) -> None:
        self._levels = levels
        self._counts: list[int] = []

    def label(self, depth: int) -> str | None:
        """Count a heading and write its number; None where headings have none."""
        level = self._levels.get(depth)
        if level is None or not level.form:
            return None
        counts = self._counts[:depth]
        while len(counts) < depth:
            counts.append(self._levels.get(len(counts) + 1, ListLevel()).start - 1)
        counts[-1] += 1
        self._counts = counts
        return level.label(counts, self._levels)

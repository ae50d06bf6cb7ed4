"""Who voted how in one vote, as a list of the members prints it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..values import Ballot, Choice


@attrs.define(eq=False)
class Roll:
    """One vote of a voting list.

    `first` is the offset where the list starts. What stands above it: `numbers` of the item, the `order` of the vote
    among the item's or None, all its words as a key in `caption`; it is `told` where they tell of a vote, `apart` where
    the list stands in an appendix. `columns` are the choices that it has a place for, `totals` what it sums them up to,
    {} where it does not. It is `sure` where every mark stood clearly in one column. `used` says that a vote has its
    ballots.
    """

    first: int
    ballots: tuple[Ballot, ...]
    columns: frozenset[Choice]
    totals: Mapping[Choice, int]
    sure: bool
    numbers: tuple[str, ...] = ()
    order: int | None = None
    caption: str = ""
    told: bool = False
    apart: bool = False
    used: bool = False

    def count(self, choice: Choice) -> int:
        """Count the members of a choice."""
        return sum(ballot.choice == choice for ballot in self.ballots)

    @property
    def tally(self) -> tuple[int, int]:
        """Give the numbers for and against."""
        return self.count("yes"), self.count("no")

    @property
    def sound(self) -> bool:
        """Say whether the list was read as it stands: by its own sums, else by its marks."""
        if self.totals:
            return all(self.count(choice) == number for choice, number in self.totals.items())
        return self.sure

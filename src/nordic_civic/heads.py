"""Words that name a body, an office or another agent by themselves, whole or as the end of a compound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from .rows import Row
from .text import fold
from .vocabulary import Table

_REMEMBERED = 4096


@attrs.frozen
class Head:
    """What a word names: the kind of agent, the word without its genitive, whether a field may follow ("for …")."""

    kind: str
    bare: str
    of: bool
    municipal: bool


@attrs.frozen(eq=False)
class HeadWords:
    """The single words of an `agents` table; what was asked is remembered for a while."""

    table: Table

    @cached_property
    def _exact(self) -> Mapping[str, Row]:
        return {fold(form): row for row in self.table.rows for form in row.forms if " " not in form}

    @cached_property
    def _suffixes(self) -> tuple[tuple[str, Row], ...]:
        pairs = [(fold(suffix), row) for row in self.table.rows for suffix in row.suffixes]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(suffix for suffix, _ in self._suffixes)

    @cached_property
    def _heads(self) -> dict[str, Head | None]:
        return {}

    def head(self, word: str) -> Head | None:
        """Say what kind of agent one word names, its genitive ending taken off; None where it names none."""
        low = fold(word).rstrip(".")
        if low not in self._heads:
            if len(self._heads) > _REMEMBERED:
                self._heads.clear()
            self._heads[low] = self._named(low)
        return self._heads[low]

    def _named(self, low: str) -> Head | None:
        for base in (low, low[:-1] if low.endswith("s") else ""):
            row = self._exact.get(base) if base else None
            if row is None and base and base.endswith(self._endings):
                row = next((row for suffix, row in self._suffixes if _ends(base, suffix, row)), None)
            if row is not None:
                attributes = row.attributes
                return Head(row.meaning, base, bool(attributes.get("of")), bool(attributes.get("municipal")))
        return None

    def forget(self) -> None:
        """Drop what is remembered."""
        self._heads.clear()


def _ends(word: str, suffix: str, row: Row) -> bool:
    """Say whether a compound ends in a suffix and in none of the row's exceptions (`except`)."""
    if not word.endswith(suffix) or len(word) <= len(suffix) + 1:
        return False
    return not word.endswith(tuple(row.attributes.get("except", ())))

"""Words that name a body, an office or another agent by themselves, whole or as the end of a compound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from .forms import BODY
from .mentions import Mention
from .rows import Row
from .text import fold
from .typed import one_of
from .values import AGENT_KINDS, Agent
from .vocabulary import Table

_REMEMBERED = 4096


@attrs.frozen
class Head:
    """What a word names: the word without its genitive, and the row of the table that says so."""

    bare: str
    row: Row

    @property
    def kind(self) -> str:
        """Give the kind of agent."""
        return self.row.meaning

    @property
    def of(self) -> bool:
        """Say whether a field may follow ("for …")."""
        return bool(self.row.attributes.get("of"))

    @property
    def municipal(self) -> bool:
        """Say whether only a municipality has it."""
        return bool(self.row.attributes.get("municipal"))


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

    def head(self, low: str) -> Head | None:
        """Say what kind of agent a folded word names, its genitive ending taken off; None where it names none."""
        heads = self._heads
        if low not in heads:
            if len(heads) > _REMEMBERED:
                heads.clear()
            heads[low] = self._named(low.rstrip("."))
        return heads[low]

    def _named(self, low: str) -> Head | None:
        for base in (low, low[:-1] if low.endswith("s") else ""):
            row = self._exact.get(base) if base else None
            if row is None and base and base.endswith(self._endings):
                row = next((row for suffix, row in self._suffixes if _ends(base, suffix, row)), None)
            if row is not None:
                return Head(base, row)
        return None

    def forget(self) -> None:
        """Drop what is remembered."""
        self._heads.clear()


def _ends(word: str, suffix: str, row: Row) -> bool:
    """Say whether a compound ends in a suffix and in none of the row's exceptions (`except`)."""
    if not word.endswith(suffix) or len(word) <= len(suffix) + 1:
        return False
    return not word.endswith(tuple(row.attributes.get("except", ())))


def actor(text: str, start: int, end: int, row: Row) -> Mention:
    """Give the mention of the agent that a row names in a range of a text."""
    name = base_form(" ".join(text[start:end].split()), row)
    return Mention(start, end, BODY, (Agent(name, kind=one_of(row.meaning, AGENT_KINDS)),))


def base_form(name: str, row: Row) -> str:
    """Give a name in its base form: the ending of each word is changed as the row's `base` says, the longest first.

    >>> row = Row("body", (), attributes={"base": {"nefndar": "nefnd", "ráði": "ráð"}})
    >>> base_form("Skipulagsnefndar", row), base_form("BÆJARRÁÐI", row), base_form("Bæjarráð", row)
    ('Skipulagsnefnd', 'BÆJARRÁÐ', 'Bæjarráð')
    """
    endings = row.attributes.get("base")
    if not endings:
        return name
    longest = sorted(endings, key=len, reverse=True)
    return " ".join(
        _based(word, next((one for one in longest if fold(word).endswith(one)), ""), endings) for word in name.split()
    )


def _based(word: str, ending: str, endings: Mapping[str, str]) -> str:
    if not ending:
        return word
    base = endings[ending].upper() if word.isupper() else endings[ending]
    kept = word[: len(word) - len(ending)]
    return kept + base if kept or word.islower() or word.isupper() else base.capitalize()

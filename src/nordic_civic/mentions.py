"""What is found in a line or sentence - agents, dates, identifiers - and the shadow that forms are searched in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import attrs

from .forms import Found
from .text import fold
from .values import Agent, AgentKind


@attrs.frozen
class Mention:
    """One thing found in a text: where it stands, its mark in a shadow, and what it is.

    `value` is a tuple of `Agent` values for agents, an EDTF string for dates, an `Identifier` for identifiers.
    """

    start: int
    end: int
    mark: str
    value: object


def kind_of_first(mention: Mention | None, default: AgentKind) -> AgentKind:
    """Give the kind of the first agent of a mention, `default` where it has none."""
    if mention is not None and isinstance(mention.value, tuple) and isinstance(mention.value[0], Agent):
        return mention.value[0].kind
    return default


@attrs.frozen
class Shadow:
    """A folded text in which every mention is one mark; offsets lead back to the text.

    >>> shadow = make_shadow("Byrådet den 4/5 2020 vedtog", [Mention(8, 20, "#", "2020-05-04")])
    >>> shadow.text, shadow.back(10)
    ('byrådet # vedtog', 21)
    """

    text: str
    source: str
    mentions: tuple[Mention, ...]
    _marks: tuple[int, ...]

    def back(self, position: int) -> int:
        """Give the offset in the source text of a position in the shadow."""
        before = bisect_left(self._marks, position)
        return position + self.mentions[before - 1].end - self._marks[before - 1] - 1 if before else position

    def mention_at(self, position: int) -> Mention | None:
        """Give the mention whose mark stands at a position of the shadow."""
        place = bisect_left(self._marks, position)
        return self.mentions[place] if self._marks[place : place + 1] == (position,) else None

    def agents(self, found: Found, *names: str) -> tuple[Agent, ...]:
        """Give the agents that filled the named slots (any agent slot, where no name is given)."""
        out: list[Agent] = []
        for name, start, _ in found.slots:
            mention = self.mention_at(start)
            if (not names or name in names) and mention is not None and isinstance(mention.value, tuple):
                out.extend(mention.value)
        return tuple(out)

    def value(self, found: Found, name: str) -> str | None:
        """Give what filled a slot that holds a date (EDTF) or digits, or None."""
        for slot, start, end in found.slots:
            if slot == name:
                mention = self.mention_at(start)
                if mention is None:
                    return self.text[start:end]
                return mention.value if isinstance(mention.value, str) else None
        return None

    def has(self, found: Found, name: str) -> bool:
        """Say whether a slot was filled."""
        return any(slot == name for slot, _, _ in found.slots)


def make_shadow(text: str, mentions: Sequence[Mention]) -> Shadow:
    """Put one mark in the place of every mention (they must not overlap) and fold the rest."""
    ordered = tuple(sorted(mentions, key=lambda mention: mention.start))
    parts: list[str] = []
    marks: list[int] = []
    position = length = 0
    for mention in ordered:
        before = text[position : mention.start]
        parts.append(before)
        length += len(before)
        marks.append(length)
        parts.append(mention.mark)
        length += 1
        position = mention.end
    parts.append(text[position:])
    return Shadow(fold("".join(parts)), text, ordered, tuple(marks))


def without_clashes(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep of mentions that overlap the one that starts first; of those the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept

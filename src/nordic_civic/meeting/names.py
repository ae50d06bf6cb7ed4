"""Spellings of one person's name: initials, left-out middle names, hyphens, turned order, a letter wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import attrs

from ..text import fold

_SPLIT = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"['’´`]")
_LETTERS = {"æ": "ä", "ø": "ö", "ð": "d", "þ": "th"}
_KEPT = frozenset("åäö")
_MOST = 40
_ALIKE = 0.8


def name_parts(name: str) -> tuple[str, ...]:
    """Give the parts of a name as they compare: folded, accents off, hyphens as spaces.

    >>> name_parts("Siri-Marie Øvrum")
    ('siri', 'marie', 'övrum')
    """
    plain = "".join(_LETTERS.get(char) or _plain(char) for char in fold(_APOSTROPHE.sub("", name)))
    return tuple(part for part in _SPLIT.split(plain.replace("aa", "å")) if part)


def _plain(char: str) -> str:
    return char if char in _KEPT or char.isascii() else unicodedata.normalize("NFKD", char)[0]


def same_person(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether two names in parts can be one person's.

    >>> same_person(name_parts("Liv K. J. Moe"), name_parts("Liv Karin Jord Moe"))
    True
    >>> same_person(name_parts("Liv Moe"), name_parts("Siv Moe"))
    False
    """
    if "".join(first) == "".join(second) or sorted(first) == sorted(second):
        return True
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if len(short) < 2:
        return False
    return _left_out(short, long) or _misspelt(short, long)


def _left_out(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether `short` is `long` with parts left out or cut to their first letter."""
    whole = at = 0
    for part in short:
        while at < len(long) and not _fits(part, long[at]):
            at += 1
        if at == len(long):
            return False
        whole += part == long[at] and len(part) > 1
        at += 1
    ends = _fits(short[0], long[0]) and short[-1] == long[-1]
    return whole >= 2 or (ends and whole >= 1)


def _fits(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _misspelt(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether two names differ in a letter or two of one part."""
    if len(short) != len(long):
        return False
    wrong = [(one, other) for one, other in zip(short, long, strict=True) if not _fits(one, other)]
    if len(wrong) != 1 or min(map(len, wrong[0])) < 4:
        return False
    return SequenceMatcher(None, *wrong[0], autojunk=False).ratio() >= _ALIKE


@attrs.define
class NameIndex:
    """Names found again by their parts, so that looking one up does not go through them all.

    >>> index = NameIndex.of(["Liv Karin Moe", "Ola Vik"])
    >>> index.find("Liv Moe"), index.find("Per Dam")
    (('Liv Karin Moe',), ())
    """

    _exact: dict[str, str] = attrs.field(factory=dict)
    _by_part: dict[str, list[str]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> NameIndex:
        """Make an index of names."""
        index = cls()
        for name in names:
            index.add(name)
        return index

    def add(self, name: str) -> None:
        """Put a name in; one that is there already stays as it was written first."""
        parts = name_parts(name)
        if self._exact.setdefault("".join(parts), name) != name:
            return
        for part in {*parts, "".join(sorted(parts))}:
            held = self._by_part.setdefault(part, [])
            if len(held) < _MOST:
                held.append(name)

    def find(self, name: str) -> tuple[str, ...]:
        """Give the names that can be the same person's: the one spelt alike alone, else every variant."""
        parts = name_parts(name)
        exact = self._exact.get("".join(parts))
        if exact is not None:
            return (exact,)
        near = {one: None for part in (*parts, "".join(sorted(parts))) for one in self._by_part.get(part, ())}
        return tuple(one for one in near if same_person(parts, name_parts(one)))

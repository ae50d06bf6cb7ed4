"""Which items of a sitting a passage names: "§§ 12–15", "til og med sak 12/26", "från § 16"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from ..context import Context
from ..identifiers import find_identifiers
from ..text import fold

_NUMBER = re.compile(r"\d{1,4}(?:\s?/\s?\d{2,4})?")
_BETWEEN = re.compile(r"\s*(?:(?P<to>[-–—])|,|&|(?P<word>[^\W\d_]{1,5})(?=\s))\s*(?:§{1,2}\s?)?(?=\d)")
_NOT_NUMBER = re.compile(r"^\D+|\s")
_NEAR = 12
_MOST_ITEMS = 1000


def bare_number(value: str) -> str:
    """Take off what stands before the digits of an item's number.

    >>> bare_number("PS 12/26")
    '12/26'
    """
    return _NOT_NUMBER.sub("", value)


def _most(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(values[:_MOST_ITEMS])


@attrs.define
class Covered:
    """The numbers of a sitting's items in order, to be found in passages that say who was there for which."""

    context: Context
    values: tuple[str, ...] = attrs.field(converter=_most)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, value in enumerate(self.values):
            found.setdefault(bare_number(value), []).append(place)
        return found

    @cached_property
    def _and(self) -> frozenset[str]:
        return self.context.parser.vocabulary["language"].words("and")

    def items(self, text: str) -> tuple[str, ...] | None:
        """Give the items that a passage names, or None where it names none.

        A row of the `roles` table that means `came` adds all that follow, one that means `left` all that stand before;
        its attribute `covers` (`from`, `through`, `before`, `only`, `except`) says otherwise.
        """
        named = self._named(text)
        if not named:
            return None
        how = self._how(text)
        if how == "from":
            return tuple(self.values[min(named) :])
        if how in ("through", "before"):
            return tuple(self.values[: max(named) + (how == "through")])
        if how == "except":
            return tuple(value for place, value in enumerate(self.values) if place not in named)
        return tuple(self.values[place] for place in sorted(named))

    def start(self, text: str) -> int:
        """Give where the first number of an item stands with its word or sign, or the text's length."""
        return min(self._starts(text), default=len(text))

    def _how(self, text: str) -> str:
        found = self.context.parser.vocabulary["roles"].matcher_of("came", "left").first(fold(text))
        if found is None:
            return "only"
        row = found.form.row
        return str(row.attributes.get("covers", "from" if row.meaning == "came" else "through"))

    def _named(self, text: str) -> set[int]:
        """Give the places of the numbers that a passage names, ranges filled in."""
        found: set[int] = set()
        for start in self._starts(text):
            for first, last in self._run(text, start):
                low, high = self._place(first, text, start), self._place(last, text, start)
                if low is not None and high is not None:
                    found.update(range(low, high + 1))
        return found

    def _place(self, number: str, text: str, start: int) -> int | None:
        """Give the place of a number: of several series the one whose sign stands beside it, else the first."""
        places = self._places.get(number, ())
        near = fold(text[max(0, start - _NEAR) : start + _NEAR])
        signed = (place for place in places if self._sign(place) in near)
        return next(signed if len(places) > 1 else iter(places), None)

    def _sign(self, place: int) -> str:
        """Give the letters before an item's number ("ps")."""
        value = self.values[place]
        return fold(value[: len(value) - len(bare_number(value))]).strip()

    def _starts(self, text: str) -> list[int]:
        """Give where numbers of items start: behind the word or sign for an item, or as the items write them."""
        identifiers = find_identifiers(text, 0, self.context.parser, ["item"])
        found = [identifier.span.start for identifier in identifiers if identifier.span is not None]
        return found or list(self._written(text))

    def _written(self, text: str) -> Iterator[int]:
        folded = fold(text)
        for match in _NUMBER.finditer(folded):
            signs = [self._sign(place) for place in self._places.get(bare_number(match.group()), ())]
            before = folded[max(0, match.start() - _NEAR) : match.start()].rstrip()
            if any(sign and before.endswith(sign) for sign in signs):
                yield match.start()

    def _run(self, text: str, start: int) -> list[tuple[str, str]]:
        """Read a run of numbers and ranges: "12–15, 17 och 19" gives 12 to 15, 17 to 17, 19 to 19."""
        match = _NUMBER.search(text, start, start + _NEAR + 9)
        if match is None:
            return []
        number = bare_number(match.group())
        run = [(number, number)]
        while (gap := _BETWEEN.match(text, match.end())) is not None:
            match = _NUMBER.match(text, gap.end())
            if match is None or (gap["word"] and fold(gap["word"]) not in self._and):
                break
            number = bare_number(match.group())
            if gap["to"]:
                run[-1] = (run[-1][0], number)
            else:
                run.append((number, number))
        return run

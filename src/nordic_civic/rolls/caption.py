"""What stands above a voting list: the item and the vote that it is of, and its sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from ..identifiers import find_identifiers
from ..lines import Line
from ..parser import Parser
from ..text import key
from ..values import Choice
from .words import choice_of

_SUM = re.compile(r"(?P<words>[^\d:]{2,40}?)\s*(?::\s*)?(?P<number>\d{1,3})(?:\s[^\W\d]+)?")
_ORDER = re.compile(r"(?<![§\d/.-])(?<!§ )\b\d{1,2}\b(?![\d/.-])")
_DIGITS = re.compile(r"\d+(?:[/-]\d+)?")


@attrs.frozen
class Caption:
    """The lines above a voting list, the nearest first; `sums` are the lines of them that sum up the vote."""

    lines: tuple[Line, ...] = ()
    sums: Mapping[int, tuple[Choice, int]] = attrs.field(factory=dict)
    numbers: tuple[str, ...] = ()
    orders: tuple[int, ...] = ()
    told: bool = False
    apart: bool = False

    @property
    def words(self) -> str:
        """Give the words of all lines as one key, in their order."""
        return "".join(key(line.text) for line in reversed(self.lines))

    @property
    def totals(self) -> Mapping[Choice, int]:
        """Give the sums by choice."""
        return dict(self.sums.values())

    def repeats(self, other: Caption) -> bool:
        """Say whether another caption has all lines of this one, as that of the page before has."""
        texts = {key(line.text) for line in other.lines}
        return all(key(line.text) in texts for line in self.lines)


def read_caption(lines: Sequence[Line], words: Mapping[str, Choice], parser: Parser) -> Caption:
    """Read the lines above a voting list, the nearest first."""
    sums = {line.index: found for line in lines if (found := _sum(line.text, words)) is not None}
    voting = [line for line in lines if line.index not in sums and _tells_vote(line, parser)]
    numbers = next(filter(None, (_numbers(line, line in voting, parser) for line in lines)), ())
    orders = next(filter(None, (_orders(line.text) for line in voting)), ())
    headings = parser.vocabulary["headings"].matcher_of("attachments")
    apart = bool(numbers) or any(headings.opening(line.folded) is not None for line in lines)
    return Caption(tuple(lines), sums, numbers, orders, bool(sums or voting), apart)


def _sum(text: str, words: Mapping[str, Choice]) -> tuple[Choice, int] | None:
    match = _SUM.fullmatch(text)
    if match is None:
        return None
    named = match["words"].strip()
    choice = choice_of(words, named) or choice_of(words, named.partition(" ")[2])
    return (choice, int(match["number"])) if choice is not None else None


def _tells_vote(line: Line, parser: Parser) -> bool:
    headings, votes = parser.vocabulary["headings"], parser.vocabulary["votes"]
    if headings.matcher_of("vote").first(line.folded) is not None:
        return True
    return votes.matcher_of("roll_call", "count").first(line.folded) is not None


def _orders(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _ORDER.findall(text))


def _numbers(line: Line, voting: bool, parser: Parser) -> tuple[str, ...]:
    """Give the items that a line names: as their heading does, or beside the word for a vote."""
    for shape in parser.items:
        match = None if shape.weak else shape.pattern.match(line.text)
        if match is not None:
            return (shape.value(match),)
    return tuple(found.value for found in find_identifiers(line.text, 0, parser, ["item"])) if voting else ()


def same_number(one: str, other: str) -> bool:
    """Say whether two numbers are one item's, whatever series word they have.

    >>> same_number("PS 14/26", "Sak 14/26"), same_number("§ 4", "§ 14")
    (True, False)
    """
    ours, theirs = _DIGITS.findall(one), _DIGITS.findall(other)
    return bool(ours and theirs) and ours[-1] == theirs[-1]

"""Numbers of items as numbers: their series, their year, and which of two numbers is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

_SHAPE = re.compile(r"(?P<series>[^\d]*?)\s*(?P<first>\d{1,6})(?:\s?/\s?(?P<second>\d{1,4}))?")
_RANGE = re.compile(
    r"""(?P<low>\d{1,6})(?:/\d{2,4})?                 # 26, 12/24
    (?:\s*[-–—]\s*(?:[^\W\d_]{1,5}\s)?(?:§+\s?)?    # – , – PS , – §
    (?P<high>\d{1,6}))?(?:/\d{2,4})?                 # 38, 15/24
    """,
    re.VERBOSE,
)
_WIDEST = 3000


@attrs.frozen
class Number:
    """The number of one item: its series ("PS", "§", ""), its place in it, and how the document writes it."""

    series: str
    place: int
    value: str


def read_numbers(values: Iterable[str]) -> list[Number]:
    """Give the numbers of items, in order; of "14/72" the part that does not stay the same is the place.

    >>> [number.place for number in read_numbers(["BU 14/72", "BU 14/73"])]
    [72, 73]
    """
    parts: list[tuple[str, int, int | None, str]] = []
    for value in values:
        match = _SHAPE.match(value)
        if match is not None:
            second = int(match["second"]) if match["second"] else None
            parts.append((match["series"].strip().casefold(), int(match["first"]), second, value))
    turned = _year_first(parts)
    return [
        Number(series, second if series in turned and second is not None else first, value)
        for series, first, second, value in parts
    ]


def _year_first(parts: Sequence[tuple[str, int, int | None, str]]) -> frozenset[str]:
    """Give the series whose numbers start with the year: it stays the same while what follows changes."""
    found: set[str] = set()
    for series in {part[0] for part in parts}:
        firsts = {part[1] for part in parts if part[0] == series}
        seconds = {part[2] for part in parts if part[0] == series}
        year = len(firsts) == 1 and next(iter(firsts)) > 1900
        if None not in seconds and len(firsts) == 1 and (len(seconds) > 1 or year):
            found.add(series)
    return frozenset(found)


def read_range(text: str) -> set[int] | None:
    """Give the places that a line such as "§§ 26–38, 40" names; None where it names none or far too many.

    >>> sorted(read_range("26–28, 40") or ())
    [26, 27, 28, 40]
    """
    found: set[int] = set()
    for match in _RANGE.finditer(text):
        low = int(match["low"])
        high = int(match["high"]) if match["high"] else low
        if high - low > _WIDEST or len(found) > _WIDEST:
            return None
        found.update(range(low, high + 1) if high >= low else (low, high))
    return found or None


def holes(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the ranges that are missing between numbers.

    >>> list(holes([1, 2, 5]))
    [(3, 4)]
    """
    ordered = sorted(set(places))
    for before, after in pairwise(ordered):
        if after - before > 1:
            yield before + 1, after - 1


def shown(low: int, high: int) -> str:
    """Put a range into words.

    >>> shown(3, 3), shown(3, 5)
    ('3', '3–5')
    """
    return str(low) if low == high else f"{low}–{high}"

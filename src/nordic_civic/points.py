"""Points of a text: numbered, lettered, bulleted, nested; and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from .text import fold
from .view import View

MARKER = re.compile(
    r"""(?:[-–•*▪●·]\s+)?(?:
          (?P<deep>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.)]?(?=\s)     # 3.1.
        | (?P<number>\d{1,2})(?:[.)](?!\d)|\s*[.)]\s)              # 1.  2)
        | (?P<letter>[^\W\d_])[.)](?=\s)                           # a)  B.
        | (?P<ad>(?:ad|pkt\.?|punkt)\s\d{1,2})\s?[.:)](?!\d)       # Ad 2:
        )\s*
      | (?P<bullet>[-–•*▪●·])\s+""",
    re.VERBOSE | re.IGNORECASE,
)
BULLETS = frozenset("•▪●")
"""Bullets that a reader may put on a line of their own, before the text of their point."""
_SENTENCE_END = re.compile(r"[.!?:;](?=[\s\"”»)]|$)[\"”»)]*\s*|\n")


@attrs.frozen
class Point:
    """One point of a list: its number as written (None for a bullet), its range in the view, the points below it."""

    number: str | None
    start: int
    end: int
    points: tuple[Point, ...] = ()


def find_points(view: View, start: int, end: int, that: tuple[str, ...] = ()) -> tuple[Point, ...]:
    """Give the points of the top level in `[start, end)` of a view; what is nested lies inside its point.

    One bullet alone is no list. Without any marker, paragraphs that open with a word of `that` ("att ", with its space)
    are points if there are two of them.
    """
    marks: list[tuple[int, int, str | None, str]] = []
    for low, high in paragraphs(view.text, start, end):
        match = MARKER.match(view.text, low, high)
        if match is not None and match.end() <= high:
            kind = str(match.lastgroup)
            number = match["deep"] or match["number"] or match["letter"] or match["ad"]
            marks.append((low, match.end(), number, kind))
    if not marks and that:
        opened = [
            part for part in paragraphs(view.text, start, end) if fold(view.text[part[0] : part[1]]).startswith(that)
        ]
        marks = [(low, low, None, "bullet") for low, _ in opened]
    if not marks:
        return ()
    top = _top(marks)
    tops = [mark for mark in marks if mark[3] == top]
    if top == "bullet" and len(tops) < 2:
        return ()
    points: list[Point] = []
    for index, (_, begin, number, _kind) in enumerate(tops):
        stop = tops[index + 1][0] if index + 1 < len(tops) else end
        inner = [mark for mark in marks if begin <= mark[0] < stop and mark[3] != top]
        points.append(Point(number, begin, _trim(view.text, begin, stop), _nested(view.text, inner, stop)))
    return tuple(points)


def _top(marks: Sequence[tuple[int, int, str | None, str]]) -> str:
    kinds = [kind for *_, kind in marks]
    return "number" if "number" in kinds and kinds[0] != "letter" else kinds[0]


def _nested(text: str, marks: Sequence[tuple[int, int, str | None, str]], stop: int) -> tuple[Point, ...]:
    points = []
    for index, (_, begin, number, _kind) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else stop
        points.append(Point(number, begin, _trim(text, begin, end)))
    return tuple(points)


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \n*"))


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the ranges of the paragraphs in `[start, end)`."""
    low = start
    while low < end:
        high = text.find("\n", low, end)
        high = end if high < 0 else high
        if high > low:
            yield low, high
        low = high + 1


def sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Give the ranges of the sentences in `[start, end)`; a paragraph's end ends a sentence too.

    `abbreviations` are folded words with their full stop ("kl."), which end none.
    """
    low = start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.end()
        if match.group()[0] in ":;" and not match.group().endswith("\n"):
            continue
        if match.group()[0] == "." and _goes_on(text, low, match.start(), stop, abbreviations):
            continue
        if text[low:stop].strip():
            yield low + _lead(text, low), low + len(text[low:stop].rstrip())
        low = stop
    if text[low:end].strip():
        yield low + _lead(text, low), low + len(text[low:end].rstrip())


def _lead(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end].isspace():
        end += 1
    return end - start


def _goes_on(text: str, low: int, dot: int, stop: int, abbreviations: frozenset[str]) -> bool:
    following = text[stop : stop + 1]
    if following.islower():
        return True
    begin = max(text.rfind(" ", low, dot), text.rfind("\n", low, dot), text.rfind("(", low, dot)) + 1
    word = fold(text[max(low, begin) : dot + 1])
    if word in abbreviations or (len(word) == 2 and word[0].isalpha()):
        return True
    return (
        word[:-1].isdigit() and begin > low and text[stop - 1 : stop] != "\n" and len(word) <= 3 and following.islower()
    )

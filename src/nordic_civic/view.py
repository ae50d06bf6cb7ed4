"""A searchable rewriting of some of a text that knows the way back to every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import attrs

from .text import SOFT_HYPHENS
from .values import Span

_IRREGULAR = re.compile(r"\s\s|[^\S ]|[\u00ad\ufffe\u0002]")
_RUNS = re.compile(r"[^\s\u00ad\ufffe\u0002]+|\s+|[\u00ad\ufffe\u0002]\s*")


@attrs.frozen
class View:
    """Lines of a source, joined for reading: sentences whole, spaces single, soft hyphens gone.

    `pieces` are `(view offset, source offset, length)` triples in rising order.

    >>> view = make_view("Sak 66/13\\nom  noe", [(0, 9), (10, 17)])
    >>> view.text
    'Sak 66/13 om noe'
    >>> view.spans(10, 16)
    ((10, 17),)
    """

    text: str
    source: str = attrs.field(repr=False)
    pieces: tuple[tuple[int, int, int], ...] = attrs.field(repr=False)
    _starts: tuple[int, ...] = attrs.field(repr=False)

    def offset(self, position: int) -> int:
        """Give the source offset of the character at `position` of the view."""
        index = max(0, bisect_right(self._starts, position) - 1)
        begin, source, length = self.pieces[index]
        return source + min(position - begin, length)

    def position(self, offset: int) -> int:
        """Give the place in the view of the source character at `offset` (the next one kept)."""
        for begin, source, length in self.pieces:
            if offset < source + length:
                return begin + max(0, offset - source)
        return len(self.text)

    def spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Give the source ranges that `[start, end)` of the view was made from, furniture left out."""
        found: list[tuple[int, int]] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        for begin, source, length in self.pieces[index:]:
            if begin >= end:
                break
            low, high = max(start, begin), min(end, begin + length)
            if low >= high:
                continue
            first, last = source + low - begin, source + high - begin
            if found and _only_space(self.source, found[-1][1], first):
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return tuple(found)


def _only_space(source: str, start: int, end: int) -> bool:
    gap = source[start:end]
    return not gap.strip().strip(SOFT_HYPHENS + "-").strip()


def to_spans(view: View, start: int, end: int, page_of: Sequence[int] = ()) -> tuple[Span, ...]:
    """Give `Span` values with pages for a range of the view; `page_of` are the page starts."""
    return tuple(
        Span(first, last, bisect_right(page_of, first) or None if page_of else None)
        for first, last in view.spans(start, end)
    )


def make_view(source: str, ranges: Iterable[tuple[int, int]], *, keep: frozenset[str] = frozenset()) -> View:
    """Join the source `ranges` (one a line) into one view.

    Lines of one paragraph are joined by a space; a range that is empty starts a new paragraph ("\\n"). A word broken
    at a line's end is whole again, except before a word of `keep` ("bygg- och").
    """
    maker = _Maker(source, keep)
    for start, end in ranges:
        maker.line(start, end)
    return maker.view()


class _Maker:
    def __init__(self, source: str, keep: frozenset[str]) -> None:
        self.source, self.keep = source, keep
        self.parts: list[str] = []
        self.pieces: list[tuple[int, int, int]] = []
        self.length = 0
        self.gap = ""

    def line(self, start: int, end: int) -> None:
        text = self.source[start:end]
        stripped = text.strip()
        if not stripped:
            if self.parts:
                self.gap = "\n"
            return
        start += len(text) - len(text.lstrip())
        if self.gap == " " and self._broken_before(stripped):
            self._drop_hyphen()
        elif self.parts and self.gap:
            self._add(self.gap, start, 0)
        if _IRREGULAR.search(stripped):
            self._runs(stripped, start)
        else:
            self._add(stripped, start, len(stripped))
        self.gap = " "

    def _broken_before(self, following: str) -> bool:
        last = self.parts[-1] if self.parts else ""
        if last[-1:] in SOFT_HYPHENS and last:
            return True
        word = following.split(None, 1)[0].strip(",.;:")
        return len(last) > 1 and last[-1] == "-" and last[-2].islower() and word[:1].islower() and word not in self.keep

    def _drop_hyphen(self) -> None:
        last = self.parts[-1]
        cut = last[:-1]
        begin, source, length = self.pieces[-1]
        self.parts[-1] = cut
        self.pieces[-1] = (begin, source, max(0, length - 1))
        self.length -= 1

    def _runs(self, text: str, start: int) -> None:
        for run in _RUNS.finditer(text):
            token = run.group()
            if token[0] in SOFT_HYPHENS:
                if run.end() == len(text):
                    self._add(token[0], start + run.start(), 1)
            elif token.isspace():
                self._add(" ", start + run.start(), 1)
            else:
                self._add(token, start + run.start(), len(token))

    def _add(self, text: str, source: int, length: int) -> None:
        self.parts.append(text)
        if length:
            self.pieces.append((self.length, source, length))
        self.length += len(text)

    def view(self) -> View:
        text = "".join(self.parts)
        if text[-1:] and text[-1] in SOFT_HYPHENS:
            text = text[:-1]
        pieces = tuple(self.pieces) or ((0, 0, 0),)
        return View(text, self.source, pieces, tuple(piece[0] for piece in pieces))

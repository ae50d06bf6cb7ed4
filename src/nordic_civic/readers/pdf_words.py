"""Take the words of a PDF page with their places, and put them into runs of one line."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import attrs

__all__ = ["Run", "page_runs"]

# A division of a word at a line end reaches us as one of two characters in the middle of the word.
_WORD = re.compile("[^ \t\r\n\0\ufffe\x02]+[\ufffe\x02]?")
_DIVISION = ("\ufffe", "\x02")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
# What the private characters mean by which lists and boxes are set in the Symbol and Wingdings fonts.
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "✓", 0xF02D: "-", 0xF0A8: "☐", 0xF06F: "☐", 0xF0FE: "☒"}
# Of the line height: a wider gap stands between columns, not between words. A space that the engine inferred is
# hardly ever that of justified text.
_WIDE, _WIDE_INFERRED = 1.1, 0.75


@attrs.define(slots=True, eq=False)
class Run:
    """Hold words that stand close together on one line: a line of a column, or of a cell.

    Coordinates are points from the top left of the upright page; `order` is the place among the runs as the page
    was written; `divided` is true where a hyphen ended the line.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    order: int
    line_height: float
    size: float = 0.0
    bold: bool = False
    divided: bool = False


class _Page:
    """Ask PDFium about the text of one page, seen upright."""

    def __init__(self, raw: Any, textpage: Any, bounds: tuple[float, float, float, float]) -> None:
        self._raw = raw
        self._page = textpage
        self._left, self._bottom, self._right, self._top = bounds
        self._rect = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self.turn = 0
        self.text = self._text()

    def _text(self) -> str:
        """Give the text with one character for each of the page's, so that places in it are places on the page."""
        raw, page = self._raw, self._page
        count = raw.FPDFText_CountChars(page)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        if raw.FPDFText_GetText(page, 0, count, buffer) == count + 1:
            text = bytes(buffer).decode("utf-16-le", "replace")[:-1]
            if len(text) == count:
                return text
        codes = (raw.FPDFText_GetUnicode(page, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)

    @property
    def size(self) -> tuple[float, float]:
        """Give the width and height of the upright page."""
        width, height = self._right - self._left, self._top - self._bottom
        return (height, width) if self.turn % 2 else (width, height)

    def angle(self, index: int) -> int:
        """Give the direction of a character in quarter turns against the clock."""
        angle: float = self._raw.FPDFText_GetCharAngle(self._page, index)
        return -round(angle / (math.pi / 2)) % 4

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Give the box of a character: left, top, right, bottom."""
        rect = self._rect
        self._raw.FPDFText_GetLooseCharBox(self._page, index, rect)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if self.turn == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self.turn == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self.turn == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left

    def is_inferred(self, index: int) -> bool:
        """Say whether a character is not in the document, but was put in by the engine."""
        return bool(self._raw.FPDFText_IsGenerated(self._page, index) == 1)

    def style(self, index: int) -> tuple[float, bool]:
        """Give the font size of a character in points, and whether its font is bold."""
        raw, page = self._raw, self._page
        size = raw.FPDFText_GetFontSize(page, index)
        if raw.FPDFText_GetMatrix(page, index, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d) or 1.0
        self._name.value = b""
        self._flags.value = 0
        raw.FPDFText_GetFontInfo(page, index, self._name, 128, self._flags)
        return size, bool(self._flags.value & _FORCE_BOLD or _BOLD.search(self._name.value))


def page_runs(
    raw: Any, textpage: Any, bounds: tuple[float, float, float, float]
) -> tuple[list[Run], list[str], tuple[float, float]]:
    """Give the runs of a page as they were written, the lines that stand turned on it, and its width and height.

    `raw` is PDFium's interface, `textpage` a loaded page of text, `bounds` the page's left, bottom, right and top.
    """
    page = _Page(raw, textpage, bounds)
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\r\n]*[^\r\n\s\0][^\r\n]*", page.text)]
    turns = [page.angle(start + len(line) - len(line.lstrip())) for start, line in lines]
    if turns:
        weights: Counter[int] = Counter()
        for turn, (_, line) in zip(turns, lines, strict=True):
            weights[turn] += len(line)
        page.turn = max(weights, key=lambda turn: (weights[turn], -turn))
    maker = _RunMaker(page)
    turned: list[str] = []
    for turn, (start, line) in zip(turns, lines, strict=True):
        if turn == page.turn:
            for match in _WORD.finditer(line):
                maker.add(start + match.start(), match[0])
        else:
            turned.append(" ".join(line.split()))
    return maker.finish(), turned, page.size


class _RunMaker:
    """Put words that follow each other on a line into runs."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._runs: list[Run] = []
        self._words: list[str] = []
        self._places: list[tuple[float, float]] = []
        self._first = self._last = 0

    def add(self, index: int, word: str) -> None:
        """Add a word whose first character has this index on the page."""
        divided = word[-1] in _DIVISION
        word = word.rstrip("".join(_DIVISION))
        if not word.strip("\xa0"):
            return
        left, top, right, bottom = self._page.box(index)
        if len(word) > 1:
            _, _, right, _ = self._page.box(index + len(word) - 1)
        run = self._runs[-1] if self._runs else None
        if run is None or not self._words or not self._follows(run, index, left, top, bottom):
            self._end()
            run = Run("", left, top, right, bottom, len(self._runs), bottom - top)
            self._runs.append(run)
            self._first = index
        run.x1 = max(run.x1, right)
        run.y0, run.y1 = min(run.y0, top), max(run.y1, bottom)
        self._words.append(word)
        self._places.append((left, right))
        self._last = index
        if divided:
            run.divided = True
            self._end()

    def _follows(self, run: Run, index: int, left: float, top: float, bottom: float) -> bool:
        overlap = min(run.y1, bottom) - max(run.y0, top)
        gap = (left - run.x1) / max(run.line_height, 6.0)
        if overlap < 0.5 * min(run.line_height, bottom - top) or not -0.5 <= gap <= _WIDE:
            return False
        return gap <= _WIDE_INFERRED or not self._page.is_inferred(index - 1)

    def _end(self) -> None:
        if not self._words:
            return
        run = self._runs[-1]
        run.text = _spaced(self._words, self._places).translate(_SYMBOLS)
        run.size, run.bold = self._page.style(self._first)
        if run.bold and self._last != self._first:
            run.bold = self._page.style(self._last)[1]
        self._words, self._places = [], []

    def finish(self) -> list[Run]:
        """End the last run and give all."""
        self._end()
        return self._runs


def _spaced(words: list[str], places: list[tuple[float, float]]) -> str:
    """Join words by spaces, but for words that touch, and letters that are only set apart."""
    if len(words) == 1:
        return words[0]
    gaps = [after[0] - before[1] for before, after in pairwise(places)]
    if len(words) >= 5 and sum(len(word) for word in words) <= 1.5 * len(words) and "".join(words).isalpha():
        limit = 1.6 * sorted(gaps)[len(gaps) // 2]
    else:
        limit = -math.inf
    pieces = [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        pieces.append(word if gap <= limit else f" {word}")
    return "".join(pieces)

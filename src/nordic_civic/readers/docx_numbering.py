"""Compute the numbers that Word shows before numbered paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from .numerals import letter, roman

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Numbering", "W", "attribute", "integer"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MAX_NUMBER = 100_000


def attribute(element: _Element | None, name: str = "val") -> str | None:
    """Give an attribute of Word's namespace, or None."""
    return None if element is None else element.get(W + name)


def integer(element: _Element | None, name: str = "val") -> int | None:
    """Give an attribute of Word's namespace as a number of a sensible size, or None."""
    text = attribute(element, name)
    if text is None or not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        return None
    return int(text)


@attrs.frozen(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: bool = True
    legal: bool = False


class Numbering:
    """Count the numbered paragraphs of a document, in order, and write their labels."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: _Element) -> None:
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in root.iterfind(W + "abstractNum"):
            key = attribute(abstract, "abstractNumId") or ""
            by_style[attribute(abstract.find(W + "styleLink")) or ""] = key
            linked[key] = attribute(abstract.find(W + "numStyleLink")) or ""
            self._levels[key] = {
                ilvl: _level(level)
                for level in abstract.iterfind(W + "lvl")
                if (ilvl := integer(level, "ilvl")) is not None and 0 <= ilvl < _LEVELS
            }
        for number in root.iterfind(W + "num"):
            key = attribute(number, "numId") or ""
            abstract_key = attribute(number.find(W + "abstractNumId")) or ""
            if linked.get(abstract_key):
                abstract_key = by_style.get(linked[abstract_key], abstract_key)
            self._abstract[key] = abstract_key
            for override in number.iterfind(W + "lvlOverride"):
                ilvl, start = integer(override, "ilvl"), integer(override.find(W + "startOverride"))
                if ilvl is not None and start is not None:
                    self._starts.setdefault(key, {})[ilvl] = start

    def label(self, number: str, ilvl: int) -> str | None:
        """Count one paragraph and give its label: `- ` for a bullet, `1. ` and the like; None where it has none."""
        abstract = self._abstract.get(number)
        levels = self._levels.get(abstract or "", {})
        level = levels.get(ilvl)
        if abstract is None or level is None:
            return None
        if level.style == "bullet":
            return "- "
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        start = self._starts.get(number, {}).pop(ilvl, None)
        count = counts[ilvl]
        if start is not None or count is None:
            counts[ilvl] = level.start if start is None else start
        else:
            counts[ilvl] = min(count + 1, _MAX_NUMBER)
        for deeper in range(ilvl + 1, _LEVELS):
            if deeper not in levels or levels[deeper].restart:
                counts[deeper] = None
        return _written(level, levels, counts)


def _level(element: _Element) -> _Level:
    return _Level(
        start=1 if (start := integer(element.find(W + "start"))) is None else start,
        style=attribute(element.find(W + "numFmt")) or "decimal",
        text=attribute(element.find(W + "lvlText")) or "",
        restart=integer(element.find(W + "lvlRestart")) != 0,
        legal=element.find(W + "isLgl") is not None,
    )


def _written(level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str | None:
    if level.style == "none" and "%" in level.text:
        return None

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = levels.get(index, _Level())
        count = counts[index]
        return _number("decimal" if level.legal else shown.style, shown.start if count is None else count)

    text = _PLACE.sub(place, level.text).strip()
    return f"{text} " if text else None


def _number(style: str, number: int) -> str:
    if number < 1:
        return str(number)
    if style in ("lowerLetter", "upperLetter"):
        # Word doubles a letter after z (aa, bb); the few lists that are so long are read as spreadsheets count.
        written = letter(number)
    elif style in ("lowerRoman", "upperRoman"):
        written = roman(number)
    elif style == "decimalZero":
        written = f"{number:02}"
    else:
        written = str(number)
    return written.upper() if style.startswith("upper") else written

"""Look up what the styles of an OpenDocument text say: weight, spacing, how lists are numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from .numerals import letter, roman

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FO", "STYLE", "TEXT", "ListLevel", "OdtStyles", "number"]

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(cm|mm|in|pt|pc)", re.ASCII)
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0}
_NEAR = 3.0  # points: closer paragraphs are lines of one
_MAX_NUMBER = 100_000


def number(text: str | None, default: int) -> int:
    """Read a number of a sensible size.

    >>> number("12", 1), number("many", 1)
    (12, 1)
    """
    if text is None or not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return default
    return min(int(text), _MAX_NUMBER)


@attrs.frozen(slots=True)
class ListLevel:
    """Hold how the points of one level of a list are marked."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: bool = False

    def label(self, counts: list[int], levels: dict[int, ListLevel]) -> str | None:
        """Write the label of a point whose numbers, level by level, are `counts`."""
        if self.bullet:
            return "- "
        if not self.form:
            return f"{self.prefix}{self.suffix}".strip() + " " if (self.prefix + self.suffix).strip() else None
        depth = len(counts)
        shown = range(max(0, depth - max(self.shown, 1)), depth)
        numbers = (_written(levels.get(index + 1, self).form or self.form, counts[index]) for index in shown)
        return f"{self.prefix}{'.'.join(numbers)}{self.suffix}".strip() + " "


def _written(form: str, count: int) -> str:
    if count < 1 or form not in ("a", "A", "i", "I"):
        return str(count)
    written = letter(count) if form in "aA" else roman(count)
    return written.upper() if form.isupper() else written


class OdtStyles:
    """Give what the styles of a document say."""

    def __init__(self, *roots: _Element | None) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            if root is None:
                continue
            for style in root.iter(STYLE + "style"):
                self._styles[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
            for style in root.iter(TEXT + "list-style"):
                self._lists[style.get(STYLE + "name", "")] = _levels(style)
            for style in root.iter(TEXT + "outline-style"):
                self.outline = _levels(style)

    def levels(self, name: str) -> dict[int, ListLevel]:
        """Give the levels of a list style."""
        return self._lists.get(name, {})

    def is_bold(self, family: str, name: str | None) -> bool | None:
        """Say whether a style of a family (`text`, `paragraph`) is bold; None where it does not say."""
        weight = self._property(family, name, STYLE + "text-properties", FO + "font-weight")
        return None if weight is None else weight in ("bold", "600", "700", "800", "900")

    def is_near(self, name: str | None, following: str | None) -> bool:
        """Say whether paragraphs of two styles that follow each other leave no space between them."""
        below = self._property("paragraph", name, STYLE + "paragraph-properties", FO + "margin-bottom")
        above = self._property("paragraph", following, STYLE + "paragraph-properties", FO + "margin-top")
        return max(_points(below), _points(above)) < _NEAR

    def outline_level(self, name: str | None) -> int:
        """Give the outline level that a paragraph style sets, or 0; a title is of level 1."""
        level = number(self._attribute("paragraph", name, STYLE + "default-outline-level"), 0)
        return level or int(name == "Title")

    def _chain(self, family: str, name: str | None) -> list[_Element]:
        chain: list[_Element] = []
        while name and (style := self._styles.get((family, name))) is not None and style not in chain:
            chain.append(style)
            name = style.get(STYLE + "parent-style-name")
        return chain

    def _attribute(self, family: str, name: str | None, attribute: str) -> str | None:
        return next((value for style in self._chain(family, name) if (value := style.get(attribute)) is not None), None)

    def _property(self, family: str, name: str | None, group: str, attribute: str) -> str | None:
        for style in self._chain(family, name):
            properties = style.find(group)
            if properties is not None and (value := properties.get(attribute)) is not None:
                return value
        return None


def _levels(style: _Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for element in style:
        level = number(element.get(TEXT + "level"), 0)
        if level:
            levels[level] = ListLevel(
                form=element.get(STYLE + "num-format", ""),
                prefix=element.get(STYLE + "num-prefix", ""),
                suffix=element.get(STYLE + "num-suffix", ""),
                start=number(element.get(TEXT + "start-value"), 1),
                shown=number(element.get(TEXT + "display-levels"), 1),
                bullet=element.tag != TEXT + "list-level-style-number" and element.tag != TEXT + "outline-level-style",
            )
    return levels


def _points(length: str | None) -> float:
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _POINTS[match[2]] if match else 0.0

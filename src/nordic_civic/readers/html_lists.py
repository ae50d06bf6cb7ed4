"""Write the markers of lists as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from .numerals import letter, roman

__all__ = ["ListState"]

_STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(decimal|(?:lower|upper)-(?:alpha|latin|roman)|none)", re.IGNORECASE
)
_MAX_NUMBER = 100_000


@attrs.define(slots=True)
class ListState:
    """Count the points of one list and write their markers.

    >>> points = ListState.of("ol", {"type": "a", "start": "2"}, depth=0)
    >>> points.next_marker({}), points.next_marker({})
    ('b. ', 'c. ')
    """

    style: str
    number: int
    step: int
    indent: str

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str], *, depth: int) -> ListState:
        """Make the state of a list that begins, `depth` lists inside others."""
        named = _STYLE.search(attributes.get("style", ""))
        style = named[1].lower() if named else ""
        if not style:
            style = _STYLES.get(attributes.get("type", "1"), "decimal") if tag == "ol" else "bullet"
        start = _number(attributes.get("start", ""), 1)
        return cls(style, start, -1 if "reversed" in attributes else 1, "  " * min(depth, 8))

    def next_marker(self, attributes: Mapping[str, str]) -> str:
        """Write the marker of the next point and count on."""
        self.number = _number(attributes.get("value", ""), self.number)
        number = self.number
        self.number += self.step
        if self.style == "none":
            return self.indent
        if self.style == "bullet":
            return f"{self.indent}- "
        return f"{self.indent}{_written(self.style, number)}. "


def _written(style: str, number: int) -> str:
    if number < 1 or style == "decimal":
        return str(number)
    written = roman(number) if style.endswith("roman") else letter(number)
    return written.upper() if style.startswith("upper") else written


def _number(text: str, default: int) -> int:
    text = text.strip()
    if re.fullmatch(r"-?\d{1,6}", text, re.ASCII) and abs(int(text)) <= _MAX_NUMBER:
        return int(text)
    return default

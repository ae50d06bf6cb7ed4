"""Look up what a Word style says of a paragraph: heading, number, weight, spacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from .docx_numbering import W, attribute, integer

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Look", "Styles", "is_on"]

_HEADING = re.compile(r"heading\s*([1-9])\Z", re.IGNORECASE)
_NEAR = 60  # twentieths of a point: closer paragraphs are lines of one
_OFF = frozenset(("0", "false", "off", "none"))


@attrs.frozen(slots=True)
class Look:
    """Hold what a style or a paragraph says; None where it says nothing; level 0 where it says body text."""

    level: int | None = None
    number: str | None = None
    ilvl: int | None = None
    bold: bool | None = None
    before: int | None = None
    after: int | None = None

    def over(self, base: Look) -> Look:
        """Fill what this look leaves open from another."""
        return Look(
            *(
                own if (own := getattr(self, field.name)) is not None else getattr(base, field.name)
                for field in attrs.fields(Look)
            )
        )

    def is_near(self, following: Look) -> bool:
        """Say whether no space is left between a paragraph of this look and one that follows."""
        return max(self.after or 0, following.before or 0) < _NEAR


def is_on(element: _Element | None) -> bool | None:
    """Say whether a switch such as `w:b` is on; None where it is absent."""
    if element is None:
        return None
    return (attribute(element) or "1").lower() not in _OFF


class Styles:
    """Give the looks of a document's styles, each with what it inherits."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._looks: dict[str, Look] = {}
        self.default = Look(before=0, after=0, bold=False)
        self._normal: str | None = None
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self.default = look_of(defaults, None).over(self.default)
        for style in root.iterfind(W + "style"):
            key = attribute(style, "styleId")
            if key:
                self._elements[key] = style
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                    self._normal = key

    def look(self, key: str | None) -> Look:
        """Give the look of a style by its id; that of plain paragraphs for None."""
        key = key or self._normal or ""
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._inherited(key)
        return known

    def _inherited(self, key: str) -> Look:
        look = Look()
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            element = self._elements[key]
            look = look.over(_style_look(element))
            key = attribute(element.find(W + "basedOn")) or ""
        return look.over(self.default)


def _style_look(element: _Element) -> Look:
    look = look_of(element.find(W + "pPr"), element.find(W + "rPr"))
    name = attribute(element.find(W + "name")) or ""
    named = _HEADING.match(name)
    level = int(named[1]) if named else 1 if name.lower() == "title" else None
    return attrs.evolve(look, level=look.level or level)


def look_of(paragraph: _Element | None, run: _Element | None) -> Look:
    """Give what paragraph and run properties say themselves."""
    bold = is_on(run.find(W + "b")) if run is not None else None
    if paragraph is None:
        return Look(bold=bold)
    outline = integer(paragraph.find(W + "outlineLvl"))
    numbered = paragraph.find(W + "numPr")
    spacing = paragraph.find(W + "spacing")
    return Look(
        level=(outline + 1) % 10 if outline is not None and 0 <= outline <= 9 else None,
        number=attribute(numbered.find(W + "numId")) if numbered is not None else None,
        ilvl=integer(numbered.find(W + "ilvl")) if numbered is not None else None,
        bold=bold,
        before=integer(spacing, "before"),
        after=integer(spacing, "after"),
    )

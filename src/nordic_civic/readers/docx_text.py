"""Take the text of a Word paragraph: tracked changes as the final text, no field codes, no comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .docx_numbering import W, attribute
from .docx_styles import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Piece", "pieces", "text_boxes"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_THROUGH = frozenset(
    W + name
    for name in "ins moveTo hyperlink smartTag sdt sdtContent fldSimple customXml dir bdo ruby rubyBase".split()
)
# The places of symbol fonts (with and without their private-use offset) that forms and lists are set with.
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xD8: "•", 0xFC: "✓", 0xA8: "☐", 0x6F: "☐", 0xFE: "☒", 0x78: "☒", 0x2D: "-"}

Piece = tuple[str, bool | None]
"""A piece of text, and whether its run says it is bold."""


def pieces(element: _Element) -> Iterator[Piece]:
    """Give the text under a paragraph or another element that holds runs, in order."""
    for child in element:
        tag = child.tag
        if tag == W + "r":
            yield from _run(child)
        elif tag in _THROUGH:
            yield from pieces(child)
        elif tag == _MC + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from pieces(chosen)


def _run(run: _Element) -> Iterator[Piece]:
    properties = run.find(W + "rPr")
    if properties is not None and is_on(properties.find(W + "vanish")):
        return
    bold = is_on(properties.find(W + "b")) if properties is not None else None
    for child in run:
        tag = child.tag
        if tag == W + "t":
            yield child.text or "", bold
        elif tag in _SIGNS:
            yield _SIGNS[tag], bold
        elif tag == W + "sym":
            yield _symbol(child), bold
        elif tag == _MC + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from _run(chosen)


def _symbol(element: _Element) -> str:
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, "•")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _chosen(alternate: _Element) -> _Element | None:
    """Choose the first of several ways to show the same thing."""
    choice = alternate.find(_MC + "Choice")
    return choice if choice is not None else alternate.find(_MC + "Fallback")


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """Give the contents of the text boxes that are anchored in a paragraph, each once."""
    for content in paragraph.iter(W + "txbxContent"):
        if not any(parent.tag == _MC + "Fallback" for parent in content.iterancestors()):
            yield content

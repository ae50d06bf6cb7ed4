"""Collect running text into lines: white space, gaps, list markers."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from .builder import Line

__all__ = ["BREAK", "CONTENT", "FORM", "PARAGRAPH", "SOFT", "STRONG", "WEAK", "Flow", "FlowLine"]

# What stands between two lines: a line break, the edge of a box, the edge of a paragraph.
BREAK, SOFT, PARAGRAPH = 1, 2, 3
# How sure it is that a line is page furniture: not at all, by a class name, by a form around it, by its element.
CONTENT, WEAK, FORM, STRONG = 0, 1, 2, 3

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"[ \n\r\f]+")
_TABS = re.compile(r" ?\t[ \t]*")
_C1 = re.compile("[\x80-\x9f]")
_LONG = 80  # a box with a longer line is a paragraph, not one of a row of labels
_OWN_BULLET = re.compile(r"(?:[-–—•·*▪○■]|\(?(?:\d{1,3}|[^\W\d_])[.)])[ \xa0]", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"\(?(?:\d{1,3}|[^\W\d_])[.)][ \xa0]", re.IGNORECASE)
_MAX_BOLD_HEADING = 120


@attrs.define(slots=True)
class FlowLine(Line):
    """A line of a document that flows: how sure it is furniture, and whether all of it is bold."""

    sure: int = CONTENT
    bold: bool = False


class Flow:
    """Take text and the edges of boxes, in order, and give lines.

    `exact` keeps tabs, and every list marker even before one that the author wrote; web pages want neither. While
    `kept` is not 0, white space stays as it is.

    >>> flow = Flow()
    >>> flow.edge(PARAGRAPH); flow.text("Item  1", bold=True); flow.edge(PARAGRAPH); flow.text("Text")
    >>> [(line.text, line.gap, line.bold) for line in flow.finish()]
    [('Item 1', False, True), ('Text', True, False)]
    """

    def __init__(self, *, exact: bool = False) -> None:
        self._exact = exact
        self.lines: list[FlowLine] = []
        self.level = 0
        self.sure = CONTENT
        self.marker = ""
        self.kept = 0
        self._parts: list[str] = []
        self._bold = self._light = False
        self._edge = PARAGRAPH
        self._held: list[tuple[list[FlowLine], int, str]] = []

    @property
    def has_text(self) -> bool:
        """Say whether the line that is being collected holds anything."""
        return any(part.strip() for part in self._parts)

    def text(self, data: str, *, bold: bool = False) -> None:
        """Add a piece of running text."""
        self._parts.append(data)
        if data.strip():
            if bold:
                self._bold = True
            else:
                self._light = True

    def edge(self, kind: int) -> None:
        """End the line, if there is one; the next begins at least as far away as `kind` says."""
        if self._parts:
            self.end_line()
        if kind > self._edge:
            self._edge = kind

    def end_line(self) -> None:
        """Make a line of the text collected since the last one."""
        text = "".join(self._parts)
        self._parts.clear()
        bold, self._bold, self._light = self._bold and not self._light, False, False
        if self._exact:
            text = _TABS.sub("\t", _BREAKS.sub(" ", text)).strip(" \t")
        elif not self.kept:
            text = _SPACE.sub(" ", text).strip(" ")
        if not text.strip():
            # A paragraph of one no-break space is how editors write an empty line.
            self._edge = max(self._edge, PARAGRAPH if "\xa0" in text else self._edge)
            return
        if _C1.search(text):
            text = _C1.sub(_windows_1252, text)
        self._add(text, bold)

    def _add(self, text: str, bold: bool) -> None:
        before = self.lines[-1] if self.lines else None
        gap = before is not None and (
            self._edge == PARAGRAPH or (self._edge == SOFT and max(len(text), len(before.text)) > _LONG)
        )
        if self.marker:
            bold = bold and self._exact and self.marker.strip() != "-"
            text, self.marker = self.marker + text if self._exact else _marked(self.marker, text), ""
        bold = bold and len(text) <= _MAX_BOLD_HEADING
        self.lines.append(FlowLine(text, gap, self.level, sure=self.sure, bold=bold))
        self._edge = BREAK

    def hold(self) -> None:
        """Begin a cell: lines are kept apart until `release`."""
        self.edge(BREAK)
        self._held.append((self.lines, self._edge, self.marker))
        self.lines, self._edge, self.marker = [], BREAK, ""

    def release(self) -> list[FlowLine]:
        """End the cell that was begun last and give its lines."""
        self.edge(BREAK)
        lines = self.lines
        self.lines, self._edge, self.marker = self._held.pop()
        return lines

    def aside(self, write: Callable[[], object], seen: set[str]) -> None:
        """Take what `write` writes for furniture, in lines of its own; a text that was seen before is left out."""
        self.hold()
        write()
        lines = self.release()
        text = "\n".join(line.text for line in lines)
        if text and text not in seen:
            seen.add(text)
            self.edge(PARAGRAPH)
            self.extend([attrs.evolve(line, sure=STRONG, level=0, bold=False) for line in lines])
            self.edge(PARAGRAPH)

    def extend(self, lines: list[FlowLine]) -> None:
        """Add lines that are ready, in the place where the flow stands."""
        if not lines:
            return
        lines[0].gap = bool(self.lines) and (lines[0].gap or self._edge == PARAGRAPH)
        self.lines.extend(lines)
        self._edge = BREAK

    def finish(self) -> list[FlowLine]:
        """End everything that is open and give all lines."""
        while self._held:
            self.extend(self.release())
        self.edge(BREAK)
        return self.lines


def _windows_1252(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("cp1252", "replace")


def _marked(marker: str, text: str) -> str:
    """Put a list marker before `text`, unless its author wrote one there already."""
    own = _OWN_BULLET if marker.lstrip() == "- " else _OWN_NUMBER
    if own.match(text):
        return marker[: len(marker) - len(marker.lstrip())] + text
    return marker + text

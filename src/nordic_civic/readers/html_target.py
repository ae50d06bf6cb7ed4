"""Turn the events of an HTML parser into lines."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from .flow import BREAK, PARAGRAPH, STRONG, Flow, FlowLine
from .html_lists import ListState
from .html_roles import EDGES, SILENT, furniture_of, heading_level, is_bold
from .shapes import row_lines, settle, settle_heading, term_lines

__all__ = ["Page", "Target"]

_VOID = frozenset("br hr img input meta link wbr area base col embed source track".split())
_PLAIN = frozenset("p div li ul ol dl dt dd table tr blockquote pre center section".split())  # say nothing themselves
_MAX_BUTTON = 25
_MAX_PIECES = 100


@attrs.frozen(slots=True)
class Page:
    """Hold the lines of a page and its title."""

    lines: list[FlowLine]
    title: str | None


@attrs.define(slots=True)
class _Open:
    """An element that is open, and what was so before it."""

    tag: str
    sure: int
    level: int
    first: int
    bold: bool = False
    silent: bool = False
    content: bool = False
    held: bool = False
    edge: int = 0


class Target:
    """Receive the events of a parser (`start`, `data`, `end`, `close`) and build a `Page`."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.started = False
        self._open: list[_Open] = []
        self._lists: list[ListState] = []
        self._rows: list[list[list[FlowLine]] | None] = []
        self._term: list[FlowLine] = []
        self._bold = self._silent = self._content = 0
        self._left_early = 0
        self._title: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self.started = True
        flow = self.flow
        if tag in _VOID:
            if tag in ("br", "hr") and not self._silent:
                self._line_break(PARAGRAPH if tag == "hr" else BREAK)
            return
        if tag == "dd" and self._open and self._open[-1].tag == "dd":
            # The parser leaves a value open until the list ends, and closes all of them then.
            self._leave(self._open.pop())
            self._left_early += 1
        opened = _Open(tag, flow.sure, flow.level, len(flow.lines))
        self._open.append(opened)
        if self._silent or tag in SILENT:
            opened.silent = True
            self._silent += 1
            return
        edge = EDGES.get(tag, 0)
        if tag == "button" and (flow.level or "aria-expanded" in attributes or "aria-controls" in attributes):
            edge = 0
        if edge:
            flow.edge(self._edge(edge))
            opened.edge = edge
            self._enter_block(opened, tag, attributes)
        if tag in ("td", "th", "dt", "dd"):
            self._enter_cell(opened, tag)
        if is_bold(tag, attributes):
            opened.bold = True
            self._bold += 1

    def _edge(self, edge: int) -> int:
        """Make a paragraph inside a point of a list, or a list inside one, no more than a line."""
        return BREAK if self._lists and edge == PARAGRAPH else edge

    def _line_break(self, kind: int) -> None:
        flow = self.flow
        if kind == BREAK and not flow.has_text and flow.lines:
            kind = PARAGRAPH  # two breaks in a row are an empty line
        flow.edge(kind)

    def _enter_block(self, opened: _Open, tag: str, attributes: Mapping[str, str]) -> None:
        flow = self.flow
        opened.first = len(flow.lines)
        if attributes or tag not in _PLAIN:
            self._enter_role(opened, tag, attributes)
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(ListState.of(tag, attributes, depth=len(self._lists)))
        elif tag == "li":
            flow.marker = self._lists[-1].next_marker(attributes) if self._lists else "- "
        elif tag == "pre":
            flow.kept += 1
        elif tag == "table":
            self._rows.append(None)
        elif tag == "tr":
            if self._rows:
                flow.extend(row_lines(self._rows[-1] or []))
                self._rows[-1] = None
            self._rows.append([])

    def _enter_role(self, opened: _Open, tag: str, attributes: Mapping[str, str]) -> None:
        flow = self.flow
        if tag in ("main", "article"):
            opened.content = True
            self._content += 1
        elif tag == "button":
            flow.sure = STRONG
        elif tag != "body":
            flow.sure = max(flow.sure, furniture_of(tag, attributes, in_content=self._content > 0))
        flow.level = heading_level(tag, attributes) or flow.level

    def _enter_cell(self, opened: _Open, tag: str) -> None:
        if tag == "dt":
            self._end_term()
        elif tag in ("td", "th"):
            if not self._rows:
                self.flow.edge(BREAK)
                return
            if self._rows[-1] is None:
                self._rows[-1] = []  # a row that its author did not open
        self.flow.hold()
        opened.held = True

    def data(self, data: str) -> None:
        """Take a piece of text."""
        self.started = True
        if self._silent:
            if [opened.tag for opened in self._open[-2:]] == ["head", "title"] and len(self._title) < _MAX_PIECES:
                self._title.append(data)
            return
        if not self.flow.kept:
            self.flow.text(data, bold=self._bold > 0)
            return
        first, *others = data.split("\n")
        self.flow.text(first)
        for line in others:
            self.flow.end_line()
            self.flow.text(line)

    def end(self, tag: str) -> None:
        """Close an element, and those inside it that were left open."""
        if tag in _VOID or not any(opened.tag == tag for opened in reversed(self._open)):
            return
        if tag == "dd" and self._left_early:
            self._left_early -= 1
            return
        while self._open:
            opened = self._open.pop()
            self._leave(opened)
            if opened.tag == tag:
                return

    def _leave(self, opened: _Open) -> None:
        flow, tag = self.flow, opened.tag
        if opened.silent:
            self._silent -= 1
            return
        if opened.bold:
            self._bold -= 1
        if opened.held:
            self._leave_cell(tag)
        if opened.edge:
            self._leave_block(opened, tag)
        flow.sure, flow.level = opened.sure, opened.level

    def _leave_block(self, opened: _Open, tag: str) -> None:
        flow = self.flow
        if tag == "dl":
            self._end_term()
        flow.edge(self._edge(opened.edge))
        if flow.level != opened.level:
            settle_heading(flow.lines[opened.first :])
        if opened.content:
            self._content -= 1
        if tag == "button":
            for line in flow.lines[opened.first :]:
                line.sure = line.sure if len(line.text) <= _MAX_BUTTON else opened.sure
        elif tag in ("ul", "ol", "menu", "dir"):
            self._lists.pop()
            flow.edge(self._edge(PARAGRAPH))
        elif tag == "li":
            flow.marker = ""
        elif tag == "pre":
            flow.kept -= 1
        elif tag in ("tr", "table"):
            row = self._rows.pop()
            flow.extend(row_lines(row or []))
            flow.edge(self._edge(opened.edge))

    def _leave_cell(self, tag: str) -> None:
        lines = self.flow.release()
        if tag == "dt":
            self._term = lines
        elif tag == "dd":
            term, self._term = self._term, []
            self.flow.extend(term_lines(term, lines))
            self.flow.edge(BREAK)
        elif self._rows and self._rows[-1] is not None:
            self._rows[-1].append(lines)

    def _end_term(self) -> None:
        term, self._term = self._term, []
        self.flow.extend(term)

    def close(self) -> Page:
        """Give the page, with everything closed that is open."""
        while self._open:
            self._leave(self._open.pop())
        self._end_term()
        lines = self.flow.finish()
        settle(lines)
        title = " ".join("".join(self._title).split())
        return Page(lines, title or None)

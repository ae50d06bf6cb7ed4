"""Read Word documents (.docx): paragraphs with their computed numbers, headings, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from nordic_civic.errors import DamagedDocument
from nordic_civic.reading import Reading

from .base import Reader, check_size
from .builder import compose
from .docx_numbering import Numbering, W, attribute, integer
from .docx_styles import Look, Styles, is_on, look_of
from .docx_text import Piece, pieces, text_boxes
from .flow import BREAK, PARAGRAPH, SOFT, Flow, FlowLine
from .package import Package, zip_names
from .shapes import row_lines, settle, settle_heading

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["READER", "read_docx"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = re.compile(r"word/document\d{0,3}\.xml")
_MAX_SPAN = 64
_MAX_NESTING = 40


def read_docx(data: bytes) -> Reading:
    """Read a Word document; its headers stand first and its footers last, as furniture.

    Raises `DamagedDocument`, `LimitExceeded`, and `UnsupportedFormat` for an encrypted one.
    """
    check_size(len(data))
    package = Package(data)
    main = _main_part(package.names)
    if main is None:
        raise DamagedDocument("The Word document lacks its main part.")
    body = package.xml(main).find(W + "body")
    if body is None:
        raise DamagedDocument("The Word document has no body.")
    relations = _relations(package, main)
    writer = _Writer(Styles(package.optional_xml("word/styles.xml")), package.optional_xml("word/numbering.xml"))
    _write_edges(writer, package, body, relations, "header")
    writer.blocks(body)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        _write_notes(writer, package.optional_xml(name))
    _write_edges(writer, package, body, relations, "footer")
    lines = writer.flow.finish()
    settle(lines)
    core = package.optional_xml("docProps/core.xml")
    title = core.findtext(_TITLE) if core is not None else None
    return compose(lines, _MEDIA_TYPE, title=" ".join((title or "").split()) or None)


def _main_part(names: Iterable[str]) -> str | None:
    return min((name for name in names if _BODY.fullmatch(name)), default=None)


def _relations(package: Package, main: str) -> dict[str, str]:
    root = package.optional_xml(f"word/_rels/{main.removeprefix('word/')}.rels")
    if root is None:
        return {}
    targets = {item.get("Id", ""): item.get("Target", "") for item in root.iter(_RELATIONSHIP)}
    return {key: target[1:] if target.startswith("/") else f"word/{target}" for key, target in targets.items()}


def _write_edges(writer: _Writer, package: Package, body: _Element, relations: dict[str, str], kind: str) -> None:
    """Write the headers or the footers of all sections, each text once, as furniture."""
    seen: set[str] = set()
    for reference in body.iter(f"{W}{kind}Reference"):
        root = package.optional_xml(relations.get(reference.get(_R + "id", ""), ""))
        if root is not None:
            writer.flow.aside(partial(writer.blocks, root), seen)


def _write_notes(writer: _Writer, root: _Element | None) -> None:
    for note in root if root is not None else ():
        if attribute(note, "type") in (None, "normal"):
            writer.flow.edge(PARAGRAPH)
            writer.blocks(note)


class _Writer:
    """Write blocks of a document to a flow, counting numbered paragraphs as they come."""

    def __init__(self, styles: Styles, numbering: _Element | None) -> None:
        self.flow = Flow(exact=True)
        self._styles = styles
        self._numbering = Numbering(numbering)
        self._before: Look | None = None
        self._listed = False
        self._kept: list[Piece] = []
        self._depth = 0

    def blocks(self, parent: _Element) -> None:
        """Write the paragraphs and tables under an element."""
        if self._depth > _MAX_NESTING:
            return
        self._depth += 1
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in (W + "sdt", W + "customXml", W + "ins", W + "moveTo"):
                content = child.find(W + "sdtContent")
                self.blocks(child if content is None else content)
        self._depth -= 1

    def _paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(W + "pPr")
        own = look_of(properties, None)
        style = self._styles.look(attribute(properties.find(W + "pStyle")) if properties is not None else None)
        look = own.over(style)
        found = [*self._kept, *pieces(paragraph)]
        self._kept = []
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._kept = found  # the end of this paragraph was deleted: it goes on in the next
            return
        self._write(found, look, style.bold)
        for content in text_boxes(paragraph):
            self.flow.edge(PARAGRAPH)
            self.blocks(content)
            self.flow.edge(PARAGRAPH)

    def _write(self, found: list[Piece], look: Look, styled_bold: bool | None) -> None:
        flow = self.flow
        label = self._numbering.label(look.number, look.ilvl or 0) if look.number not in (None, "0") else None
        text = "".join(piece for piece, _ in found)
        if not text.strip():
            flow.edge(PARAGRAPH)
            return
        level = look.level or 0
        is_list = label is not None and not level
        flow.edge(self._edge(look, level=level, is_list=is_list))
        first = len(flow.lines)
        flow.level = level
        if label is not None:
            flow.marker = "  " * min(look.ilvl or 0, 8) * is_list + label
        for piece, bold in found:
            self._add(piece, bold=bool(styled_bold if bold is None else bold))
        flow.edge(PARAGRAPH if level else BREAK)
        if level:
            settle_heading(flow.lines[first:])
        flow.level, flow.marker = 0, ""
        self._before, self._listed = look, is_list

    def _edge(self, look: Look, *, level: int, is_list: bool) -> int:
        if level or (is_list and not self._listed):
            return PARAGRAPH
        if is_list:
            return BREAK
        return SOFT if self._before is not None and not self._listed and self._before.is_near(look) else PARAGRAPH

    def _add(self, piece: str, *, bold: bool) -> None:
        first, *others = piece.split("\n")
        self.flow.text(first, bold=bold)
        for line in others:
            self.flow.edge(BREAK if self.flow.has_text else PARAGRAPH)
            self.flow.text(line, bold=bold)

    def _table(self, table: _Element) -> None:
        flow = self.flow
        flow.edge(PARAGRAPH)
        for row in table.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is table and not _is_deleted(row):
                flow.extend(row_lines(self._cells(row)))
                flow.edge(BREAK)
        flow.edge(PARAGRAPH)
        self._before, self._listed = None, False

    def _cells(self, row: _Element) -> list[list[FlowLine]]:
        cells: list[list[FlowLine]] = []
        before = integer(row.find(f"{W}trPr/{W}gridBefore")) or 0
        cells.extend([] for _ in range(min(before, _MAX_SPAN)))
        for cell in row.iter(W + "tc"):
            if next(cell.iterancestors(W + "tr")) is not row:
                continue
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            self.flow.hold()
            self._before, self._listed = None, False
            if merged is None or attribute(merged) == "restart":
                self.blocks(cell)
            cells.append(self.flow.release())
            span = integer(cell.find(f"{W}tcPr/{W}gridSpan")) or 1
            cells.extend([] for _ in range(min(span - 1, _MAX_SPAN)))
        return cells


def _is_deleted(row: _Element) -> bool:
    return bool(row.find(f"{W}trPr/{W}del") is not None and is_on(row.find(f"{W}trPr/{W}del")))


def _is_docx(data: bytes) -> bool:
    return _main_part(zip_names(data)) is not None


READER = Reader("docx", (_MEDIA_TYPE,), (".docx", ".docm", ".dotx"), _is_docx, read_docx)

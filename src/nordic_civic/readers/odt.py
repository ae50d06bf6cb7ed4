"""Read OpenDocument texts (.odt): paragraphs with their computed numbers, headings, tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from nordic_civic.errors import DamagedDocument, UnsupportedFormat
from nordic_civic.reading import Reading

from .base import Reader, check_size
from .builder import compose
from .flow import BREAK, PARAGRAPH, SOFT, Flow, FlowLine
from .odt_lists import OdtList, OutlineCounts
from .odt_styles import STYLE, TEXT, OdtStyles, number
from .package import Package, zip_names
from .shapes import row_lines, settle, settle_heading

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["READER", "read_odt"]

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MAX_REPEATED = 64
_MAX_SPACES = 200
_MAX_NESTING = 60
_LEFT_OUT = frozenset(
    (
        TEXT + "tracked-changes",
        _OFFICE + "annotation",
        _OFFICE + "annotation-end",
        TEXT + "note-citation",
        TEXT + "ruby-text",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    )
)


def read_odt(data: bytes) -> Reading:
    """Read an OpenDocument text; its headers stand first and its footers last, as furniture.

    Raises `DamagedDocument`, `LimitExceeded`, and `UnsupportedFormat` for an encrypted one.
    """
    check_size(len(data))
    package = Package(data)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnsupportedFormat("The document is encrypted; save it without a password.", media_type=_MEDIA_TYPE)
    content = package.xml("content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise DamagedDocument("The OpenDocument file has no text body.")
    styles = package.optional_xml("styles.xml")
    writer = _Writer(OdtStyles(styles, content))
    _write_edges(writer, styles, "header")
    writer.blocks(body)
    writer.notes()
    _write_edges(writer, styles, "footer")
    lines = writer.flow.finish()
    settle(lines)
    meta = package.optional_xml("meta.xml")
    title = next((element.text for element in meta.iter(_TITLE)), None) if meta is not None else None
    return compose(lines, _MEDIA_TYPE, title=" ".join((title or "").split()) or None)


def _write_edges(writer: _Writer, styles: _Element | None, kind: str) -> None:
    """Write the headers or the footers of the page styles, each text once, as furniture."""
    seen: set[str] = set()
    for name in (kind, f"{kind}-first", f"{kind}-left"):
        for element in styles.iter(STYLE + name) if styles is not None else ():
            writer.flow.aside(partial(writer.blocks, element), seen)


class _Writer:
    """Write blocks of a document to a flow, counting points and headings as they come."""

    def __init__(self, styles: OdtStyles) -> None:
        self.flow = Flow(exact=True)
        self._styles = styles
        self._lists: list[OdtList] = []
        self._ended: dict[str, int] = {}
        self._outline = OutlineCounts(styles.outline)
        self._notes: list[_Element] = []
        self._boxes: list[_Element] = []
        self._before: str | None = None
        self._depth = 0

    def blocks(self, parent: _Element) -> None:
        """Write what stands under an element."""
        if self._depth > _MAX_NESTING:
            return
        self._depth += 1
        for child in parent:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag == TEXT + "p":
                self._paragraph(child, self._styles.outline_level(child.get(TEXT + "style-name")))
            elif tag == TEXT + "h":
                self._paragraph(child, min(number(child.get(TEXT + "outline-level"), 1), 9), heading=True)
            elif tag == TEXT + "list":
                self._list(child)
            elif tag == _TABLE + "table":
                self._table(child)
            else:
                self.blocks(child)
        self._depth -= 1

    def notes(self) -> None:
        """Write the notes that were met, after the text."""
        while self._notes:
            notes, self._notes = self._notes, []
            for note in notes:
                self.flow.edge(PARAGRAPH)
                self.blocks(note)

    def _paragraph(self, paragraph: _Element, level: int, *, heading: bool = False) -> None:
        flow = self.flow
        style = paragraph.get(TEXT + "style-name")
        near = bool(self._before) and self._styles.is_near(self._before, style)
        flow.edge(BREAK if self._lists and not level else PARAGRAPH if level or not near else SOFT)
        first = len(flow.lines)
        if heading and not self._lists and (label := self._outline.label(level)):
            flow.marker = label
        flow.level = level
        self._text(paragraph, bold=bool(self._styles.is_bold("paragraph", style)))
        if not flow.has_text and not self._lists:
            flow.edge(PARAGRAPH)
        flow.edge(PARAGRAPH if level else BREAK)
        if level:
            settle_heading(flow.lines[first:])
        flow.level = 0
        if not self._lists:
            flow.marker = ""
        self._before = style or "Standard"
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            flow.edge(PARAGRAPH)
            self.blocks(box)
            flow.edge(PARAGRAPH)

    def _text(self, element: _Element, *, bold: bool, depth: int = 0) -> None:
        """Write the text of an element and of what stands inside it, in order."""
        flow = self.flow
        flow.text(element.text or "", bold=bold)
        for child in element:
            tag = child.tag
            if tag == TEXT + "s":
                flow.text(" " * min(number(child.get(TEXT + "c"), 1), _MAX_SPACES))
            elif tag == TEXT + "tab":
                flow.text("\t")
            elif tag == TEXT + "line-break":
                flow.edge(BREAK if flow.has_text else PARAGRAPH)
            elif tag == TEXT + "note":
                self._notes.extend(child.iterfind(TEXT + "note-body"))
            elif tag == _DRAW + "text-box":
                self._boxes.append(child)
            elif tag not in _LEFT_OUT and depth < _MAX_NESTING:
                own = self._styles.is_bold("text", child.get(TEXT + "style-name")) if tag == TEXT + "span" else None
                self._text(child, bold=bold if own is None else own, depth=depth + 1)
            flow.text(child.tail or "", bold=bold)

    def _list(self, element: _Element) -> None:
        outer = self._lists[-1] if self._lists else None
        style = element.get(TEXT + "style-name") or (outer.style if outer else "")
        counts = [*outer.outer, outer.count] if outer else []
        key = f"{style}/{len(counts)}"
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
        opened = OdtList.open(style, self._styles.levels(style), counts, self._ended.get(key) if goes_on else None)
        self.flow.edge(BREAK if outer else PARAGRAPH)
        self._lists.append(opened)
        for child in element:
            if child.tag == TEXT + "list-item":
                start = child.get(TEXT + "start-value")
                label = opened.label(number(start, 1) if start else None)
                self.flow.marker = "  " * min(len(counts), 8) + (label or "")
                self.blocks(child)
                self.flow.edge(BREAK)
                self.flow.marker = ""
            elif child.tag == TEXT + "list-header":
                self.blocks(child)
        self._lists.pop()
        self._ended[key] = opened.count
        self.flow.edge(BREAK if outer else PARAGRAPH)
        self._before = None

    def _table(self, table: _Element) -> None:
        flow = self.flow
        flow.edge(PARAGRAPH)
        for row in table.iter(_TABLE + "table-row"):
            if next(row.iterancestors(_TABLE + "table")) is table:
                flow.extend(row_lines(self._cells(row)))
                flow.edge(BREAK)
        flow.edge(PARAGRAPH)
        self._before = None

    def _cells(self, row: _Element) -> list[list[FlowLine]]:
        cells: list[list[FlowLine]] = []
        lists, self._lists = self._lists, []
        for cell in row:
            if cell.tag not in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                continue
            self.flow.hold()
            self._before = None
            if cell.tag == _TABLE + "table-cell":
                self.blocks(cell)
            cells.append(self.flow.release())
            repeated = number(cell.get(_TABLE + "number-columns-repeated"), 1)
            cells.extend([attrs.evolve(line) for line in cells[-1]] for _ in range(min(repeated, _MAX_REPEATED) - 1))
        self._lists = lists
        return cells


def _is_odt(data: bytes) -> bool:
    names = zip_names(data)
    return "content.xml" in names and ("mimetype" not in names or _mimetype(data) == _MEDIA_TYPE)


def _mimetype(data: bytes) -> str:
    try:
        return Package(data).read("mimetype").decode("ascii", "replace").strip().removesuffix("-template")
    except (DamagedDocument, UnsupportedFormat):
        return ""


READER = Reader("odt", (_MEDIA_TYPE,), (".odt", ".ott"), _is_odt, read_odt)

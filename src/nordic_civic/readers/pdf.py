"""Read PDF documents through PDFium: words and places in, lines in reading order out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import pairwise

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import MissingDependency, UnsupportedFormat
from nordic_civic.reading import Reading

from .base import Reader, check_size
from .builder import Line, compose
from .pdf_furniture import running
from .pdf_hyphens import DIVISION, settle_hyphens
from .pdf_layout import page_lines
from .pdf_rows import PdfLine
from .pdf_source import PdfSource, take
from .pdf_style import heading_levels, is_apart, leading
from .pdf_words import Run
from .pdf_zones import Columns, side_by_side

__all__ = ["READER", "read_pdf"]

_LOCK = threading.Lock()  # PDFium is not thread-safe
_SENTENCE_END = ".:;!?"
_FULL = 0.85  # of the way to the right edge of a page's text: a line that ends there may go on
_MARK = b"%PDF-"
_HEAD = 1024


def read_pdf(data: bytes) -> Reading:
    """Read a PDF document.

    Raises `MissingDependency` without the extra `pdf`; `UnsupportedFormat` for an encrypted document and for one
    whose pages are images without text; `DamagedDocument` and `LimitExceeded`.
    """
    check_size(len(data))
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingDependency("pdf", "PDF") from error
    with _LOCK:
        source = take(pypdfium2, data)
    if not any(source.runs) and not any(source.turned):
        count = len(source.runs)
        pages = f"any of its {count} pages: they are images" if count > 1 else "its only page: it is an image"
        message = f"The PDF has no text on {pages}. Have its text recognised (OCR) first."
        raise UnsupportedFormat(message, media_type="application/pdf")
    return _understand(source)


def _understand(source: PdfSource) -> Reading:
    """Make a reading of what the engine gave."""
    settle_hyphens([run for runs in source.runs for run in runs])
    edges = running(source.runs, [height for _, height in source.sizes])
    bodies: list[list[PdfLine]] = []
    columns: Columns = ()
    for runs, (header, footer), (width, _) in zip(source.runs, edges, source.sizes, strict=True):
        inner = [run for run in runs if run not in header and run not in footer]
        body, columns = page_lines(inner, width, columns)
        bodies.append(body)
    levels = heading_levels(bodies)
    gaps = _gaps(bodies, levels)
    lines: list[Line] = []
    for page, (body, (header, footer)) in enumerate(zip(bodies, edges, strict=True), 1):
        lines += [Line(text, furniture=True, page=page) for text in _edge_texts(header)]
        lines += [Line(line.text, line in gaps, levels.get(line, 0), page=page) for line in body]
        lines += [Line(text, gap=True, page=page) for text in source.turned[page - 1]]
        lines += [Line(text, furniture=True, page=page) for text in _edge_texts(footer)]
    return compose(
        lines,
        "application/pdf",
        page_count=len(bodies),
        bookmarks=source.bookmarks,
        title=source.title,
        diagnostics=_diagnostics(source),
    )


def _edge_texts(runs: set[Run]) -> list[str]:
    return [PdfLine.of(row).text for row in side_by_side(runs)]


def _gaps(bodies: Sequence[Sequence[PdfLine]], levels: dict[PdfLine, int]) -> set[PdfLine]:
    """Give the lines with white space before them; over the edge of a page, those that do not go on a sentence."""
    usual = leading(bodies)
    gaps: set[PdfLine] = set()
    last: PdfLine | None = None
    right = 0.0
    for body in bodies:
        if not body:
            continue
        if last is not None and (body[0] in levels or last in levels or not _goes_on(last, body[0], right)):
            gaps.add(body[0])
        gaps.update(line for before, line in pairwise(body) if is_apart(before, line, usual))
        last, right = body[-1], max(line.x1 for line in body)
    return gaps


def _goes_on(last: PdfLine, first: PdfLine, right: float) -> bool:
    """Say whether a paragraph goes on from the last line of a page to the first of the next."""
    if last.text.endswith((DIVISION, "-")) or first.text[:1].islower():
        return True
    return last.x1 >= _FULL * right and not last.text.rstrip().endswith(tuple(_SENTENCE_END))


def _diagnostics(source: PdfSource) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    if source.broken:
        found.append(Diagnostic.of("NC105", f"{_pages(source.broken)} damaged and could not be read."))
    pages = zip(source.runs, source.turned, strict=True)
    blank = [index for index, page in enumerate(pages) if not any(page) and index not in source.broken]
    if blank:
        found.append(Diagnostic.of("NC103", f"{_pages(blank)} without text: blank, or an image of a page."))
    return found


def _pages(indexes: Sequence[int]) -> str:
    """Name pages, counted from 1.

    >>> _pages([0]), _pages([0, 1, 2, 6])
    ('Page 1 is', 'Pages 1-3, 7 are')
    """
    spans: list[list[int]] = []
    for number in (index + 1 for index in indexes):
        if spans and spans[-1][-1] == number - 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    named = ", ".join("-".join(map(str, span)) for span in spans)
    return f"Page {named} is" if len(indexes) == 1 else f"Pages {named} are"


def _is_pdf(data: bytes) -> bool:
    """Say whether the bytes begin as a PDF does; some have a few lines of something else before."""
    start = data[:_HEAD].find(_MARK)
    return start >= 0 and (not data[:start].strip(b"\xef\xbb\xbf \t\r\n\0") or b"endobj" in data)


READER = Reader("pdf", ("application/pdf", "application/x-pdf"), (".pdf",), _is_pdf, read_pdf)

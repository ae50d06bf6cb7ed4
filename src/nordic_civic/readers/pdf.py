"""Read PDF documents through PDFium: words and places in, lines in reading order out."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import MissingDependency, UnsupportedFormat
from nordic_civic.reading import Reading

from .base import Reader, check_size
from .builder import Line, compose
from .pdf_furniture import running
from .pdf_hyphens import settle_hyphens
from .pdf_layout import page_lines, side_by_side
from .pdf_rows import PdfLine
from .pdf_source import PdfSource, take
from .pdf_style import heading_levels, is_apart, leading

__all__ = ["READER", "read_pdf"]

_LOCK = threading.Lock()  # PDFium is not thread-safe
_SENTENCE_END = ".:;!?"
_FULL = 0.85  # of the width of a page's text: a line that long goes on
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
    edges = running(source.runs, source.heights)
    headers = [_edge_lines(runs) for runs, _ in edges]
    footers = [_edge_lines(runs) for _, runs in edges]
    bodies = [
        page_lines([run for run in runs if run not in header and run not in footer])
        for runs, (header, footer) in zip(source.runs, edges, strict=True)
    ]
    settle_hyphens([line for body in bodies for line in body])
    levels = heading_levels(bodies)
    usual = leading(bodies)
    lines: list[Line] = []
    before: PdfLine | None = None
    for page, body in enumerate(bodies, 1):
        lines += [Line(line.text, furniture=True, page=page) for line in headers[page - 1]]
        right = max((line.x1 for line in body), default=0.0)
        for index, line in enumerate(body):
            if before is None:
                gap = False
            elif index:
                gap = is_apart(before, line, usual)
            else:
                gap = levels.get(line, 0) > 0 or not _goes_on(before, line, full=_FULL * full_width)
            lines.append(Line(line.text, gap, levels.get(line, 0), page=page))
            before = line
        full_width = right
        lines += [Line(text, True, page=page) for text in source.turned[page - 1]]
        lines += [Line(line.text, furniture=True, page=page) for line in footers[page - 1]]
    return compose(
        lines,
        "application/pdf",
        page_count=len(bodies),
        bookmarks=source.bookmarks,
        title=source.title,
        diagnostics=_diagnostics(source),
    )

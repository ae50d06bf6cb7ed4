"""Ask the PDF engine for everything that reading needs, and let go of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import attrs

from nordic_civic.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from nordic_civic.reading import Bookmark

from .base import MAX_PAGES, check_text
from .builder import clean
from .pdf_words import Run, page_runs

__all__ = ["PdfSource", "take"]

_PASSWORD, _SECURITY = 4, 5  # PDFium's error codes
_MAX_BOOKMARKS = 10_000
_WORD_PREFIX = "Microsoft Word - "


@attrs.define(slots=True)
class PdfSource:
    """Hold what the engine knows of a document: per page its runs, its turned lines, its size."""

    runs: list[list[Run]] = attrs.Factory(list)
    turned: list[list[str]] = attrs.Factory(list)
    sizes: list[tuple[float, float]] = attrs.Factory(list)
    broken: list[int] = attrs.Factory(list)
    bookmarks: tuple[Bookmark, ...] = ()
    title: str | None = None


def take(engine: Any, data: bytes) -> PdfSource:
    """Take the pages, bookmarks and title out of a document; raise a `ReadError` where it cannot be opened."""
    try:
        document = engine.PdfDocument(data)
    except engine.PdfiumError as error:
        raise _refusal(error) from error
    try:
        count = len(document)
        if count == 0:
            raise DamagedDocument("The PDF has no pages.")
        if count > MAX_PAGES:
            raise LimitExceeded("pages", count, MAX_PAGES)
        source = PdfSource()
        length = 0
        for index in range(count):
            _take_page(engine, document, index, source)
            length += sum(len(run.text) for run in source.runs[-1])
            check_text(length)
        source.bookmarks = _bookmarks(document, count)
        source.title = _title(document)
        return source
    finally:
        document.close()


def _refusal(error: Exception) -> DamagedDocument | UnsupportedFormat:
    if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
        message = "The PDF is encrypted and opens with a password only; save it without one."
        return UnsupportedFormat(message, media_type="application/pdf")
    return DamagedDocument("The PDF is damaged: it cannot be opened, or breaks off before its end.")


def _take_page(engine: Any, document: Any, index: int, source: PdfSource) -> None:
    runs: list[Run] = []
    turned: list[str] = []
    size = (0.0, 0.0)
    try:
        page = document[index]
        try:
            left, bottom, right, top = page.get_bbox()
            textpage = page.get_textpage()
            try:
                runs, turned, size = page_runs(engine.raw, textpage.raw, (left, bottom, right, top))
            finally:
                textpage.close()
        finally:
            page.close()
    except engine.PdfiumError:
        source.broken.append(index)
    source.runs.append(runs)
    source.turned.append(turned)
    source.sizes.append(size)


def _bookmarks(document: Any, count: int) -> tuple[Bookmark, ...]:
    found: list[Bookmark] = []
    try:
        for entry in islice(document.get_toc(), _MAX_BOOKMARKS):
            title = _words(entry.get_title)
            if title:
                found.append(Bookmark(title, entry.level + 1, _target(entry, count)))
    except Exception:  # a broken outline, over which the engine raises many kinds, takes nothing from the text
        return tuple(found)
    return tuple(found)


def _target(entry: Any, count: int) -> int | None:
    target = entry.get_dest()
    index = target.get_index() if target is not None else None
    return index + 1 if index is not None and 0 <= index < count else None


def _title(document: Any) -> str | None:
    title = _words(lambda: document.get_metadata_value("Title")).removeprefix(_WORD_PREFIX)
    return title if title.casefold() != "untitled" and title else None


def _words(ask: Callable[[], object]) -> str:
    """Give the words of a title that the engine is asked for; none where it cannot be decoded."""
    try:
        text, _ = clean(str(ask() or ""))
    except (UnicodeError, ValueError):
        return ""
    return " ".join(text.replace("\ufffd", " ").split())

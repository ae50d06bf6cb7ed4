"""What a reader gives: a document's text, once and for all, with what its layout shows."""

from __future__ import annotations

import attrs

from nordic_civic.diagnostics import Diagnostic

__all__ = ["Bookmark", "HeadingHint", "Reading"]


@attrs.frozen(slots=True)
class HeadingHint:
    """Say that a line of the text is marked or shown as a heading by its source.

    `start` and `end` are code points in `Reading.text`, half-open, the line end not included; `level` is 1 for the
    most important heading of the document and at most 9.

    >>> HeadingHint(0, 6, 1).level
    1
    """

    start: int
    end: int
    level: int


@attrs.frozen(slots=True)
class Bookmark:
    """Hold one entry of a document's own outline: its title, its depth from 1, and its page from 1 or None.

    >>> Bookmark("Item 1", 1, 3).page
    3
    """

    title: str
    level: int
    page: int | None = None


@attrs.frozen(slots=True)
class Reading:
    """Hold the text of one source as its reader found it; nothing changes it afterwards.

    `text` is Unicode NFC with `\\n` line ends. Paragraphs are separated by a blank line, table rows are lines with
    their cells joined by a tab, list points keep their marker at the start of the line. `pages` holds the start
    offset of every page, and is empty for formats without pages. `furniture` holds half-open ranges known to be page
    furniture: running headers and footers, navigation, cookie notices.

    >>> reading = Reading("Minutes\\n", "text/plain")
    >>> reading.text, reading.pages, reading.title
    ('Minutes\\n', (), None)
    """

    text: str
    media_type: str
    pages: tuple[int, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    headings: tuple[HeadingHint, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    title: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

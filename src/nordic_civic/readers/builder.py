"""From the lines that a reader found to the text of a `Reading`, with every offset right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import is_normalized, normalize

import attrs

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.reading import Bookmark, HeadingHint, Reading

from .base import check_text

__all__ = ["Line", "clean", "compose", "control_characters"]

# What a text may not hold: controls, surrogates, non-characters. Line separators are mapped before.
_FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MEANT = {
    "\x02": "\u00ad",  # the line-end hyphen as PDFium writes it
    "\ufffe": "\u00ad",
    "\x0b": "\n",  # Word's line break
    "\x1e": "\u2011",  # Word's hyphen that does not break
    "\x1f": "\u00ad",  # Word's hyphen that shows only at a line end
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}


@attrs.define(slots=True)
class Line:
    """Hold one line on its way to the text.

    `gap` asks for a blank line before it; `level` is its heading level or 0; `page` is the page it stands on, from 1,
    or 0 where the format has none.
    """

    text: str
    gap: bool = False
    level: int = 0
    furniture: bool = False
    page: int = 0


def clean(text: str) -> tuple[str, int]:
    """Give `text` in NFC without control characters, and the number of characters that had to become U+FFFD.

    Line ends (`\\n`) and tabs stay; the characters by which Word and PDFium write hyphens and line breaks become those.

    >>> clean("mo\\x02te\\x00")
    ('mo\\xadte\\ufffd', 1)
    """
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if not _FOREIGN.search(text):
        return text, 0
    lost = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal lost
        known = _MEANT.get(match[0])
        if known is None:
            lost += 1
        return known or "\ufffd"

    text = _FOREIGN.sub(meant, text)
    return normalize("NFC", text), lost


def compose(
    lines: Iterable[Line],
    media_type: str,
    *,
    page_count: int = 0,
    bookmarks: Sequence[Bookmark] = (),
    title: str | None = None,
    diagnostics: Sequence[Diagnostic] = (),
) -> Reading:
    """Join `lines` into a `Reading`; furniture ranges take the line ends and blank lines inside them along.

    >>> reading = compose([Line("Minutes", level=1), Line("Item 1", gap=True)], "text/html")
    >>> reading.text, reading.headings[0].level
    ('Minutes\\n\\nItem 1\\n', 1)
    """
    parts: list[str] = []
    headings: list[HeadingHint] = []
    furniture: list[tuple[int, int]] = []
    pages: list[int] = []
    at = lost = 0
    for line in lines:
        text, bad = clean(line.text)
        text = text.replace("\n", " ")  # a sign that means a line break stands inside a line here
        lost += bad
        if line.gap and parts:
            parts.append("\n")
            at += 1
        while len(pages) < line.page:
            pages.append(at)
        if line.level and text.strip():
            headings.append(HeadingHint(at + len(text) - len(text.lstrip()), at + len(text.rstrip()), line.level))
        end = at + len(text) + 1
        if line.furniture:
            _add_range(furniture, at, end, joined=line.gap)
        parts.append(text + "\n")
        at = end
    check_text(at)
    pages.extend([at] * (page_count - len(pages)))
    if lost:
        diagnostics = [*diagnostics, control_characters(lost)]
    return Reading(
        "".join(parts),
        media_type,
        pages=tuple(pages),
        furniture=tuple(furniture),
        headings=tuple(headings),
        bookmarks=tuple(bookmarks),
        title=title,
        diagnostics=tuple(diagnostics),
    )


def control_characters(count: int) -> Diagnostic:
    """Tell how many characters that no text holds were replaced."""
    return Diagnostic.of("NC104", f"{count} control character{'s' if count != 1 else ''} read as U+FFFD.")


def _add_range(ranges: list[tuple[int, int]], start: int, end: int, *, joined: bool) -> None:
    """Add a furniture range, merged with the one before it where only a blank line stands between them."""
    if ranges and ranges[-1][1] >= start - joined:
        ranges[-1] = (ranges[-1][0], end)
    else:
        ranges.append((start, end))

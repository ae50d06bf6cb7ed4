"""Read Markdown: the text as it stands, with its headings known."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from nordic_civic.reading import HeadingHint, Reading

from .base import Reader
from .text import read_text

__all__ = ["READER", "read_markdown"]

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[-+*>|]|#{1,6}[ \t]|\d{1,9}[.)][ \t])|[ \t]{4}")
_TITLE = re.compile(r"""^title:[ \t]*["']?([^"'\n]+?)["']?[ \t]*$""", re.MULTILINE)


def read_markdown(data: bytes) -> Reading:
    """Read Markdown; the hints of its headings leave the marks (`#`) out.

    Raises what `read_text` raises.

    >>> reading = read_markdown(b"# Minutes\\n\\nItem 1\\n------\\n")
    >>> [(reading.text[h.start:h.end], h.level) for h in reading.headings]
    [('Minutes', 1), ('Item 1', 2)]
    """
    reading = read_text(data)
    body = _front_matter_end(reading.text)
    headings = tuple(_headings(reading.text, body))
    named = _TITLE.search(reading.text, 0, body)
    title = named[1] if named else None
    if title is None and headings and headings[0].level == 1:
        title = reading.text[headings[0].start : headings[0].end]
    return attrs.evolve(reading, media_type="text/markdown", headings=headings, title=title)


def _front_matter_end(text: str) -> int:
    if not text.startswith("---\n"):
        return 0
    end = text.find("\n---\n", 3)
    return end + 5 if end >= 0 else 0


def _headings(text: str, start: int) -> Iterator[HeadingHint]:
    fence = ""
    before: tuple[int, str] | None = None
    for line in text[start:].split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            before = None
        elif mark:
            fence, before = mark[1], None
        elif atx := _ATX.match(line):
            end = atx.end() + len(_without_closing_marks(line[atx.end() :]))
            yield HeadingHint(start + atx.end(), start + end, len(atx[1]))
            before = None
        elif before and _UNDERLINE.match(line):
            at, above = before
            first = at + len(above) - len(above.lstrip())
            yield HeadingHint(first, at + len(above.rstrip()), 1 if "=" in line else 2)
            before = None
        else:
            before = (start, line) if line.strip() and not _NO_PARAGRAPH.match(line) else None
        start += len(line) + 1


def _without_closing_marks(heading: str) -> str:
    heading = heading.rstrip()
    bare = heading.rstrip("#")
    return bare.rstrip() if bare[-1:] in (" ", "\t") else heading


READER = Reader(
    "markdown", ("text/markdown", "text/x-markdown"), (".md", ".markdown"), lambda data: False, read_markdown
)

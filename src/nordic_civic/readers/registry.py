"""Choose the reader of a source: by its bytes, then by what it is called."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

import attrs

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import DamagedDocument
from nordic_civic.reading import Reading

from . import docx, html, mail, markdown, odt, pdf, text
from .base import Reader, check_size
from .encoding import decode
from .refusals import refuse_known

__all__ = ["READERS", "choose", "read"]

READERS: tuple[Reader, ...] = (
    pdf.READER,
    docx.READER,
    odt.READER,
    html.READER,
    mail.READER,
    markdown.READER,
    text.READER,
)
"""The readers that come with the library, in the order in which they look at the bytes."""

_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w:.-]{1,40})""", re.IGNORECASE)
_WRITTEN = ("html", "mail", "markdown", "text")  # readers of formats that are text themselves
_WHOLE_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEAD = 1024


def read(
    data: bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    readers: Sequence[Reader] = (),
) -> Reading:
    """Read a document of any known format.

    `name` (of a file or in an address) and `media_type` (with a `charset`, if it is text) help where the bytes do not
    say enough; the bytes are believed first. `readers` are asked before those of the library. Raises `ReadError` and
    nothing else: `UnsupportedFormat`, `DamagedDocument`, `LimitExceeded` or `MissingDependency`.

    >>> read(b"Item 1\\r\\nAdopted.").text
    'Item 1\\nAdopted.'
    >>> read(b"<h1>Item 1</h1>", name="item.html").headings
    (HeadingHint(start=0, end=6, level=1),)
    """
    check_size(len(data))
    if not data:
        raise DamagedDocument("The source is empty: it holds no bytes at all.")
    kind, suffix = _kind(media_type), _suffix(name)
    reader = choose(data, suffix=suffix, kind=kind, readers=readers)
    if reader.name in _WRITTEN:
        data = _declared(data, media_type)
    reading = reader.read(data)
    return _with_doubt(reading, reader, suffix, readers)


def choose(data: bytes, *, suffix: str = "", kind: str = "", readers: Sequence[Reader] = ()) -> Reader:
    """Choose the reader of the bytes; raise `UnsupportedFormat` or `DamagedDocument` where there is none.

    >>> choose(b"%PDF-1.7").name, choose(b"# Minutes", suffix=".md").name
    ('pdf', 'markdown')
    """
    known = (*readers, *READERS)
    named = _named(known, suffix, kind)
    for reader in known:
        if reader.detect(data):
            # A Markdown file may begin with a piece of a page, and is none.
            if reader is html.READER and named is markdown.READER and not _WHOLE_PAGE.search(data[:_HEAD]):
                return named
            return reader
    refuse_known(data)
    if named is not None and named.name not in _WRITTEN:
        if text.looks_binary(data[:_HEAD]) or named.name not in ("pdf", "docx", "odt"):
            return named
        raise DamagedDocument(f"The source is called a {named.name.upper()} document, but is plain text.")
    return named or text.READER


def _named(known: Sequence[Reader], suffix: str, kind: str) -> Reader | None:
    for reader in known:
        if kind and kind in reader.media_types:
            return reader
    return next((reader for reader in known if suffix and suffix in reader.suffixes), None)


def _kind(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0].strip().lower()


def _suffix(name: str | None) -> str:
    last = re.split(r"[/\\]", (name or "").partition("?")[0])[-1]
    return f".{last.rpartition('.')[2].lower()}" if "." in last else ""


def _declared(data: bytes, media_type: str | None) -> bytes:
    """Put bytes whose charset the media type declares, and they do not, into UTF-8."""
    charset = _CHARSET.search(media_type or "")
    if charset is None:
        return data
    decoded = decode(data, charset[1])
    if decoded.diagnostics or decoded.encoding == "utf-8":
        return data
    return codecs.BOM_UTF8 + decoded.text.encode("utf-8", "replace")


def _with_doubt(reading: Reading, reader: Reader, suffix: str, readers: Sequence[Reader]) -> Reading:
    """Tell where the name of a source says another format than its bytes."""
    named = _named((*readers, *READERS), suffix, "")
    if named is None or named is reader or (reader.name in _WRITTEN and named.name in _WRITTEN):
        return reading
    what = "web page" if reader.name == "html" else f"document of type {reader.name}"
    hint = ", perhaps an error page saved in the place of the document" if reader.name == "html" else ""
    message = f"The source is called {suffix}, but is a {what}{hint}; it was read as what it is."
    return attrs.evolve(reading, diagnostics=(*reading.diagnostics, Diagnostic("NC106", "warning", message)))

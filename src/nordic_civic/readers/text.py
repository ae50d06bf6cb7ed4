"""Read plain text, from bytes or from a string."""

from __future__ import annotations

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import DamagedDocument, UnsupportedFormat
from nordic_civic.reading import Reading

from .base import Reader, check_text
from .builder import clean, control_characters
from .encoding import decode

__all__ = ["READER", "read_string", "read_text"]

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\f\r\x02\x1a\x1e\x1f") + b"\x7f"


def read_text(data: bytes) -> Reading:
    """Read plain text in UTF-8, UTF-16 or Windows-1252.

    Raises `DamagedDocument` for an empty source, `UnsupportedFormat` for binary data, `LimitExceeded` for too much.

    >>> read_text(b"M\\xf8te\\r\\n").text
    'Møte\\n'
    """
    if not data:
        raise DamagedDocument("The source is empty: it holds no bytes at all.")
    decoded = decode(data)
    if decoded.encoding in ("utf-8", "cp1252") and looks_binary(data):
        raise UnsupportedFormat("The source holds binary data, not text, and no reader knows its format.")
    return read_string(decoded.text, diagnostics=decoded.diagnostics)


def looks_binary(data: bytes) -> bool:
    """Say whether more control bytes stand in `data` than a text with a few stray ones has.

    >>> looks_binary(b"\\x00\\x01\\x02\\x03" * 9), looks_binary(b"plain text")
    (True, False)
    """
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > 2 and controls * 200 > len(data)


def read_string(text: str, *, diagnostics: tuple[Diagnostic, ...] = ()) -> Reading:
    """Read a string as a plain text: line ends, NFC and pages settled; never raises but for `LimitExceeded`.

    A form feed opens a page; a line end stands in its place.

    >>> read_string("page one\\f\\npage two").pages
    (0, 9)
    """
    check_text(len(text))
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages: tuple[int, ...] = ()
    pieces = text.split("\f")
    cleaned = [clean(piece) for piece in pieces]
    text = "\n".join(piece for piece, _ in cleaned)
    if len(pieces) > 1:
        starts = [0]
        for piece, _ in cleaned[:-1]:
            starts.append(starts[-1] + len(piece) + 1)
        # A form feed that ends the last page opens no other.
        pages = tuple(starts if cleaned[-1][0].strip() else starts[:-1])
    found = list(diagnostics)
    lost = sum(count for _, count in cleaned)
    if lost:
        found.append(control_characters(lost))
    if not text.strip():
        found.append(Diagnostic.of("NC103", "The source holds white space only."))
    return Reading(text, "text/plain", pages=pages, diagnostics=tuple(found))


READER = Reader("text", ("text/plain",), (".txt", ".text", ".asc"), lambda data: False, read_text)

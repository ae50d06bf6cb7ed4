"""From bytes to characters, without inventing any."""

from __future__ import annotations

import codecs
import re

import attrs

from nordic_civic.diagnostics import Diagnostic

__all__ = ["Decoded", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that may be declared and are believed; byte-to-text codecs such as base64 or UTF-7 are not among them.
_BELIEVED = re.compile(r"(?:iso8859-\d+|cp(?:125\d|437|850|852|86[15])|mac-\w+|utf-(?:16|32)(?:-[lb]e)?)\Z")
_SAMPLE = 4096


@attrs.frozen(slots=True)
class Decoded:
    """Hold decoded text, the encoding it was read by, and what could not be decoded."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`: byte-order mark, then UTF-16 by its zero bytes, UTF-8, the declared encoding, Windows-1252.

    Valid UTF-8 that is more than ASCII is never anything else, so it goes before a declaration. Bytes that are broken
    in a mostly sound UTF-8 text become U+FFFD, with a diagnostic.

    >>> decode(b"\\xef\\xbb\\xbfm\\xc3\\xb8te").text, decode(b"m\\xf8te").text
    ('møte', 'møte')
    >>> decode(b"m\\xc3\\xb8te \\xf8 m\\xc3\\xb8te").text
    'møte \\ufffd møte'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark) and not (encoding == "utf-32-le" and len(data) % 4):
            return _lenient(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide:
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)


def _not_utf8(data: bytes, declared: str | None) -> Decoded:
    """Choose between broken UTF-8, what was declared, and Windows-1252."""
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    sound = sum(1 for char in replaced if char > "\x7f") - broken
    if sound > broken:
        return Decoded(replaced, "utf-8", (_replaced(broken, "utf-8"),))
    believed = _believed(declared)
    if believed:
        try:
            return Decoded(data.decode(believed), believed)
        except UnicodeError:
            pass
    guess = _lenient(data, "cp1252")
    inferred = Diagnostic.of("NC102", "The encoding is not declared; the text was read as Windows-1252.")
    return attrs.evolve(guess, diagnostics=(*guess.diagnostics, inferred))


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (_replaced(text.count("\ufffd"), encoding),))


def _replaced(count: int, encoding: str) -> Diagnostic:
    name = {"cp1252": "Windows-1252"}.get(encoding, encoding.upper())
    message = f"{count} byte sequence{'s' if count != 1 else ''} not valid in {name}; read as U+FFFD."
    return Diagnostic.of("NC101", message)


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a byte-order mark by where its zero bytes stand."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _believed(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    # Web pages that declare Latin-1 mean Windows-1252 (the WHATWG encoding standard says so).
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if _BELIEVED.match(name) else None

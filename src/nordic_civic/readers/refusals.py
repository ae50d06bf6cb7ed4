"""Know the formats that are not read, and say what to do about each."""

from __future__ import annotations

import re

from nordic_civic.errors import DamagedDocument, UnsupportedFormat

from .package import zip_names

__all__ = ["refuse_known"]

_CONVERT = "convert it to .docx, .odt or .pdf first, for example with: soffice --headless --convert-to docx FILE"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE = "The source is an image ({}). Have its text recognised (OCR) first."
_PACKED = "The source is a {} archive; unpack it first. Zip archives are read as they are."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png", _IMAGE.format("PNG")),
    (b"\xff\xd8\xff", "image/jpeg", _IMAGE.format("JPEG")),
    (b"GIF8", "image/gif", _IMAGE.format("GIF")),
    (b"II*\0", "image/tiff", _IMAGE.format("TIFF")),
    (b"MM\0*", "image/tiff", _IMAGE.format("TIFF")),
    (b"\x1f\x8b", "application/gzip", _PACKED.format("gzip")),
    (b"BZh", "application/x-bzip2", _PACKED.format("bzip2")),
    (b"\xfd7zXZ\0", "application/x-xz", _PACKED.format("xz")),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", _PACKED.format("7z")),
    (b"Rar!\x1a\x07", "application/vnd.rar", _PACKED.format("RAR")),
    (b"%!PS", "application/postscript", "The source is PostScript; convert it to PDF first, for example with ps2pdf."),
    (b"{\\rtf", "application/rtf", f"The source is Rich Text (.rtf), which is not read; {_CONVERT}"),
    (b"\x7fELF", "application/octet-stream", "The source is a program, not a document."),
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<\?xml\s")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}(?:\{\s{0,100}\"|\[\s{0,100}[\[{\"])")


def refuse_known(data: bytes) -> None:
    """Raise where the bytes are certainly of a format that no reader reads.

    >>> refuse_known(b"Item 1")
    """
    for magic, media_type, message in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormat(message, media_type=media_type)
    if data.startswith(_OLE):
        raise _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _zip(data)
    if _XML.match(data[:200]):
        message = "The source is XML, but no installed adapter knows its vocabulary."
        raise UnsupportedFormat(message, media_type="application/xml")
    if _JSON.match(data[:300]) and data.rstrip()[-1:] in (b"}", b"]"):
        message = "The source is JSON, but no installed adapter knows its vocabulary."
        raise UnsupportedFormat(message, media_type="application/json")


def _ole(data: bytes) -> UnsupportedFormat:
    if "WordDocument".encode("utf-16-le") in data:
        message = f"The source is an old Word document (.doc), which is not read; {_CONVERT}"
        return UnsupportedFormat(message, media_type="application/msword")
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnsupportedFormat("The source is an encrypted Office document; save it without a password.")
    if "__substg1.0".encode("utf-16-le") in data:
        return UnsupportedFormat("The source is an Outlook message (.msg); save it as .eml or .txt first.")
    return UnsupportedFormat(f"The source is an old Office document, which is not read; {_CONVERT}")


def _zip(data: bytes) -> UnsupportedFormat | DamagedDocument:
    names = zip_names(data)
    if not names:
        return DamagedDocument("The source is a damaged or empty zip package.")
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names or "content.xml" in names:
        return UnsupportedFormat("The source is a spreadsheet or a presentation; only documents of text are read.")
    message = f"The source is a zip archive of {len(names)} files; give it to parse_many, which reads each."
    return UnsupportedFormat(message, media_type="application/zip")

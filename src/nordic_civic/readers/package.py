"""Open the zip packages that word processors write, without trusting them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from nordic_civic.errors import DamagedDocument, LimitExceeded, UnsupportedFormat

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from lxml.etree import _Element

__all__ = ["Package", "open_zip", "unpack", "zip_names"]

MAX_PART = 64 * 1024 * 1024
"""The largest part of a package, unpacked, in bytes."""

MAX_RATIO = 500
"""How many times larger than packed a part of over a megabyte may be."""

RATIO = "times the packed size"
"""The name of that limit."""

# The namespaces of "strict" Office documents, and what they are called in all others.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_MEGABYTE = 1024 * 1024


def zip_names(data: bytes) -> frozenset[str]:
    """Give the names in a zip archive; none where it is no archive, or a broken one.

    >>> zip_names(b"no archive")
    frozenset()
    """
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        with open_zip(data) as archive:
            return frozenset(archive.namelist())
    except DamagedDocument:
        return frozenset()


def open_zip(data: bytes) -> ZipFile:
    """Open a zip archive; raise `DamagedDocument` where it cannot be opened."""
    import zipfile  # here, because it is slow to load and most sources need none

    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # a broken archive raises a dozen kinds
        raise DamagedDocument(f"The zip package is damaged: {error}") from error


def unpack(archive: ZipFile, info: ZipInfo) -> bytes:
    """Unpack one file of an archive; raise `UnsupportedFormat` where it is encrypted, `DamagedDocument` where broken.

    Raises `LimitExceeded` where it was packed so small that it can only be meant to do harm.
    """
    if info.flag_bits & 1:
        raise UnsupportedFormat("The file is encrypted; save it without a password.")
    packed = max(info.compress_size, 1)
    if info.file_size > _MEGABYTE and info.file_size > MAX_RATIO * packed:
        raise LimitExceeded(RATIO, info.file_size // packed, MAX_RATIO)
    try:
        return archive.read(info)
    except Exception as error:  # as above
        raise DamagedDocument(f"The part {info.filename} is damaged: {error}") from error


class Package:
    """Give the parts of a package, each within limits.

    Raises `DamagedDocument` for what cannot be read, `UnsupportedFormat` for an encrypted part, `LimitExceeded` for
    one that unpacks to too much.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = open_zip(data)
        self.names = frozenset(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """Unpack one part."""
        if name not in self.names:
            raise DamagedDocument(f"The document lacks its part {name}.")
        info = self._archive.getinfo(name)
        if info.file_size > MAX_PART:
            raise LimitExceeded(f"bytes in a part ({name})", info.file_size, MAX_PART)
        return unpack(self._archive, info)

    def xml(self, name: str) -> _Element:
        """Unpack and parse one part; nothing outside it is ever read, no entity resolved."""
        from lxml import etree

        data = self.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            raise DamagedDocument(f"The part {name} of the document is no sound XML: {error}") from error

    def optional_xml(self, name: str) -> _Element | None:
        """Parse a part that a document may lack; a damaged one counts as lacking."""
        if name not in self.names:
            return None
        try:
            return self.xml(name)
        except DamagedDocument:
            return None

"""Open the zip packages that word processors write, without trusting them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from nordic_civic.errors import DamagedDocument, LimitExceeded, UnsupportedFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ZIP_ERRORS", "Package", "zip_names"]

MAX_PART = 64 * 1024 * 1024
"""The largest part of a package, unpacked, in bytes."""

MAX_RATIO = 500
"""How many times larger than packed a part of over a megabyte may be."""

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
    OverflowError,
    IndexError,
)
"""What the standard library raises over a broken archive."""

_MEGABYTE = 1024 * 1024


def zip_names(data: bytes) -> frozenset[str]:
    """Give the names in a zip archive; none where it is no archive, or a broken one.

    >>> zip_names(b"no archive")
    frozenset()
    """
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except ZIP_ERRORS:
        return frozenset()


class Package:
    """Give the parts of a package, each within limits.

    Raises `DamagedDocument` for what cannot be read, `UnsupportedFormat` for an encrypted part, `LimitExceeded` for
    one that unpacks to too much.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
            raise DamagedDocument(f"The document is a damaged zip package: {error}") from error
        self.names = frozenset(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """Unpack one part."""
        try:
            info = self._archive.getinfo(name)
        except KeyError as error:
            raise DamagedDocument(f"The document lacks its part {name}.") from error
        if info.flag_bits & 1:
            raise UnsupportedFormat("The document is encrypted; save it without a password.")
        if info.file_size > MAX_PART:
            raise LimitExceeded(f"bytes in a part ({name})", info.file_size, MAX_PART)
        packed = max(info.compress_size, 1)
        if info.file_size > _MEGABYTE and info.file_size > MAX_RATIO * packed:
            raise LimitExceeded(f"times the packed size ({name})", info.file_size // packed, MAX_RATIO)
        try:
            return self._archive.read(info)
        except ZIP_ERRORS as error:
            raise DamagedDocument(f"The part {name} of the document is damaged: {error}") from error

    def xml(self, name: str) -> _Element:
        """Unpack and parse one part; nothing outside it is ever read, no entity resolved."""
        from lxml import etree

        data = self.read(name)
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

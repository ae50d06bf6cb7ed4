"""Take the documents out of a zip archive, one by one and within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from nordic_civic.errors import LimitExceeded, ReadError

from .base import MAX_BYTES, check_size
from .package import RATIO, open_zip, unpack, zip_names

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["MAX_MEMBERS", "MAX_UNPACKED", "is_archive", "iter_archive"]

MAX_MEMBERS = 100_000
"""The largest number of files in an archive."""

MAX_UNPACKED = 8 * MAX_BYTES
"""The largest sum of what is unpacked from one archive, in bytes."""

_MAX_DEPTH = 3
_DOCUMENTS = frozenset(("[Content_Types].xml", "content.xml", "mimetype"))

OnError = Callable[[str, ReadError], None]


def is_archive(data: bytes) -> bool:
    """Say whether the bytes are a zip archive of files, and not a document that is packed as one.

    >>> is_archive(b"plain text")
    False
    """
    names = zip_names(data)
    return bool(names) and not names & _DOCUMENTS


def iter_archive(data: bytes, *, on_error: OnError | None = None) -> Iterator[tuple[str, bytes]]:
    """Give the name and bytes of every file in a zip archive, also of archives inside it.

    Folders, empty files and what operating systems leave in archives are passed over. A file that cannot be unpacked
    goes to `on_error` with its name, and is raised where there is none. Raises `DamagedDocument` where the archive
    itself cannot be opened, `LimitExceeded` where it holds or unpacks to too much.

    >>> import io, zipfile
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("minutes/item1.txt", "Item 1")
    >>> list(iter_archive(packed.getvalue()))
    [('minutes/item1.txt', b'Item 1')]
    """
    yield from _members(data, "", 0, [0, 0], on_error)


def _members(
    data: bytes, prefix: str, depth: int, spent: list[int], on_error: OnError | None
) -> Iterator[tuple[str, bytes]]:
    check_size(len(data))
    with open_zip(data) as archive:
        for info in archive.infolist():
            if info.is_dir() or not info.file_size or _is_litter(info.filename):
                continue
            name = prefix + info.filename
            try:
                member = _unpacked(archive, info, spent)
                if depth < _MAX_DEPTH and is_archive(member):
                    yield from _members(member, f"{name}/", depth + 1, spent, on_error)
                    continue
            except LimitExceeded as error:
                if on_error is None or error.limit != RATIO:
                    raise
                on_error(name, error)
            except ReadError as error:
                if on_error is None:
                    raise
                on_error(name, error)
            else:
                yield name, member


def _unpacked(archive: ZipFile, info: ZipInfo, spent: list[int]) -> bytes:
    """Unpack one file; `spent` counts the files and bytes unpacked so far."""
    spent[0] += 1
    spent[1] += info.file_size
    if spent[0] > MAX_MEMBERS:
        raise LimitExceeded("files in an archive", spent[0], MAX_MEMBERS)
    if spent[1] > MAX_UNPACKED:
        raise LimitExceeded("bytes unpacked from an archive", spent[1], MAX_UNPACKED)
    check_size(info.file_size)
    return unpack(archive, info)


def _is_litter(name: str) -> bool:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last.startswith((".", "~$")) or last.lower() in ("thumbs.db", "desktop.ini")

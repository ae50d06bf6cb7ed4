"""Read documents of any known format: bytes in, a `Reading` out, or a `ReadError`."""

from nordic_civic.readers.archive import is_archive, iter_archive
from nordic_civic.readers.base import MAX_BYTES, MAX_PAGES, MAX_TEXT, Reader
from nordic_civic.readers.registry import READERS, read
from nordic_civic.readers.text import read_string

__all__ = [
    "MAX_BYTES",
    "MAX_PAGES",
    "MAX_TEXT",
    "READERS",
    "Reader",
    "is_archive",
    "iter_archive",
    "read",
    "read_string",
]

"""What a reader is, and the sizes beyond which every reader refuses a source."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from nordic_civic.errors import LimitExceeded
from nordic_civic.reading import Reading

__all__ = ["MAX_BYTES", "MAX_PAGES", "MAX_TEXT", "Reader", "check_size", "check_text"]

MAX_BYTES = 256 * 1024 * 1024
"""The largest source, in bytes, that a reader takes."""

MAX_TEXT = 64_000_000
"""The longest text, in code points, that a reader gives."""

MAX_PAGES = 20_000
"""The largest number of pages that a reader takes."""


@attrs.frozen(slots=True)
class Reader:
    """Hold how one format is recognised and read.

    `detect` looks at the bytes alone and must be certain, quick, and never raise; `media_types` and `suffixes` (lower
    case, with the dot) are asked only where no reader recognises the bytes. `read` gives a `Reading` or raises a
    `ReadError`, whatever the bytes are.

    >>> from nordic_civic.reading import Reading
    >>> shout = Reader("shout", ("text/x-shout",), (".shout",), lambda data: data[:1] == b"!",
    ...                lambda data: Reading(data.decode("ascii", "replace"), "text/x-shout"))
    >>> shout.detect(b"!hello")
    True
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    detect: Callable[[bytes], bool]
    read: Callable[[bytes], Reading]


def check_size(size: int) -> None:
    """Raise `LimitExceeded` where `size` bytes are more than a reader takes.

    >>> check_size(10)
    """
    if size > MAX_BYTES:
        raise LimitExceeded("bytes", size, MAX_BYTES)


def check_text(length: int) -> None:
    """Raise `LimitExceeded` where `length` code points are more than a reader gives.

    >>> check_text(10)
    """
    if length > MAX_TEXT:
        raise LimitExceeded("characters of text", length, MAX_TEXT)

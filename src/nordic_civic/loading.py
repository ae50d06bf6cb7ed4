"""Bytes from wherever a caller has them: a path, bytes, a text, a file object."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from .errors import ReadError

Source = str | bytes | os.PathLike[str] | IO[bytes] | IO[str]
LONGEST_PATH = 250


def load_source(source: Source) -> tuple[bytes, str | None]:
    """Give the bytes of a source and its name, or raise ReadError.

    A `str` that holds a line break or more than 250 characters is a text; any other names a file.

    >>> load_source(b"Sak 1")
    (b'Sak 1', None)
    """
    if isinstance(source, bytes):
        return source, None
    if isinstance(source, str) and ("\n" in source or len(source) > LONGEST_PATH):
        return source.encode("utf-8", "surrogatepass"), None
    if isinstance(source, str | os.PathLike):
        return _file(Path(source))
    content = source.read()
    name = getattr(source, "name", None)
    return (content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content), name if isinstance(
        name, str
    ) else None


def _file(path: Path) -> tuple[bytes, str]:
    try:
        return path.read_bytes(), str(path)
    except FileNotFoundError:
        raise ReadError("There is no such file.", str(path)) from None
    except IsADirectoryError:
        raise ReadError("This is a folder; parse_many reads the files in it.", str(path)) from None
    except (OSError, ValueError) as error:
        raise ReadError(f"The file cannot be read: {error}.", str(path)) from error

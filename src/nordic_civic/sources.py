"""Which documents a list of sources names: files, folders and archives one document at a time, nothing opened early."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import attrs

from .errors import ReadError

Source = str | bytes | os.PathLike[str] | IO[bytes] | IO[str]
OnSkip = Callable[[str, str], None]

_ARCHIVE = ".zip"
_LONGEST_PATH = 250


@attrs.frozen
class Task:
    """One document to parse: its name, and where its bytes are, or the error that stands in its place.

    `size` is its size in bytes, as far as it is known; `named` is false where the name only tells the place among the
    sources.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    error: ReadError | None = None
    size: int = 0
    named: bool = True

    def source(self) -> Source:
        """Give what `parse` takes: the path, or the bytes, under their name if they have one."""
        if self.path is not None:
            return self.path
        data = self.data or b""
        return _Named(data, self.name) if self.named else data


class _Named(io.BytesIO):
    """Bytes with the name that a reader and a result are to tell them by."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def expand(sources: Iterable[Source], on_skip: OnSkip | None = None, suffixes: frozenset[str] | None = None) -> Iterator[Task]:
    """Give the documents that `sources` name, in order; folders are walked in the order of their names.

    In a folder, hidden files, a README and files whose suffix no reader knows are left out; `on_skip(name, reason)` is
    told of each. `suffixes` replaces the suffixes that are read. A source that cannot be opened becomes a task with an
    error.

    >>> [task.name for task in expand([b"Sak 1", "Sak 2\\n"])]
    ['<source 1>', '<source 2>']
    """
    skip = on_skip or (lambda name, reason: None)
    for number, source in enumerate(sources, 1):
        if isinstance(source, str) and ("\n" in source or len(source) > _LONGEST_PATH):
            source = source.encode("utf-8", "surrogatepass")
        if isinstance(source, bytes):
            yield Task(f"<source {number}>", data=source, size=len(source), named=False)
        elif isinstance(source, str | os.PathLike):
            yield from _named(Path(source), skip, known_suffixes() if suffixes is None else suffixes)
        else:
            yield _opened(source, f"<source {number}>")


def count(sources: Iterable[Source]) -> int | None:
    """Count the documents that `expand` would give, opening none; None where an archive makes that impossible.

    >>> count([b"Sak 1", "minutes.txt"])
    2
    """
    number = 0
    for source in sources:
        path = Path(source) if isinstance(source, str | os.PathLike) else None
        found = _walk(path, lambda name, reason: None, known_suffixes()) if path and path.is_dir() else iter([path])
        for one in found:
            if isinstance(one, Path) and one.suffix.lower() == _ARCHIVE:
                return None
            number += 1
    return number


def known_suffixes() -> frozenset[str]:
    """Give the suffixes of the files that are read from a folder, lower case, archives included."""
    from .readers import readers

    return frozenset(suffix for reader in readers() for suffix in reader.suffixes) | {_ARCHIVE}


def _opened(source: IO[bytes] | IO[str], unnamed: str) -> Task:
    given = getattr(source, "name", None)
    name = given if isinstance(given, str) else unnamed
    try:
        content = source.read()
    except (OSError, ValueError) as error:
        return Task(name, error=ReadError(f"The file cannot be read: {error}.", name))
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Task(name, data=data, size=len(data), named=name is given)


def _named(path: Path, skip: OnSkip, suffixes: frozenset[str]) -> Iterator[Task]:
    if not path.is_dir():
        yield from _file(path)
        return
    empty = True
    for found in _walk(path, skip, suffixes):
        empty = False
        yield from [found] if isinstance(found, Task) else _file(found)
    if empty:
        yield Task(str(path), error=ReadError("This folder holds no file that can be read.", str(path)))


def _walk(folder: Path, skip: OnSkip, suffixes: frozenset[str]) -> Iterator[Path | Task]:
    unreadable: list[Task] = []

    def refused(error: OSError) -> None:
        name = str(error.filename)
        unreadable.append(Task(name, error=ReadError(f"The folder cannot be read: {error.strerror}.", name)))

    for root, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            reason = _reason_to_skip(path, suffixes)
            if reason:
                skip(str(path), reason)
            else:
                yield path
        for name in folders:
            if Path(root, name).is_symlink():
                skip(str(Path(root, name)), "link to a folder")
    yield from unreadable


def _reason_to_skip(path: Path, suffixes: frozenset[str]) -> str | None:
    suffix = path.suffix.lower()
    if path.name.startswith("."):
        return "hidden"
    if path.stem.lower() == "readme":
        return "README"
    if suffix not in suffixes:
        return f"unknown suffix {suffix}" if suffix else "no suffix"
    return None if path.is_file() or path.is_symlink() else "no regular file"


def _file(path: Path) -> Iterator[Task]:
    if path.suffix.lower() == _ARCHIVE and path.is_file():
        yield from _members(path)
        return
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0
    yield Task(str(path), path=path, size=size)


def _members(path: Path) -> Iterator[Task]:
    from .readers import iter_archive

    try:
        for name, data in iter_archive(path.read_bytes()):
            yield Task(f"{path}/{name}", data=data, size=len(data))
    except OSError as error:
        yield Task(str(path), error=ReadError(f"The file cannot be read: {error}.", str(path)))
    except ReadError as error:
        yield Task(str(path), error=error)

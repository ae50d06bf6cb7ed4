"""Which documents a list of sources names: files, folders and archives one document at a time, nothing opened early."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath
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


def expand(sources: Iterable[Source], suffixes: frozenset[str], on_skip: OnSkip | None = None) -> Iterator[Task]:
    """Give the documents that `sources` name, in order; folders are walked in the order of their names.

    In folders and archives, hidden files, a README and files whose suffix is not one of `suffixes` are left out;
    `on_skip(name, reason)` is told of each. A source that cannot be opened becomes a task with an error.

    >>> [task.name for task in expand([b"Sak 1", "Sak 2\\n"], frozenset((".txt",)))]
    ['<source 1>', '<source 2>']
    """
    finder = _Finder(suffixes, on_skip or (lambda name, reason: None))
    for number, source in enumerate(sources, 1):
        if isinstance(source, str) and ("\n" in source or len(source) > _LONGEST_PATH):
            source = source.encode("utf-8", "surrogatepass")
        if isinstance(source, bytes):
            yield Task(f"<source {number}>", data=source, size=len(source), named=False)
        elif isinstance(source, str | os.PathLike):
            yield from finder.tasks(Path(source))
        else:
            yield _opened(source, f"<source {number}>")


def count(paths: Iterable[Path], suffixes: frozenset[str]) -> int | None:
    """Count the documents that `expand` would give for some paths, opening none; None where that needs an archive.

    >>> count([Path("minutes.txt")], frozenset())
    1
    """
    finder = _Finder(suffixes, lambda name, reason: None)
    number = 0
    for path in paths:
        for found in finder.walk(path) if path.is_dir() else [path]:
            if isinstance(found, Path) and _is_archive(found):
                return None
            number += 1
    return number


def _opened(source: IO[bytes] | IO[str], unnamed: str) -> Task:
    given = getattr(source, "name", None)
    name = given if isinstance(given, str) else unnamed
    try:
        content = source.read()
    except (OSError, ValueError) as error:
        return Task(name, error=ReadError(f"The file cannot be read: {error}.", name))
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Task(name, data=data, size=len(data), named=name is given)


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == _ARCHIVE


@attrs.frozen
class _Finder:
    """Find the documents of folders and archives."""

    suffixes: frozenset[str]
    skip: OnSkip

    def tasks(self, path: Path) -> Iterator[Task]:
        """Give the documents of one path."""
        if not path.is_dir():
            yield from self._file(path)
            return
        empty = True
        for found in self.walk(path):
            empty = False
            yield from [found] if isinstance(found, Task) else self._file(found)
        if empty:
            yield Task(str(path), error=ReadError("This folder holds no file that can be read.", str(path)))

    def walk(self, folder: Path) -> Iterator[Path | Task]:
        """Give the files of a folder and its folders, sorted; a folder that cannot be read is a task with an error."""
        refused: list[Task] = []

        def refuse(error: OSError) -> None:
            name = str(error.filename)
            refused.append(Task(name, error=ReadError(f"The folder cannot be read: {error.strerror}.", name)))

        for root, folders, files in os.walk(folder, onerror=refuse):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for path in (Path(root, name) for name in sorted(files)):
                if reason := self._reason_to_skip(path):
                    self.skip(str(path), reason)
                elif not path.is_file():
                    self.skip(str(path), "no regular file")
                else:
                    yield path
            for path in (Path(root, name) for name in folders):
                if path.is_symlink():
                    self.skip(str(path), "link to a folder")
        yield from refused

    def _reason_to_skip(self, path: PurePath) -> str | None:
        suffix = path.suffix.lower()
        if path.name.startswith("."):
            return "hidden"
        if path.stem.lower() == "readme":
            return "README"
        if suffix in self.suffixes or suffix == _ARCHIVE:
            return None
        return f"with the unknown suffix {suffix}" if suffix else "without a suffix"

    def _file(self, path: Path) -> Iterator[Task]:
        try:
            size = path.stat().st_size
            if _is_archive(path):
                yield from self._members(path)
                return
        except FileNotFoundError:
            size = 0  # the parse tells what is missing
        except (OSError, ValueError) as error:
            yield Task(str(path), error=ReadError(f"The file cannot be read: {error}.", str(path)))
            return
        yield Task(str(path), path=path, size=size)

    def _members(self, path: Path) -> Iterator[Task]:
        from .readers import iter_archive

        broken: list[Task] = []
        empty = True

        def keep(name: str, error: ReadError) -> None:
            broken.append(_broken(path, name, error))

        try:
            for name, data in iter_archive(path.read_bytes(), on_error=keep):
                if reason := self._reason_to_skip(PurePosixPath(name)):
                    self.skip(f"{path}/{name}", reason)
                    continue
                empty = False
                yield Task(f"{path}/{name}", data=data, size=len(data))
        except ReadError as error:
            keep("", error)
        yield from broken
        if empty and not broken:
            yield Task(str(path), error=ReadError("This archive holds no file that can be read.", str(path)))


def _broken(path: Path, name: str, error: ReadError) -> Task:
    return Task(f"{path}/{name}" if name else str(path), error=error)

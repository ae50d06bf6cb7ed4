"""What an exporter is: a named value that writes results, and perhaps reads them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ..records import ParseResult
    from .target import Target

Write = Callable[[Iterable["ParseResult"], "Target"], None]
Read = Callable[[Path], Iterator["ParseResult"]]


@attrs.frozen
class Exporter:
    """Write results in one format.

    name: what the format is called, in the library and on the command line
    suffix: how its files end, with the dot
    write: called once with the results, to be taken one by one, and the target; writes, or raises ExportError
    folder: whether it writes several files, into a folder
    read: gives the results that a file holds; None where the format cannot hold everything

    >>> def write(results, target):
    ...     with target.open() as stream:
    ...         for result in results:
    ...             stream.write(f"{result.document.id}\\n".encode())
    >>> Exporter("ids", ".txt", write).name
    'ids'
    """

    name: str
    suffix: str
    write: Write
    folder: bool = False
    read: Read | None = None


def of_lines(lines: Callable[[Iterable[ParseResult]], Iterator[str]]) -> Write:
    """Make the `write` of a format that is one text file: `lines` gives its text piece by piece.

    >>> of_lines(lambda results: iter(("one\\n",))).__name__
    'write'
    """

    def write(results: Iterable[ParseResult], target: Target) -> None:
        with target.open() as stream:
            put(lines(results), stream)

    return write


def put(pieces: Iterable[str], stream: IO[bytes]) -> None:
    """Write pieces of text as UTF-8; raise ExportError where a character cannot be written."""
    from ..errors import ExportError

    for piece in pieces:
        try:
            stream.write(piece.encode("utf-8"))
        except UnicodeEncodeError as error:
            raise ExportError(f"A text cannot be written as UTF-8: {error}.") from error

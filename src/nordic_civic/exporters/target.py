"""Where an exporter writes: a file, an open stream or a folder; files appear when they are whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..errors import ExportError


class Target:
    """Hand out the files of one export, and keep count of what it had to leave out.

    `place` is a path, or an open binary stream where the format is a single file. `left_out` counts reasons.

    >>> import io
    >>> stream = io.BytesIO()
    >>> with Target(stream).open() as file:
    ...     file.write(b"records")
    7
    >>> stream.getvalue()
    b'records'
    """

    def __init__(self, place: str | os.PathLike[str] | IO[bytes], folder: bool = False) -> None:
        self.place: Path | IO[bytes] = Path(place) if isinstance(place, str | os.PathLike) else place
        self.folder = folder
        self.left_out: Counter[str] = Counter()
        if not isinstance(self.place, Path):
            if folder:
                raise ExportError("This format writes several files; give a folder.")
        elif folder and self.place.exists() and not self.place.is_dir():
            raise ExportError("This format writes several files, and this is no folder.", str(self.place))
        elif not folder and self.place.is_dir():
            raise ExportError("This format is one file, and this is a folder.", str(self.place))

    @contextmanager
    def open(self, name: str = "") -> Iterator[IO[bytes]]:
        """Open the file, or the file `name` of the folder, for bytes; it takes its place when all went well."""
        if not isinstance(self.place, Path):
            yield self.place
            return
        path = self.place / name if self.folder else self.place
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        try:
            with part.open("wb") as stream:
                yield stream
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def leave_out(self, reason: str) -> None:
        """Count something that the format cannot hold.

        >>> import io
        >>> target = Target(io.BytesIO())
        >>> target.leave_out("a document without a date")
        >>> dict(target.left_out)
        {'a document without a date': 1}
        """
        self.left_out[reason] += 1

"""Standard output and standard error: colours, tables, progress, and where the results go."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from ..cli import UsageError

_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_ROWS_TO_MEASURE = 100
_NARROWEST = 12


class Paint:
    """Colour words, or leave them as they are.

    >>> Paint(True)("no", "red"), Paint(False)("no", "red")
    ('\\x1b[31mno\\x1b[0m', 'no')
    """

    def __init__(self, on: bool = False) -> None:
        self.on = on

    def __call__(self, text: str, *colours: str) -> str:
        """Give the text in some colours."""
        if not self.on or not text or not colours:
            return text
        return f"\x1b[{';'.join(_COLOURS[colour] for colour in colours)}m{text}\x1b[0m"


NO_PAINT = Paint()


def paint_for(stream: TextIO, wanted: bool = True) -> Paint:
    """Give colours for a terminal that can show them, unless the user wants none (`NO_COLOR`, `--no-color`)."""
    able = stream.isatty() and os.environ.get("TERM") != "dumb"
    return Paint(wanted and able and not os.environ.get("NO_COLOR"))


def tell(*lines: str) -> None:
    """Write lines to standard error."""
    for line in lines:
        print(line, file=sys.stderr)


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Open the file that results go to, or standard output; UTF-8 either way.

    Raise UsageError where the file cannot be opened.
    """
    if path is None or path == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        stream = open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"cannot write to {path}: {error.strerror}") from None
    with stream:
        yield stream


class Table:
    """Write rows in columns as they come; the first rows, and the terminal, decide how wide the columns are.

    A heading that ends in ">" sets its column to the right. The last column, unless it is one of these, is never cut.

    >>> table = Table(sys.stdout, ("file", "cases>"))
    >>> table.add("minutes.txt", "12")
    >>> table.flush()
    file         cases
    minutes.txt     12
    """

    def __init__(self, stream: TextIO, headings: Sequence[str], paint: Paint = NO_PAINT, indent: str = "") -> None:
        self.stream, self.headings, self.paint, self.indent = stream, headings, paint, indent
        self._rows: list[tuple[Sequence[str], Sequence[str]]] = []
        self._widths: list[int] = []

    def add(self, *row: str, colours: Sequence[str] = ()) -> None:
        """Write one row, now or when enough is known of the columns."""
        self._rows.append(([" ".join(cell.split()) for cell in row], colours))
        if self._widths or len(self._rows) >= _ROWS_TO_MEASURE:
            self.flush()

    def flush(self) -> None:
        """Write what is kept back."""
        if not self._widths and self._rows:
            heads = [heading.rstrip(">") for heading in self.headings]
            rows = (row for row, _ in self._rows)
            self._widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
            self._narrow()
            self._write(heads, ("bold",))
        for row, colours in self._rows:
            self._write(row, colours)
        self._rows.clear()

    def _narrow(self) -> None:
        """Make the widest columns narrower until the table fits the terminal."""
        if not self.stream.isatty():
            return
        widths = self._widths[:-1] if self._free_end() else self._widths
        room = os.get_terminal_size(self.stream.fileno()).columns - len(self.indent) - 2 * (len(self._widths) - 1)
        while sum(widths) > room and max(widths) > _NARROWEST:
            widths[widths.index(max(widths))] -= 1
        self._widths[: len(widths)] = widths

    def _free_end(self) -> bool:
        return not self.headings[-1].endswith(">")

    def _write(self, row: Sequence[str], colours: Sequence[str]) -> None:
        cells = []
        cut = len(row) - self._free_end() if self.stream.isatty() else 0
        for number, (cell, width, heading) in enumerate(zip(row, self._widths, self.headings, strict=True)):
            if len(cell) > width and number < cut:
                cell = f"{cell[: width - 1]}…" if number else f"…{cell[1 - width :]}"  # of a path the end tells more
            cells.append(cell.rjust(width) if heading.endswith(">") else cell.ljust(width))
        self.stream.write(self.indent + self.paint("  ".join(cells).rstrip(), *colours) + "\n")


class Progress:
    """Tell on a terminal how far a long run is: how many, how fast, how many failed, how long still."""

    def __init__(self, total: int | None = None, shown: bool = False) -> None:
        self.total, self.shown = total, shown
        self.done = self.failed = 0
        self._began = time.monotonic()
        self._last = 0.0

    def step(self, failed: bool) -> None:
        """Count one document."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if self.shown and now - self._last > 0.2:
            self._last = now
            sys.stderr.write(f"\r\x1b[K{self.line(now - self._began)}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, before something else is written."""
        if self.shown and self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def line(self, seconds: float) -> str:
        """Give the line after some seconds.

        >>> progress = Progress(total=500)
        >>> progress.done, progress.failed = 100, 2
        >>> progress.line(10.0)
        '100 of 500 documents, 2 failed, 10.0 a second, 0:40 left'
        """
        rate = self.done / seconds if seconds else 0.0
        parts = [f"{self.done} of {self.total} documents" if self.total else f"{self.done} documents"]
        if self.failed:
            parts.append(f"{self.failed} failed")
        parts.append(f"{rate:.1f} a second")
        if self.total and rate:
            left = int((self.total - self.done) / rate)
            parts.append(f"{left // 60}:{left % 60:02d} left")
        return ", ".join(parts)

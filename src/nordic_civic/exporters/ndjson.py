"""One JSON object a line, each the result of one document as `nordic_civic.dumps` writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..codec import dumps, loads
from ..records import ParseResult
from .base import Exporter, of_lines


def _lines(results: Iterable[ParseResult]) -> Iterator[str]:
    for result in results:
        yield dumps(result) + "\n"


def _read(path: Path) -> Iterator[ParseResult]:
    with path.open("rb") as stream:
        for line in stream:
            if line.strip():
                yield loads(line)


EXPORTER = Exporter("ndjson", ".ndjson", of_lines(_lines), read=_read)

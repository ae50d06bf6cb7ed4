"""A JSON array, one result a line: `json.load` reads it, and so does a program that reads line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..codec import dumps, from_dict
from ..errors import RecordError
from ..records import ParseResult
from .base import Exporter, of_lines


def _lines(results: Iterable[ParseResult]) -> Iterator[str]:
    before = "[\n"
    for result in results:
        yield before + dumps(result)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _read(path: Path) -> Iterator[ParseResult]:
    """Give the results of an array, or the one that is no array; the file is read as a whole."""
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise RecordError("", f"{path} is not JSON that can be read: {error}") from error
    for one in data if isinstance(data, list) else [data]:
        yield from_dict(ParseResult, one)


EXPORTER = Exporter("json", ".json", of_lines(_lines), read=_read)

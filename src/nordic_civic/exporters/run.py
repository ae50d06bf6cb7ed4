"""Export results in a format, and load them again: the library's side of every exporter."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

import attrs

from ..errors import ExportError, ReadError
from ..records import ParseResult
from . import BUILT_IN
from .base import Exporter
from .target import Target

if TYPE_CHECKING:
    from ..batch import Outcome
    from ..plugins import Plugins

__all__ = ["Exported", "export", "exporter", "load_all", "names"]


@attrs.frozen
class Exported:
    """Say what became of an export.

    results: how many results were written
    errors: the errors of the documents that have no result
    left_out: what the format cannot hold, with how often it met that
    """

    results: int = 0
    errors: tuple[ReadError, ...] = ()
    left_out: Mapping[str, int] = attrs.field(factory=dict)


def export(
    results: ParseResult | Iterable[ParseResult | Outcome],
    format: str,
    target: str | os.PathLike[str] | IO[bytes],
    *,
    plugins: Plugins | None = None,
) -> Exported:
    """Write results, or the outcomes of `parse_many`, in a format, to a file, a folder or an open binary stream.

    `format` is the name of an exporter of the library (`json`, `ndjson`, `csv`, `parquet`, `popolo`, `jsonld`, `akn`,
    `ical`) or of a plugin. Results are taken and written one by one. A file takes its place when it is whole: an export
    that fails leaves what was there before. The same results give the same bytes. Outcomes without a result are not
    written; their errors are given back.

    Raise ExportError for an unknown format, a target of the wrong kind, an extra that is not installed, or a text that
    the format cannot hold, and OSError where a file cannot be written.

    >>> import io
    >>> from nordic_civic import parse
    >>> result = parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
    >>> stream = io.BytesIO()
    >>> export(result, "ndjson", stream).results
    1
    >>> stream.getvalue()[:21]
    b'{"schema_version": 1,'
    """
    chosen = exporter(format, plugins)
    place = Target(target, chosen.folder)
    counted = _Counted([results] if isinstance(results, ParseResult) else results)
    chosen.write(counted, place)
    return Exported(counted.results, tuple(counted.errors), dict(place.left_out))


def load_all(path: str | os.PathLike[str], format: str | None = None) -> Iterator[ParseResult]:
    """Give the results that an export wrote; the format is told by the suffix unless given.

    Raise ExportError where the format cannot be read back or is not known, RecordError where the content breaks the
    schema, and OSError where the file cannot be opened.
    """
    place = Path(path)
    format = format or next((one.name for one in map(exporter, BUILT_IN) if one.suffix == place.suffix), "")
    chosen = exporter(format) if format else None
    if chosen is None or chosen.read is None:
        raise ExportError("This format does not hold whole results; json, ndjson and parquet do.", str(path))
    return chosen.read(place)


def names(plugins: Plugins | None = None) -> tuple[str, ...]:
    """Name every format, those of plugins last.

    >>> names()[:3]
    ('json', 'ndjson', 'csv')
    """
    return (*BUILT_IN, *(one.name for one in _handed_over(plugins)))


def exporter(name: str, plugins: Plugins | None = None) -> Exporter:
    """Give the exporter of a name; raise ExportError where there is none.

    >>> exporter("csv").folder
    True
    """
    if name in BUILT_IN:
        found: Exporter = import_module(f".{name}", __package__).EXPORTER
        return found
    for one in _handed_over(plugins):
        if one.name == name:
            return one
    raise ExportError(f"There is no format {name!r}; there are {', '.join(names(plugins))}.")


def _handed_over(active: Plugins | None) -> tuple[Exporter, ...]:
    from ..plugins import plugins

    given = (active or plugins()).exporters
    return tuple(one for one in given if isinstance(one, Exporter) and one.name not in BUILT_IN)


class _Counted:
    """Pass results on, count them, and put the errors aside."""

    def __init__(self, results: Iterable[ParseResult | Outcome]) -> None:
        self._given = results
        self.results = 0
        self.errors: list[ReadError] = []

    def __iter__(self) -> Iterator[ParseResult]:
        for one in self._given:
            result = one if isinstance(one, ParseResult) else one.result
            if isinstance(result, ParseResult):
                self.results += 1
                yield result
            elif not isinstance(one, ParseResult) and one.error is not None:
                self.errors.append(one.error)

"""What an exporter must hold to: results one by one, the same bytes each time, nothing but an ExportError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import attrs

from ..errors import ExportError
from ..exporters import BUILT_IN
from ..exporters.base import Exporter
from ..exporters.target import Target
from ..records import ParseResult
from .failure import Nonconforming, require
from .samples import municipal_documents, not_municipal_documents

_STRANGE = ("\ud800", "\x00", "\u2028]]>", '"\t;,\r\n', "<&'>", "\U0001f4dc" * 3)


@cache
def sample_results() -> tuple[ParseResult, ...]:
    """Give results to export: of the kit's minutes, and of one document without records.

    >>> len(sample_results()) > 3
    True
    """
    from ..pipeline import parse

    return tuple(parse(one.text) for one in (*municipal_documents(), *not_municipal_documents()[:1]))


def check_named(exporter: Exporter) -> None:
    """Check that an exporter's name leads to it, and that its suffix is one."""
    __tracebackhide__ = True
    taken = exporter.name in BUILT_IN
    require(not taken, f"{exporter.name!r} is a format of the library.", "Choose another name: ours would be used.")
    shaped = exporter.suffix[:1] == "." and len(exporter.suffix) > 1
    require(shaped, f"{exporter.suffix!r} is no suffix.", "Write it with the dot, such as .tsv.")


def check_streams(exporter: Exporter, folder: Path) -> None:
    """Check that an exporter takes results from an iterator, to its end, and writes something of them."""
    __tracebackhide__ = True
    taken: list[int] = []

    def results() -> Iterator[ParseResult]:
        for number, result in enumerate(sample_results()):
            taken.append(number)
            yield result

    written = _written(exporter, results(), folder / "streamed")
    require(
        len(taken) == len(sample_results()),
        f"{exporter.name} takes {len(taken)} of {len(sample_results())} results.",
        "Go through `results` once, to its end.",
    )
    require(written, f"{exporter.name} writes nothing.", "Write to what `target.open()` gives.")


def check_nothing(exporter: Exporter, folder: Path) -> None:
    """Check that no results are no error."""
    __tracebackhide__ = True
    _written(exporter, (), folder / "nothing")


def check_repeats(exporter: Exporter, folder: Path) -> None:
    """Check that the same results give the same files and bytes."""
    __tracebackhide__ = True
    first, second = (_written(exporter, sample_results(), folder / name) for name in ("first", "second"))
    require(
        first == second,
        f"{exporter.name} writes other bytes of the same results.",
        "Look for the clock, a random choice, or the order of a set; sort what comes from a set.",
    )


def check_hostile_results(exporter: Exporter, folder: Path) -> None:
    """Check that strange text is written or refused with an ExportError."""
    __tracebackhide__ = True
    (result, *_) = (one for one in sample_results() if one.cases)
    for number, text in enumerate(_STRANGE):
        case = attrs.evolve(result.cases[0], title=text, text=text)
        decisions = tuple(attrs.evolve(one, text=text) for one in result.decisions)
        strange = attrs.evolve(result, cases=(case, *result.cases[1:]), decisions=decisions)
        _written(exporter, [strange], folder / f"strange{number}", may_refuse=True)


def check_round_trip(exporter: Exporter, folder: Path) -> None:
    """Check that an exporter that reads gives back what it wrote."""
    __tracebackhide__ = True
    if exporter.read is None:
        return
    place = folder / f"whole{exporter.suffix}"
    exporter.write(sample_results(), Target(place, exporter.folder))
    require(
        tuple(exporter.read(place)) == sample_results(),
        f"{exporter.name} reads back other results than it wrote.",
        "Give every field of a result back as it was, or leave `read` out: it is for formats that hold everything.",
    )


def _written(
    exporter: Exporter, results: Iterable[ParseResult], place: Path, *, may_refuse: bool = False
) -> dict[str, bytes]:
    """Export results to a place of its own and give the bytes of each file that was written."""
    __tracebackhide__ = True
    try:
        exporter.write(results, Target(place, exporter.folder))
    except Exception as error:
        if may_refuse and isinstance(error, ExportError):
            return {}
        raise Nonconforming(
            f"{exporter.name}.write raised {error!r}",
            "Raise an ExportError for a text that the format cannot hold; everything else must be written.",
        ) from error
    files = sorted(place.rglob("*")) if exporter.folder else [place]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files if path.is_file()}

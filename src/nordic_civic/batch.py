"""Parse many documents: one after the other or in several processes, streaming in and out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from multiprocessing import current_process
from pathlib import Path
from typing import Literal, TypeVar, cast

import attrs

from . import pipeline
from .errors import ReadError
from .hints import Hints
from .ids import document_id
from .plugins import Plugins, plugins
from .reading import Reading
from .records import ParseResult
from .sources import OnSkip, Source, Task, expand
from .workers import cores, in_processes

__all__ = ["Options", "Outcome", "each", "parse_many"]

T = TypeVar("T")
Order = Literal["input", "done"]

_FEW = 8


@attrs.frozen
class Outcome:
    """Say what became of one document: its result, or the error that it met.

    source: the name of the document: its path, or its place among the sources
    result: what the parse gave
    error: why there is no result

    >>> Outcome("minutes.txt", error=ReadError("There is no such file.", "minutes.txt")).result is None
    True
    """

    source: str
    result: ParseResult | None = None
    error: ReadError | None = None


@attrs.frozen
class Options:
    """Hold what a run says about all its documents: hints, and which plugins take part."""

    country: str | None = None
    municipality: str | None = None
    body: str | None = None
    date: str | None = None
    media_type: str | None = None
    disable: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def plugins(self) -> Plugins:
        """Give the plugins that take part."""
        return plugins(disable=self.disable, only=self.only, folders=self.folders)

    def check(self) -> None:
        """Raise ReadError for a country that no plugin reads."""
        self._hints().check(self.plugins.parsers)

    def parse(self, source: Source) -> ParseResult:
        """Parse one source as `nordic_civic.parse` does, with these hints and plugins."""
        return pipeline.parse(
            source,
            country=self.country,
            municipality=self.municipality,
            body=self.body,
            date=self.date,
            media_type=self.media_type,
            plugins=self.plugins,
        )

    def read_and_parse(self, source: Source) -> tuple[Reading, ParseResult]:
        """Give what the reader gave, too."""
        from .readers import read

        data, name = pipeline.load_source(source)
        found, hints = self.plugins, self._hints()
        hints.check(found.parsers)
        reading = read(data, name=name, media_type=self.media_type, readers=found.readers)
        return reading, pipeline.parse_reading(reading, document_id(data), name, found.parsers, hints)

    def suffixes(self) -> frozenset[str]:
        """Give the suffixes that mark a file of a folder as a document, lower case, with the dot."""
        from .readers import READERS

        return frozenset(suffix for reader in (*READERS, *self.plugins.readers) for suffix in reader.suffixes)

    def _hints(self) -> Hints:
        return Hints(self.country, self.municipality, self.body, self.date)


def parse_many(
    sources: Source | Iterable[Source],
    *,
    country: str | None = None,
    municipality: str | None = None,
    body: str | None = None,
    date: str | None = None,
    media_type: str | None = None,
    jobs: int | None = None,
    order: Order = "input",
    timeout: float | None = None,
    on_skip: OnSkip | None = None,
) -> Iterator[Outcome]:
    """Parse documents, folders of documents and zip archives, and give one Outcome for each document.

    Sources are taken and outcomes given one by one, so that memory does not grow with their number. A document that
    cannot be read, that crashes its process, or that takes more than `timeout` seconds is an outcome with an error, and
    harms no other. The hints are those of `parse` and go for every document.

    `jobs` is the number of processes: 1 is this one alone (with a `timeout`, one beside it), None takes one for each
    processor where there are more than a few documents. `order` is "input" for the order of the sources, or "done" for
    each outcome as soon as it is there. `on_skip(name, reason)` is told of each file of a folder that is left out:
    hidden, a README, or of a suffix that no reader knows.

    Raise ReadError for a country that no plugin reads, and ValueError for any other argument that is wrong. Raise
    WorkersError, while outcomes are taken, where no process can be started: on a system that starts processes afresh,
    a script must guard what it does with `if __name__ == "__main__":`.

    >>> texts = ["Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", "missing.txt"]
    >>> for outcome in parse_many(texts, country="NO"):
    ...     print(outcome.source, outcome.result or outcome.error.message)  # doctest: +ELLIPSIS
    <source 1> <ParseResult ... 1 cases, 0 proposals, 1 decisions, 0 mandates>
    missing.txt There is no such file.
    """
    options = Options(country, municipality, body, date, media_type)
    options.check()
    work = partial(each, options=options, then=_unchanged)
    done = run(expand(_listed(sources), options.suffixes(), on_skip), work, jobs=jobs, order=order, timeout=timeout)
    return (
        Outcome(task.name, error=answer) if isinstance(answer, ReadError) else Outcome(task.name, answer)
        for task, answer in done
    )


def run(
    tasks: Iterable[Task],
    work: Callable[[Task], T],
    *,
    jobs: int | None = None,
    order: Order = "input",
    timeout: float | None = None,
) -> Iterator[tuple[Task, T | ReadError]]:
    """Do `work`, which must be picklable, on every task, here or in processes as `parse_many` says."""
    if order not in ("input", "done"):
        raise ValueError(f'order must be "input" or "done", not {order!r}')
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    if timeout is not None and timeout <= 0:
        raise ValueError(f"timeout must be more than 0 seconds, not {timeout}")
    return _run(iter(tasks), work, jobs, order == "input", timeout)


def _run(
    tasks: Iterator[Task], work: Callable[[Task], T], jobs: int | None, ordered: bool, timeout: float | None
) -> Iterator[tuple[Task, T | ReadError]]:
    if jobs is None:
        first = list(islice(tasks, _FEW + 1))
        alone = len(first) <= _FEW or current_process().daemon
        jobs, tasks = 1 if alone else cores(), chain(first, tasks)
    if jobs == 1 and timeout is None:
        yield from ((task, work(task)) for task in tasks)
    else:
        yield from in_processes(tasks, work, jobs, timeout=timeout, ordered=ordered)


def each(task: Task, *, options: Options, then: Callable[[ParseResult, str], T]) -> T | ReadError:
    """Parse one task and give what `then` makes of the result and the task's name; an error is given, not raised."""
    if task.error is not None:
        return task.error
    try:
        return then(options.parse(task.source()), task.name)
    except ReadError as error:
        return error
    except Exception as error:  # a fault of ours or of a plugin must not lose the other documents
        return ReadError(f"The parser crashed: {_told(error)}; please report it with the document.", task.name)


def _told(error: Exception) -> str:
    """Give an error as one line, with the place where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"


def _unchanged(result: ParseResult, name: str) -> ParseResult:
    del name
    return result


def _listed(sources: Source | Iterable[Source]) -> Iterable[Source]:
    """Take a single source for a list of one."""
    single = isinstance(sources, str | bytes | os.PathLike) or hasattr(sources, "read")
    return [cast(Source, sources)] if single else cast(Iterable[Source], sources)

"""The run over many documents that `parse` and `check` share: what failed is told, what was left out is counted."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from .console import Progress, tell

if TYPE_CHECKING:
    from ..batch import Options
    from ..records import ParseResult
    from ..sources import Source, Task

T = TypeVar("T")
Make = Callable[["ParseResult", str], T]

_MANY = 20


class Documents(Generic[T]):
    """Parse what the command line names and give `make(result, name)` of each document, or None where it failed.

    `make` must be picklable. Messages go to standard error as they arise.
    """

    def __init__(self, args: argparse.Namespace, options: Options, make: Make[T], *, quiet: bool = False) -> None:
        self.args, self.options, self.make, self.quiet = args, options, make, quiet
        self.done = self.failed = 0
        self.left_out: Counter[str] = Counter()

    def __iter__(self) -> Iterator[tuple[str, T | None]]:
        """Give the name of each document and what was made of it, in order."""
        from ..batch import each, run
        from .messages import of_error

        progress = self._progress()
        made = partial(_with_messages, make=self.make, verbose=self.args.verbose)
        work = partial(each, options=self.options, then=made)
        for task, answer in run(self._tasks(), work, jobs=self.args.jobs, timeout=self.args.timeout):
            failed = isinstance(answer, Exception)
            messages = (of_error(answer, task.name),) if isinstance(answer, Exception) else answer[0]
            self.done += 1
            self.failed += failed
            if messages:
                progress.clear()
                tell(*messages)
            progress.step(failed)
            yield task.name, None if isinstance(answer, Exception) else answer[1]
        progress.clear()
        self._tell_left_out()

    def _tasks(self) -> Iterator[Task]:
        from ..sources import expand

        skip = self._skip
        own = self._own_output()
        for task in expand(sources(self.args.paths), self.options.suffixes(), skip):
            if own is not None and task.path is not None and task.path.resolve() == own:
                skip(task.name, "the output file")
            else:
                yield task

    def _own_output(self) -> Path | None:
        path = getattr(self.args, "output", None)
        return Path(path).resolve() if path else None

    def _skip(self, name: str, reason: str) -> None:
        self.left_out[reason] += 1
        if self.args.verbose:
            tell(f"{name}: left out: {reason}")

    def _tell_left_out(self) -> None:
        if self.left_out and not self.args.verbose:
            what = ", ".join(f"{number} {reason}" for reason, number in sorted(self.left_out.items()))
            tell(f"Left out in folders: {what} (--verbose names them).")

    def _progress(self) -> Progress:
        if self.quiet or not sys.stderr.isatty():
            return Progress()
        from ..sources import count

        total = count((Path(path) for path in self.args.paths), self.options.suffixes())
        return Progress(total, shown=total is None or total > _MANY)


def sources(paths: list[str]) -> Iterator[Source]:
    """Give the sources that paths name, `-` being standard input."""
    for path in paths:
        yield sys.stdin.buffer if path == "-" else Path(path)


def _with_messages(result: ParseResult, name: str, *, make: Make[T], verbose: bool) -> tuple[tuple[str, ...], T]:
    from .messages import of_result

    return of_result(result, name, verbose), make(result, name)

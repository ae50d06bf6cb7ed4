"""A pool of processes in which one bad document costs only itself: it may crash its process, or never end.

The standard pools give up as a whole when one of their processes dies. Here each process has a pipe of its own and
answers document by document, so that it is always known which document it was at.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from .errors import LimitExceeded, NordicCivicError, ReadError
from .sources import Task

T = TypeVar("T")
Work = Callable[[Task], T]
Batch = list[tuple[int, Task]]

_BATCH_DOCUMENTS = 250
_BATCH_BYTES = 256 * 1024
_READY = b"ready"


def cores() -> int:
    """Give the number of processors that this process may use.

    >>> cores() >= 1
    True
    """
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_processes(
    tasks: Iterable[Task], work: Work[T], jobs: int, *, timeout: float | None, ordered: bool
) -> Iterator[tuple[Task, T | ReadError]]:
    """Do `work` on every task in `jobs` processes and give each task with its value, or the error that it met.

    `work` must be picklable and must not raise. At most a few batches a process are under way, however many tasks
    there are. `timeout` is in seconds for each document.
    """
    pool = _Pool(_batches(tasks, jobs), work, jobs, timeout, ordered)
    try:
        yield from pool.run()
    finally:
        pool.close()


def _batches(tasks: Iterable[Task], jobs: int) -> Iterator[Batch]:
    """Cut tasks into batches by number and size; the first ones are small, so that few tasks reach all processes."""
    batch: Batch = []
    size = made = 0
    for numbered in enumerate(tasks):
        batch.append(numbered)
        size += numbered[1].size
        if len(batch) >= min(_BATCH_DOCUMENTS, 2 ** min(made // jobs, 8)) or size >= _BATCH_BYTES:
            yield batch
            batch, size, made = [], 0, made + 1
    if batch:
        yield batch


class _Worker(Generic[T]):
    """One process, its pipe, and the tasks that it has been given and has not answered."""

    def __init__(self, work: Work[T]) -> None:
        context = multiprocessing.get_context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: deque[tuple[int, Task]] = deque()
        self.ready = False
        self.since = time.monotonic()

    def give(self, batch: Batch) -> None:
        """Hand over a batch; a process that died meanwhile is noticed when its answers are read."""
        self.tasks.extend(batch)
        self.since = time.monotonic()
        try:
            self.pipe.send([task for _, task in batch])
        except OSError:
            return

    def end(self) -> int | None:
        """End the process at once and give its exit code."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode


class _Pool(Generic[T]):
    def __init__(self, batches: Iterator[Batch], work: Work[T], jobs: int, timeout: float | None, ordered: bool) -> None:
        self.batches, self.work, self.jobs, self.timeout, self.ordered = batches, work, jobs, timeout, ordered
        self.again: deque[Batch] = deque()
        self.workers: list[_Worker[T]] = []
        self.done: dict[int, tuple[Task, T | ReadError]] = {}
        self.next = 0
        self.window = 4 * jobs * _BATCH_DOCUMENTS
        self.starts: deque[int] = deque()

    def run(self) -> Iterator[tuple[Task, T | ReadError]]:
        """Give the answers, in the order of the tasks or as they come."""
        while True:
            self._feed()
            if not any(worker.tasks for worker in self.workers):
                return
            for worker in self._answering():
                self._take(worker)
            self._end_late()
            yield from self._finished()

    def close(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end()
        self.workers.clear()

    def _feed(self) -> None:
        idle = [worker for worker in self.workers if not worker.tasks]
        while idle or len(self.workers) < self.jobs:
            batch = self._batch()
            if batch is None:
                return
            if not idle:
                idle.append(_Worker(self.work))
                self.workers.append(idle[0])
            idle.pop().give(batch)

    def _batch(self) -> Batch | None:
        """Give the next batch, unless too many answers wait for an earlier one."""
        if self.again:
            return self.again.popleft()
        if self.ordered and sum(size for size in self.starts) > self.window:
            return None
        return next(self.batches, None)

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
from typing import Any, TypeVar

from .errors import LimitExceeded, NordicCivicError, ReadError
from .sources import Task

T = TypeVar("T")
Batch = list[tuple[int, Task]]

_BATCH_DOCUMENTS = 250
_BATCH_BYTES = 256 * 1024
_WAITING_DOCUMENTS = 2000
_WAITING_BYTES = 16 * 1024 * 1024


class WorkersError(NordicCivicError):
    """Say that the processes that were to do the work cannot be started."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def cores() -> int:
    """Give the number of processors that this process may use.

    >>> cores() >= 1
    True
    """
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_processes(
    tasks: Iterable[Task], work: Callable[[Task], T], jobs: int, *, timeout: float | None, ordered: bool
) -> Iterator[tuple[Task, T | ReadError]]:
    """Do `work` on every task in `jobs` processes; give each task with what came of it, or the error that it met.

    `work` must be picklable and must not raise. Only some batches are under way at a time, however many tasks there
    are. `timeout` is in seconds for each document. Raise WorkersError where processes cannot be started.
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


class _Worker:
    """One process, its pipe, and the tasks that it was given and has not answered.

    `since` is when it began the first of them, as far as can be seen from here.
    """

    def __init__(self, work: Callable[[Task], Any]) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_serve, args=(self.pipe, theirs, work), daemon=True)
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

    def answers(self) -> Iterator[tuple[int, Task, Any]]:
        """Give the answers that have come; raise EOFError or OSError where the process is gone."""
        while self.pipe.poll():
            answer = self.pipe.recv_bytes()
            self.since = time.monotonic()
            if self.ready:
                yield *self.tasks.popleft(), pickle.loads(answer)
            self.ready = True

    def late(self, timeout: float) -> bool:
        """Say whether the document at hand has taken too long."""
        return bool(self.ready and self.tasks) and time.monotonic() - self.since > timeout and not self.pipe.poll()

    def end(self) -> int | None:
        """End the process at once and give its exit code, negative for a signal."""
        if self.process.is_alive():
            self.process.join(0.2 if not self.ready else 0)
            self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode


def _serve(other_end: Connection, pipe: Connection, work: Callable[[Task], Any]) -> None:
    """Answer batches until the pipe is closed, each task with what `work` gives for it."""
    other_end.close()  # a copy that a forked process has: while it is open, the end of the other process goes unnoticed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the one that gives out work ends us
    try:
        pipe.send_bytes(b"ready")
        while True:
            for task in pipe.recv():
                pipe.send_bytes(_packed(work(task), task))
    except (EOFError, OSError):
        return


def _packed(answer: object, task: Task) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # what cannot travel must not end the process
        told = f"The result cannot be handed over ({type(error).__name__}: {error})."
        return pickle.dumps(ReadError(told, task.name))


class _Pool:
    def __init__(
        self, batches: Iterator[Batch], work: Callable[[Task], Any], jobs: int, timeout: float | None, ordered: bool
    ) -> None:
        self.batches, self.work, self.jobs, self.timeout, self.ordered = batches, work, jobs, timeout, ordered
        self.workers: list[_Worker] = []
        self.again: deque[Batch] = deque()
        self.done: dict[int, tuple[Task, Any]] = {}
        self.waiting_bytes = 0
        self.next = 0

    def run(self) -> Iterator[tuple[Task, Any]]:
        """Give the answers, in the order of the tasks or as they come."""
        while True:
            self._feed()
            if not any(worker.tasks for worker in self.workers):
                return
            pipes = {worker.pipe: worker for worker in self.workers}
            for pipe in wait(list(pipes), self._patience()):
                self._take(pipes[pipe])  # type: ignore[index]  # what was waited for comes back
            self._end_late()
            yield from self._finished()

    def close(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end()
        self.workers.clear()

    def _feed(self) -> None:
        """Give every idle process a batch; start processes as long as there is work for them."""
        while True:
            worker = next((one for one in self.workers if not one.tasks and one.process.is_alive()), None)
            if worker is None and sum(one.process.is_alive() for one in self.workers) >= self.jobs:
                return
            batch = self._batch()
            if batch is None:
                return
            if worker is None:
                worker = _Worker(self.work)
                self.workers.append(worker)
            worker.give(batch)

    def _batch(self) -> Batch | None:
        """Give the next batch, unless too many answers wait for an earlier one to be told first."""
        if self.again:
            return self.again.popleft()
        if len(self.done) >= _WAITING_DOCUMENTS or self.waiting_bytes >= _WAITING_BYTES:
            return None
        return next(self.batches, None)

    def _patience(self) -> float | None:
        """Give the seconds until a document can be late."""
        if self.timeout is None:
            return None
        now = time.monotonic()
        return max(0.0, min(one.since + self.timeout - now for one in self.workers if one.tasks)) + 0.01

    def _take(self, worker: _Worker) -> None:
        try:
            for number, task, answer in worker.answers():
                self._keep(number, task, answer)
        except (EOFError, OSError):
            self._lost(worker, None)

    def _end_late(self) -> None:
        if self.timeout is not None:
            for worker in [one for one in self.workers if one.late(self.timeout)]:
                taken = math.ceil(time.monotonic() - worker.since)
                self._lost(worker, LimitExceeded("seconds", taken, math.ceil(self.timeout), worker.tasks[0][1].name))

    def _lost(self, worker: _Worker, error: ReadError | None) -> None:
        """Count the document at which a process died, or was ended, as failed; let others do the rest of its batch."""
        code = worker.end()
        self.workers.remove(worker)
        if not worker.ready:
            raise WorkersError(
                "The worker processes do not start. A script that uses several processes needs"
                ' `if __name__ == "__main__":` around what it does; or pass jobs=1.'
            )
        if worker.tasks:
            number, task = worker.tasks.popleft()
            how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
            self._keep(number, task, error or ReadError(f"The process that parsed it died ({how}).", task.name))
            if worker.tasks:
                self.again.append(list(worker.tasks))

    def _keep(self, number: int, task: Task, answer: Any) -> None:
        self.done[number] = (task, answer)
        self.waiting_bytes += task.size

    def _finished(self) -> Iterator[tuple[Task, Any]]:
        while self.done and (not self.ordered or self.next in self.done):
            task, answer = self.done.pop(self.next if self.ordered else next(iter(self.done)))
            self.next += 1
            self.waiting_bytes -= task.size
            yield task, answer

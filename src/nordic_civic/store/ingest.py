"""Bring a store up to date with files: parse what is new or changed, leave what is unchanged, tell what is gone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import attrs

from ..batch import Options, each, run
from ..errors import ReadError
from ..records import ParseResult
from ..sources import OnSkip, Task, expand
from .errors import StoreError
from .files import Facts, Files, facts_of, is_final, unseen, versions
from .matters import refresh
from .rows import DocumentRows, rows_of
from .store import Store

What = Literal["added", "replaced", "failed", "vanished"]

_SEEN_AT_A_TIME = 1000


@attrs.frozen
class Event:
    """What became of one file: `error` says why it failed, `messages` what the parse noticed.

    `again` is true for a file that failed before, has not changed since, and was not tried again.
    """

    source: str
    what: What
    error: ReadError | None = None
    messages: tuple[str, ...] = ()
    again: bool = False


@attrs.define
class Summary:
    """How many files were added, replaced, unchanged, failed, and are gone."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0
    vanished: int = 0

    @property
    def done(self) -> int:
        """Give the number of files that were there."""
        return self.added + self.replaced + self.unchanged + self.failed

    def count(self, what: What) -> None:
        """Count one file."""
        setattr(self, what, getattr(self, what) + 1)


@attrs.define
class Ingest:
    """One run that brings a store up to date; going through it does the work and gives what became of each file.

    Unchanged files are only counted, in `summary`.

    store: where the records go
    paths: files, folders and zip archives; the names of files in the store are these paths as they are given
    options: hints and plugins; files that were read with others are read again
    jobs, timeout: as `nordic_civic.parse_many` takes them
    again: parse unchanged files, too
    prune: remove what was read from files that are gone
    on_skip: told of each file of a folder that is left out

    Every file is one transaction: stopped at any point, the store holds what was done, and the next run goes on.

    >>> from nordic_civic.store import Store
    >>> with Store(":memory:") as store:
    ...     ingest = Ingest(store, ["no-such-file.txt"])
    ...     [event.what for event in ingest], ingest.summary.failed
    (['failed'], 1)
    """

    store: Store
    paths: Iterable[str | os.PathLike[str]]
    options: Options = attrs.field(factory=Options)
    jobs: int | None = None
    timeout: float | None = None
    again: bool = False
    prune: bool = False
    on_skip: OnSkip | None = None
    messages_of: partial[tuple[str, ...]] | None = None
    summary: Summary = attrs.field(factory=Summary, init=False)

    def __iter__(self) -> Iterator[Event]:
        """Do the work; the dossiers are made again at its end where anything changed."""
        paths = [Path(path) for path in self.paths]
        for event in _Run(self, paths).events():
            self.summary.count(event.what)
            yield event
        refresh(self.store)


class _Run:
    def __init__(self, ingest: Ingest, paths: list[Path]) -> None:
        self.ingest, self.paths, self.store = ingest, paths, ingest.store
        self.connection = ingest.store.connection
        self.files = Files.reading_with(self.connection, versions(ingest.options))
        self.facts: dict[str, Facts | None] = {}
        self.seen: list[tuple[str]] = []
        self.told: list[Event] = []
        self.closed: list[str] = []

    def events(self) -> Iterator[Event]:
        """Parse what must be parsed, and give what became of each file."""
        self.connection.execute("DROP TABLE IF EXISTS temp.seen")
        self.connection.execute("CREATE TEMP TABLE seen (source TEXT PRIMARY KEY) WITHOUT ROWID")
        work = partial(each, options=self.ingest.options, then=partial(_made, messages_of=self.ingest.messages_of))
        for task, answer in run(self._tasks(), work, jobs=self.ingest.jobs, timeout=self.ingest.timeout):
            yield from self._told()
            yield self._keep(task, answer)
        yield from self._told()
        yield from self._vanished()

    def _tasks(self) -> Iterator[Task]:
        """Give the documents that must be parsed."""
        for task in expand(self.paths, self.ingest.options.suffixes(), self.ingest.on_skip):
            self._see(task.name)
            facts = None if task.error is not None else facts_of(task)
            state = "new" if facts is None or self.ingest.again else self.files.state(task, facts)
            if state in ("new", "changed"):
                self.facts[task.name] = facts
                yield task
            elif state == "unchanged":
                self.ingest.summary.unchanged += 1
            else:
                self.told.append(Event(task.name, "failed", self._old_error(task.name), again=True))

    def _told(self) -> Iterator[Event]:
        """Give what is known of files that are not tried again."""
        told, self.told = self.told, []
        yield from told

    def _old_error(self, source: str) -> ReadError:
        (message,) = self.connection.execute("SELECT error FROM files WHERE source = ?", (source,)).fetchone()
        return ReadError(message, source)

    def _keep(self, task: Task, answer: _Made | ReadError) -> Event:
        facts = self.facts.pop(task.name, None)
        if isinstance(answer, ReadError):
            return self._fail(task, facts, answer)
        try:
            with self.store.transaction():
                what = self._put(task.name, facts or Facts(), answer.rows)
        except StoreError as error:
            return self._fail(task, facts, ReadError(error.message, task.name))
        return Event(task.name, what, messages=answer.messages)

    def _put(self, source: str, facts: Facts, rows: DocumentRows) -> What:
        there = self.connection.execute(
            "SELECT 1 FROM files WHERE document_id = ? AND reading = ? AND source <> ?",
            (rows.document_id, self.files.reading, source),
        ).fetchone()
        if there is None or self.ingest.again:
            self.store.replace(rows)
        before = self.files.note(source, attrs.evolve(facts, digest=rows.document_id), rows.document_id)
        self._drop(before)
        self.files.settle(rows.document_id)
        return "replaced" if before else "added"

    def _fail(self, task: Task, facts: Facts | None, error: ReadError) -> Event:
        """Note that a file cannot be read as it is now; what was read from its former bytes goes."""
        if facts is None:
            self.closed.append(task.name)
            return Event(task.name, "failed", error)
        digest = (facts.digest or _digest_of(task.path)) if is_final(error) else None
        with self.store.transaction():
            before = self.files.note(task.name, attrs.evolve(facts, digest=digest), None, error.message)
            self._drop(before)
        return Event(task.name, "failed", error)

    def _drop(self, document_id: str | None) -> None:
        """Remove a document that no file has any more."""
        if document_id is not None and not self.files.settle(document_id):
            self.store.drop(document_id)

    def _see(self, source: str) -> None:
        self.seen.append((source,))
        if len(self.seen) >= _SEEN_AT_A_TIME:
            self._flush()

    def _flush(self) -> None:
        with self.store.transaction():
            self.connection.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?)", self.seen)
        self.seen.clear()

    def _vanished(self) -> Iterator[Event]:
        """Tell of the files of these folders and archives that are gone."""
        self._flush()
        roots = [str(path) for path in self.paths]
        closed = [name for name in self.closed if not _can_be_listed(name)]
        for source in list(unseen(self.connection)):
            if not _under(source, roots) or _under(source, closed) or os.path.exists(source):
                continue
            if self.ingest.prune:
                with self.store.transaction():
                    self._drop(self.files.forget(source))
            yield Event(source, "vanished")


@attrs.frozen
class _Made:
    """What comes back from the process that parsed a document."""

    rows: DocumentRows
    messages: tuple[str, ...] = ()


def _made(result: ParseResult, name: str, *, messages_of: partial[tuple[str, ...]] | None) -> _Made:
    return _Made(rows_of(result), messages_of(result, name) if messages_of else ())


def _digest_of(path: Path | None) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else None
    except OSError:
        return None


def _under(source: str, roots: Iterable[str]) -> bool:
    """Say whether a file is one of some paths, or lies in one."""
    return any(
        not os.path.isabs(source) and not source.startswith("..")
        if root == "."
        else source == root or source.startswith((root.rstrip("/") + "/", root.rstrip(os.sep) + os.sep))
        for root in roots
    )


def _can_be_listed(name: str) -> bool:
    try:
        with os.scandir(name):
            return True
    except OSError:
        return False

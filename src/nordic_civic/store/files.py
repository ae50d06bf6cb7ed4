"""Which files a store has read: what they were then, and whether they are the same now."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from typing import Literal

import attrs

from .. import __version__
from ..batch import Options
from ..codec import SCHEMA_VERSION
from ..errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from ..sources import Task

State = Literal["new", "changed", "unchanged", "failed before"]

_SETTLED_NS = 2_000_000_000  # a file that was written less than this before it was looked at may change unnoticed
_STAT = "size = ?, modified_ns = ?, changed_ns = ?, checked_ns = ?"


@attrs.frozen
class Facts:
    """What tells a file from an older or newer one of its name, without reading it; `digest` where it is known."""

    size: int = 0
    modified_ns: int = 0
    changed_ns: int = 0
    checked_ns: int = 0
    digest: str | None = None

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Give what must be the same."""
        return self.size, self.modified_ns, self.changed_ns

    @property
    def settled(self) -> bool:
        """Say whether the file was left alone long enough for its times to tell of any later change."""
        return max(self.modified_ns, self.changed_ns) < self.checked_ns - _SETTLED_NS


def facts_of(task: Task) -> Facts | None:
    """Give the facts of a document; None where there is no file to know facts of.

    >>> facts_of(Task("a.zip/b.txt", data=b"Sak 1")).size
    5
    """
    if task.data is not None:
        return Facts(size=len(task.data), digest=hashlib.sha256(task.data).hexdigest())
    if task.path is None:
        return None
    now = time.time_ns()
    try:
        found = os.stat(task.path)
    except (OSError, ValueError):
        return None
    return Facts(found.st_size, found.st_mtime_ns, found.st_ctime_ns, now)


def versions(options: Options) -> str:
    """Say what the records depend on beside the bytes: this library, the plugins that take part, and the hints.

    >>> '"country": "NO"' in versions(Options(country="NO"))
    True
    """
    plugins = {one.name: one.version for one in options.plugins.installed if one.state == "active"}
    hints = {name: value for name in ("country", "municipality", "body", "date") if (value := getattr(options, name))}
    said = {"nordic_civic": __version__, "schema": SCHEMA_VERSION, "plugins": plugins, "hints": hints}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def is_final(error: Exception) -> bool:
    """Say whether the same bytes will fail again, rather than because of what is installed, allowed or running.

    >>> is_final(DamagedDocument("It ends too early.")), is_final(LimitExceeded("seconds", 9, 8))
    (True, False)
    """
    if isinstance(error, LimitExceeded):
        return error.limit != "seconds"
    return isinstance(error, UnsupportedFormat | DamagedDocument)


@attrs.frozen
class Files:
    """The table of files, for one run; `reading` is the key of what it reads with."""

    connection: sqlite3.Connection
    reading: int

    @classmethod
    def reading_with(cls, connection: sqlite3.Connection, said: str) -> Files:
        """Give the table for a run that reads with what `versions` says."""
        connection.execute("INSERT OR IGNORE INTO readings (versions) VALUES (?)", (said,))
        (key,) = connection.execute("SELECT key FROM readings WHERE versions = ?", (said,)).fetchone()
        return cls(connection, key)

    def state(self, task: Task, facts: Facts) -> State:
        """Say whether a document must be parsed; where only the times of its file changed, note them."""
        row = self.connection.execute(
            "SELECT size, modified_ns, changed_ns, checked_ns, digest, reading, document_id FROM files"
            " WHERE source = ?",
            (task.name,),
        ).fetchone()
        if row is None:
            return "new"
        known, reading, document_id = Facts(*row[:5]), row[5], row[6]
        if reading != self.reading or known.digest is None:
            return "changed"
        if facts.digest is None and not (facts.stamp == known.stamp and known.settled):
            facts = attrs.evolve(facts, digest=_digest(task))
            if facts.digest == known.digest:
                self._touch(task.name, facts)
        if facts.digest not in (None, known.digest):
            return "changed"
        return "unchanged" if document_id else "failed before"

    def note(self, source: str, facts: Facts, document_id: str | None, error: str | None = None) -> str | None:
        """Write what came of a file, inside the transaction at hand; give the document that it was before."""
        before = self.connection.execute("SELECT document_id FROM files WHERE source = ?", (source,)).fetchone()
        self.connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source, document_id, self.reading, error, facts.digest, *facts.stamp, facts.checked_ns),
        )
        return before[0] if before else None

    def forget(self, source: str) -> str | None:
        """Remove a file, inside the transaction at hand; give the document that it was."""
        found = self.connection.execute("SELECT document_id FROM files WHERE source = ?", (source,)).fetchone()
        self.connection.execute("DELETE FROM files WHERE source = ?", (source,))
        return found[0] if found else None

    def settle(self, document_id: str) -> bool:
        """Let a document be named after a file that has it; say false where no file has it any more."""
        held = "SELECT min(source) FROM files WHERE document_id = ?"
        (name,) = self.connection.execute(held, (document_id,)).fetchone()
        if name is None:
            return False
        self.connection.execute(
            "UPDATE documents SET source = ? WHERE id = ? AND source NOT IN"
            " (SELECT source FROM files WHERE document_id = documents.id)",
            (name, document_id),
        )
        return True

    def _touch(self, source: str, facts: Facts) -> None:
        self.connection.execute(f"UPDATE files SET {_STAT} WHERE source = ?", (*facts.stamp, facts.checked_ns, source))


def unseen(connection: sqlite3.Connection) -> Iterator[str]:
    """Give the files that are in the store and not in the table of those that this run came by."""
    for (source,) in connection.execute(
        "SELECT source FROM files WHERE NOT EXISTS (SELECT 1 FROM temp.seen WHERE seen.source = files.source)"
        " ORDER BY source"
    ):
        yield source


def _digest(task: Task) -> str | None:
    if task.path is None:
        return None
    try:
        return hashlib.sha256(task.path.read_bytes()).hexdigest()
    except OSError:
        return None

"""The store: results in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from ..records import ParseResult
from . import tables
from .errors import StoreError
from .migrate import migrate
from .rows import DocumentRows, rows_of

_PATIENCE = 60.0
_PAGES = 8000  # in the log before they move to the file: a document touches pages of all indexes, and so does the next


class Store:
    """Keep results in a SQLite file; a new file is made unless `create` is false, and an older store is migrated.

    `connection` is there for queries of your own. Raise StoreError where the file cannot be opened or is no store.

    >>> import nordic_civic as nc
    >>> result = nc.parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
    >>> with Store(":memory:") as store:
    ...     store.put(result)
    ...     list(store.results()) == [result]
    True
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path = os.fspath(path)
        if not create and not Path(self.path).is_file():
            raise StoreError("There is no such store; nordic-civic ingest makes one.", self.path)
        try:
            self.connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        except sqlite3.Error as error:
            raise StoreError(_why(self.path, error), self.path) from error
        try:
            self.connection.execute("PRAGMA foreign_keys = ON")
            self.connection.execute("PRAGMA synchronous = NORMAL")
            self.migrated = migrate(self.connection)
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")
        except sqlite3.Error as error:
            self.close()
            raise StoreError(_why(self.path, error), self.path) from error
        except StoreError as error:
            self.close()
            raise StoreError(error.message, self.path) from None

    def __enter__(self) -> Store:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the file; what was committed is in it."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do what the block does as a whole or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def put(self, result: ParseResult | DocumentRows) -> None:
        """Keep a result in place of whatever was kept of the same bytes.

        Raise StoreError where the result cannot be kept, for example because its text is no valid Unicode.
        """
        rows = result if isinstance(result, DocumentRows) else rows_of(result)
        with self.transaction():
            self.replace(rows)

    def replace(self, rows: DocumentRows) -> None:
        """Do what `put` does inside a transaction at hand."""
        try:
            tables.remove(self.connection, rows.document_id)
            tables.put(self.connection, rows)
            self.mark_stale()
        except (sqlite3.IntegrityError, UnicodeEncodeError, OverflowError) as error:
            raise StoreError(f"The records cannot be kept: {error}.", self.path) from error

    def remove(self, document_id: str) -> None:
        """Remove a document, everything that was read from it, and the files that it was."""
        with self.transaction():
            self.connection.execute("DELETE FROM files WHERE document_id = ?", (document_id,))
            self.drop(document_id)

    def drop(self, document_id: str) -> None:
        """Do what `remove` does inside a transaction at hand, for a document that no file has."""
        tables.remove(self.connection, document_id)
        self.mark_stale()

    def mark_stale(self) -> None:
        """Note, inside a transaction at hand, that the dossiers no longer fit the cases."""
        self.connection.execute("UPDATE state SET stale = 1 WHERE stale = 0")

    def result(self, document_id: str) -> ParseResult | None:
        """Give what was read from a document, or None where it is not there."""
        found = self.connection.execute("SELECT key FROM documents WHERE id = ?", (document_id,)).fetchone()
        return tables.read(self.connection, found[0]) if found else None

    def results(self) -> Iterator[ParseResult]:
        """Give all results in the order of their documents' ids, one at a time."""
        for _, result in tables.read_documents(self.connection):
            yield result


def _why(path: str, error: sqlite3.Error) -> str:
    """Say why a store cannot be opened, more plainly than SQLite does where the place is the reason."""
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        return "There is no such folder to keep a store in."
    if not os.access(folder, os.W_OK):
        return "Its folder cannot be written to, which SQLite needs even to read a store; copy it to another folder."
    return f"The store cannot be opened: {error}."

"""Read and write the rows of whole documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache

from ..records import ParseResult
from .layout import PARTS, RECORDS, shape
from .rows import DocumentRows, Row, result_of


def put(connection: sqlite3.Connection, rows: DocumentRows) -> None:
    """Insert the rows of a document that is not there yet, inside the transaction at hand."""
    (key,) = connection.execute("SELECT coalesce(max(key), 0) + 1 FROM records").fetchone()
    for table, placed in rows.placed(key):
        insert(connection, table, placed)


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows of one table."""
    connection.executemany(_insertion(table), rows)


def remove(connection: sqlite3.Connection, document_id: str) -> None:
    """Remove a document and everything that was read from it, inside the transaction at hand."""
    connection.execute("DELETE FROM records WHERE key = (SELECT key FROM documents WHERE id = ?)", (document_id,))


def read(connection: sqlite3.Connection, key: int) -> ParseResult:
    """Give the result of the document with a key."""
    return result_of({table: connection.execute(sql, (key,)).fetchall() for table, sql in _readings().items()})


def read_documents(connection: sqlite3.Connection) -> Iterator[tuple[int, ParseResult]]:
    """Give the key and the result of every document, in the order of their ids, one at a time."""
    last = ""
    while found := connection.execute(
        "SELECT key, id FROM documents WHERE id > ? ORDER BY id LIMIT 1", (last,)
    ).fetchone():
        key, last = found
        yield key, read(connection, key)


@cache
def _insertion(table: str) -> str:
    width = {"records": 4, "case_keys": 5}.get(table)
    if width is None:
        cls = {**RECORDS, **PARTS}[table]
        width = shape(cls).width + (3 if table in PARTS else 1 if table == "documents" else 2)
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})'


@cache
def _readings() -> dict[str, str]:
    """Give for each table the SQL that reads the rows of one document."""
    reading = {table: f"SELECT * FROM {table} WHERE document = ?" for table in RECORDS}
    reading["documents"] = "SELECT * FROM documents WHERE key = ?"
    for table in PARTS:
        reading[table] = f'SELECT * FROM "{table}" WHERE record IN (SELECT key FROM records WHERE document = ?)'
    return reading

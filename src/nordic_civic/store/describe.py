"""What each table and column of a store means: for docs/store.md and for Datasette."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import attrs

from .layout import PARTS, RECORDS, Column, shape

_KEY = Column("key", "integer", "the number of the record in this store; it changes when the document is read again")
_PART = (
    Column("record", "integer", "the record that it belongs to: `key` of the record's table"),
    Column("path", "text", "the list in the record that it stands in, such as `proposers` or `votes[0].ballots`"),
    Column("position", "integer", "its place in that list, from 0"),
)
_OWN: dict[str, tuple[str, dict[str, str]]] = {
    "files": (
        "The files that were read, and those that could not be.",
        {
            "source": "the path as it was given; a file of an archive is `archive.zip/name`",
            "document_id": "what was read from it: `documents.id`; empty where it could not be read",
            "reading": "what it was read with: `readings.key`",
            "error": "why it could not be read",
            "digest": "the sha-256 of its bytes; empty where it will be tried again",
            "size": "its size in bytes",
            "modified_ns": "when it was modified, in nanoseconds since 1970",
            "changed_ns": "when its entry in the file system changed, in nanoseconds since 1970",
            "checked_ns": "when these times were looked at, in nanoseconds since 1970",
        },
    ),
    "readings": (
        "What files were read with: versions and hints. A file is read again when these change.",
        {"key": "its number", "versions": "the versions of nordic-civic and the plugins, and the hints; a JSON object"},
    ),
    "records": (
        "Every record of every document, whatever its kind.",
        {
            "key": "the number of the record in this store",
            "document": "the document that it was read from: `documents.key`",
            "type": "`document`, `meeting`, `case`, `proposal`, `decision` or `mandate`",
            "id": "the id of the record, the same in every store",
        },
    ),
    "case_keys": (
        "What a case can be told by in other documents.",
        {
            "record": "the case: `cases.key`",
            "rule": "`dossier`, `item` or `letter`",
            "value": "the same for all cases that it tells of",
            "cites": "1 where the case names another one by it",
            "series": "for a dossier number, the series of numbers that it belongs to",
        },
    ),
    "dossiers": (
        "Matters: cases of many documents that are one.",
        {
            "key": "the number of the dossier in this store",
            "id": "the same for the same documents in every store",
            "country": "the country, ISO 3166-1",
            "municipality": "the municipality whose matter it is",
            "number": "its dossier number, the first in order where it has several",
            "title": "the title of its first case",
            "first_date": "the day of its first case",
            "last_date": "the day of its last case",
            "cases": "how many cases it has",
        },
    ),
    "dossier_cases": (
        "Which dossier each case is in.",
        {"case_id": "the case: `cases.id`", "dossier": "the dossier: `dossiers.key`"},
    ),
    "dossier_ties": (
        "Why cases are one dossier, and why others that share a key are not.",
        {
            "dossier": "the dossier: `dossiers.key`",
            "rule": "`dossier`, `item` or `letter`",
            "value": "the key that the cases share",
            "case_id": "one of the cases",
            "cites": "1 where this case only names another one by the key",
            "joined": "1 where the key joined the cases; 0 where it was not allowed to, because their numbers differ",
        },
    ),
    "mandate_fates": (
        "What became of each task, one row for all mandates that tell of it.",
        {
            "mandate_id": "the mandate that gave it, or the first that tells of it: `mandates.id`",
            "dossier": "the dossier: `dossiers.key`",
            "fate": "`proposed`, `given`, `extended`, `reported` or `discharged`",
            "since": "the day of the step that made it so",
            "deadline": "its deadline, EDTF, the later one where it was extended",
            "last_day": "the last day that the deadline can mean; the task is overdue after it",
            "report_id": "the decision that took note of the report, where it is `reported`: `decisions.id`",
        },
    ),
    "search": (
        "The full-text index; `rowid` is `records.key`. Texts are folded: aa, ae, oe for å, ä and æ, ö and ø.",
        {"title": "the title of a document or a case", "text": "the text of a record, the summary of a case"},
    ),
    "search_texts": (
        "The texts as they are indexed.",
        {"key": "the record: `records.key`", "title": "its title, folded", "text": "its text, folded"},
    ),
    "state": ("One row about the store as a whole.", {"stale": "1 where the dossiers do not fit the cases any more"}),
}


@attrs.frozen
class Described:
    """A table, what it holds, and its columns."""

    name: str
    about: str
    columns: tuple[Column, ...]


def described() -> Iterator[Described]:
    """Give the tables with their columns, those of records first.

    >>> next(described()).name
    'documents'
    """
    for name, cls in RECORDS.items():
        document = Column("document", "integer", "the document that it was read from: `documents.key`")
        first = (_KEY,) if name == "documents" else (_KEY, document)
        yield Described(name, _first_line(cls), (*first, *shape(cls).columns()))
    for name, cls in PARTS.items():
        yield Described(name, _first_line(cls), (*_PART, *shape(cls).columns()))
    for name, (about, columns) in _OWN.items():
        yield Described(name, about, tuple(Column(column, "text", said) for column, said in columns.items()))


def reference() -> str:
    """Give the description of all tables as Markdown, as it stands in docs/store.md.

    >>> reference().startswith("### documents")
    True
    """
    parts = []
    for table in described():
        rows = "\n".join(f"| `{column.name}` | {column.about} |" for column in table.columns)
        parts.append(f"### {table.name}\n\n{table.about}\n\n| column | |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _first_line(cls: type) -> str:
    line = inspect.cleandoc(cls.__doc__ or "").split("\n")[0]
    return line

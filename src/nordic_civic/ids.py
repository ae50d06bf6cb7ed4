"""Make ids that are the same for the same input, anywhere and at any time."""

import hashlib
import json

_DIGITS = 16  # 64 bits: some millions of records in one table still have ids of their own


def document_id(data: bytes) -> str:
    """Return the id of a document: the sha-256 of its bytes, in hexadecimal.

    >>> document_id(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def make_id(kind: str, document: str, *parts: str | int | None) -> str:
    """Return the id of a record: its kind, and a hash of the document's id and `parts`.

    `parts` tell the record from the others of its kind in the document: the start and
    end of its first span, and its place among records of the same span.

    >>> make_id("decision", document_id(b""), 120, 340, 0)
    'decision-345f5e0c46cc2191'
    """
    key = json.dumps([kind, document, *parts], separators=(",", ":"))
    return f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:_DIGITS]}"

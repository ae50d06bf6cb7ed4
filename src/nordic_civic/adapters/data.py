"""Read JSON that nobody vouches for, and ask it for fields without minding what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nordic_civic.errors import DamagedDocument
from nordic_civic.readers.base import check_size
from nordic_civic.readers.encoding import decode

__all__ = ["at", "is_json", "listed", "mapped", "read_json", "said"]


def is_json(data: bytes, *words: str) -> bool:
    """Say whether bytes begin as a JSON object or list does and hold every one of these words.

    >>> is_json(b' {"Agenda": []}', '"Agenda"'), is_json(b"Agenda")
    (True, False)
    """
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head[:1] in (b"{", b"[") and all(word.encode() in data for word in words)


def read_json(data: bytes) -> Any:
    """Parse JSON in UTF-8, or in the old encoding that some systems still write.

    Raises `DamagedDocument` for what is no JSON, `LimitExceeded` for too much.

    >>> read_json('\\ufeff{"å": 1}'.encode()), read_json('{"å": 1}'.encode("latin-1"))
    ({'å': 1}, {'å': 1})
    """
    check_size(len(data))
    try:
        return json.loads(decode(data).text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise DamagedDocument(f"The JSON cannot be parsed: {error}") from error


def mapped(value: Any) -> Mapping[str, Any]:
    """Give a JSON object, or an empty one for anything else.

    >>> mapped({"a": 1}), mapped(None)
    ({'a': 1}, {})
    """
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> Iterator[Mapping[str, Any]]:
    """Give the objects of a list; one object alone counts as a list of one.

    >>> list(listed([{"a": 1}, "b"])), list(listed({"c": 2}))
    ([{'a': 1}], [{'c': 2}])
    """
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one


def at(value: Any, *path: str) -> Any:
    """Give what stands at the end of a path of keys, or None.

    >>> at({"a": {"b": 1}}, "a", "b"), at({"a": 1}, "a", "b") is None
    (1, True)
    """
    for step in path:
        value = mapped(value).get(step)
    return value


def said(value: Any, *path: str) -> str:
    """Give the text or number at the end of a path as a text, or "".

    >>> said({"a": {"b": 12}}, "a", "b"), said({"a": None}, "a"), said({"a": True}, "a")
    ('12', '', '')
    """
    found = at(value, *path)
    if isinstance(found, str):
        return found.strip()
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""

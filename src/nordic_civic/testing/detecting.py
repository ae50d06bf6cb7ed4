"""How readers and adapters know their own bytes, and leave those of others alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from ..adapters import Adapter
from ..readers.base import Reader
from .failure import Nonconforming, require
from .samples import municipal_documents, not_municipal_documents

_SHORT = 16
_PIECE = 8
_CERTAIN = "`detect` must be certain: look for a magic number, a root element, or words that no other format has."
_QUIET = "`detect` may not raise, whatever the bytes are: ask for a length before an index, decode with `replace`."
_OTHERS = {
    "nothing": b"",
    "a PDF": b"%PDF-1.7\n1 0 obj\n",
    "a ZIP archive": b"PK\x03\x04\x14\x00\x00\x00",
    "a web page": b"<!DOCTYPE html><html><body><p>Referat</p></body></html>",
    "XML": b'<?xml version="1.0" encoding="utf-8"?>\n<root><item>1</item></root>',
    "JSON": b'{"items": [{"title": "1"}], "agenda": null}',
    "a JSON list": b"[]",
    "an e-mail": b"From: a@example.org\r\nSubject: Minutes\r\n\r\nMinutes\r\n",
    "binary data": bytes(range(256)),
}


def check_detects(value: Reader | Adapter, document: Path) -> None:
    """Check that `detect` recognises a document of its own."""
    __tracebackhide__ = True
    require(
        detected(value, document.read_bytes()),
        f"{value.name} does not recognise {document.name}.",
        "Let `detect` look at what every such document holds.",
    )


def check_leaves_alone(value: Reader | Adapter) -> None:
    """Check that `detect` claims no bytes of another format."""
    __tracebackhide__ = True
    texts = {str(one): one.text.encode() for one in (*municipal_documents(), *not_municipal_documents())}
    for name, data in {**_OTHERS, **texts}.items():
        require(not detected(value, data), f"{value.name} claims {name}: {data[:40]!r}", _CERTAIN)


def detected(value: Reader | Adapter, data: bytes) -> bool:
    """Ask `detect`; raise Nonconforming where it raises."""
    __tracebackhide__ = True
    try:
        return value.detect(data)
    except Exception as error:
        raise Nonconforming(f"{value.name}.detect raised {error!r} for the bytes {data[:60]!r}", _QUIET) from error


def damaged(data: bytes, examples: int) -> Iterator[bytes]:
    """Give damaged copies of some bytes, the same in every run: cut off, with pieces lost, doubled or changed.

    >>> len(list(damaged(b"minutes", 10)))
    10
    """
    random = Random(len(data))
    for number in range(examples):
        at, end = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
        piece = data[at:end][: _PIECE if number % 2 else None]
        changes = (b"", piece * 2, bytes(reversed(piece)), random.randbytes(min(len(piece), _SHORT)))
        yield data[:at] if number % 5 == 0 else data[:at] + changes[number % 4] + data[at + len(piece) :]

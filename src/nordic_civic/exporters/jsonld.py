"""JSON-LD 1.1: every record a node of a graph, in the words of Popolo, W3C ORG, PROV-O, Web Annotation and schema.org.

The context is published as docs/context.jsonld and stands in every file, so that no network is needed to read one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from ..records import ParseResult
from . import identity
from .base import Exporter, put
from .jsonld_nodes import nodes
from .target import Target


@cache
def context() -> Any:
    """Give the context.

    >>> context()["schema"]
    'http://schema.org/'
    """
    text = resources.files(__package__).joinpath("context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]


def _write(results: Iterable[ParseResult], target: Target) -> None:
    with target.open() as stream:
        put(_pieces(results, target), stream)


def _pieces(results: Iterable[ParseResult], target: Target) -> Iterator[str]:
    once = identity.Once()
    yield f'{{"@context": {json.dumps(context())},\n"@graph": ['
    before = "\n"
    for result in results:
        if not once(result.document.id):
            target.leave_out("a document that came before")
            continue
        own = identity.Once()
        for node in nodes(result):
            if own(node["@id"]):
                yield before + json.dumps(node, ensure_ascii=False)
                before = ",\n"
    yield "\n]}\n"


EXPORTER = Exporter("jsonld", ".jsonld", _write)

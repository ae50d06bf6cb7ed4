"""eInnsyn's Noark 5 XML, and what else holds `mappe` and `registrering` of that archive structure."""

from __future__ import annotations

from nordic_civic.adapters import Adapter, Export
from nordic_civic.adapters.markup import Node, opening, read_xml

from .noark import Thing, as_export, key, kind_of

__all__ = ["EINNSYN_XML"]

_ROOTS = frozenset(("arkiv", "arkivdel", "mappe", "registrering", "arkivmelding"))
_NAMESPACE = "arkivverket.no/standarder/noark5"
_DEEPEST = 60


def _detect(data: bytes) -> bool:
    name, attributes = opening(data)
    return name in _ROOTS and _NAMESPACE in attributes


def _adapt(data: bytes) -> Export | None:
    root, said = read_xml(data)
    return as_export([_thing(root)], said)


def _thing(node: Node, depth: int = 0) -> Thing:
    """Turn an element into an object: elements with nothing inside are its fields, the others objects in it."""
    thing = Thing(kind_of(node.get("type") or node.name))
    for child in node.children():
        if next(child.children(), None) is None:
            thing.fields.setdefault(key(child.name), []).append(child.own)
        elif depth < _DEEPEST:
            thing.put(key(child.name), _thing(child, depth + 1))
    return thing


EINNSYN_XML = Adapter("einnsyn-noark5", "NO", ("application/xml",), _detect, _adapt)

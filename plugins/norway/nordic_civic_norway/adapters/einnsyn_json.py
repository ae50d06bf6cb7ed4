"""eInnsyn's JSON-LD in all its forms - expanded, compact, nested - and the JSON of its newer interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nordic_civic.adapters import Adapter, Export
from nordic_civic.adapters.data import is_json, read_json

from .noark import Thing, as_export, key, kind_of

__all__ = ["EINNSYN_JSON"]

_NAMESPACE = "arkivverket.no/standarder/noark5"
_ENTITIES = ('"Moetemappe"', '"Moetesak"', '"Saksmappe"', '"Journalpost"')
_ABOVE = ("parent", "saksmappe", "moetemappe")
_INSIDE = ("dokumentbeskrivelse", "korrespondansepart", "skjerming", "vedtak", "votering", "moetesak", "journalpost")
_DEEPEST = 40


def _detect(data: bytes) -> bool:
    if is_json(data, _NAMESPACE):
        return True
    return is_json(data, '"entity"') and any(is_json(data, entity) for entity in _ENTITIES)


def _adapt(data: bytes) -> Export | None:
    document = read_json(data)
    nodes = document if isinstance(document, list) else [document]
    if isinstance(document, dict) and isinstance(document.get("@graph"), list):
        nodes = document["@graph"]
    things = [_thing(node) for node in nodes if isinstance(node, dict) and _is_node(node)]
    return as_export(_linked(things))


def _is_node(value: Mapping[str, Any]) -> bool:
    return any(name in value for name in ("@type", "entity", "@id"))


def _thing(node: Mapping[str, Any], depth: int = 0, name: str = "") -> Thing:
    types = node.get("@type", node.get("entity", name))
    kinds = types if isinstance(types, list) and types else [types]
    thing = Thing(kind_of(str(kinds[0])))
    for field, value in node.items():
        shared = key(str(field).removeprefix("@"))
        for one in _values(value):
            if isinstance(one, dict) and set(one) - {"@id"}:
                if depth < _DEEPEST:
                    thing.put(shared, _thing(one, depth + 1, shared))
            else:
                text = one.get("@id") if isinstance(one, dict) else one
                thing.fields.setdefault(shared, []).append(str(text))
    return thing


def _values(value: Any) -> Iterator[Any]:
    """Give the values of a field: texts, references and nested objects; lists and typed literals opened."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "@value" in one:
            one = one["@value"]
        if isinstance(one, dict) and "@list" in one:
            yield from _values(one["@list"])
        elif isinstance(one, dict | str) or (isinstance(one, int | float) and not isinstance(one, bool)):
            yield one


def _linked(roots: list[Thing]) -> list[Thing]:
    """Put what stands side by side in the file into each other, as its references say; give what is left on top."""
    named: dict[str, Thing] = {}
    for root in roots:
        for thing in root.walk():
            for value in (*thing.fields.get("id", ()), *thing.fields.get("systemid", ())):
                named.setdefault(key(value), thing)
    for root in roots:
        for thing in list(root.walk()):
            _adopt(thing, named)
    return [root for root in roots if root.parent is None]


def _adopt(thing: Thing, named: Mapping[str, Thing]) -> None:
    for name in _ABOVE:
        for value in thing.fields.get(name, ()):
            parent = named.get(key(value))
            if parent is not None and thing.parent is None and not _under(parent, thing):
                parent.put(thing.kind, thing)
    for name in _INSIDE:
        for value in thing.fields.get(name, ()):
            child = named.get(key(value))
            if child is not None and child.parent is None and not _under(thing, child):
                thing.put(name, child)


def _under(thing: Thing, other: Thing) -> bool:
    """Say whether an object stands inside another, or is it."""
    above: Thing | None = thing
    while above is not None:
        if above is other:
            return True
        above = above.parent
    return False


EINNSYN_JSON = Adapter("einnsyn-jsonld", "NO", ("application/ld+json",), _detect, _adapt)

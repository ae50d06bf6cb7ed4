"""Write the JSON Schema of a result from the classes.

The schema says what nordic_civic writes: every field is there, and no others. Field
descriptions are the lines `name: description` of the classes' docstrings.
"""

import inspect
import json
import re
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import attrs

from nordic_civic.codec import SCHEMA_VERSION
from nordic_civic.records import ParseResult
from nordic_civic.typed import json_name, optional

_FIELD_LINE = re.compile(r"^(\w+): (.+)$", re.MULTILINE)
_LEAVES = {str: "string", int: "integer", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `to_dict` gives for a ParseResult.

    >>> json_schema()["properties"]["schema_version"]["const"]
    1
    """
    definitions: dict[str, Any] = {}
    top = _object(ParseResult, definitions)
    version = {"const": SCHEMA_VERSION, "description": "the version of this schema"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "nordic_civic result",
        **top,
        "properties": {"schema_version": version, **top["properties"]},
        "required": ["schema_version", *top["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Return the JSON Schema as the text that is published, ending in a line feed.

    >>> schema_text().startswith("{")
    True
    """
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def descriptions(cls: type[Any]) -> dict[str, str]:
    """Return what the docstrings of a class and its bases say of each field.

    >>> from nordic_civic.values import Span
    >>> descriptions(Span)["start"]
    'where it begins, in code points'
    """
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        found.update(_FIELD_LINE.findall(inspect.cleandoc(base.__doc__ or "")))
    return found


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    hints, said = get_type_hints(cls, include_extras=True), descriptions(cls)
    properties = {}
    for field in attrs.fields(cls):
        name = json_name(field.name)
        properties[name] = _rule(hints[field.name], definitions)
        if name in said:
            properties[name]["description"] = said[name]
    return {
        "description": inspect.cleandoc(cls.__doc__ or "").split("\n")[0],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _rule(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if (inner := optional(hint)) is not None:
        return _nullable(_rule(inner, definitions))
    if origin is Annotated:
        return {**_rule(args[0], definitions), **args[1].keywords}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _rule(args[0], definitions)}
    if hint in _LEAVES:
        return {"type": _LEAVES[hint]}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # a class that holds itself finds its name taken
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _nullable(rule: dict[str, Any]) -> dict[str, Any]:
    """Let a rule accept null too."""
    if "enum" in rule:
        return {**rule, "enum": [*rule["enum"], None]}
    if isinstance(rule.get("type"), str):
        return {**rule, "type": [rule["type"], "null"]}
    return {"anyOf": [rule, {"type": "null"}]}

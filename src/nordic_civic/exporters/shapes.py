"""What the fields of the records hold, read from the classes, for formats that make columns of them."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from ..typed import json_name, unwrapped

Kind = Literal["leaf", "leaves", "value", "values"]


@attrs.frozen
class Shape:
    """Describe one field: its name in JSON and in Python, and what it holds.

    `kind` is "leaf" for a text, number or truth value, "value" for an object, and "leaves" or "values" for a list of
    them; `of` is the class: `str`, `int`, `bool` or an attrs class.
    """

    name: str
    attribute: str
    kind: Kind
    of: Any


@cache
def shapes(cls: Any) -> tuple[Shape, ...]:
    """Describe the fields of an attrs class, in their order.

    >>> from nordic_civic.values import Span
    >>> [(shape.name, shape.kind, shape.of.__name__) for shape in shapes(Span)][0]
    ('start', 'leaf', 'int')
    """
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_shape(field.name, hints[field.name]) for field in attrs.fields(cls))


def _shape(name: str, hint: Any) -> Shape:
    hint = unwrapped(hint)
    many = get_origin(hint) is tuple
    of = unwrapped(get_args(hint)[0]) if many else hint
    if get_origin(of) is Literal:
        of = str
    kind: Kind = ("values" if many else "value") if attrs.has(of) else ("leaves" if many else "leaf")
    return Shape(json_name(name), name, kind, of)

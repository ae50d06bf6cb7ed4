"""How records lie in tables, derived from the classes: one table for each kind of record and each kind of part.

A single value inside a record (its body, its span) is spread over columns (`body_name`, `span_start`). A list of
values is rows of the table of their kind, each with the record it belongs to, its `path` inside the record
(`votes[0].ballots`) and its position. A list of plain strings or numbers is a JSON array in one column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import attrs

from ..diagnostics import Diagnostic
from ..record_tables import PARTS as PLAIN_PARTS
from ..record_tables import RECORDS as RECORDS
from ..records import Check
from ..schema import descriptions
from ..typed import json_name, unwrapped
from ..values import Item

Kind = Literal["text", "integer", "boolean", "array"]

PARTS = {**PLAIN_PARTS, "checks": Check, "diagnostics": Diagnostic}
_PART_OF = {cls: table for table, cls in PARTS.items()}
_SHAPES: dict[tuple[type[Any], str], Shape] = {}


@attrs.frozen
class Column:
    """One column: its name, what it holds, what it means."""

    name: str
    kind: Kind
    about: str

    @property
    def type(self) -> str:
        """Give the type that SQLite knows it by."""
        return "INTEGER" if self.kind in ("integer", "boolean") else "TEXT"


@attrs.frozen
class Field:
    """One field of a class: a column, the columns of a single value, or a list in a table of its own."""

    name: str
    column: Column | None = None
    value: Shape | None = None
    table: str | None = None

    @property
    def width(self) -> int:
        """Give how many columns the field takes."""
        return self.value.width if self.value is not None else int(self.column is not None)


@attrs.frozen
class Shape:
    """The fields of one class, in their order, and how many columns they take."""

    fields: tuple[Field, ...]
    width: int

    def columns(self) -> Iterator[Column]:
        """Give the columns that the fields take, in order."""
        for field in self.fields:
            if field.column is not None:
                yield field.column
            elif field.value is not None:
                yield from field.value.columns()


def shape(cls: type[Any], prefix: str = "") -> Shape:
    """Give the shape of a record or value; `prefix` stands before the names of its columns.

    >>> [column.name for column in shape(PARTS["spans"], "span_").columns()]
    ['span_start', 'span_end', 'span_page']
    """
    made = _SHAPES.get((cls, prefix))
    if made is None:
        said = descriptions(cls)
        fields = tuple(_field(field, prefix, said) for field in attrs.fields(attrs.resolve_types(cls)))
        made = _SHAPES[cls, prefix] = Shape(fields, sum(field.width for field in fields))
    return made


def part_table(cls: type[Any]) -> str:
    """Give the table that a list of values of a class is kept in.

    >>> part_table(PARTS["agents"])
    'agents'
    """
    return _PART_OF[cls]


def _field(field: attrs.Attribute[Any], prefix: str, said: dict[str, str]) -> Field:
    name, hint = json_name(field.name), unwrapped(field.type)
    about = said[name]
    if get_origin(hint) is tuple:
        element = _element(get_args(hint)[0])
        if attrs.has(element):
            return Field(name, table=part_table(element))
        return Field(name, Column(prefix + name, "array", f"{about}; a JSON array"))
    if attrs.has(hint):
        return Field(name, value=_inside(shape(hint, f"{prefix}{name}_"), about))
    kinds: dict[Any, Kind] = {int: "integer", bool: "boolean"}
    return Field(name, Column(prefix + name, kinds.get(hint, "text"), about))


def _element(hint: Any) -> Any:
    """Give the class that the hint of a list's element names; a point holds points, and names its class."""
    hint = unwrapped(hint)
    return Item if hint == "Item" or getattr(hint, "__forward_arg__", None) == "Item" else hint


def _inside(inner: Shape, about: str) -> Shape:
    """Let the columns of a single value say what the value is, too."""
    fields = tuple(
        attrs.evolve(field, column=attrs.evolve(field.column, about=f"{about}: {field.column.about}"))
        if field.column is not None
        else attrs.evolve(field, value=_inside(field.value, about))
        if field.value is not None
        else field
        for field in inner.fields
    )
    return attrs.evolve(inner, fields=fields)

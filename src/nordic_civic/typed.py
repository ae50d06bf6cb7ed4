"""Check the fields of attrs classes against their own type hints.

A class says `kind: AgentKind` once; the check at construction (here), the strict
loading of JSON (`codec`) and the JSON Schema (`schema`) all follow from that hint.
Checks are exact: a bool is no int, and a subclass of str is no plain string.
"""

import re
import reprlib
import sys
from collections.abc import Callable, Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import attrs
from attrs import Attribute, frozen

from nordic_civic.errors import RecordError

Test = Callable[[Any], object]
Member = TypeVar("Member", bound=str)


@frozen(eq=False)
class Constraint:
    """Narrow a type, as the metadata of an `Annotated` hint.

    expects: what is accepted, in words
    accepts: the test, called with a value of the right type
    keywords: the same rule as JSON Schema keywords
    """

    expects: str
    accepts: Test
    keywords: Mapping[str, object]


def pattern(expects: str, regex: str) -> Constraint:
    """Accept strings that match a regex from end to end.

    >>> bool(pattern("a country code", "[A-Z]{2}").accepts("NO"))
    True
    """
    return Constraint(expects, re.compile(regex).fullmatch, {"pattern": f"^(?:{regex})$"})


def minimum(least: int) -> Constraint:
    """Accept integers of at least `least`.

    >>> minimum(1).accepts(0)
    False
    """
    return Constraint(f"a whole number from {least}", least.__le__, {"minimum": least})


FILLED = Constraint("a string that is not empty", len, {"minLength": 1})


def optional(hint: Any) -> Any:
    """Return the hint that stands beside None in a union, or None for any other hint.

    >>> optional(str | None)
    <class 'str'>
    """
    if get_origin(hint) not in (Union, UnionType):
        return None
    (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
    return inner


def unwrapped(hint: Any) -> Any:
    """Return a hint without its `Annotated` constraint and without `| None`.

    >>> unwrapped(Annotated[str, FILLED] | None)
    <class 'str'>
    """
    hint = optional(hint) or hint
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def one_of(value: str, allowed: tuple[Member, ...]) -> Member:
    """Return a string, for example of a word table, as the member of a closed vocabulary that it is.

    Raise RecordError where it is none.

    >>> one_of("yes", ("yes", "no"))
    'yes'
    """
    for member in allowed:
        if member == value:
            return member
    raise RecordError("", f"expected one of {', '.join(allowed)}, got {value!r}")


def acceptor(hint: Any, module: str) -> Test:
    """Build the test of one hint; `module` is where forward references are looked up.

    >>> bool(acceptor(tuple[int, ...], __name__)((1, 2)))
    True
    >>> bool(acceptor(int | None, __name__)(True))
    False
    """
    origin, args = get_origin(hint), get_args(hint)
    if (inner := optional(hint)) is not None:
        test = acceptor(inner, module)
        return lambda value: value is None or test(value)
    if origin is Annotated:
        test, accepts = acceptor(args[0], module), args[1].accepts
        return lambda value: test(value) and accepts(value)
    if origin is Literal:
        allowed = frozenset(args)
        return lambda value: value.__class__ is str and value in allowed
    if origin is tuple:
        test = acceptor(args[0], module)
        return lambda value: value.__class__ is tuple and (not value or all(map(test, value)))
    if isinstance(hint, str):
        return lambda value: value.__class__ is getattr(sys.modules[module], hint)
    return lambda value: value.__class__ is hint


def describe(hint: Any) -> str:
    """Say in words what a hint accepts.

    >>> describe(Literal["yes", "no"])
    'one of yes, no'
    """
    origin, args = get_origin(hint), get_args(hint)
    if (inner := optional(hint)) is not None:
        return f"{describe(inner)} or nothing"
    if origin is Annotated:
        return str(args[1].expects)
    if origin is Literal:
        return f"one of {', '.join(args)}"
    if origin is tuple:
        return "a tuple"
    names = {str: "a string", int: "a whole number", bool: "true or false"}
    return names.get(hint) or f"{hint if isinstance(hint, str) else hint.__name__}"


def refusal(path: str, hint: Any, module: str, value: object) -> RecordError:
    """Build the error for a value that its hint does not accept."""
    inner = unwrapped(hint)
    if get_origin(inner) is tuple and isinstance(value, tuple):
        element = get_args(inner)[0]
        test = acceptor(element, module)
        for at, member in enumerate(value):
            if not test(member):
                return refusal(f"{path}[{at}]", element, module, member)
    kind = "" if value is None else f" ({type(value).__name__})"
    return RecordError(path, f"expected {describe(hint)}, got {reprlib.repr(value)}{kind}")


def checked(cls: type[Any], fields: Iterable["Attribute[Any]"]) -> list["Attribute[Any]"]:
    """Give every field the validator of its hint, as the `field_transformer` of an attrs class."""
    return [
        field if field.validator else field.evolve(validator=_validator(field.type, cls.__module__)) for field in fields
    ]


def _validator(hint: Any, module: str) -> Callable[[Any, "Attribute[Any]", Any], None]:
    test = acceptor(hint, module)

    def validate(instance: object, field: "Attribute[Any]", value: object) -> None:
        if not test(value):
            raise refusal(f"{type(instance).__name__}.{field.name}", hint, module, value)

    return validate


def json_name(name: str) -> str:
    """Return the name of a field in JSON: Python's keywords lose their underscore.

    >>> json_name("for_")
    'for'
    """
    return name.rstrip("_")


class Value:
    """Show an attrs object by those of its fields that are not at their default."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return `Class(field=value, …)`."""
        shown = (
            f"{field.name}={value!r}"
            for field in attrs.fields(type(self))  # type: ignore[arg-type]  # subclasses are attrs classes
            if (value := getattr(self, field.name)) != field.default or field.default is attrs.NOTHING
        )
        return f"{type(self).__name__}({', '.join(shown)})"

"""Turn records into plain data and JSON, and back.

What is read back is held to the classes exactly: an unknown field, a missing one or a
value of the wrong type is refused with its path, and nothing is coerced.
"""

import functools
import json
import os
import reprlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import attrs

from nordic_civic.errors import RecordError
from nordic_civic.records import ParseResult
from nordic_civic.typed import json_name

if TYPE_CHECKING:
    from cattrs import Converter
    from cattrs.errors import ClassValidationError

SCHEMA_VERSION = 1

T = TypeVar("T")
Target = str | os.PathLike[str] | IO[str] | IO[bytes]


def to_dict(value: Any) -> dict[str, Any]:
    """Return a record or value as dicts, lists, strings, numbers and None.

    A `ParseResult` starts with its `schema_version`.

    >>> from nordic_civic.values import Span
    >>> to_dict(Span(0, 5))
    {'start': 0, 'end': 5, 'page': None}
    """
    data: dict[str, Any] = _converter().unstructure(value)
    return {"schema_version": SCHEMA_VERSION, **data} if isinstance(value, ParseResult) else data


def from_dict(cls: type[T], data: object) -> T:
    """Build a record or value of the class `cls` from what `to_dict` gives.

    Raise RecordError with the path of the first field that does not fit.

    >>> from nordic_civic.values import Span
    >>> from_dict(Span, {"start": 0, "end": 5, "page": None})
    Span(start=0, end=5)
    >>> from_dict(Span, {"start": 0, "end": "5"})
    Traceback (most recent call last):
    nordic_civic.errors.RecordError: end: expected a whole number from 0, got '5' (str)
    """
    if cls is ParseResult:
        data = _without_version(data)
    return _converter().structure(data, cls)


def dumps(value: Any, indent: int | None = None) -> str:
    """Return a result, or one record of it, as JSON; the same value gives the same text.

    >>> from nordic_civic.values import Vote
    >>> dumps(Vote(for_=7))[:28]
    '{"method": null, "for": 7, "'
    """
    return json.dumps(to_dict(value), ensure_ascii=False, indent=indent)


def loads(text: str | bytes) -> ParseResult:
    """Read a result from the JSON that `dumps` writes.

    Raise RecordError where it is no JSON or breaks the schema.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError("", f"this is not JSON that can be read: {error}") from error
    try:
        return from_dict(ParseResult, data)
    except RecursionError as error:
        raise RecordError("", "its points are nested too deeply") from error


def dump(value: Any, target: Target, indent: int | None = None) -> None:
    """Write a result, or one record of it, as UTF-8 JSON to a path or an open file.

    Raise RecordError where its text cannot be written as UTF-8.
    """
    text = dumps(value, indent) + "\n"
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RecordError("", f"the text cannot be written as UTF-8: {error}") from error
    if isinstance(target, str | os.PathLike):
        Path(target).write_bytes(data)
    else:
        target.write(text if hasattr(target, "encoding") else data)  # type: ignore[arg-type]  # told apart at run time


def load(source: Target) -> ParseResult:
    """Read a result from a path or an open file that `dump` wrote.

    Raise RecordError as `loads` does, and OSError where the file cannot be opened.
    """
    if isinstance(source, str | os.PathLike):
        return loads(Path(source).read_bytes())
    return loads(source.read())


def _without_version(data: object) -> object:
    if not isinstance(data, dict):
        return data
    version = data.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        raise RecordError("schema_version", f"expected {SCHEMA_VERSION}, got {version!r}")
    return {name: value for name, value in data.items() if name != "schema_version"}


@functools.cache
def _converter() -> "Converter":
    """Build the converter on first use: cattrs takes longer to load than the records."""
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    # Leaves pass as they are: the classes check them when they are built.
    for leaf in (str, int, bool):
        converter.register_structure_hook(leaf, lambda value, _: value)
    converter.register_structure_hook_func(_is_literal, lambda value, _: value)
    converter.register_structure_hook_func(_is_tuple, functools.partial(_read_list, converter))
    converter.register_structure_hook_factory(attrs.has, functools.partial(_reader, converter))
    converter.register_unstructure_hook_factory(attrs.has, functools.partial(_writer, converter))
    return converter


def _is_literal(hint: Any) -> bool:
    return get_origin(hint) is Literal


def _is_tuple(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _read_list(converter: "Converter", data: object, hint: Any) -> tuple[Any, ...]:
    if data.__class__ is not list or not isinstance(data, list):
        raise RecordError("", f"expected a list, got {reprlib.repr(data)}")
    element, members = get_args(hint)[0], []
    for at, member in enumerate(data):
        try:
            members.append(converter.structure(member, element))
        except RecordError as error:
            raise RecordError(_join(f"[{at}]", error.path), error.message) from None
    return tuple(members)


def _renames(cls: type[Any]) -> dict[str, Any]:
    from cattrs.gen import override

    names = (field.name for field in attrs.fields(attrs.resolve_types(cls)))
    return {name: override(rename=json_name(name)) for name in names if json_name(name) != name}


def _writer(converter: "Converter", cls: type[Any]) -> Any:
    from cattrs.gen import make_dict_unstructure_fn

    return make_dict_unstructure_fn(cls, converter, **_renames(cls))


def _reader(converter: "Converter", cls: type[Any]) -> Any:
    from cattrs.errors import ClassValidationError
    from cattrs.gen import make_dict_structure_fn

    build = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **_renames(cls))

    def read(data: object, _: Any) -> Any:
        if data.__class__ is not dict or not isinstance(data, dict):
            raise RecordError("", f"expected an object, got {reprlib.repr(data)}")
        try:
            return build(data, cls)
        except ClassValidationError as error:
            raise _problem(error) from None

    return read


def _problem(error: "ClassValidationError") -> RecordError:
    """Turn the first trouble that cattrs met in an object into an error with its path."""
    from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError

    trouble = error.exceptions[0]
    if isinstance(trouble, ForbiddenExtraKeysError):
        return RecordError(min(map(str, trouble.extra_fields)), "is no field of the schema")
    notes = (note for note in getattr(trouble, "__notes__", ()) if isinstance(note, AttributeValidationNote))
    name = next((json_name(note.name) for note in notes), None)
    if name is None and isinstance(trouble, RecordError):  # the class refused it: the path begins with its name
        return RecordError(trouble.path.partition(".")[2].rstrip("_"), trouble.message)
    if isinstance(trouble, KeyError):
        return RecordError(str(name), "is missing")
    if isinstance(trouble, RecordError):
        return RecordError(_join(str(name), trouble.path), trouble.message)
    raise trouble


def _join(path: str, rest: str) -> str:
    return path + rest if not rest or rest.startswith("[") else f"{path}.{rest}"

"""Check that the records of one result fit together and stand inside its text."""

import functools
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from nordic_civic.errors import RecordError
from nordic_civic.typed import unwrapped
from nordic_civic.values import Adoption, Span, Vote

if TYPE_CHECKING:
    from nordic_civic.records import ParseResult

_KINDS = ("cases", "proposals", "decisions", "mandates")


def check_links(result: "ParseResult") -> None:
    """Raise RecordError, with the path, where an id leads nowhere or a span lies outside the text."""
    if result.document.kind == "not_municipal" and (result.meeting or any(getattr(result, kind) for kind in _KINDS)):
        raise RecordError("ParseResult.document.kind", "a document that is not municipal has no records")
    known = {kind: {record.id for record in getattr(result, kind)} for kind in _KINDS}
    _check_unique(result)
    for kind in _KINDS[1:]:
        for at, record in enumerate(getattr(result, kind)):
            _check_known(f"{kind}[{at}].case_id", record.case_id, known["cases"])
    origins = known["proposals"] | known["decisions"]
    for at, mandate in enumerate(result.mandates):
        _check_known(f"mandates[{at}].origin_id", mandate.origin_id, origins)
    for at, decision in enumerate(result.decisions):
        told: dict[str, tuple[Vote | Adoption, ...]] = {"votes": decision.votes, "adopted": decision.adopted}
        for name, members in told.items():
            for number, one in enumerate(members):
                path = f"decisions[{at}].{name}[{number}].proposal_id"
                _check_known(path, one.proposal_id, known["proposals"])
    if (path_outside := outside(result, len(result.document.text))) is not None:
        raise RecordError(f"ParseResult{path_outside}", "the span ends outside the text of the document")


def _check_unique(result: "ParseResult") -> None:
    seen: set[str] = set()
    for kind in _KINDS:
        for at, record in enumerate(getattr(result, kind)):
            if record.id in seen:
                raise RecordError(f"ParseResult.{kind}[{at}].id", f"{record.id!r} stands twice")
            seen.add(record.id)


def _check_known(path: str, key: str | None, known: set[str]) -> None:
    if key is not None and key not in known:
        raise RecordError(f"ParseResult.{path}", f"no record has the id {key!r}")


def outside(value: Any, length: int) -> str | None:
    """Return the path to the first span in `value` that ends after `length`, or None.

    >>> outside(Span(0, 9), 8)
    ''
    """
    if value.__class__ is Span:
        return "" if value.end > length else None
    for name in _holders(value.__class__):
        held = getattr(value, name)
        if held.__class__ is tuple:
            for at, member in enumerate(held):
                if (path := outside(member, length)) is not None:
                    return f".{name}[{at}]{path}"
        elif held is not None and (path := outside(held, length)) is not None:
            return f".{name}{path}"
    return None


@functools.cache
def _holders(cls: type[Any]) -> tuple[str, ...]:
    """Name the fields of a class that can hold a span, at any depth."""
    return tuple(
        field.name
        for field in attrs.fields(attrs.resolve_types(cls))
        if attrs.has(kind := _element(field.type)) and (kind is Span or kind is cls or _holders(kind))
    )


def _element(hint: Any) -> Any:
    """Return the class that an optional or tuple hint is about."""
    hint = unwrapped(hint)
    return get_args(hint)[0] if get_origin(hint) is tuple else hint

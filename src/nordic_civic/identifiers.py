"""Identifiers by a country's shapes: behind a label, in a heading, or anywhere in running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from .forms import IDENTIFIER
from .mentions import Mention
from .parser import Parser
from .text import key
from .typed import one_of
from .values import IDENTIFIER_ROLES, Identifier, Span


def find_identifiers(
    text: str, offset: int, parser: Parser, roles: Iterable[str] | None = None
) -> Iterator[Identifier]:
    """Give the identifiers in `text`, which stands at `offset` of the document; each place once, first shape first.

    Without `roles` only the shapes that are sure in running text are tried.
    """
    taken: list[tuple[int, int]] = []
    wanted = None if roles is None else frozenset(roles)
    for shape in parser.identifiers:
        if (wanted is None and not shape.anywhere) or (wanted is not None and shape.role not in wanted):
            continue
        for match in shape.pattern.finditer(text):
            start, end = match.span("value")
            if any(start < stop and end > begin for begin, stop in taken):
                continue
            taken.append((start, end))
            span = Span(offset + start, offset + end)
            yield Identifier(
                one_of(shape.role, IDENTIFIER_ROLES), shape.value(match), text[start:end], span, scheme=shape.scheme
            )


def labelled(value: str, offset: int, role: str, parser: Parser) -> list[Identifier]:
    """Give the identifiers that a labelled value holds: by the shapes of its role, then by any, then as it stands."""
    found = list(find_identifiers(value, offset, parser, [role])) if role != "foreign" else []
    if not found:
        others = list(find_identifiers(value, offset, parser, {shape.role for shape in parser.identifiers}))
        found = [_with_role(identifier, role) for identifier in others]
    if not found and any(char.isdigit() for char in value) and len(value) <= 30:
        found = [
            Identifier(
                one_of(role, IDENTIFIER_ROLES), " ".join(value.split()), value, Span(offset, offset + len(value))
            )
        ]
    return found


def _with_role(identifier: Identifier, role: str) -> Identifier:
    return attrs.evolve(identifier, role=one_of(role, IDENTIFIER_ROLES))


def identifier_mentions(text: str, parser: Parser) -> Iterator[Mention]:
    """Give the sure identifiers of a text as mentions."""
    for identifier in find_identifiers(text, 0, parser):
        span = identifier.span
        if span is not None:
            yield Mention(span.start, span.end, IDENTIFIER, identifier)


def unique(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Drop identifiers that were seen with the same role and the same letters and digits."""
    seen: dict[tuple[str, str], Identifier] = {}
    for identifier in identifiers:
        seen.setdefault((identifier.role, key(identifier.value)), identifier)
    return tuple(seen.values())

"""What a case can be told by in other documents: its dossier number, its place in a sitting, a letter's number.

Two cases are tied where they share a key. A key is made only where it is telling: within one municipality, from numbers
and dates as they were read. Titles are no keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from ..records import Case, Decision, Document, ParseResult
from ..text import fold, key
from ..values import Agent, Identifier

Rule = Literal["dossier", "item", "letter"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = re.compile(r"[0-9]+")
_CENTURY = re.compile(r"(?:19|20)(?=[0-9]{2}\Z)")


@attrs.frozen(order=True)
class Key:
    """One thing that a case can be told by.

    rule: `dossier` (its number in the municipality's files), `item` (body and number, with the day where the number
    starts anew at each sitting), or `letter` (the number of a document that another one answers)
    value: the same for all cases that it tells of
    cites: whether the case names another one by it, rather than being it
    series: for a dossier number, which series of numbers it belongs to

    >>> Key("dossier", "XF fjordvik: 24/1187", series="XF fjordvik:").cites
    False
    """

    rule: Rule
    value: str
    cites: bool = False
    series: str | None = None


def case_keys(result: ParseResult) -> Iterator[tuple[str, Key]]:
    """Give the id of each case with each of its keys; none for a document of unknown municipality.

    >>> import nordic_civic as nc
    >>> text = "Møteprotokoll\\nUtvalg: Formannskapet\\nDato: 14.05.2024\\n\\nSak 21/24 Bru\\n\\nVedtak:\\nVedtas.\\n"
    >>> [key.value for _, key in case_keys(nc.parse(text, country="NO", municipality="Fjordvik"))]
    ['NO fjordvik: formannskapet 21/24']
    """
    place = place_of(result.document)
    if place is None:
        return
    letters = len(result.cases) == 1
    for case in result.cases:
        numbers = (*case.identifiers, *(result.document.identifiers if letters else ()))
        found = [*_own(case, numbers, place), *_cited(case, result, place)]
        yield from ((case.id, one) for one in sorted(set(found), key=lambda one: (one.rule, one.value, one.cites)))


def place_of(document: Document) -> str | None:
    """Give what tells the municipality of a document from all others, where it is known.

    >>> from nordic_civic.values import Municipality, Span
    >>> document = Document(id="0" * 64, text="", spans=(Span(0, 0),), municipality=Municipality("Fjordvik"))
    >>> place_of(document)
    '- fjordvik'
    """
    municipality = document.municipality
    if municipality is None:
        return None
    return f"{document.country or '-'} {municipality.code or key(municipality.name)}"


def _own(case: Case, numbers: Iterable[Identifier], place: str) -> Iterator[Key]:
    for number in numbers:
        if number.role == "dossier":
            value = squeezed(number.value)
            letters = "".join(char for char in value[: _first_digit(value)] if char.isalpha())
            yield Key("dossier", f"{place}: {value}", series=f"{place}: {letters}")
        elif number.role == "item":
            yield from _item(case.body, case.date, number.value, place, cites=False)
        elif number.role in ("document", "foreign"):
            yield Key("letter", f"{place}: {squeezed(number.value)}", cites=number.role == "foreign")


def _cited(case: Case, result: ParseResult, place: str) -> Iterator[Key]:
    for reference in case.references:
        if reference.kind in ("case", "decision") and reference.identifier and reference.identifier.role == "item":
            yield from _item(reference.body, reference.date, reference.identifier.value, place, cites=True)
    for decision in result.decisions:
        if decision.case_id == case.id and decision.role == "cited" and decision.item:
            yield from _item(decision.body, decision.date, decision.item, place, cites=True)


def cited_keys(decision: Decision, document: Document) -> frozenset[str]:
    """Give the keys of the item in which a decision was made that a document only tells of.

    >>> from nordic_civic.values import Municipality, Span
    >>> told = {"body": Agent("Board", "body"), "date": "2024-05-14", "item": "§ 29", "role": "cited"}
    >>> decision = Decision(id="d-1", case_id="c-1", text="x", spans=(Span(0, 1),), **told)
    >>> document = Document(id="0" * 64, text="x", spans=(Span(0, 1),), municipality=Municipality("Fjordvik"))
    >>> sorted(cited_keys(decision, document))
    ['- fjordvik: board 2024-05-14 29']
    """
    place = place_of(document)
    if place is None or not decision.item:
        return frozenset()
    return frozenset(one.value for one in _item(decision.body, decision.date, decision.item, place, cites=True))


def _item(body: Agent | None, date: str | None, number: str, place: str, *, cites: bool) -> Iterator[Key]:
    """Tell an item by its body and number, and by the day unless the number holds its year."""
    digits = [_CENTURY.sub("", part) for part in _DIGITS.findall(number)]
    if body is None or not digits:
        return
    if len(digits) > 1:
        yield Key("item", f"{place}: {key(body.name)} {'/'.join(digits)}", cites)
    elif date is not None and _DAY.fullmatch(date):
        yield Key("item", f"{place}: {key(body.name)} {date} {digits[0]}", cites)


def squeezed(value: str) -> str:
    """Give a number in the spelling that comparisons use.

    >>> squeezed("KS 2016-573")
    'ks2016-573'
    """
    return "".join(fold(value).split())


def _first_digit(value: str) -> int:
    found = _DIGITS.search(value)
    return found.start() if found else len(value)

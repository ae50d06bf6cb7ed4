"""The Swedish words around the fields of an export, and what such exports share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nordic_civic.adapters import Words
from nordic_civic.text import squeeze
from nordic_civic.values import Identifier, Reference

__all__ = ["WORDS", "body_in", "day", "is_state", "numbers", "references"]

WORDS = Words(
    dossier="Diarienummer",
    document="Handlingsnummer",
    classification="Klassificering",
    foreign="Er beteckning",
    date="Sammanträdesdatum",
    dated="Datum",
    time="Tid",
    place="Plats",
    closed="Sekretess",
    members="Ledamöter",
    present="Närvarande",
    absent="Frånvarande",
    attachments="Handlingar",
    votes="Omröstning",
    choices={"yes": "Ja", "no": "Nej", "abstain": "Avstår"},
)

_BODY = re.compile(r"nämnd|styrelse|fullmäktige|utskott|beredning", re.IGNORECASE)
_STATE = re.compile(
    r"myndighet|länsstyrelse|departement|universitet|högskola|domstol|riksarkiv|pastorat|församling|stift\b"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day(text: str) -> str | None:
    """Give the day of a date and time, or None.

    >>> day("2024-03-05T00:00:00"), day("")
    ('2024-03-05', None)
    """
    found = _DAY.match(text.strip())
    return found[0] if found else None


def body_in(*names: str) -> str | None:
    """Give the first name that is a political body's.

    >>> body_in("Anna Ek", "Miljönämnden")
    'Miljönämnden'
    """
    return next((squeeze(name) for name in names if _BODY.search(name)), None)


def is_state(*names: str) -> bool:
    """Say whether the names of an archive's owners are a state authority's or a parish's, and none a municipality's.

    >>> is_state("Länsstyrelsen i Norra län"), is_state("Norrviks kommun", "Länsstyrelsen")
    (True, False)
    """
    lowered = [name.lower() for name in names]
    own = any(re.search(r"kommun|region|stad\b|stads\b|nämnd", name) for name in lowered)
    return not own and any(_STATE.search(name) for name in lowered)


def numbers(own: Iterable[str], classes: Iterable[str], others: Iterable[tuple[str, str]]) -> Iterator[Identifier]:
    """Give the identifiers of a case: its numbers, its classes, and other numbers with what they are called."""
    for value in map(squeeze, own):
        if value:
            yield Identifier("dossier", value, value)
    for value in map(squeeze, classes):
        if value:
            yield Identifier("classification", value, value)
    for value, called in others:
        if squeeze(value):
            role = "dossier" if "diarie" in called.lower() or "ärende" in called.lower() else "foreign"
            yield Identifier(role, squeeze(value), squeeze(value), scheme=squeeze(called) or None)  # type: ignore[arg-type]


def references(texts: Iterable[str]) -> tuple[Reference, ...]:
    """Give references to the cases that relations name."""
    named = [squeeze(text) for text in texts if text.strip()]
    return tuple(Reference("case", text, Identifier("dossier", text, text)) for text in named)

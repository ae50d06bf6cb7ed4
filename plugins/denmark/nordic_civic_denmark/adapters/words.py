"""The Danish words around the fields of an export, and what such exports share."""

from __future__ import annotations

import re

from nordic_civic.adapters import Words
from nordic_civic.values import Identifier

__all__ = ["WORDS", "case_number", "lead"]

WORDS = Words(
    dossier="Sagsnr.",
    document="Dok.nr.",
    classification="KLE-nr.",
    foreign="Deres ref.",
    date="Mødedato",
    dated="Dato",
    time="Tid",
    place="Sted",
    closed="Lukket punkt",
    members="Medlemmer",
    present="Deltagere",
    absent="Fraværende",
    attachments="Bilag",
    votes="Afstemning",
    choices={"yes": "for", "no": "imod", "abstain": "undlod"},
)

_DIGITS = re.compile(r"\d+\Z")


def case_number(text: str) -> tuple[Identifier, ...]:
    """Give the identifier of a field that holds a case number; none where it holds no digits.

    >>> case_number("22-006881")[0].value, case_number("-")
    ('22-006881', ())
    """
    value = " ".join(text.split())
    return (Identifier("dossier", value, value),) if any(char.isdigit() for char in value) else ()


def lead(number: str) -> str:
    """Give how the heading of a point begins.

    >>> lead("3"), lead("1.2"), lead("")
    ('3.', '1.2', '')
    """
    return f"{number}." if _DIGITS.match(number) else number

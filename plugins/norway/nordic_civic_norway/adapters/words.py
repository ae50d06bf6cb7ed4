"""The Norwegian words around the fields of an export, and what such exports share."""

from __future__ import annotations

from nordic_civic.adapters import Words
from nordic_civic.text import squeeze

__all__ = ["ASCII", "WORDS", "lead", "meant"]

WORDS = Words(
    dossier="Arkivsaknr",
    document="Journalpostnr",
    classification="Arkivkode",
    foreign="Deres ref.",
    date="Møtedato",
    dated="Dato",
    time="Tid",
    place="Møtested",
    closed="Unntatt offentlighet",
    members="Medlemmer",
    present="Til stede",
    absent="Forfall",
    attachments="Vedlegg",
    votes="Votering",
    choices={"yes": "Ja", "no": "Nei", "abstain": "Blankt"},
)

ASCII = str.maketrans({"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe", "æ": "ae", "Æ": "Ae"})
"""How the names of fields write the letters that older versions of the formats write as they are."""

_NOTHING = frozenset(("", "n/a", "ukjent", "-", "null"))


def meant(text: str) -> str:
    """Give the text of a field, or "" for the words by which exporters fill a field that they have nothing for.

    >>> meant(" Bystyret "), meant("N/A"), meant("Ukjent")
    ('Bystyret', '', '')
    """
    text = squeeze(text)
    return "" if text.lower() in _NOTHING else text


def lead(number: str | None) -> str:
    """Give how the heading of a case begins.

    >>> lead("34/2021"), lead(None)
    ('Sak 34/2021', '')
    """
    return f"Sak {number}" if number else ""

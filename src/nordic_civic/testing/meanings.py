"""The tables and the meanings that the core asks for: a row with any other would never be used."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ..records import DOCUMENT_KINDS
from ..values import OUTCOMES
from ..vocabulary import Vocabulary

_OUTCOMES = frozenset(OUTCOMES)
_SECTIONS = """
    absence announcement attachments attendance background basis closed contents decision disqualification dissent
    history members motion other procedure questions recipients recommendation remit reporting signature speeches
    summary task time_frame treatment vote
"""
_LABELS = """
    author body caseworker certifiers chair classification closed column date document dossier foreign item
    items_range meeting_date number place presenter recipient secretary time title unit
"""
_DATES = """
    deadline end_of from middle_of month number period quarter recurrence season start_of term until weekday
    year_end
"""
_ROLES = """
    absent came certifier chair deputy_chair left member official secretary substitute substitutes_for
"""
_VOTES = """
    absent abstained acclamation against ballot casting_vote count for no_means no_rejects not_participating
    recommendation roll_call unanimous yes_means yes_rejects
"""

MEANINGS: dict[str, frozenset[str]] = {
    "agents": frozenset(("body", "office", "group", "organisation")),
    "citations": _OUTCOMES | {"decided", "continues"},
    "dates": frozenset(_DATES.split()),
    "dissents": frozenset(("reservation", "minority_statement", "special_statement", "protocol_note")),
    "furniture": frozenset(("page", "header", "signature", "contact")),
    "grammar": frozenset(("that", "from", "of", "is", "puts")),
    "headings": frozenset(_SECTIONS.split()),
    "identity": frozenset(("municipal", "not_municipal", "sitting")),
    "kinds": frozenset(DOCUMENT_KINDS),
    "labels": frozenset(_LABELS.split()),
    "mandates": frozenset(("assignment", "delegation", "appointment", "terms_of_reference")),
    "outcomes": _OUTCOMES | {"none", "remark", "as_proposed"},
    "proposals": frozenset(("new", "amend", "support", "reject", "refer_back", "postpone")),
    "results": _OUTCOMES,
    "roles": frozenset(_ROLES.split()),
    "votes": frozenset(_VOTES.split()),
}
"""The meanings of each table. `language` has also one for each language, its BCP 47 code."""

_LANGUAGE = frozenset(("and", "abbreviation"))


def unknown_meanings(vocabulary: Vocabulary, languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Give what no stage asks for: a table's file or a row, what is wrong, and what to do.

    >>> list(unknown_meanings(Vocabulary("nordic_civic"), ("fi", "en", "is", "fo", "se")))
    []
    """
    for name, table in vocabulary.tables.items():
        known = _LANGUAGE.union(languages) if name == "language" else MEANINGS.get(name)
        if known is None:
            yield f"{name}.toml", "the core reads no table of this name", _instead(name, [*MEANINGS, "language"])
            continue
        for row in table.rows:
            if row.meaning not in known:
                yield str(row), f"the core asks for no {row.meaning!r} in this table", _instead(row.meaning, known)


def _instead(name: str, known: frozenset[str] | list[str]) -> str:
    close = get_close_matches(name, sorted(known), 1)
    return f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(sorted(known))}."

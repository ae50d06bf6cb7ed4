"""Ids of what records name without giving it one: people, parties, bodies, municipalities.

Nothing is taken for the same that only looks alike. A person is the same within one document, where the name and party
are; a body, where the municipality and the name are (without a known municipality, within one document); a party, where
the country and the letters are. Who knows better can join them afterwards.
"""

from __future__ import annotations

from ..ids import make_id
from ..records import Document, ParseResult
from ..values import Agent


def place(document: Document) -> str:
    """Give the key of a document's municipality, or of the document where that is not known."""
    municipality = document.municipality
    if municipality is None:
        return document.id
    return "/".join((document.country or "", municipality.scheme or "", municipality.code or municipality.name))


def person(document: Document, name: str, party: str | None) -> str:
    """Give the id of a person that a document names."""
    return make_id("person", document.id, name, party)


def party(document: Document, letters: str) -> str:
    """Give the id of a party by its letters."""
    return make_id("party", document.country or place(document), letters)


def municipality(document: Document) -> str:
    """Give the id of the municipality of a document."""
    return make_id("municipality", place(document))


def agent(document: Document, one: Agent) -> str:
    """Give the id of an agent of any kind.

    >>> from nordic_civic.values import Span
    >>> letter = Document(id="0" * 64, text="Hei", spans=(Span(0, 3),))
    >>> agent(letter, Agent("Kari Moe", "person", "H")) == person(letter, "Kari Moe", "H")
    True
    """
    if one.kind == "person":
        return person(document, one.name, one.party)
    if one.kind == "party" and one.party:
        return party(document, one.party)
    if one.kind == "municipality" and document.municipality and one.name == document.municipality.name:
        return municipality(document)
    return make_id(one.kind, place(document), one.name)


def body(result: ParseResult) -> Agent | None:
    """Give the body whose document it is: that of the meeting, or of the document."""
    return (result.meeting and result.meeting.body) or result.document.body


class Once:
    """Tell whether something comes for the first time.

    >>> once = Once()
    >>> once("a"), once("a")
    (True, False)
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, key: str) -> bool:
        """Say whether the key is new, and remember it."""
        new = key not in self._seen
        self._seen.add(key)
        return new

"""The names of the tables that records and their parts lie in, wherever they are laid out as tables."""

from __future__ import annotations

from typing import Any

from .records import Case, Decision, Document, Mandate, Meeting, Proposal
from .values import (
    Adoption,
    Agent,
    Attachment,
    Attendee,
    Ballot,
    Dissent,
    Evidence,
    Identifier,
    Item,
    LanguagePart,
    Reference,
    Span,
    Vote,
)

RECORDS: dict[str, Any] = {
    "documents": Document,
    "meetings": Meeting,
    "cases": Case,
    "proposals": Proposal,
    "decisions": Decision,
    "mandates": Mandate,
}
PARTS: dict[str, Any] = {
    "identifiers": Identifier,
    "agents": Agent,
    "items": Item,
    "adoptions": Adoption,
    "votes": Vote,
    "ballots": Ballot,
    "dissents": Dissent,
    "attachments": Attachment,
    "references": Reference,
    "attendance": Attendee,
    "languages": LanguagePart,
    "spans": Span,
    "evidence": Evidence,
}

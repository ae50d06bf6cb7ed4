"""What an adapter hands over: the fields of one export, named as the records name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.records import DocumentKind
from nordic_civic.values import Attachment, AttendeeStatus, Ballot, Identifier, Reference

__all__ = ["Export", "Matter", "Part", "Participant", "Words"]


@attrs.frozen(slots=True)
class Words:
    """The words in which a country's rendering of an export labels its fields and heads its lists.

    They should be forms of the plugin's own `labels` and `headings` tables.

    >>> Words(dossier="Case no.").attachments
    'Attachments'
    """

    dossier: str = "Case no."
    document: str = "Document no."
    classification: str = "Classification"
    foreign: str = "Your ref."
    date: str = "Date of the sitting"
    dated: str = "Date"
    time: str = "Time"
    place: str = "Place"
    closed: str = "Closed"
    members: str = "Members"
    present: str = "Present"
    absent: str = "Absent"
    attachments: str = "Attachments"
    votes: str = "Vote"
    choices: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(slots=True)
class Part:
    """One field of prose of a matter: its heading as the source has it ("" for none) and its text or HTML.

    `role` is a role of the `headings` table where the field itself says it; otherwise the heading's words decide.
    Where fields say them, `body` and `date` are those of the decision that the part holds, and `addressee` is who is
    asked by the proposal that it holds; `final` is False where the field says that a higher body decides.
    """

    heading: str
    content: str
    role: str | None = None
    body: str | None = None
    date: str | None = None
    addressee: str | None = None
    final: bool = True


@attrs.frozen(slots=True)
class Matter:
    """One matter: everything that its fields say.

    `number` is its number in the sitting and `lead` how the heading line writes it; `identifiers` are all others,
    without spans. `restricted` is None where no field tells. `body` and `date` are given where they differ from those
    of the export as a whole; `beside` says that the matter has neither, because it only lies beside what the export is
    about. `ballots` are the named votes on the matter's decision.
    """

    title: str
    number: str | None = None
    lead: str = ""
    identifiers: tuple[Identifier, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    references: tuple[Reference, ...] = ()
    restricted: bool | None = None
    body: str | None = None
    date: str | None = None
    beside: bool = False
    ballots: tuple[Ballot, ...] = ()


@attrs.frozen(slots=True)
class Participant:
    """One line of an attendance list as its fields say it; `status` is None where no field tells.

    The party may be any spelling that the country's registry knows, and may stand in brackets behind the name.
    """

    name: str
    status: AttendeeStatus | None = "present"
    role: str | None = None
    party: str | None = None
    substitutes_for: str | None = None


@attrs.frozen(slots=True, kw_only=True)
class Export:
    """What one export says, in the order in which its rendering reads.

    `sitting` says that the export is about one sitting; `body`, `date` (any form that the country's dates know),
    `start`, `end`, `place` and `number` are then the sitting's. `kind` is the kind of document that a field names; an
    agenda whose decisions are filled in becomes minutes by itself. `municipality` holds names, phrases, codes, web or
    e-mail addresses in which the municipality may show, best first. `municipal` is False for a source that a field
    shows to be none; `shared` says that other countries use the format too, so that the language has to show whose
    the source is. `lines` are further lines for the head of the rendering.
    """

    words: Words = attrs.field(factory=Words)
    matters: tuple[Matter, ...] = ()
    kind: DocumentKind | None = None
    title: str | None = None
    heading: str | None = None
    sitting: bool = False
    body: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    number: str | None = None
    participants: tuple[Participant, ...] = ()
    author: str | None = None
    recipient: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    municipality: tuple[str, ...] = ()
    municipal: bool = True
    shared: bool = False
    lines: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def evolve(self, **changes: Any) -> Export:
        """Give a copy with some fields changed.

        >>> Export(title="Minutes").evolve(kind="minutes").kind
        'minutes'
        """
        return attrs.evolve(self, **changes)

"""Hold the records that one parse gives, as flat values tied by ids.

Every record has an `id`, and ends with the passage that it is (`text`), where that
passage stands (`spans`), what each field was read from (`evidence`) and who read it
(`plugin`). Records are built with keywords, are frozen, and check themselves.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from attrs import Attribute, frozen

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.links import check_links
from nordic_civic.typed import Constraint, Value, checked, pattern
from nordic_civic.values import (
    Adoption,
    Agent,
    Attachment,
    Attendee,
    Clock,
    Count,
    Dissent,
    Edtf,
    EdtfInterval,
    Evidence,
    Identifier,
    Item,
    Language,
    LanguagePart,
    Municipality,
    Name,
    Outcome,
    Plugin,
    Recurrence,
    Reference,
    Span,
    Vote,
)

DocumentKind = Literal[
    "minutes",
    "minutes_extract",
    "agenda",
    "case_presentation",
    "motion",
    "terms_of_reference",
    "memo",
    "letter",
    "regulation",
    "other_municipal",
    "not_municipal",
]
ProposalKind = Literal["recommendation", "motion", "petition"]
Position = Literal["new", "amend", "support", "reject", "refer_back", "postpone"]
DecisionRole = Literal["taken", "cited"]
MandateKind = Literal["assignment", "terms_of_reference", "delegation", "appointment"]
MandateStatus = Literal["given", "proposed", "extended", "discharged"]

DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
PROPOSAL_KINDS: tuple[ProposalKind, ...] = get_args(ProposalKind)
POSITIONS: tuple[Position, ...] = get_args(Position)
DECISION_ROLES: tuple[DecisionRole, ...] = get_args(DecisionRole)
MANDATE_KINDS: tuple[MandateKind, ...] = get_args(MandateKind)
MANDATE_STATUSES: tuple[MandateStatus, ...] = get_args(MandateStatus)

Country = Annotated[str, pattern("an ISO 3166-1 country such as IS", "[A-Z]{2}")]
Spans = Annotated[tuple[Span, ...], Constraint("at least one span", len, {"minItems": 1})]
Digest = Annotated[str, pattern("a sha-256 in hexadecimal", "[0-9a-f]{64}")]

_PASSAGE = {"text": 1, "spans": 2, "evidence": 3, "plugin": 4}


def _passage_last(cls: type[Any], fields: Iterable["Attribute[Any]"]) -> list["Attribute[Any]"]:
    """Put the id first and the passage last, so that a record reads well as JSON."""
    order = sorted(fields, key=lambda field: _PASSAGE.get(field.name, -(field.name == "id")))
    return checked(cls, order)


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Record:
    """Hold what every record has.

    id: the same for the same bytes and options, anywhere
    text: the passage that is the record, page furniture removed and sentences rejoined
    spans: where the passage stands in `document.text`; never empty
    evidence: which characters each field was read from
    plugin: who read the record
    """

    id: Name
    text: str
    spans: Spans
    evidence: tuple[Evidence, ...] = ()
    plugin: Plugin | None = None

    def __repr__(self) -> str:
        """Return the class, the id and the first words of the text."""
        words = self.text[:200].split()
        start = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
        return f"<{type(self).__name__} {self.id[:28]} {start!r}>"


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Document(Record):
    """Hold what was read, and what was recognised about it as a whole.

    id: the sha-256 of the bytes
    source: the path or address it was read from
    media_type: its format
    kind: what sort of document it is
    country: the country, ISO 3166-1
    language: the main language, BCP 47
    languages: the language of each part, where they are mixed
    title: its title
    date: its date
    municipality: the municipality it belongs to
    body: the body it comes from
    author: who wrote it
    recipient: whom it is addressed to
    identifiers: its own numbers
    pages: where each page starts in the text; empty where the source has no pages
    text: the whole text as read, never changed afterwards

    >>> Document(id="0" * 64, text="Møte", spans=(Span(0, 4),), kind="letter").kind
    'letter'
    """

    id: Digest
    source: Name | None = None
    media_type: Name | None = None
    kind: DocumentKind | None = None
    country: Country | None = None
    language: Language | None = None
    languages: tuple[LanguagePart, ...] = ()
    title: Name | None = None
    date: Edtf | None = None
    municipality: Municipality | None = None
    body: Agent | None = None
    author: Agent | None = None
    recipient: Agent | None = None
    identifiers: tuple[Identifier, ...] = ()
    pages: tuple[Count, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Meeting(Record):
    """Hold the sitting that a document records.

    body: the body that met
    date: the day, or the days
    start: when it began, hours and minutes
    end: when it ended, hours and minutes
    place: where it met
    number: the number of the sitting
    attendance: who took part, and who was absent
    certified_by: who certified the minutes

    >>> Meeting(id="meeting-1", text="Møte", spans=(Span(0, 4),), start="18:00").start
    '18:00'
    """

    body: Agent | None = None
    date: Edtf | None = None
    start: Clock | None = None
    end: Clock | None = None
    place: Name | None = None
    number: Name | None = None
    attendance: tuple[Attendee, ...] = ()
    certified_by: tuple[Agent, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Case(Record):
    """Hold one matter as this document handles it.

    identifiers: its numbers
    title: its title
    body: the body that handles it here
    date: when it is handled here
    summary: its background, in the document's words
    attachments: the documents attached to it
    references: its history and what it rests on
    restricted: whether it is handled behind closed doors
    recipients: who the decision is sent to

    >>> Case(id="case-1", text="Sak 1 Budget", spans=(Span(0, 12),), title="Budget")
    <Case case-1 'Sak 1 Budget'>
    """

    identifiers: tuple[Identifier, ...] = ()
    title: Name | None = None
    body: Agent | None = None
    date: Edtf | None = None
    summary: Name | None = None
    attachments: tuple[Attachment, ...] = ()
    references: tuple[Reference, ...] = ()
    restricted: bool = False
    recipients: tuple[Agent, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Proposal(Record):
    """Hold something put forward for decision.

    case_id: the case it belongs to
    kind: whose proposal it is
    position: what it wants done with what lies on the table
    proposers: who put it forward
    addressee: who is asked to decide
    items: its points
    outcome: what became of it

    >>> Proposal(
    ...     id="proposal-1", case_id="case-1", kind="motion", text="Avslag", spans=(Span(0, 6),)
    ... ).position
    'new'
    """

    case_id: Name
    kind: ProposalKind
    position: Position = "new"
    proposers: tuple[Agent, ...] = ()
    addressee: Agent | None = None
    items: tuple[Item, ...] = ()
    outcome: Outcome | None = None


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Decision(Record):
    """Hold what a body resolved.

    case_id: the case it belongs to
    role: whether this document records it or only tells of it
    body: the body that decided
    date: when it decided
    item: the number of the item in that body's sitting
    outcome: what was resolved
    items: its points
    adopted: the proposals that it adopted
    votes: the votes that led to it
    dissents: reservations and statements
    recipients: who the decision is sent to
    not_participating: those who took no part because of an interest of their own

    >>> Decision(
    ...     id="decision-1", case_id="case-1", outcome="noted", text="Noted.", spans=(Span(0, 6),)
    ... ).role
    'taken'
    """

    case_id: Name
    role: DecisionRole = "taken"
    body: Agent | None = None
    date: Edtf | None = None
    item: Name | None = None
    outcome: Outcome | None = None
    items: tuple[Item, ...] = ()
    adopted: tuple[Adoption, ...] = ()
    votes: tuple[Vote, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    recipients: tuple[Agent, ...] = ()
    not_participating: tuple[Agent, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=_passage_last)
class Mandate(Record):
    """Hold a task, an authority or an office given to someone.

    case_id: the case it belongs to
    kind: what was given
    assignees: who it was given to
    assigner: who gave it
    items: its points
    deadline: when it must be done
    period: how long it holds
    recurrence: how often it recurs
    members: the members of the group it sets up
    chair: who leads that group
    secretary: who serves that group
    legal_basis: the laws and rules it rests on
    reports_to: who receives the result
    status: whether it was proposed, given, extended or ended
    origin_id: the proposal or decision that it stands in

    >>> Mandate(
    ...     id="mandate-1", case_id="case-1", kind="assignment", text="…", spans=(Span(0, 1),)
    ... ).status
    'given'
    """

    case_id: Name
    kind: MandateKind
    assignees: tuple[Agent, ...] = ()
    assigner: Agent | None = None
    items: tuple[Item, ...] = ()
    deadline: Edtf | None = None
    period: EdtfInterval | None = None
    recurrence: Recurrence | None = None
    members: tuple[Agent, ...] = ()
    chair: Agent | None = None
    secretary: Agent | None = None
    legal_basis: tuple[Reference, ...] = ()
    reports_to: Agent | None = None
    status: MandateStatus = "given"
    origin_id: Name | None = None


@frozen(repr=False, field_transformer=checked)
class Check(Value):
    """Say what the parser verified about its own work.

    code: the name of the check
    passed: the outcome; null where nothing could be compared
    expected: what should have been found
    found: what was found
    message: the outcome in words
    spans: the passages compared

    >>> Check("numbering", False, "26-38", "26-37", "One item is missing.").passed
    False
    """

    code: Name
    passed: bool | None = None
    expected: str | None = None
    found: str | None = None
    message: str = ""
    spans: tuple[Span, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=checked)
class ParseResult:
    """Hold everything that one parse gives.

    document: what was read and recognised about it
    meeting: the sitting that the document records
    cases: the matters that it handles
    proposals: what was put forward
    decisions: what was resolved
    mandates: what was given to whom
    checks: what the parser verified
    diagnostics: what it noticed

    >>> document = Document(id="0" * 64, text="Hei", spans=(Span(0, 3),))
    >>> ParseResult(document=document)
    <ParseResult 00000000 0 cases, 0 proposals, 0 decisions, 0 mandates>
    """

    document: Document
    meeting: Meeting | None = None
    cases: tuple[Case, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    checks: tuple[Check, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse records that do not fit together."""
        check_links(self)

    def __repr__(self) -> str:
        """Return the start of the document's id and how many records there are."""
        counts = (f"{len(getattr(self, name))} {name}" for name in ("cases", "proposals", "decisions", "mandates"))
        return f"<ParseResult {self.document.id[:8]} {', '.join(counts)}>"

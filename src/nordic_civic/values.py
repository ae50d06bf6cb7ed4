"""Hold the values that records are made of: who, what, when and where in the text.

All are frozen and slotted, compare by content and check their fields when built.
Closed vocabularies are plain strings, typed with `Literal` and listed as tuples.
"""

from typing import Annotated, Literal, get_args

from attrs import field, frozen

from nordic_civic.errors import RecordError
from nordic_civic.typed import FILLED, Value, checked, minimum, pattern

IdentifierRole = Literal["dossier", "item", "document", "classification", "foreign"]
AgentKind = Literal["person", "party", "body", "office", "group", "organisation", "municipality"]
Outcome = Literal[
    "adopted",
    "rejected",
    "noted",
    "recommended",
    "referred_back",
    "postponed",
    "forwarded",
    "withdrawn",
    "mixed",
    "other",
]
ReferenceKind = Literal["case", "decision", "document", "law"]
VoteMethod = Literal["unanimous", "acclamation", "count", "roll_call", "ballot"]
VoteResult = Literal["carried", "lost"]
Choice = Literal["yes", "no", "abstain", "absent", "not_participating"]
DissentKind = Literal["reservation", "minority_statement", "special_statement", "protocol_note"]
AttendeeStatus = Literal["present", "substitute", "absent", "official"]

IDENTIFIER_ROLES: tuple[IdentifierRole, ...] = get_args(IdentifierRole)
AGENT_KINDS: tuple[AgentKind, ...] = get_args(AgentKind)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
REFERENCE_KINDS: tuple[ReferenceKind, ...] = get_args(ReferenceKind)
VOTE_METHODS: tuple[VoteMethod, ...] = get_args(VoteMethod)
VOTE_RESULTS: tuple[VoteResult, ...] = get_args(VoteResult)
CHOICES: tuple[Choice, ...] = get_args(Choice)
DISSENT_KINDS: tuple[DissentKind, ...] = get_args(DissentKind)
ATTENDEE_STATUSES: tuple[AttendeeStatus, ...] = get_args(AttendeeStatus)

_DAY = r"0[1-9]|1[0-9]|2[0-9]|XX"
_CALENDAR = (
    rf"(?:0[13578]|1[02]|XX)(?:-(?:{_DAY}|3[01]))?"
    rf"|(?:0[469]|11)(?:-(?:{_DAY}|30))?"
    rf"|02(?:-(?:{_DAY}))?"
)
_MONTH = rf"(?:-(?:{_CALENDAR}|2[1-9]|3[0-9]|4[01]))?"  # 21 to 41: seasons, quarters and the like
_POINT = rf"[0-9]{{2}}(?:[0-9]{{2}}|[0-9]X|XX){_MONTH}[?~%]?"
_INTERVAL = rf"(?:{_POINT}/(?:{_POINT}|\.\.)?|(?:\.\.)?/{_POINT})"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_INSTANT = rf"[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T{_TIME}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
_DURATION = r"P(?=[0-9])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"

Edtf = Annotated[str, pattern("an EDTF date such as 2014-05-22", rf"{_POINT}|{_INTERVAL}|{_INSTANT}")]
EdtfInterval = Annotated[str, pattern("an EDTF interval such as 2024/2027", _INTERVAL)]
Clock = Annotated[str, pattern("a time such as 18:00", _TIME)]
Recurrence = Annotated[
    str,
    pattern("an ISO 8601 repeating interval such as R/P1Y", rf"R[0-9]*/(?:{_POINT}/)?{_DURATION}"),
]
Language = Annotated[str, pattern("a BCP 47 language such as nb", r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")]
Name = Annotated[str, FILLED]
Count = Annotated[int, minimum(0)]
PageNumber = Annotated[int, minimum(1)]


@frozen(repr=False, field_transformer=checked)
class Span(Value):
    """Point at a passage of `document.text`.

    start: where it begins, in code points
    end: where it ends, in code points, not included
    page: the page it begins on, from 1; null where the source has no pages

    >>> "Sak 1 Budget"[Span(0, 5).slice]
    'Sak 1'
    """

    start: Count
    end: Count
    page: PageNumber | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            raise RecordError("Span.end", f"{self.end} lies before the start, {self.start}")

    @property
    def slice(self) -> slice:
        """Return the slice that cuts the passage out of the text."""
        return slice(self.start, self.end)


@frozen(repr=False, field_transformer=checked)
class Identifier(Value):
    """Name a case, an item or a document by its number.

    scheme: the numbering system that the number follows, where it is known
    role: what the number counts
    value: the number in its canonical form
    text: the number as written
    span: where it is written

    >>> Identifier("item", "7/24", text="Sak 7/24")
    Identifier(role='item', value='7/24', text='Sak 7/24')
    """

    scheme: Name | None = field(default=None, kw_only=True)
    role: IdentifierRole
    value: Name
    text: Name | None = None
    span: Span | None = None


@frozen(repr=False, field_transformer=checked)
class Agent(Value):
    """Name someone who acts: a person, a party, a body, an office.

    name: the name as written, without party or title
    kind: what sort of agent it is
    party: the canonical letters of the party that a person acts for
    role: the title or post, as written

    >>> Agent("Kari Moe", "person", party="H")
    Agent(name='Kari Moe', kind='person', party='H')
    """

    name: Name
    kind: AgentKind
    party: Name | None = None
    role: Name | None = None


@frozen(repr=False, field_transformer=checked)
class Item(Value):
    """Hold one point of a proposal, a decision or a mandate.

    number: the point's number or letter as written
    text: the words of the point
    span: where it stands
    outcome: what became of this point, where points went different ways
    items: the points under this point

    >>> Item("a", text="The plan is adopted.").number
    'a'
    """

    number: Name | None = None
    text: str = field(kw_only=True)
    span: Span | None = None
    outcome: Outcome | None = None
    items: tuple["Item", ...] = ()


@frozen(repr=False, field_transformer=checked)
class Reference(Value):
    """Point at another case, decision, document or law that the text names.

    kind: what it points at
    text: the reference as written
    identifier: its number
    body: whose decision or document it is
    date: its date

    >>> Reference("law", "kommuneloven § 2").kind
    'law'
    """

    kind: ReferenceKind
    text: Name
    identifier: Identifier | None = None
    body: Agent | None = None
    date: Edtf | None = None


@frozen(repr=False, field_transformer=checked)
class Ballot(Value):
    """Hold what one named voter chose.

    name: the voter, as written
    party: the canonical letters of the voter's party
    choice: what the voter chose

    >>> Ballot("Kari Moe", "H", choice="no").choice
    'no'
    """

    name: Name
    party: Name | None = None
    choice: Choice = field(kw_only=True)


@frozen(repr=False, field_transformer=checked)
class Vote(Value):
    """Hold one vote of a sitting.

    method: how the vote was taken
    for: the votes for
    against: the votes against
    abstained: those who abstained
    absent: those who were absent
    casting_vote: whether the chair's casting vote decided
    proposal_id: the proposal that was voted on
    result: whether that proposal carried
    ballots: the named votes

    >>> Vote(method="count", for_=7, against=4, result="carried")
    Vote(method='count', for_=7, against=4, result='carried')
    """

    method: VoteMethod | None = None
    for_: Count | None = None
    against: Count | None = None
    abstained: Count | None = None
    absent: Count | None = None
    casting_vote: bool = False
    proposal_id: Name | None = None
    result: VoteResult | None = None
    ballots: tuple[Ballot, ...] = ()


@frozen(repr=False, field_transformer=checked)
class Adoption(Value):
    """Say which proposal a decision adopted.

    proposal_id: the proposal
    items: its points, where the decision's own words only point to it

    >>> Adoption("proposal-1", items=(Item("1", text="The plan is adopted."),)).items[0].number
    '1'
    """

    proposal_id: Name
    items: tuple[Item, ...] = ()


@frozen(repr=False, field_transformer=checked)
class Dissent(Value):
    """Hold a reservation or a statement against or beside a decision.

    kind: what sort of statement it is
    agents: who made it
    text: its words

    >>> Dissent("reservation", (Agent("Kari Moe", "person"),), text="Reserverer sig.").kind
    'reservation'
    """

    kind: DissentKind
    agents: tuple[Agent, ...] = ()
    text: str = field(kw_only=True)


@frozen(repr=False, field_transformer=checked)
class Attachment(Value):
    """Name a document that belongs to a case.

    title: its title
    identifier: its number
    date: its date
    restricted: whether it is withheld from the public

    >>> Attachment("Budget 2025").restricted
    False
    """

    title: Name
    identifier: Identifier | None = None
    date: Edtf | None = None
    restricted: bool = False


@frozen(repr=False, field_transformer=checked)
class Evidence(Value):
    """Trace a field of a record to the characters it was read from.

    field: the field, or the path to it inside the record
    span: the characters
    rule: the rule that read them

    >>> Evidence("outcome", Span(10, 18)).field
    'outcome'
    """

    field: Name
    span: Span
    rule: Name | None = None


@frozen(repr=False, field_transformer=checked)
class Attendee(Value):
    """Hold one line of the attendance list.

    name: the name as written
    party: the canonical letters of the party
    role: the post held in the meeting, as written
    status: how the person took part
    substitutes_for: whose place a substitute took
    items: the items that the person's presence or absence covers; empty for the whole sitting

    >>> Attendee("Kari Moe", "H", status="absent").status
    'absent'
    """

    name: Name
    party: Name | None = None
    role: Name | None = None
    status: AttendeeStatus = "present"
    substitutes_for: Name | None = None
    items: tuple[Name, ...] = ()


@frozen(repr=False, field_transformer=checked)
class LanguagePart(Value):
    """Say which language a part of a mixed document is in.

    language: the language, BCP 47
    span: the part

    >>> LanguagePart("nn", Span(0, 80)).language
    'nn'
    """

    language: Language
    span: Span


@frozen(repr=False, field_transformer=checked)
class Municipality(Value):
    """Name a municipality.

    name: its name
    code: its official code
    scheme: the register that the code belongs to

    >>> Municipality("Fjordvik").code is None
    True
    """

    name: Name
    code: Name | None = None
    scheme: Name | None = None


@frozen(repr=False, field_transformer=checked)
class Plugin(Value):
    """Say who read a record.

    name: the plugin's name
    version: its version

    >>> Plugin("norway", "0.1.0").name
    'norway'
    """

    name: Name
    version: Name

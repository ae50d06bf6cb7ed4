"""The nodes of a result: its document, its records, and everyone that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..records import Case, Decision, Mandate, Meeting, ParseResult, Proposal, Record
from ..values import Agent, Attachment, Attendee, Dissent, Identifier, Item, Reference, Span, Vote
from . import identity

BASE = "urn:nordic-civic:"
_TYPES = {"person": "Person", **dict.fromkeys(("body", "office", "group"), "OrganizationalUnit")}
_COUNTS = {"yes": "for_", "no": "against", "abstain": "abstained", "absent": "absent"}
Node = dict[str, Any]


def nodes(result: ParseResult) -> Iterator[Node]:
    """Give the nodes of a result: the document, its records, then the agents that they name.

    >>> from nordic_civic.records import Document
    >>> result = ParseResult(document=Document(id="0" * 64, text="Item", spans=(Span(0, 4),)))
    >>> [node["@type"] for node in nodes(result)]
    [['DigitalDocument', 'Entity']]
    """
    writer = _Writer(result)
    yield writer.document()
    if result.meeting is not None:
        yield writer.meeting(result.meeting)
    yield from map(writer.case, result.cases)
    yield from map(writer.proposal, result.proposals)
    yield from map(writer.decision, result.decisions)
    yield from map(writer.mandate, result.mandates)
    yield from writer.named.values()


class _Writer:
    def __init__(self, result: ParseResult) -> None:
        self.result = result
        self.source = f"urn:sha256:{result.document.id}"
        self.named: dict[str, Node] = {}

    def document(self) -> Node:
        one = self.result.document
        return _filled(
            {"@id": self.source, "@type": ["DigitalDocument", "Entity"]},
            kind=one.kind,
            url=one.source,
            encodingFormat=one.media_type,
            name=one.title,
            date=one.date,
            country=one.country,
            language=one.language,
            municipality=self.municipality(),
            publisher=self.agent(one.body),
            author=self.agents([one.author] if one.author else []),
            recipient=self.agents([one.recipient] if one.recipient else []),
            identifier=_identifiers(one.identifiers),
            wasAttributedTo=_plugin(one),
            evidence=self.evidence(one),
            text=one.text,
        )

    def meeting(self, one: Meeting) -> Node:
        return self.record(
            one,
            ["Meeting", "Event"],
            recordedIn=self.source,
            organizer=self.agent(one.body),
            date=one.date,
            startTime=one.start,
            endTime=one.end,
            location=one.place,
            number=one.number,
            attendance=[self.attendee(attendee) for attendee in one.attendance],
            certifiedBy=self.agents(one.certified_by),
        )

    def case(self, one: Case) -> Node:
        return self.record(
            one,
            ["Case", "CreativeWork"],
            identifier=_identifiers(one.identifiers),
            name=one.title,
            organization=self.agent(one.body),
            date=one.date,
            summary=one.summary,
            attachment=[_attachment(attachment) for attachment in one.attachments],
            citation=[self.reference(reference) for reference in one.references],
            restricted=one.restricted,
            recipient=self.agents(one.recipients),
        )

    def proposal(self, one: Proposal) -> Node:
        return self.record(
            one,
            ["Proposal", "Motion", "Entity"],
            case=f"{BASE}{one.case_id}",
            kind=one.kind,
            stance=one.position,
            creator=self.agents(one.proposers),
            addressee=self.agent(one.addressee),
            points=_points(one.items),
            outcome=one.outcome,
        )

    def decision(self, one: Decision) -> Node:
        return self.record(
            one,
            ["Decision", "Motion", "Entity"],
            case=f"{BASE}{one.case_id}",
            role=one.role,
            organization=self.agent(one.body),
            date=one.date,
            number=one.item,
            outcome=one.outcome,
            points=_points(one.items),
            adoption=[
                _filled({"motion": f"{BASE}{each.proposal_id}"}, points=_points(each.items)) for each in one.adopted
            ],
            voteEvent=[self.vote(one.id, number, vote) for number, vote in enumerate(one.votes)],
            comment=[self.dissent(dissent) for dissent in one.dissents],
            recipient=self.agents(one.recipients),
            notParticipating=self.agents(one.not_participating),
        )

    def mandate(self, one: Mandate) -> Node:
        return self.record(
            one,
            ["Mandate", "Plan"],
            case=f"{BASE}{one.case_id}",
            kind=one.kind,
            status=one.status,
            assignee=self.agents(one.assignees),
            assigner=self.agent(one.assigner),
            points=_points(one.items),
            deadline=one.deadline,
            period=one.period,
            recurrence=one.recurrence,
            member=self.agents(one.members),
            chair=self.agent(one.chair),
            secretary=self.agent(one.secretary),
            legalBasis=[self.reference(reference) for reference in one.legal_basis],
            reportsTo=self.agent(one.reports_to),
            origin=f"{BASE}{one.origin_id}" if one.origin_id else None,
        )

    def record(self, one: Record, types: Sequence[str], **fields: Any) -> Node:
        """Give a node with what every record has around its own fields."""
        return _filled(
            {"@id": f"{BASE}{one.id}", "@type": list(types)},
            document=None if "recordedIn" in fields else self.source,
            **fields,
            text=one.text,
            wasDerivedFrom=[self.passage(span) for span in one.spans],
            evidence=self.evidence(one),
            wasAttributedTo=_plugin(one),
        )

    def passage(self, span: Span) -> Node:
        selector = {"@type": "TextPositionSelector", "start": span.start, "end": span.end}
        return _filled({"@type": "SpecificResource"}, source=self.source, selector=selector, page=span.page)

    def evidence(self, one: Record) -> list[Node]:
        return [
            _filled({"@type": "Annotation"}, bodyValue=each.field, target=self.passage(each.span), rule=each.rule)
            for each in one.evidence
        ]

    def vote(self, decision: str, number: int, vote: Vote) -> Node:
        counts = ((option, getattr(vote, field)) for option, field in _COUNTS.items())
        return _filled(
            {"@id": f"{BASE}{decision}-vote-{number}", "@type": "VoteEvent"},
            motion=f"{BASE}{vote.proposal_id or decision}",
            method=vote.method,
            result=vote.result,
            castingVote=vote.casting_vote,
            count=[{"@type": "Count", "option": option, "value": held} for option, held in counts if held is not None],
            vote=[
                {"@type": "Vote", "voter": self.agent(Agent(each.name, "person", each.party)), "option": each.choice}
                for each in vote.ballots
            ],
        )

    def dissent(self, one: Dissent) -> Node:
        return _filled({"@type": "Comment"}, kind=one.kind, author=self.agents(one.agents), text=one.text)

    def attendee(self, one: Attendee) -> Node:
        person = self.agent(Agent(one.name, "person", one.party))
        return _filled(
            {"attendee": person},
            role=one.role,
            status=one.status,
            substitutesFor=one.substitutes_for,
            number=list(one.items),
        )

    def reference(self, one: Reference) -> Node:
        identifier = _identifiers([one.identifier]) if one.identifier else []
        return _filled(
            {"@type": "CreativeWork"},
            kind=one.kind,
            text=one.text,
            identifier=identifier,
            organization=self.agent(one.body),
            date=one.date,
        )

    def agents(self, given: Iterable[Agent]) -> list[str]:
        return [f"{BASE}{self.known(agent)}" for agent in given]

    def agent(self, one: Agent | None) -> str | None:
        return f"{BASE}{self.known(one)}" if one is not None else None

    def known(self, one: Agent) -> str:
        """Note who is named, and give the id."""
        document = self.result.document
        key = identity.agent(document, one)
        person = one.kind == "person"
        party = f"{BASE}{identity.party(document, one.party)}" if person and one.party else None
        node = _filled(
            {"@id": f"{BASE}{key}", "@type": _TYPES.get(one.kind, "Organization")},
            name=one.name,
            agentKind=one.kind,
            jobTitle=one.role if person else None,
            memberOf=party,
            partOf=self.municipality() if _TYPES.get(one.kind) == "OrganizationalUnit" else None,
        )
        self.named.setdefault(key, node)
        if person and one.party:
            self.known(Agent(one.party, "party", one.party))
        return key

    def municipality(self) -> str | None:
        found = self.result.document.municipality
        if found is None:
            return None
        key = f"{BASE}{identity.municipality(self.result.document)}"
        code = _filled({"@type": "PropertyValue"}, propertyID=found.scheme, value=found.code) if found.code else None
        node = {"@id": key, "@type": "FormalOrganization", "name": found.name, "agentKind": "municipality"}
        self.named.setdefault(key, _filled(node, identifier=[code] if code else None))
        return key


def _identifiers(given: Iterable[Identifier]) -> list[Node]:
    value = {"@type": "PropertyValue"}
    return [
        _filled(value, propertyID=one.scheme, role=one.role, value=one.value, alternateName=one.text) for one in given
    ]


def _attachment(one: Attachment) -> Node:
    identifier = _identifiers([one.identifier]) if one.identifier else []
    return _filled(
        {"@type": "DigitalDocument"}, name=one.title, identifier=identifier, date=one.date, restricted=one.restricted
    )


def _points(items: Iterable[Item]) -> list[Node]:
    point = {"@type": "CreativeWork"}
    return [
        _filled(point, number=one.number, text=one.text, outcome=one.outcome, points=_points(one.items))
        for one in items
    ]


def _plugin(one: Record) -> Node | None:
    if one.plugin is None:
        return None
    key = f"{BASE}plugin-{one.plugin.name}-{one.plugin.version}"
    return {"@id": key, "@type": "SoftwareAgent", "name": one.plugin.name, "softwareVersion": one.plugin.version}


def _filled(start: Node, **fields: Any) -> Node:
    return {**start, **{name: value for name, value in fields.items() if value not in (None, [])}}

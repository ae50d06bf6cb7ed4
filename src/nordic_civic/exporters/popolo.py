"""Popolo JSON: persons, organizations, memberships, events, motions and vote events, each a list, tied by ids."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any

from ..ids import make_id
from ..records import Case, Decision, Document, ParseResult, Proposal
from ..values import Agent, Ballot, Vote
from . import identity
from .base import Exporter, put
from .days import days
from .target import Target

LISTS = ("persons", "organizations", "memberships", "events", "motions", "vote_events")
_RESULTS = {"adopted": "pass", "rejected": "fail", "carried": "pass", "lost": "fail"}
_OPTIONS = {"not_participating": "not voting"}
_MEMBERS = ("present", "absent")
Found = tuple[str, dict[str, Any]]


def _write(results: Iterable[ParseResult], target: Target) -> None:
    """Write each list to a file of its own as the results come, and join them at the end."""
    once = identity.Once()
    with ExitStack() as stack:
        files = {name: stack.enter_context(TemporaryFile()) for name in LISTS}
        for result in results:
            if not once(result.document.id):
                target.leave_out("a document that came before")
                continue
            own = identity.Once()
            for name, value in objects(result):
                new = once if name == "organizations" else own  # all others have ids of their own document's
                if new(f"{name} {value['id']}"):
                    file = files[name]
                    put([",\n" if file.tell() else "\n", json.dumps(value, ensure_ascii=False)], file)
        with target.open() as stream:
            for number, (name, file) in enumerate(files.items()):
                put([f'{"," if number else "{"}\n"{name}": ['], stream)
                file.seek(0)
                shutil.copyfileobj(file, stream)
                put(["\n]"], stream)
            put(["\n}\n"], stream)


def objects(result: ParseResult) -> Iterator[Found]:
    """Give what a result holds, each with the name of its list.

    A cited decision is none of this document's, and is left out; so are mandates, which Popolo does not know.
    """
    document, cases = result.document, {case.id: case for case in result.cases}
    yield from _municipality(document)
    yield from _meeting(result)
    for proposal in result.proposals:
        yield from _proposal(result, proposal, cases[proposal.case_id])
    for decision in result.decisions:
        if decision.role == "taken":
            yield from _decision(result, decision, cases[decision.case_id])


def _municipality(document: Document) -> Iterator[Found]:
    found = document.municipality
    if found is not None:
        number = [{"scheme": found.scheme, "identifier": found.code}] if found.code else None
        yield (
            "organizations",
            _filled(
                id=identity.municipality(document),
                name=found.name,
                classification="municipality",
                identifiers=[_filled(**one) for one in number] if number else None,
            ),
        )


def _meeting(result: ParseResult) -> Iterator[Found]:
    meeting, document, body = result.meeting, result.document, identity.body(result)
    if meeting is None:
        return
    if body is not None:
        yield from _agent(document, body)
    attendees = []
    for attendee in meeting.attendance:
        yield from _person(document, attendee.name, attendee.party)
        known = identity.person(document, attendee.name, attendee.party)
        if attendee.status != "absent":
            attendees.append({"id": known, "name": attendee.name})
        if body is not None and attendee.status in _MEMBERS:
            yield (
                "memberships",
                _filled(
                    id=make_id("membership", document.id, known, identity.agent(document, body)),
                    person_id=known,
                    organization_id=identity.agent(document, body),
                    role=attendee.role,
                    on_behalf_of_id=identity.party(document, attendee.party) if attendee.party else None,
                    sources=_sources(document),
                ),
            )
    spent = days(meeting.date)
    yield (
        "events",
        _filled(
            id=meeting.id,
            name=body.name if body else None,
            classification="meeting",
            start_date=spent[0].isoformat() if spent else None,
            end_date=spent[1].isoformat() if spent else None,
            location=meeting.place,
            organization_id=identity.agent(document, body) if body else None,
            attendees=attendees,
            sources=_sources(document),
        ),
    )


def _proposal(result: ParseResult, proposal: Proposal, case: Case) -> Iterator[Found]:
    document = result.document
    for agent in proposal.proposers:
        yield from _agent(document, agent)
    before = proposal.addressee or case.body or identity.body(result)
    if before is not None:
        yield from _agent(document, before)
    yield (
        "motions",
        _filled(
            id=proposal.id,
            organization_id=identity.agent(document, before) if before else None,
            creator_id=identity.agent(document, proposal.proposers[0]) if proposal.proposers else None,
            text=proposal.text,
            identifier=_number(case),
            classification=proposal.kind,
            date=_day(case.date or (result.meeting.date if result.meeting else None) or document.date),
            result=_result(proposal.outcome),
            sources=_sources(document),
        ),
    )


def _decision(result: ParseResult, decision: Decision, case: Case) -> Iterator[Found]:
    document = result.document
    if decision.body is not None:
        yield from _agent(document, decision.body)
    shared = _filled(
        organization_id=identity.agent(document, decision.body) if decision.body else None,
        identifier=decision.item or _number(case),
    )
    yield (
        "motions",
        _filled(
            id=decision.id,
            **shared,
            text=decision.text,
            classification="decision",
            date=_day(decision.date),
            result=_result(decision.outcome),
            sources=_sources(document),
        ),
    )
    for number, vote in enumerate(decision.votes):
        key = f"{decision.id}-vote-{number}"
        for ballot in vote.ballots:
            yield from _person(document, ballot.name, ballot.party)
        yield (
            "vote_events",
            _filled(
                id=key,
                **shared,
                motion_id=vote.proposal_id or decision.id,
                classification=vote.method,
                start_date=_day(decision.date),
                result=_result(vote.result),
                counts=list(_counts(vote)),
                votes=[_vote(document, key, ballot) for ballot in vote.ballots],
                sources=_sources(document),
            ),
        )


def _counts(vote: Vote) -> Iterator[dict[str, Any]]:
    counted = {"yes": vote.for_, "no": vote.against, "abstain": vote.abstained, "absent": vote.absent}
    return ({"option": option, "value": value} for option, value in counted.items() if value is not None)


def _vote(document: Document, event: str, ballot: Ballot) -> dict[str, Any]:
    return _filled(
        vote_event_id=event,
        voter_id=identity.person(document, ballot.name, ballot.party),
        option=_OPTIONS.get(ballot.choice, ballot.choice),
        group_id=identity.party(document, ballot.party) if ballot.party else None,
    )


def _agent(document: Document, agent: Agent) -> Iterator[Found]:
    if agent.kind == "person":
        yield from _person(document, agent.name, agent.party)
        return
    own = agent.kind in ("body", "office", "group") and document.municipality is not None
    yield (
        "organizations",
        _filled(
            id=identity.agent(document, agent),
            name=agent.name,
            classification=agent.kind,
            parent_id=identity.municipality(document) if own else None,
        ),
    )


def _person(document: Document, name: str, party: str | None) -> Iterator[Found]:
    known = identity.person(document, name, party)
    yield "persons", _filled(id=known, name=name, sources=_sources(document))
    if party is not None:
        group = identity.party(document, party)
        yield "organizations", {"id": group, "name": party, "classification": "party"}
        yield (
            "memberships",
            _filled(
                id=make_id("membership", document.id, known, group),
                person_id=known,
                organization_id=group,
                sources=_sources(document),
            ),
        )


def _number(case: Case) -> str | None:
    return next((one.value for one in case.identifiers if one.role == "item"), None)


def _day(edtf: str | None) -> str | None:
    spent = days(edtf)
    return spent[0].isoformat() if spent else None


def _result(outcome: str | None) -> str | None:
    return _RESULTS.get(outcome, outcome) if outcome else None


def _sources(document: Document) -> list[dict[str, Any]]:
    return [_filled(url=f"urn:sha256:{document.id}", note=document.source)]


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [])}


EXPORTER = Exporter("popolo", ".json", _write)

"""The preface and the body of a debate in Akoma Ntoso: attendance, cases, proposals, decisions and dissents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..records import Case, Decision, ParseResult, Proposal
from ..values import Agent, Item
from . import identity
from .xml import Node

_PLACES = {"motion": "noticesOfMotion", "petition": "petitions"}
_MARKER = re.compile(r"[\s\-–—•*·]*(?:§?\s*[(\[]?\w{1,5}[.):\]]?)?[\s\-–—•*·]*")
Agents = dict[str, tuple[str, str]]


def write_body(debate: Node, preface: Node, result: ParseResult, day: date) -> Agents:
    """Write preface, body and conclusions, and give kind and name of everyone named, by eId."""
    writer = _Writer(result)
    writer.preface(preface, day)
    body = debate.add("debateBody")
    writer.attendance(body)
    for number, case in enumerate(result.cases, 1):
        writer.case(body, case, f"dbsect_{number}")
    writer.conclusions(debate)
    return writer.agents


def points(text: str, items: Sequence[Item]) -> tuple[str, str] | None:
    """Give what stands before and behind the points of a text; None where the points are not all of the rest.

    >>> points("The council decides: 1. Yes. 2. No.", [Item("1", text="Yes."), Item("2", text="No.")])
    ('The council decides:', '')
    >>> points("Yes. But first: no.", [Item(text="Yes."), Item(text="no.")]) is None
    True
    """
    at, before = 0, ""
    for number, item in enumerate(items):
        found = text.find(item.text, at)
        if found < 0 or not item.text or item.items:
            return None
        gap = text[at:found]
        if number == 0:
            before = re.sub(r"(?:^|\s)[(\[]?\w{1,3}[.)\]]\s*\Z|[\s\-–•*]+\Z", "", gap).strip()
        elif not _MARKER.fullmatch(gap):
            return None
        at = found + len(item.text)
    return before, text[at:].strip()


class _Writer:
    def __init__(self, result: ParseResult) -> None:
        self.result, self.document = result, result.document
        self.agents: Agents = {}

    def preface(self, preface: Node, day: date) -> None:
        body = identity.body(self.result)
        title = preface.add("p")
        if body is not None:
            title.add("docAuthority", body.name, refersTo=self.refer(body)).tail(" ")
        title.add("docDate", day.isoformat(), date=day.isoformat())
        if self.document.title is not None:
            preface.add("p").add("docTitle", self.document.title)

    def attendance(self, body: Node) -> None:
        if self.result.meeting is None or not self.result.meeting.attendance:
            return
        roll = body.add("rollCall", eId="rollcall_1")
        for attendee in self.result.meeting.attendance:
            agent = Agent(attendee.name, "person", party=attendee.party)
            line = roll.add("p")
            told = (attendee.party, attendee.role, attendee.status)
            line.add("person", attendee.name, refersTo=self.refer(agent)).tail(f" ({', '.join(filter(None, told))})")

    def case(self, body: Node, case: Case, key: str) -> None:
        section = body.add("debateSection", name="case", eId=key, GUID=case.id)
        number = next((one.text or one.value for one in case.identifiers if one.role == "item"), None)
        if number:
            section.add("num", number)
        if case.title:
            section.add("heading", case.title)
        if case.summary:
            _paragraphs(section.add("debateSection", name="background", eId=f"{key}__dbsect_background"), case.summary)
        for proposal in self.result.proposals:
            if proposal.case_id == case.id:
                self.proposal(section, proposal)
        for decision in self.result.decisions:
            if decision.case_id == case.id and decision.role == "taken":
                self.decision(section, decision)
        if not len(section):
            section.add("p")

    def proposal(self, section: Node, proposal: Proposal) -> None:
        outcome = f"#{proposal.outcome}" if proposal.outcome else None
        tag = _PLACES.get(proposal.kind, "debateSection")
        name = proposal.kind if tag == "debateSection" else None
        place = section.add(tag, eId=proposal.id, refersTo=outcome, name=name)
        if proposal.proposers:
            self.names(place.add("heading"), proposal.proposers)
        _passage(place, proposal.text, proposal.items, proposal.id)

    def decision(self, section: Node, decision: Decision) -> None:
        outcome = f"#{decision.outcome}" if decision.outcome else None
        place = section.add("resolutions", eId=decision.id, refersTo=outcome)
        if decision.body is not None:
            self.names(place.add("heading"), (decision.body,))
        _passage(place, decision.text, decision.items, decision.id)
        for number, dissent in enumerate(decision.dissents):
            statement = section.add("declarationOfVote", eId=f"{decision.id}-{dissent.kind}-{number}")
            if dissent.agents:
                self.names(statement.add("heading"), dissent.agents)
            _paragraphs(statement, dissent.text)

    def conclusions(self, debate: Node) -> None:
        if self.result.meeting is not None and self.result.meeting.certified_by:
            self.names(debate.add("conclusions").add("p"), self.result.meeting.certified_by)

    def names(self, line: Node, agents: Sequence[Agent]) -> None:
        for number, agent in enumerate(agents, 1):
            tag = "person" if agent.kind == "person" else "organization"
            node = line.add(tag, agent.name, refersTo=self.refer(agent))
            party = f" ({agent.party})" if agent.party and agent.kind == "person" else ""
            node.tail(party + (", " if number < len(agents) else ""))

    def refer(self, agent: Agent) -> str:
        key = identity.agent(self.document, agent)
        self.agents.setdefault(key, (agent.kind, agent.name))
        return f"#{key}"


def _passage(place: Node, text: str, items: Sequence[Item], key: str) -> None:
    """Write a text with its points as a list, or line by line where the points are not all of it."""
    around = points(text, items) if items else None
    if around is None:
        _paragraphs(place, text)
        return
    before, behind = around
    listed = place.add("blockList", eId=f"{key}__list_1")
    if before:
        listed.add("listIntroduction", before)
    for number, item in enumerate(items, 1):
        point = listed.add("item", eId=f"{key}__list_1__item_{number}")
        if item.number:
            point.add("num", item.number)
        _paragraphs(point, item.text)
    if behind:
        listed.add("listWrapUp", behind)


def _paragraphs(place: Node, text: str) -> None:
    for line in filter(str.strip, text.split("\n")):
        place.add("p", line.strip())
    if not len(place):
        place.add("p")

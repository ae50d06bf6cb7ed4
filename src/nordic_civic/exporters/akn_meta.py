"""The `meta` of Akoma Ntoso: what the work, its expression and this file are, the votes, and who is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..records import Decision, ParseResult
from ..values import Vote
from . import identity
from .xml import Node

SOURCE = "#nordic-civic"
_CONCEPTS = "/akn/ontology/concept/nordic-civic"
_COUNTS = {"for": "for_", "against": "against", "abstained": "abstained", "absent": "absent"}
_TAGS = {"person": "TLCPerson"}


def write_meta(meta: Node, result: ParseResult, day: date, agents: Mapping[str, tuple[str, str]]) -> None:
    """Write the metadata; `agents` holds kind and name of everyone the body of the debate refers to, by eId."""
    _identification(meta, result, day)
    concepts = _analysis(meta, result)
    references = meta.add("references", source=SOURCE)
    references.add("TLCObject", eId="nordic-civic", href="/akn/ontology/object/nordic-civic", showAs="nordic-civic")
    for key, (kind, name) in agents.items():
        tag = _TAGS.get(kind, "TLCOrganization")
        references.add(tag, eId=key, href=f"/akn/ontology/{tag[3:].lower()}/{key}", showAs=name)
    for concept in concepts:
        references.add("TLCConcept", eId=concept, href=f"{_CONCEPTS}/{concept}", showAs=concept.replace("_", " "))


def _identification(meta: Node, result: ParseResult, day: date) -> None:
    document = result.document
    body = identity.body(result)
    author = f"#{identity.agent(document, body)}" if body else SOURCE
    language = document.language or "und"
    kind = (document.kind or "").replace("_", "-")
    work = f"/akn/{(document.country or '').lower()}/debate/{kind}/{day.isoformat()}/{document.id[:16]}"
    expression = f"{work}/{language}@{day.isoformat()}"
    identification = meta.add("identification", source=SOURCE)
    for level, uri, this in (
        ("FRBRWork", work, f"{work}/!main"),
        ("FRBRExpression", expression, f"{expression}/!main"),
        ("FRBRManifestation", f"{expression}.xml", f"{expression}/!main.xml"),
    ):
        node = identification.add(level)
        node.add("FRBRthis", value=this)
        node.add("FRBRuri", value=uri)
        if level == "FRBRManifestation":
            node.add("FRBRalias", value=f"urn:sha256:{document.id}", name="source")
        node.add("FRBRdate", date=day.isoformat(), name="sitting")
        node.add("FRBRauthor", href=SOURCE if level == "FRBRManifestation" else author)
        if level == "FRBRWork":
            node.add("FRBRcountry", value=(document.country or "").lower())
        elif level == "FRBRExpression":
            node.add("FRBRlanguage", language=language)
        else:
            node.add("FRBRformat", value="application/akn+xml")


def _analysis(meta: Node, result: ParseResult) -> dict[str, None]:
    """Write the votes, and give the concepts that all records refer to, in their order."""
    concepts: dict[str, None] = {}
    parliamentary = None
    for decision in result.decisions:
        concepts |= {one: None for one in (decision.outcome,) if one and decision.role == "taken"}
        for number, vote in enumerate(decision.votes):
            if decision.role == "taken" and _counted(vote):
                parliamentary = parliamentary or meta.add("analysis", source=SOURCE).add("parliamentary")
                _voting(parliamentary, decision, number, vote, concepts)
    concepts |= {proposal.outcome: None for proposal in result.proposals if proposal.outcome}
    return concepts


def _voting(parliamentary: Node, decision: Decision, number: int, vote: Vote, concepts: dict[str, None]) -> None:
    key = f"{decision.id}-vote-{number}"
    outcome = f"#{vote.result}" if vote.result else None
    voting = parliamentary.add("voting", eId=key, outcome=outcome, href=f"#{vote.proposal_id or decision.id}")
    concepts |= {vote.result: None} if vote.result else {}
    for concept, value in _counted(vote).items():
        voting.add("count", eId=f"{key}-{concept}", value=str(value), refersTo=f"#{concept}")
        concepts[concept] = None


def _counted(vote: Vote) -> dict[str, int]:
    counts = {concept: getattr(vote, attribute) for concept, attribute in _COUNTS.items()}
    return {concept: value for concept, value in counts.items() if value is not None}

"""A result as lines that a person can read and edit: what golden documents expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Decision, Mandate, ParseResult, Proposal
from ..text import squeeze

_WIDTH = 60


def outline(result: ParseResult) -> str:
    """Put a result into lines that a person can read and edit: the document, then each case with what stands in it.

    >>> from nordic_civic import parse
    >>> result = parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n")
    >>> print(outline(result).splitlines()[2])
    decision taken, adopted: Budsjettet vedtas.
    """
    document = result.document
    body = document.body.name if document.body else "-"
    place = document.municipality.name if document.municipality else "-"
    lines = [
        f"{document.kind} {document.country or '-'} {document.language or '-'}, {body}, {document.date or '-'}, {place}"
    ]
    if result.meeting is not None and result.meeting.attendance:
        lines.append("attendance: " + "; ".join(f"{who.name} ({who.status})" for who in result.meeting.attendance))
    for case in result.cases:
        numbers = ", ".join(f"{number.role} {number.value}" for number in case.identifiers)
        lines.append(f"case [{numbers}]{' (restricted)' if case.restricted else ''}: {case.title or '-'}")
        lines.extend(_proposal(record) for record in result.proposals if record.case_id == case.id)
        for record in result.decisions:
            if record.case_id == case.id:
                lines.extend(_decision(record))
                lines.extend(_adopted(record, result.proposals))
        lines.extend(_mandate(record) for record in result.mandates if record.case_id == case.id)
    lines.extend(f"check {check.code} failed: {check.message}" for check in result.checks if check.passed is False)
    return "\n".join(lines) + "\n"


def _proposal(record: Proposal) -> str:
    who = ", ".join(agent.name for agent in record.proposers) or "-"
    points = f", {len(record.items)} points" if record.items else ""
    became = f" -> {record.outcome}" if record.outcome else ""
    return f"proposal {record.kind} {record.position} by {who}{points}{became}: {_short(record.text)}"


def _decision(record: Decision) -> list[str]:
    told = "" if record.role == "taken" else f" by {record.body.name if record.body else '-'} on {record.date or '-'}"
    points = f", {len(record.items)} points" if record.items else ""
    lines = [f"decision {record.role}{told}, {record.outcome}{points}: {_short(record.text)}"]
    for vote in record.votes:
        tally = f" {vote.for_}-{vote.against}" if vote.for_ is not None or vote.against is not None else ""
        named = f", {len(vote.ballots)} named" if vote.ballots else ""
        lines.append(f"  vote {vote.method}{tally}{named}{', ' + vote.result if vote.result else ''}")
    lines.extend(f"  {dissent.kind} by {', '.join(a.name for a in dissent.agents)}" for dissent in record.dissents)
    return lines


def _adopted(record: Decision, proposals: Sequence[Proposal]) -> Iterator[str]:
    for adoption in record.adopted:
        (proposal,) = [one for one in proposals if one.id == adoption.proposal_id]
        who = ", ".join(agent.name for agent in proposal.proposers) or "-"
        carried = f", {len(adoption.items)} points carried" if adoption.items else ""
        yield f"  adopts the {proposal.kind} by {who}{carried}"


def _mandate(record: Mandate) -> str:
    who = ", ".join(agent.name for agent in record.assignees) or "-"
    when = "".join(
        f", {name} {value}"
        for name, value in (("by", record.deadline), ("in", record.period), ("every", record.recurrence))
        if value
    )
    return f"mandate {record.kind} {record.status} to {who}{when}: {_short(record.text)}"


def _short(text: str) -> str:
    words = squeeze(text)
    if len(words) <= 2 * _WIDTH:
        return words
    return f"{words[:_WIDTH].rsplit(' ', 1)[0]} … {words[-_WIDTH:].split(' ', 1)[-1]}"

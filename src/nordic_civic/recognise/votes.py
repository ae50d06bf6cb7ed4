"""Votes: tallies, named voters, unanimity, and which proposal each was about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..draft import VoteDraft
from ..forms import PARTY, PERSON
from ..values import Agent, Ballot
from ..view import View
from ..vocabulary import Row

_SIDES = ("for", "against", "abstained", "absent")
_CHOICES = {"for": "yes", "against": "no", "abstained": "abstain", "absent": "absent"}


def find_votes(context: Context, view: View, start: int = 0, end: int | None = None) -> Iterator[VoteDraft]:
    """Find the votes in a passage: tallies by the country's shapes, else the words for unanimity."""
    stop = len(view.text) if end is None else end
    text = view.text[start:stop]
    found = list(_tallies(context, view, text, start))
    yield from found
    if not found:
        yield from _in_words(context, view, text, start)


def _tallies(context: Context, view: View, text: str, offset: int) -> Iterator[VoteDraft]:
    taken: list[tuple[int, int]] = []
    drafts: list[tuple[int, VoteDraft]] = []
    for shape in context.parser.votes:
        for match in shape.pattern.finditer(text):
            if any(match.start() < stop and match.end() > begin for begin, stop in taken):
                continue
            taken.append(match.span())
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            fields = _fields(context, shape.method, dict(shape.sides), groups)
            fields["shape"] = shape.name
            drafts.append((match.start(), VoteDraft(fields, view.offset(offset + match.start()))))
    ordered = [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]
    yield from _joined(ordered)


def _fields(context: Context, method: str, sides: dict[str, str], groups: dict[str, str]) -> dict[str, object]:
    fields: dict[str, object] = {"method": method}
    ballots: list[Ballot] = []
    names = {side: groups.get(f"{side}_names") for side in _SIDES}
    counts = {side: groups.get(side) for side in _SIDES}
    choice = groups.get("choice")
    if choice is not None:
        side = sides.get(choice.lower().rstrip("."), "for")
        counts[side], names[side] = groups.get("count"), groups.get("names")
    if "option" in groups:
        fields["option"] = groups["option"]
    for side in _SIDES:
        count = counts[side]
        if count is not None:
            fields[side] = int(count)
        listed = names[side]
        if listed:
            people = _voters(context, listed)
            ballots.extend(Ballot(agent.name, agent.party, choice=_CHOICES[side]) for agent in people)  # type: ignore[arg-type]
            if count is None and people and all(agent.kind == "person" for agent in people):
                fields[side] = len(people)
    fields["ballots"] = ballots
    return fields


def _voters(context: Context, listed: str) -> Sequence[Agent]:
    joined = re.sub(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])", "-", " ".join(listed.split()))
    found: list[Agent] = []
    for mention in context.parser.agents.find(joined):
        if isinstance(mention.value, tuple) and mention.mark in (PERSON, PARTY):
            found.extend(agent for agent in mention.value if agent.kind in ("person", "party"))
    return found


def _joined(votes: Sequence[VoteDraft]) -> Iterator[VoteDraft]:
    """Put the sides of one vote together: for, then against, of the same shape or of numbered alternatives."""
    current: VoteDraft | None = None
    for vote in votes:
        if current is not None and _same_vote(current, vote):
            _merge(current, vote)
            continue
        if current is not None:
            yield _finished(current)
        current = vote
        option = vote.fields.get("option")
        if isinstance(option, str):
            current.options = {option: int(str(vote.fields.get("for", 0)))}
    if current is not None:
        yield _finished(current)


def _same_vote(first: VoteDraft, second: VoteDraft) -> bool:
    if first.options and "option" in second.fields and str(second.fields["option"]) not in first.options:
        return True
    sides = [side for side in _SIDES if second.fields.get(side) is not None]
    return bool(sides) and sides != ["for"] and all(first.fields.get(side) is None for side in sides) and not first.options


def _merge(first: VoteDraft, second: VoteDraft) -> None:
    ballots: list[Ballot] = list(first.fields.get("ballots", []))  # type: ignore[call-overload]
    more: list[Ballot] = list(second.fields.get("ballots", []))  # type: ignore[call-overload]
    option = second.fields.get("option")
    if first.options and isinstance(option, str):
        first.options[option] = int(str(second.fields.get("for", 0)))
        first.fields["against"] = second.fields.get("for")
        more = [Ballot(b.name, b.party, choice="no") for b in more]
    else:
        for side in _SIDES:
            if second.fields.get(side) is not None:
                first.fields[side] = second.fields[side]
    first.fields["ballots"] = ballots + more


def _finished(vote: VoteDraft) -> VoteDraft:
    if vote.fields.get("for") is not None and vote.fields.get("against") is None and not vote.fields.get("keep_open"):
        vote.fields["against"] = 0
    return vote


def _in_words(context: Context, view: View, text: str, offset: int) -> Iterator[VoteDraft]:
    table = context.parser.vocabulary["votes"]
    found = table.matcher_of("unanimous", "acclamation", "ballot").first(context.shadow(view, offset, offset + len(text)).text)
    if found is not None:
        row: Row = found.form.row  # type: ignore[assignment]
        yield VoteDraft({"method": row.meaning, "ballots": []}, view.offset(offset))

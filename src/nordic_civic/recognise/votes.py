"""Votes: tallies, named voters, unanimity, and which proposal each was about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..ballots import SIDES
from ..context import Context
from ..draft import VoteDraft
from ..rows import Row
from ..values import Agent, Ballot
from ..view import View
from .voters import named_sides, voters


def find_votes(context: Context, view: View, start: int = 0, end: int | None = None) -> Iterator[VoteDraft]:
    """Find the votes in a passage: tallies by the country's shapes, and sentences with words for unanimity.

    Such a sentence beside a vote that nobody opposed tells of that same vote.
    """
    stop = len(view.text) if end is None else end
    text = view.text[start:stop]
    taken: list[tuple[int, int]] = []
    found = list(_tallies(context, view, text, start, taken))
    spans = [(start + begin, start + end) for begin, end in taken]
    found += named_sides(context, view, start, stop, spans)
    found.sort(key=lambda vote: vote.first)
    yield from found
    if not found:
        yield from _in_words(context, view, text, start)
    elif all(vote.fields.get("against") for vote in found):
        yield from _unanimous(context, view, start, stop)


def _tallies(context: Context, view: View, text: str, offset: int, taken: list[tuple[int, int]]) -> Iterator[VoteDraft]:
    """Find the votes by the country's shapes; `taken` gets where in the text they stand."""
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
    yield from (draft for _, draft in sorted(drafts, key=lambda pair: pair[0]))


def _fields(context: Context, method: str, sides: dict[str, str], groups: dict[str, str]) -> dict[str, object]:
    fields: dict[str, object] = {"method": method}
    ballots: list[Ballot] = []
    names = {side: groups.get(f"{side}_names") for side in SIDES}
    counts = {side: groups.get(side) for side in SIDES}
    choice = groups.get("choice")
    if choice is not None:
        side = sides.get(choice.lower().rstrip("."), "for")
        counts[side], names[side] = groups.get("count"), groups.get("names")
    if "option" in groups:
        fields["option"] = groups["option"]
    for side in SIDES:
        count = counts[side]
        if count is not None:
            fields[side] = int(count)
        listed = names[side]
        if listed:
            people = _voters(context, listed)
            ballots.extend(Ballot(agent.name, agent.party, choice=SIDES[side]) for agent in people)
            if count is None and people and all(agent.kind == "person" for agent in people):
                fields[side] = len(people)
    fields["ballots"] = ballots
    return fields


def _voters(context: Context, listed: str) -> Sequence[Agent]:
    joined = re.sub(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])", "-", " ".join(listed.split()))
    return [agent for mention in context.parser.agents.find(joined) for agent in voters(context, mention)]


def _unanimous(context: Context, view: View, start: int, stop: int) -> Iterator[VoteDraft]:
    """Give a vote for each sentence without a tally that says of a proposal that all were for it."""
    matcher = context.parser.vocabulary["votes"].matcher_of("unanimous")
    results = context.parser.vocabulary["results"].matcher
    if not matcher.may_hold(view.text[start:stop]):
        return
    for low, high in context.sentences(view, start, stop):
        shadow = context.shadow(view, low, high).text
        if matcher.first(shadow) is None or results.first(shadow) is None:
            continue
        if next(_tallies(context, view, view.text[low:high], low, []), None) is None:
            yield VoteDraft({"method": "unanimous", "ballots": []}, view.offset(low))


def _in_words(context: Context, view: View, text: str, offset: int) -> Iterator[VoteDraft]:
    matcher = context.parser.vocabulary["votes"].matcher_of("unanimous", "acclamation", "ballot")
    if not matcher.may_hold(text):
        return
    found = matcher.first(context.shadow(view, offset, offset + len(text)).text)
    if found is not None:
        row: Row = found.form.row
        yield VoteDraft({"method": row.meaning, "ballots": []}, view.offset(offset))

"""What yes and no mean in a vote: the sentences before a tally that say whose proposal each stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from .blocks import Block
from .context import Context
from .draft import CaseDraft, Draft, VoteDraft
from .forms import Found, without_overlap
from .mentions import Shadow
from .rows import Row
from .text import key
from .values import Agent

_TWO = 2
_FOR_YES = {"yes_means": True, "no_rejects": True, "no_means": False, "yes_rejects": False}


@attrs.frozen
class Side:
    """A side of a vote: where the text explains it, whether a yes is for it, and the proposal."""

    first: int
    is_yes: bool
    proposal: Draft


def settle_votes(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Let the proposals that yes and no stood for win and lose by the numbers.

    The last vote is read first: what wins a vote only to lose the next one is rejected.
    """
    sides = list(find_sides(context, case, parts)) if case.votes and case.proposals else []
    stands: list[Draft] = []
    previous = [-1, *sorted(vote.first for vote in case.votes)]
    for vote in sorted(case.votes, key=lambda vote: -vote.first):
        start = max(first for first in previous if first < vote.first)
        told = {side.is_yes: side.proposal for side in sides if start < side.first < vote.first}
        if not told or told.get(True) is told.get(False):
            continue
        vote.about = told.get(True, told.get(False))
        winner = _winner(vote)
        if winner is None:
            continue
        vote.fields["result"] = "carried" if vote.about is told.get(winner) else "lost"
        if stands and not any(proposal in stands for proposal in told.values()):
            continue
        stands.extend(told.values())
        for is_yes, proposal in told.items():
            if proposal.fields.get("outcome") is None:
                proposal.fields["outcome"] = "adopted" if is_yes == winner else "rejected"


def _winner(vote: VoteDraft) -> bool | None:
    ayes, noes = vote.fields.get("for"), vote.fields.get("against")
    return None if ayes is None or noes is None or ayes == noes else ayes > noes


def find_sides(context: Context, case: CaseDraft, parts: Sequence[Block]) -> Iterator[Side]:
    """Find the sentences that say whose proposal a yes and a no are for, in order."""
    matcher = context.parser.vocabulary["votes"].matcher_of(*_FOR_YES)
    for block in parts:
        view = context.view(block.whole)
        for start, end in context.sentences(view):
            if not matcher.may_hold(view.text[start:end]):
                continue
            shadow = context.shadow(view, start, end)
            found = without_overlap(matcher.search(shadow.text))
            stops = [*(item.start for item in found[1:]), len(shadow.text)]
            for item, stop in zip(found, stops, strict=False):
                row: Row = item.form.row
                if row.attributes.get("between"):
                    yield from _both(case, shadow, view.offset(start), item)
                    continue
                proposal = made_by_named(case, shadow, view.offset(start), item.start, stop)
                if proposal is not None:
                    yield Side(view.offset(start), _FOR_YES[row.meaning], proposal)


def _both(case: CaseDraft, shadow: Shadow, at: int, found: Found) -> Iterator[Side]:
    """Give the two sides of a sentence that sets one proposal against another, in the order that it names them.

    Of one named alone the other side is the recommendation.
    """
    named: list[tuple[int, Draft]] = []
    for place in range(len(shadow.text)):
        proposal = made_by_named(case, shadow, at, place, place + 1)
        if proposal is not None and proposal not in [draft for _, draft in named]:
            named.append((place, proposal))
    first = next((d for d in case.proposals if d.fields.get("kind") == "recommendation" and d.first < at), None)
    if len(named) == 1 and first is not None and named[0][1] is not first:
        named.append((-1 if named[0][0] > found.start else len(shadow.text), first))
    if len(named) < _TWO:
        return
    for number, (_, proposal) in enumerate(sorted(named, key=lambda pair: pair[0])[:_TWO]):
        yield Side(at, number == 0, proposal)


def made_by_named(case: CaseDraft, shadow: Shadow, at: int, start: int = 0, stop: int | None = None) -> Draft | None:
    """Give the last proposal before `at` that one of those whom a sentence names made.

    One of their own comes before one that they support; only the names between `start` and `stop` count.
    """
    mentions = (shadow.mention_at(place) for place in range(start, len(shadow.text) if stop is None else stop))
    agents = (agent for m in mentions if m is not None and isinstance(m.value, tuple) for agent in m.value)
    names = [key(agent.name) for agent in agents if isinstance(agent, Agent)]
    if not names:
        return None
    made = [draft for draft in case.proposals if draft.first < at and _made_by(draft, names)]
    own = [draft for draft in made if draft.fields.get("position") != "support"]
    return max(own or made, key=lambda draft: draft.first, default=None)


def _made_by(draft: Draft, names: Sequence[str]) -> bool:
    return any(_same(agent.name, name) for agent in draft.fields["proposers"] for name in names)


def _same(whole: str, named: str) -> bool:
    """Say whether a name in full is the one named (as a key): whole or the bare surname, the genitive allowed for."""
    full, surname = key(whole), key(whole.split()[-1])
    return bool(named) and not {full, surname}.isdisjoint((named, named.removesuffix("s")))

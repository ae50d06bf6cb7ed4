"""Votes put together: the sides of one vote, a tally and the names behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .draft import VoteDraft
from .values import Ballot, Choice

SIDES: dict[str, Choice] = {"for": "yes", "against": "no", "abstained": "abstain", "absent": "absent"}
"""The fields of a vote that count choices, each with its choice."""
_NEAR = 8000
_UNCOUNTED = frozenset(("acclamation", "unanimous"))


def whole_votes(votes: Sequence[VoteDraft], proposals: Sequence[int] = ()) -> list[VoteDraft]:
    """Put votes together that are parts of one; a show of hands that a count then challenged is left out.

    Names behind the next proposal belong to another vote: `proposals` are the offsets where one starts.
    """
    ordered = sorted(votes, key=lambda vote: vote.first)
    out: list[VoteDraft] = []
    for vote in joined_sides(ordered):
        apart = out and any(out[-1].first < start < vote.first for start in proposals)
        if out and not apart and _completes(out[-1], vote):
            _add_names(out[-1], vote)
            continue
        out.append(vote)
    counted = [vote.first for vote in out if vote.fields.get("for") is not None]
    return [v for v in out if v.fields.get("method") != "acclamation" or not any(v.first < first for first in counted)]


def joined_sides(votes: Sequence[VoteDraft]) -> Iterator[VoteDraft]:
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
    if _UNCOUNTED & {first.fields.get("method"), second.fields.get("method")}:
        return False
    if first.options and "option" in second.fields and str(second.fields["option"]) not in first.options:
        return True
    sides = [side for side in SIDES if second.fields.get(side) is not None]
    return (
        bool(sides) and sides != ["for"] and all(first.fields.get(side) is None for side in sides) and not first.options
    )


def _merge(first: VoteDraft, second: VoteDraft) -> None:
    ballots: list[Ballot] = list(first.fields.get("ballots", []))
    more: list[Ballot] = list(second.fields.get("ballots", []))
    option = second.fields.get("option")
    if first.options and isinstance(option, str):
        first.options[option] = int(str(second.fields.get("for", 0)))
        first.fields["against"] = second.fields.get("for")
        more = [Ballot(b.name, b.party, choice="no") for b in more]
    else:
        for side in SIDES:
            if second.fields.get(side) is not None:
                first.fields[side] = second.fields[side]
    first.fields["ballots"] = ballots + more


def _finished(vote: VoteDraft) -> VoteDraft:
    if vote.fields.get("for") is not None and vote.fields.get("against") is None and not vote.fields.get("keep_open"):
        vote.fields["against"] = 0
    return vote


def _completes(first: VoteDraft, second: VoteDraft) -> bool:
    near = second.first - first.first < _NEAR and not second.options and not first.options
    mine = {ballot.choice for ballot in _ballots(first)}
    theirs = {ballot.choice for ballot in _ballots(second)}
    if not near or not theirs or mine & theirs:
        return False
    untold = second.fields.get("for") is None and second.fields.get("against") is None
    tallied = first.fields.get("for") is not None and first.fields.get("against") is not None
    return untold or (tallied and not mine)


def _add_names(first: VoteDraft, second: VoteDraft) -> None:
    ballots = [*_ballots(first), *_ballots(second)]
    fields = {name: value for name, value in second.fields.items() if value is not None}
    first.fields = {**fields, **{k: v for k, v in first.fields.items() if v is not None}, "ballots": ballots}


def _ballots(vote: VoteDraft) -> list[Ballot]:
    found: list[Ballot] = list(vote.fields.get("ballots", ()))
    return found

"""Tie voting lists to the votes that they are of; one that fits no vote for certain is told and left out."""

from __future__ import annotations

from collections.abc import Sequence

from ..ballots import SIDES
from ..diagnostics import Diagnostic
from ..draft import CaseDraft, VoteDraft
from ..faults import Faults
from ..text import key
from ..values import Ballot, Span
from .roll import Roll

_OFF_BY = 2
_TITLE = 20
_TELLING = 60
_NOT_NAMED = frozenset(("unanimous", "acclamation", "ballot"))


def cast(votes: list[VoteDraft], rolls: Sequence[Roll]) -> None:
    """Give the votes of a case their voting lists.

    A list belongs to the vote with its tally; by its place in order or its number only where nothing speaks against
    it. Where a case tells of no tally, its lists are its votes.
    """
    found = [vote for vote in votes if vote.fields.get("method") not in _NOT_NAMED]
    if not any(_tally(vote) for vote in found):
        _make(votes, found, rolls)
        return
    waiting = [vote for vote in found if _is_open(vote)]
    if len(rolls) == len(waiting) and all(_agree(v, r) for v, r in zip(waiting, rolls, strict=True)):
        for vote, roll in zip(waiting, rolls, strict=True):
            _give(vote, roll)
        return
    for roll in rolls:
        fitting = [vote for vote in waiting if _is_open(vote) and _agree(vote, roll)]
        if len(fitting) == 1 and sum(_agree(fitting[0], other) for other in rolls) == 1:
            _give(fitting[0], roll)
            continue
        numbered = _numbered(found, roll, rolls)
        if numbered is not None and _is_open(numbered) and _fits(numbered, roll):
            _give(numbered, roll)


def _numbered(votes: Sequence[VoteDraft], roll: Roll, rolls: Sequence[Roll]) -> VoteDraft | None:
    """Give the vote that a list is of by its number, or as the only list of the only vote."""
    if len(votes) == 1 and len(rolls) == 1:
        return votes[0]
    return votes[roll.order - 1] if roll.order is not None and 0 < roll.order <= len(votes) else None


def _make(votes: list[VoteDraft], found: Sequence[VoteDraft], rolls: Sequence[Roll]) -> None:
    """Make votes of the lists of a case that tells of a vote without a tally, or of none."""
    if any(not _is_open(vote) for vote in found) or not all(roll.sound and roll.told for roll in rolls):
        return
    for number, roll in enumerate(rolls):
        if number < len(found):
            _give(found[number], roll)
            continue
        vote = VoteDraft({"method": "roll_call"}, roll.first)
        votes.append(vote)
        _give(vote, roll)


def _give(vote: VoteDraft, roll: Roll) -> None:
    roll.used = True
    vote.fields["ballots"] = list(roll.ballots)
    vote.fields["method"] = "roll_call"
    for side, choice in SIDES.items():
        if vote.fields.get(side) is None and choice in roll.columns:
            vote.fields[side] = roll.count(choice)


def _tally(vote: VoteDraft) -> tuple[int, int] | None:
    ayes, noes = vote.fields.get("for"), vote.fields.get("against")
    return (int(ayes), int(noes)) if ayes is not None and noes is not None else None


def _is_open(vote: VoteDraft) -> bool:
    """Say whether nobody voted by name yet."""
    ballots: Sequence[Ballot] = vote.fields.get("ballots", ())
    return not any(" " in ballot.name for ballot in ballots)


def _agree(vote: VoteDraft, roll: Roll) -> bool:
    return _tally(vote) == roll.tally and (roll.sound or not roll.totals)


def _fits(vote: VoteDraft, roll: Roll) -> bool:
    """Say whether nothing speaks against a list: the same side won, by about as many."""
    told = _tally(vote)
    if told is None or not roll.sound:
        return False
    ayes, noes = roll.tally
    near = abs(told[0] - ayes) <= _OFF_BY and abs(told[1] - noes) <= _OFF_BY
    return near and _sign(told) == _sign((ayes, noes))


def _sign(tally: tuple[int, int]) -> int:
    return (tally[0] > tally[1]) - (tally[0] < tally[1])


def tell_uncast(faults: Faults, rolls: Sequence[Roll], cases: Sequence[CaseDraft]) -> None:
    """Give the lists left over to the one case with their title, or the one vote with their tally; tell of the rest."""
    left = [roll for roll in rolls if not roll.used]
    if not left:
        return
    titles = ((key(str(case.fields.get("title") or ""))[:_TELLING], case) for case in cases)
    titled = [(title, case) for title, case in titles if len(title) >= _TITLE]
    for roll in left:
        if any(_known(vote, roll) for case in cases for vote in case.votes):
            continue
        named = [case for title, case in titled if title in roll.caption] if not roll.numbers else []
        if len(named) == 1:
            cast([vote for vote in named[0].votes if _tally(vote)], [roll])
        if not roll.used and not roll.numbers:
            fitting = [vote for case in cases for vote in case.votes if _is_open(vote) and _agree(vote, roll)]
            if len(fitting) == 1:
                _give(fitting[0], roll)
        if not roll.used:
            faults.diagnostics.append(_told(roll, cases))


def _known(vote: VoteDraft, roll: Roll) -> bool:
    """Say whether the text has told these ballots already."""
    ballots: Sequence[Ballot] = vote.fields.get("ballots", ())
    if len(ballots) < len(roll.ballots):
        return False
    return {(b.name, b.choice) for b in ballots} >= {(b.name, b.choice) for b in roll.ballots}


def _told(roll: Roll, cases: Sequence[CaseDraft]) -> Diagnostic:
    ayes, noes = roll.tally
    where = f" of {roll.numbers[0]}" if roll.numbers else ""
    turned = any(_tally(vote) == (noes, ayes) != (ayes, noes) for case in cases for vote in case.votes)
    why = "a vote has these numbers turned round" if turned else "no one vote is certain to be meant"
    if not roll.sound:
        why = "its marks or sums are not clear"
    message = f"The voting list{where} ({ayes} for, {noes} against) was left out: {why}."
    return Diagnostic.of("NC604", message, Span(roll.first, roll.first + 1), "rolls")

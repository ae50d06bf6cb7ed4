"""Votes: the named voters against each tally, and the number of votes cast in a sitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ..records import Check, Decision
from ..values import Ballot, Span, Vote
from .base import Facts, counted, listed, nothing, outcome, told

_SIDES = (("yes", "for_", "for"), ("no", "against", "against"), ("abstain", "abstained", "abstaining"))


@attrs.frozen
class Held:
    """One vote of the sitting: its decision, the id of its case, and what a message calls it."""

    decision: Decision
    vote: Vote
    name: str

    @property
    def span(self) -> Span:
        """Give where the decision stands."""
        return self.decision.spans[0]

    @property
    def total(self) -> int | None:
        """Give the number of votes cast, or None where a side has no number."""
        if self.vote.for_ is None or self.vote.against is None:
            return None
        return self.vote.for_ + self.vote.against + (self.vote.abstained or 0)


def held(facts: Facts) -> Iterator[Held]:
    """Give the votes of the sitting in order."""
    for case_id, decisions in facts.taken.items():
        votes = [(decision, vote) for decision in decisions for vote in decision.votes]
        for number, (decision, vote) in enumerate(votes, 1):
            place = f", vote {number}" if len(votes) > 1 else ""
            yield Held(decision, vote, f"{facts.name(case_id)}{place}")


def sides(facts: Facts, vote: Vote) -> Iterator[tuple[str, int, Sequence[Ballot]]]:
    """Give the sides of a vote that have a number and persons by name: the side, its number, its ballots.

    A side that names a party has as many voters as nobody knows, and is left out.
    """
    for choice, field, words in _SIDES:
        count: int | None = getattr(vote, field)
        ballots = [ballot for ballot in vote.ballots if ballot.choice == choice]
        if count is not None and ballots and not any(facts.is_party(ballot.name) for ballot in ballots):
            yield words, count, ballots


def tally(facts: Facts) -> Check:
    """Count the named voters of each side of each vote against its tally."""
    code = "tally"
    compared = 0
    sentences: list[str] = []
    spans: list[Span] = []
    for one in held(facts):
        found = list(sides(facts, one.vote))
        compared += bool(found)
        wrong = [
            f"{count} {words}, but {len(ballots)} names ({len(ballots) - count:+d})"
            for words, count, ballots in found
            if count != len(ballots)
        ]
        if found and (double := _double(one.vote)):
            wrong.append(f"named twice: {listed(double)}")
        if wrong:
            sentences.append(f"{one.name}: {'; '.join(wrong)}.")
            spans.append(one.span)
    bare = [one.name for one in held(facts) if one.vote.method == "roll_call" and not one.vote.ballots]
    without = [f"Roll calls without names: {listed(bare)}."] if bare else []
    if not compared:
        return nothing(code, told(["No vote has both a tally and the names of its voters.", *without]))
    agree = compared - len(sentences)
    message = told([*(sentences or ["The names of each vote are as many as its tally says."]), *without])
    return outcome(code, not sentences, counted(compared, "vote"), f"{agree} agree", message, spans)


def _double(vote: Vote) -> list[str]:
    counts = Counter(ballot.name for ballot in vote.ballots if " " in ballot.name)
    return [name for name, count in counts.items() if count > 1]


def total(facts: Facts) -> Check:
    """Compare the number of votes cast over all votes of the sitting."""
    code = "total"
    votes = [(one, one.total) for one in held(facts) if one.total]
    if len(votes) < 2:
        return nothing(code, "There are not two votes with a tally to compare.")
    counts = Counter(cast for _, cast in votes)
    usual = max(counts, key=lambda cast: (counts[cast], cast or 0)) or 0
    changed = _changed(facts)
    usual_names = _names(next(one.vote for one, cast in votes if cast == usual))
    unexplained: list[tuple[str, Span]] = []
    explained: list[tuple[str, Span]] = []
    for one, cast in votes:
        if cast == usual or cast is None:
            continue
        line = f"{one.name}: {cast} votes instead of {usual}{_who(usual_names, _names(one.vote))}"
        known = facts.item_of_case.get(one.decision.case_id) in changed or one.decision.not_participating
        (explained if known or one.vote.absent else unexplained).append((line, one.span))
    sentences = [f"{line}." for line, _ in unexplained]
    sentences += [f"{line}; the text tells of somebody coming, leaving or not taking part." for line, _ in explained]
    message = told(sentences) or "Every vote has the same number of votes."
    found = ", ".join(f"{cast} in {count}" for cast, count in sorted(counts.items(), key=lambda pair: -pair[1]))
    spans = [span for _, span in (*unexplained, *explained)]
    return outcome(code, not unexplained, f"{usual} in each of {len(votes)}", found, message, spans)


def _names(vote: Vote) -> frozenset[str]:
    cast = ("yes", "no", "abstain")
    return frozenset(ballot.name for ballot in vote.ballots if " " in ballot.name and ballot.choice in cast)


def _who(usual: frozenset[str], here: frozenset[str]) -> str:
    """Say who is missing or new where both votes have names."""
    if not usual or not here:
        return ""
    parts = [f"without {listed(sorted(usual - here))}"] if usual - here else []
    parts += [f"with {listed(sorted(here - usual))}"] if here - usual else []
    return f" ({', '.join(parts)})" if parts else ""


def _changed(facts: Facts) -> frozenset[str]:
    """Give the items for which the attendance was another than for the whole sitting."""
    meeting = facts.result.meeting
    values = {item.value for item in facts.agenda.bodies}
    found: set[str] = set()
    for one in meeting.attendance if meeting is not None else ():
        if one.items and one.status != "official":
            listed_alone = one.status in ("absent", "substitute")
            found |= set(one.items) if listed_alone else values - set(one.items)
    return frozenset(found)

"""Passages printed again in another language: one record, with evidence at both places.

Two passages are one by their shape, not by what they say: the same case and part, headings of different languages, and
the same body, date, outcome and number of points.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from .draft import CaseDraft, Draft, VoteDraft

_SHAPE = ("role", "kind", "position", "outcome", "body", "date")
_TALLY = ("method", "for", "against", "abstained")


def join_copies(case: CaseDraft) -> None:
    """Make one of the proposals and decisions of a case that stand in it in several languages, and of their votes."""
    dropped = [*_joined(case.proposals), *_joined(case.decisions)]
    if not dropped:
        return
    case.votes[:] = [vote for vote in case.votes if not _told_twice(vote, case.votes, dropped)]
    dissents = {(one.kind, one.agents): one for one in reversed(case.fields.get("dissents", ()))}
    case.fields["dissents"] = list(dissents.values())[::-1]


def add_copy(case: CaseDraft, again: CaseDraft) -> None:
    """Note at the records of a case where they stand in the same case as it is printed in another language."""
    case.evidence.extend(again.evidence)
    for ours, theirs in ((case.proposals, again.proposals), (case.decisions, again.decisions)):
        left = list(theirs)
        for draft in ours:
            copy = next((one for one in left if _alike(draft, one)), None)
            if copy is not None:
                left.remove(copy)
                _note(draft, copy)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Take the copies out of a list of drafts and give them; the first of each stays, and says where they stand."""
    drafts.sort(key=lambda one: one.first)
    if not _languages_apart(drafts):
        return []
    kept: list[Draft] = []
    dropped: list[Draft] = []
    for draft in drafts:
        original = next((one for one in kept if _translated(one, draft) and _alike(one, draft)), None)
        if original is None:
            kept.append(draft)
        else:
            _note(original, draft)
            dropped.append(draft)
    drafts[:] = kept
    return dropped


def _languages_apart(drafts: Sequence[Draft]) -> bool:
    """Say whether any two headings of the drafts are of different languages."""
    rows = (draft.heading.row for draft in drafts if draft.heading is not None)
    languages = {frozenset(row.language) for row in rows if row is not None and row.language}
    return any(one.isdisjoint(other) for one, other in combinations(languages, 2))


def _alike(first: Draft, second: Draft) -> bool:
    one, other = first.fields, second.fields
    who = [[agent.kind for agent in fields.get("proposers", ())] for fields in (one, other)]
    points = [len(fields.get("items", ())) for fields in (one, other)]
    return who[0] == who[1] and points[0] == points[1] and all(one.get(name) == other.get(name) for name in _SHAPE)


def _translated(first: Draft, second: Draft) -> bool:
    """Say whether two drafts stand under headings of one meaning in different languages."""
    one, other = (draft.heading.row if draft.heading is not None else None for draft in (first, second))
    if one is None or other is None or one.meaning != other.meaning or not one.language or not other.language:
        return False
    return set(one.language).isdisjoint(other.language)


def _note(original: Draft, copy: Draft) -> None:
    for start, end in copy.view.spans(copy.start, copy.end):
        original.elsewhere.append(("text", start, end, "copies"))


def _told_twice(vote: VoteDraft, votes: list[VoteDraft], dropped: list[Draft]) -> bool:
    """Say whether a vote stands in a copy and is told elsewhere, too."""
    if not any(_holds(draft, vote) for draft in dropped):
        return False
    tally = [vote.fields.get(name) for name in _TALLY]
    others = [one for one in votes if not any(_holds(draft, one) for draft in dropped)]
    return any([one.fields.get(name) for name in _TALLY] == tally for one in others)


def _holds(draft: Draft, vote: VoteDraft) -> bool:
    first = draft.heading.start if draft.heading is not None else draft.first
    return first <= vote.first <= draft.view.offset(len(draft.view.text))

"""The voters against the attendance list, one person's spellings known for one."""

from __future__ import annotations

from ..meeting.names import NameIndex
from ..records import Check
from ..values import Span
from .base import Facts, counted, listed, nothing, outcome, told
from .votes import held


def voters(facts: Facts) -> Check:
    """Look for every named voter in the attendance list."""
    code = "voters"
    meeting = facts.result.meeting
    there = [one for one in meeting.attendance if one.status != "absent"] if meeting is not None else []
    if not there:
        return nothing(code, "The document has no list of who was present.")
    named = _voters(facts)
    if not named:
        return nothing(code, "No vote names its voters.")
    index = NameIndex.of(one.name for one in there)
    strangers: list[str] = []
    variants: list[str] = []
    unsure: list[str] = []
    for name in named:
        found = index.find(name)
        if not found:
            strangers.append(name)
        elif len(found) > 1:
            unsure.append(f"{name} ({' or '.join(found[:3])})")
        elif found[0] != name:
            variants.append(f"{name} / {found[0]}")
    sentences = []
    if strangers:
        where = listed(f"{name} ({named[name][0]})" for name in strangers)
        sentences.append(f"Voted, but not among those present: {where}. Look whether they came later or are misspelt.")
    if variants:
        sentences.append(f"Spelt in two ways: {listed(variants)}.")
    if unsure:
        sentences.append(f"Could be more than one: {listed(unsure)}.")
    message = told(sentences) or "Every named voter is among those present."
    known = len(named) - len(strangers)
    spans = [named[name][1] for name in strangers]
    return outcome(code, not strangers, counted(len(named), "voter"), f"{known} of {len(there)} listed", message, spans)


def _voters(facts: Facts) -> dict[str, tuple[str, Span]]:
    """Give the persons who voted, with the first vote that names each and where its decision stands."""
    found: dict[str, tuple[str, Span]] = {}
    for one in held(facts):
        for ballot in one.vote.ballots:
            if ballot.choice in ("yes", "no", "abstain") and " " in ballot.name and not facts.is_party(ballot.name):
                found.setdefault(ballot.name, (one.name, one.span))
    return found

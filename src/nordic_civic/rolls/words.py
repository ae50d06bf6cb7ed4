"""The words by which voting lists head their columns and tell a member's choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..ballots import SIDES
from ..text import fold
from ..values import Choice
from ..vocabulary import Table

_MEANINGS: dict[str, Choice] = {**SIDES, "not_participating": "not_participating"}
_PLACES = frozenset("{[(|")


@cache
def choices(votes: Table) -> Mapping[str, Choice]:
    """Give the choice that each plain word of a table of votes stands for, the words folded."""
    rows = ((row.forms, choice) for meaning, choice in _MEANINGS.items() for row in votes.of(meaning))
    return {fold(form): choice for forms, choice in rows for form in forms if not _PLACES & set(form)}


def choice_of(words: Mapping[str, Choice], text: str) -> Choice | None:
    """Give the choice that a cell names and nothing else."""
    folded = fold(text)
    return words.get(folded) or words.get(folded.strip(" .:-–*()"))

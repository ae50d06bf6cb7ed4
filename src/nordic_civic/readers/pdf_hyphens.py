"""Tell a hyphen that divides a word at a line end from one that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from .pdf_words import Run

__all__ = ["DIVISION", "settle_hyphens"]

DIVISION = "\u00ad"
"""The mark at the end of a line whose last word is divided: a soft hyphen."""

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SUSPENDED = re.compile(r"([^\W_]+)- (?=([^\W_]+) )")
_LAST = re.compile(r"[^\W_]+\Z")
_FIRST = re.compile(r"[^\W_]+")
_MANY = 0.04  # of all lines: a text whose lines end so often in a hyphen divides its words
_SHORT = 6  # letters: a longer word after a hyphen is no conjunction


@attrs.frozen(slots=True)
class _Witness:
    """What a document says elsewhere: its words; the pairs, and the second words, of `town- and ...`."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    seconds: frozenset[str]
    divides: bool


def settle_hyphens(runs: Sequence[Run]) -> None:
    """Write the hyphens that were taken from the ends of lines: as a soft hyphen where they divide a word, else `-`.

    The document itself is the witness: a word that stands elsewhere with the hyphen, or without it. Where it stands
    nowhere else, a text that divides many words has divided this one too. `runs` are all, as they were written.
    """
    ends = [index for index, run in enumerate(runs) if run.divided]
    if not ends:
        return
    text = " ".join(run.text for run in runs).casefold()
    pairs = frozenset(_SUSPENDED.findall(text))
    witness = _Witness(
        frozenset(_WORDS.findall(text)), pairs, frozenset(second for _, second in pairs), len(ends) > _MANY * len(runs)
    )
    for index in ends:
        following = runs[index + 1].text if index + 1 < len(runs) else ""
        runs[index].text += _hyphen(runs[index].text, following, witness)


def _hyphen(line: str, following: str, witness: _Witness) -> str:
    before, after = _LAST.search(line), _FIRST.match(following)
    if before is None or after is None:
        return "- "
    head, tail = before[0].casefold(), after[0].casefold()
    if head + tail in witness.words:
        return DIVISION
    if f"{head}-{tail}" in witness.words or before[0].isupper() or any(char.isdigit() for char in head):
        return "-"
    if (head, tail) in witness.pairs or (len(tail) <= _SHORT and tail in witness.seconds):
        return "- "
    return DIVISION if witness.divides else "-"

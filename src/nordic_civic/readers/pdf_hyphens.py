"""Tell a hyphen that divides a word at a line end from one that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .pdf_rows import DIVISION, PdfLine

__all__ = ["settle_hyphens"]

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")
_LAST = re.compile(rf"([^\W_]+(?:-[^\W_]+)*){DIVISION}\Z")
_FIRST = re.compile(r"[^\W_]+")
_MANY = 0.04  # of all lines: a text whose lines end so often in a hyphen divides its words
_SUSPENDED = 6  # letters: a longer word after a hyphen is no conjunction


def settle_hyphens(lines: Sequence[PdfLine]) -> None:
    """Write each hyphen at a line end as `-` where it belongs to the word, else as a soft hyphen (U+00AD).

    The document itself is the witness: the word stands elsewhere with the hyphen, or without it; where it stands
    nowhere else, a text that divides many words has divided this one too.
    """
    ends = [index for index, line in enumerate(lines) if DIVISION in line.text]
    if not ends:
        return
    text = " ".join(line.text for line in lines).casefold()
    words = set(_WORDS.findall(text))
    divides = len(ends) > _MANY * len(lines)
    for index in ends:
        line = lines[index]
        *inner, last = line.text.split(DIVISION)
        following = last if last else (lines[index + 1].text if index + 1 < len(lines) else "")
        if _belongs(line.text if not last else inner[0] + DIVISION, following, text, words, divides=divides):
            line.text = "-".join([*inner, last]) if not last else "- ".join([*inner, last])


def _belongs(line: str, following: str, text: str, words: set[str], *, divides: bool) -> bool:
    before, after = _LAST.search(line.casefold()), _FIRST.search(following.casefold())
    if before is None or after is None:
        return True
    head, tail = before[1], after[0]
    if head + tail in words:
        return False
    if f"{head}-{tail}" in words or f"{head}- {tail} " in text:
        return True
    if line[before.start() : -1].isupper() or any(char.isdigit() for char in head):
        return True
    if len(tail) <= _SUSPENDED and f"- {tail} " in text:
        return True
    return not divides

"""The tokens of a text in which agents are found: words, brackets and '&'."""

from __future__ import annotations

import re

import attrs

from .text import fold

_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W\d_]+)*\.?(?:-[^\W_]+)*-?|&|\([^()\n]{1,40}\)")


@attrs.define(eq=False)
class Token:
    """One word: where it stands, what it says, and that in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def plain(self) -> bool:
        """Say whether it is a word without a capital: nobody's name."""
        return not (self.text[0].isupper() or self.text[0] == "(")

    @property
    def capital(self) -> bool:
        """Say whether it starts with a capital."""
        return self.text[0].isupper()

    @property
    def bracket(self) -> bool:
        """Say whether it is a bracket with what it holds."""
        return self.text[0] == "("


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Give the tokens of a range of a text.

    >>> [token.low for token in tokens_of("Kari Holm (SV) og K. Lie", 0, 24)]
    ['kari', 'holm', '(sv)', 'og', 'k.', 'lie']
    """
    low = fold(text)
    places = (match.span() for match in _TOKEN.finditer(text, start, end))
    return [Token(first, last, text[first:last], low[first:last]) for first, last in places]

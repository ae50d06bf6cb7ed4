"""Small text helpers that keep lengths: folding, words, hyphen joins."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DIGITS = re.compile(r"\d+")
SOFT_HYPHENS = "\u00ad\ufffe\u0002"
CAPITAL = "[" + "".join(char for char in map(chr, range(0x250)) if char.isupper()) + "]"
"""The pattern of one capital letter of the Latin script, whatever the language: Þ and Š, not þ or š."""


def fold(text: str) -> str:
    """Lower-case `text` without changing its length, so that offsets stay true.

    >>> fold("SAK § 29 Ærend")
    'sak § 29 ærend'
    >>> len(fold("İ")) == 1
    True
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def squeeze(text: str) -> str:
    """Put every run of white space as one space, without any at the ends.

    >>> squeeze("  a\\n  b ")
    'a b'
    """
    return " ".join(text.split())


def key(text: str) -> str:
    """Keep the folded letters and digits of `text`: what two spellings of one thing share.

    >>> key("Dnr: KS 2016-573")
    'dnrks2016573'
    """
    return "".join(char for char in fold(text) if char.isalnum())


def digits(text: str) -> str:
    """Give the numbers of a text without zeros before them, to compare numbers of items.

    >>> digits("PS 0012/20") == digits("12/20")
    True
    """
    return "/".join(part.lstrip("0") for part in _DIGITS.findall(text))

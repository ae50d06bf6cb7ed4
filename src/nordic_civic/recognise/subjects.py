"""Who puts a recommendation, where the table of agents does not know the name: the subject of its first sentence."""

from __future__ import annotations

import re

from ..context import Context
from ..text import fold
from ..values import Agent

_LONGEST = 110
_WORDS = 12


def subjects(context: Context, text: str) -> tuple[Agent, ...]:
    """Give the offices before the verb that puts a recommendation ("Plan & Miljø indstiller, at …").

    Two offices that start with the same word are told apart ("Center for Plan og Center for Vej").
    """
    grammar = context.parser.vocabulary["grammar"]
    verbs = grammar.words("puts")
    words = text[:_LONGEST].split()
    at = next((number for number, word in enumerate(words) if word.strip(",:") in verbs), 0)
    name = words[:at]
    joiners = context.parser.vocabulary["language"].words("and") | grammar.words("of") | {"&", "i"}
    if not 0 < at <= _WORDS or not all(word[:1].isupper() or fold(word) in joiners for word in name):
        return ()
    if not name[0][:1].isupper() or fold(name[0]) in grammar.words("that"):
        return ()
    heads = [0, *(number for number in range(2, at) if name[number] == name[0] and fold(name[number - 1]) in joiners)]
    ends = [*(number - 1 for number in heads[1:]), at]
    named = (" ".join(name[start:end]) for start, end in zip(heads, ends, strict=True))
    return tuple(Agent(re.sub(r",$", "", one), kind="office") for one in named)

"""Lists of words that many forms of one table share: written once, named in the forms as `<name>`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .forms import FormError

_NAME = re.compile(r"<([^<>\s]+)>")
_GROUP = re.compile(r"\([^()]*\)")


def spelled_out(form: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Write the words of the lists that a form names into it; raise FormError for a list that is not there.

    >>> spelled_out("<motion> (is|was|<never>) adopted", {"motion": ["the motion", "it"], "never": ["is not"]})
    '(the motion|it) (is|was|is not) adopted'
    """
    if "<" not in form:
        return form
    return _NAME.sub(lambda m: f"({_words(m, lists)})", _GROUP.sub(lambda group: _spliced(group[0], lists), form))


def _spliced(group: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Write lists into a group of alternatives, where each must be an alternative of its own."""
    parts = group[1:-1].split("|")
    for number, part in enumerate(parts):
        whole = _NAME.fullmatch(part)
        if whole is not None:
            parts[number] = _words(whole, lists)
        elif _NAME.search(part):
            raise FormError(f"in brackets a list must be an alternative of its own: {part!r}")
    return f"({'|'.join(parts)})"


def _words(found: re.Match[str], lists: Mapping[str, Sequence[str]]) -> str:
    words = lists.get(found[1])
    if not words:
        raise FormError(f"no list is named <{found[1]}>")
    return "|".join(words)

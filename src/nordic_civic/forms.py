"""Forms of a vocabulary row as patterns for a shadow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from .rows import Row
from .text import WORD, fold

BODY, PERSON, NAME, PARTY, DATE, IDENTIFIER = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
"""What stands for a mention in a shadow: one character each, so that forms stay short patterns."""

AGENTS = BODY + PERSON + NAME + PARTY
_SPACE = r"\s+"
GAP = r"(?:[^.;:\n]|(?<=\d)\.(?=\s?\w)){0,80}?"
_SHAPES = {
    "body": f"[{BODY}]",
    "person": f"[{PERSON}{NAME}]",
    "party": f"[{PARTY}]",
    "date": f"[{DATE}]",
    "number": r"\d{1,6}",
    "identifier": rf"(?:[{IDENTIFIER}]|[^\s,;]{{0,20}}\d[^\s,;:]{{0,20}})",
    "...": GAP,
    "…": GAP,
}
AGENT_SLOTS = ("agent", "proposer", "assignee", "assigner", "addressee")
SLOTS = frozenset(_SHAPES) | frozenset(AGENT_SLOTS)
_INSIDE = rf"(?:[^\[\](){{}}]|\{{(?:{'|'.join(map(re.escape, sorted(SLOTS)))})\}})"
_READABLE = re.compile(rf"(?:{_INSIDE}|\[{_INSIDE}*+\]|\({_INSIDE}*+\))*+")
_LEADING_GAP = re.compile(r"^\{(?:\.\.\.|…)\}\s+")
_COMPOUND_GAP = re.compile(r"^\{(?:\.\.\.|…)\}(?=[^\s\[])")
LETTERS = re.compile(r"[^\W\d_]+")
_LONE_EITHER = re.compile(r"(?<!\S)\(([^()\[\]{}]+)\)(?!\S)")
_MARK = re.compile(r"^(?:\[[^\w\[\]{}|][^\[\]|]*\])+")
_DATED = re.compile(r"\{(?:date|number)\}")
DIGIT = "0"
START = 5
_TOKEN = re.compile(r"\{([^{}]+)\}|\[([^\[\]]*)\]|\(([^()]*)\)|(\s+)|([^\s\[\](){}]+)")


class FormError(ValueError):
    """A form that cannot be read: an unknown placeholder or an unbalanced bracket."""


@attrs.frozen
class Found:
    """A form found in a shadow: `start` and `end` there, and the slots that it filled."""

    form: Form
    start: int
    end: int
    slots: tuple[tuple[str, int, int], ...]


@attrs.frozen(eq=False)
class Form:
    """One way of writing a meaning: `row` is what it means, `text` is how the table writes it."""

    text: str
    row: Row

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compile the form; slots become numbered groups."""
        starts_word = self.text[0].isalnum() or self.text[0] in "{[("
        ends_word = self.text[-1].isalnum() or self.text[-1] in ")]"
        whole = _bounded(self.text) if starts_word else to_pattern(self.text)[0]
        return re.compile(whole + (r"(?!\w)" if ends_word else ""))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        """Compile the form for a search: a gap at its start says nothing there and would only cost time."""
        bare = _LEADING_GAP.sub("", self.text)
        return self.pattern if bare == self.text or not bare else Form(bare, self.row).pattern

    @cached_property
    def _behind_gap(self) -> re.Pattern[str] | None:
        """Compile what stands behind a gap that starts a compound ("{...}utvalgets vedtak")."""
        bare = _COMPOUND_GAP.sub("", self.text)
        return re.compile(to_pattern(bare)[0]) if bare != self.text else None

    @cached_property
    def _spelt(self) -> tuple[str, ...]:
        """Give what the form spells out in any case; the "s" of a genitive may be missing."""
        return tuple(fold(part) for *_, part in _TOKEN.findall(self.text) if part not in ("", "s"))

    def places(self, shadow: str) -> Iterator[re.Match[str]]:
        """Give the matches of the form in a shadow, wherever they stand."""
        if not all(map(shadow.__contains__, self._spelt)):
            return iter(())
        if self._behind_gap is not None and self._behind_gap.search(shadow) is None:
            return iter(())
        return self._anywhere.finditer(shadow)

    def opening(self, shadow: str) -> re.Match[str] | None:
        """Give the match of the form at the start of a shadow, or None."""
        return self.pattern.match(shadow) if all(map(shadow.__contains__, self._spelt)) else None

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Give the names of the slots in order."""
        return to_pattern(self.text)[1]

    @cached_property
    def trigger(self) -> str:
        """Give the longest literal word, in lower case; "" where the form has none."""
        literal = _TOKEN.sub(lambda m: (m.group(5) or " ") if m.group(5) else " ", self.text)
        folded = fold(self.text)
        words = [word for word in WORD.findall(fold(literal)) if not _glued(folded, word)]
        return max(words, key=len, default="")

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """Give words of which a text must hold one for its shadow to hold the form: `DIGIT` for any digit."""
        told = [(self.trigger,), *(tuple(either.split("|")) for either in _LONE_EITHER.findall(self.text))]
        longest = max((tuple(map(_letters, words)) for words in told), key=lambda words: min(map(len, words)))
        return longest if all(longest) else (DIGIT if _DATED.search(self.text) else "",)

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Give what a shadow that the form opens can start with: marks, or its first letters; "" for anything."""
        return _starts(self.text)

    @cached_property
    def literal_first(self) -> bool:
        """Say whether the form starts with a word that it spells out, not with a place for a mention."""
        return all(start and start not in AGENTS + DATE for start in self.starts)

    @cached_property
    def literal(self) -> int:
        """Count the letters that the form spells out: of two forms that fit one place the one with more is meant."""
        return sum(len(match.group(5) or match.group(3) or "") for match in _TOKEN.finditer(self.text))

    def found(self, match: re.Match[str]) -> Found:
        """Turn a match into `Found`."""
        slots = tuple((name, *match.span(number + 1)) for number, name in enumerate(self.slots))
        return Found(self, match.start(), match.end(), tuple(slot for slot in slots if slot[1] >= 0))


def _glued(text: str, word: str) -> bool:
    """Say whether a word of a form touches a bracket: with what the bracket holds it may be another word."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        behind = _MARK.sub("", text[end:])[:1]
        if (start and text[start - 1] in "])}") or behind in ("[", "(", "{") or behind.isalnum():
            return True
        start = text.find(word, start + 1)
    return False


def _starts(text: str) -> tuple[str, ...]:
    token = _TOKEN.match(text)
    slot, optional, either, _, literal = token.groups() if token else (None,) * 5
    if literal:
        return (fold(literal)[:START],)
    if slot and (shape := _SHAPES.get(slot, f"[{AGENTS}]"))[0] == "[":
        return tuple(shape[1:-1])
    if either:
        return tuple(start for part in either.split("|") for start in _starts(part))
    if optional and token:
        return _starts(optional) + _starts(text[token.end() :].lstrip())
    return ("",)


def _letters(word: str) -> str:
    """Give the longest run of letters in a word: what a number or mention that touches it leaves of it."""
    return max(LETTERS.findall(word), key=len, default="")


def _bounded(text: str) -> str:
    """Translate a form that starts a word.

    The look back stands behind the first literal or mark: a pattern that starts with one is searched many times faster.
    """
    pattern = to_pattern(text)[0]
    token = _TOKEN.match(text)
    slot, _, either, _, literal = token.groups() if token else (None,) * 5
    if either and all(either.split("|")):
        parts = _alternatives(either)
        plain = "|".join(_inner(part, []) for part in parts)
        return "|".join(map(_bounded, parts)).join(("(?:", ")")) + pattern[len(plain) + 4 :]
    if literal:
        width, end = len(literal), len(_literal(literal, False))
    elif slot and (shape := _slot(slot, [])).startswith("(["):
        width, end = 1, len(shape)
    else:
        return rf"(?<!\w){pattern}"
    return rf"{pattern[:end]}(?<!\w.{{{width}}}){pattern[end:]}"


def check_form(text: str) -> None:
    """Raise FormError where a form cannot be read."""
    if not _READABLE.fullmatch(text):
        to_pattern(text)


def to_pattern(text: str) -> tuple[str, tuple[str, ...]]:
    """Translate a form into a pattern for a shadow and the names of its slots, in order.

    >>> to_pattern("{body}s beslut")[1]
    ('body',)
    """
    out: list[str] = []
    slots: list[str] = []
    swallow = joins = False
    position = 0
    for token in _TOKEN.finditer(text):
        if token.start() != position:
            raise FormError(f"unbalanced bracket in {text!r}")
        position = token.end()
        slot, optional, either, space, literal = token.groups()
        if space:
            joins = _optional_alone(text, position)
            if not swallow and not joins:
                out.append(r":?\s+" if text.startswith("{person}", position) else r"\s+")
            swallow = False
        elif slot is not None:
            out.append(_slot(slot, slots))
        elif optional is not None:
            first = not out and text[position : position + 1].isspace()
            inner = _inner(optional, slots)
            out.append(f"(?:{inner}{_SPACE})?" if first else f"(?:{_SPACE}{inner})?" if joins else f"(?:{inner})?")
            swallow = first
        elif either is not None:
            out.append("(?:" + "|".join(_inner(part, slots) for part in _alternatives(either)) + ")")
        else:
            out.append(_literal(literal, bool(slots) and bool(token.start()) and text[token.start() - 1] == "}"))
    if position != len(text):
        raise FormError(f"unbalanced bracket in {text!r}")
    return "".join(out), tuple(slots)


def _alternatives(either: str) -> list[str]:
    return sorted(either.split("|"), key=len, reverse=True)


def _optional_alone(text: str, position: int) -> bool:
    """Say whether an optional word of its own stands at a position ("x [y] z"): the space before it is optional too."""
    if text[position : position + 1] != "[":
        return False
    close = text.find("]", position)
    after = text[close + 1 : close + 2]
    return close >= 0 and (not after or after.isspace())


def _inner(text: str, slots: list[str]) -> str:
    pattern, names = to_pattern(text)
    slots.extend(names)
    return pattern


def _slot(name: str, slots: list[str]) -> str:
    if name in AGENT_SLOTS:
        shape = f"[{AGENTS}]"
    elif name in _SHAPES:
        shape = _SHAPES[name]
    else:
        raise FormError(f"unknown placeholder {{{name}}}")
    if name in ("...", "…"):
        return shape
    slots.append(name)
    return f"({shape})"


def _literal(literal: str, after_slot: bool) -> str:
    escaped = re.escape(fold(literal))
    if after_slot and literal == "s":
        return "(?:s|'s|'|’s|’)?"
    return escaped


def without_overlap(found: Sequence[Found]) -> list[Found]:
    """Keep of overlapping finds the longest; the rest in order.

    >>> without_overlap([])
    []
    """
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)

"""The clauses of a sentence that each tell of a decision ("A adopted it on 3 May, which B annulled on 4 June")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from ..forms import BODY, DATE, IDENTIFIER, Found, without_overlap
from ..matcher import Matcher
from ..mentions import Shadow

_LED_IN = 30
_COLON = re.compile(r":\s")


@attrs.frozen
class Clause:
    """A range of a shadow and the form in it that tells of the decision."""

    start: int
    end: int
    found: Found


def clauses(shadow: Shadow, matcher: Matcher, joiners: frozenset[str]) -> Iterator[Clause]:
    """Give the clauses of a sentence in which a form of `matcher` stands, in order; one alone is the whole sentence.

    Two acts are two clauses only where a comma or a word of `joiners` stands between them and each names a body and a
    day or number of its own. What is said before a colon, or joined in front of the subject, belongs to no clause.
    """
    acts = _acts(shadow, matcher)
    if not acts:
        return
    breaks = [_opening(shadow, acts[0], joiners)]
    kept = [acts[0]]
    for act in acts[1:]:
        at = _break(shadow.text, kept[-1].end, act.start, joiners)
        if at is not None and _whole(shadow.text[breaks[-1] : at]) and _whole(shadow.text[at:]):
            breaks.append(at)
            kept.append(act)
    if len(kept) == 1:
        longest = max(acts, key=lambda act: act.end - act.start)
        yield Clause(_opening(shadow, longest, joiners), len(shadow.text), longest)
        return
    for number, (at, act) in enumerate(zip(breaks, kept, strict=True)):
        end = breaks[number + 1] if number + 1 < len(breaks) else len(shadow.text)
        yield Clause(at, _ending(shadow.text[:end], joiners), act)


def _whole(text: str) -> bool:
    """Say whether a part names a body and when or under which number it decided."""
    return BODY in text and (DATE in text or IDENTIFIER in text)


def _acts(shadow: Shadow, matcher: Matcher) -> list[Found]:
    """Give the forms found, the longest at each place; of those that reach back to two subjects the nearer one's."""
    found = matcher.search(shadow.text)
    nearest: dict[int, int] = {}
    for item in found:
        nearest[item.end] = max(_subject(item), nearest.get(item.end, -1))
    return without_overlap([item for item in found if _subject(item) == nearest[item.end]])


def _subject(act: Found) -> int:
    """Give the place of the body that a form names, its end where it names none."""
    return next((start for name, start, _ in act.slots if name in ("body", "agent")), act.end)


def _opening(shadow: Shadow, act: Found, joiners: frozenset[str]) -> int:
    """Give where the clause of the first act starts: behind a colon, or behind the word that joins its subject."""
    text = shadow.text
    colon = max((match.end() for match in _COLON.finditer(text, 0, act.start + 1)), default=0)
    if text[act.start] != BODY:
        return colon if BODY in text[colon : act.end] else 0
    joined = _joined(text, colon, act.start, joiners)
    return joined if joined is not None and joined - colon > _LED_IN else colon


def _joined(text: str, low: int, high: int, joiners: frozenset[str]) -> int | None:
    """Give the place behind a joining word that stands right before a subject, an article between them at most."""
    words = list(re.finditer(r"\w+", text[low:high]))[-3:]
    word = next((word for word in reversed(words) if word.group() in joiners), None)
    if word is None or "," in text[low + word.end() : high]:
        return None
    return low + word.end() + 1


def _ending(text: str, joiners: frozenset[str]) -> int:
    """Give where a clause ends: before the comma and the word that join the next one to it."""
    text = text.rstrip(" ,")
    last = text[text.rfind(" ") + 1 :]
    return len(text[: -len(last)].rstrip(" ,")) if last in joiners else len(text)


def _break(text: str, low: int, high: int, joiners: frozenset[str]) -> int | None:
    """Give where a second act's clause starts: behind the last comma or joining word before it."""
    comma = text.rfind(", ", low, high)
    words = [low + word.end() + 1 for word in re.finditer(r"\w+", text[low:high]) if word.group() in joiners]
    places: Sequence[int] = [*([comma + 2] if comma >= 0 else []), *words]
    return max(places, default=None)

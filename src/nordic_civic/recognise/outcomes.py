"""What a resolution's own words say was resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..context import Context
from ..points import Point, paragraphs, sentences
from ..rows import Row
from ..text import fold
from ..values import OUTCOMES
from ..view import View

_FIRST = ("recommended", "referred_back", "postponed")


def outcome_words(context: Context, text: str) -> list[tuple[str, int, int]]:
    """Give the outcomes that a text names, in order, the longest form at each place: `(outcome, start, end)`."""
    found: list[tuple[str, int, int]] = []
    for item in context.parser.vocabulary["outcomes"].matcher_of(*OUTCOMES, "none").search(fold(text)):
        row: Row = item.form.row
        if found and item.start < found[-1][2]:
            if item.end - item.start > found[-1][2] - found[-1][1]:
                found[-1] = (row.meaning, item.start, item.end)
            continue
        found.append((row.meaning, item.start, item.end))
    return found


def announces_none(context: Context, text: str) -> bool:
    """Say whether a text starts with the words that nothing is resolved."""
    words = outcome_words(context, text)
    return bool(words) and words[0][:2] == ("none", 0)


def outcome_of(context: Context, text: str) -> tuple[str | None, int, int]:
    """Give the outcome of a passage without points and where it is said; None where nothing says it.

    The first sentence that names one decides; in it a step towards another body's decision outweighs the rest. What
    was only talked over and then put off is put off.
    """
    shadowed = outcome_words(context, text)
    shadowed = [item for item in shadowed if item[0] != "none"] or shadowed
    if not shadowed:
        return None, 0, 0
    first = shadowed[0]
    stop = _sentence_end(context, text, first[2])
    inside = [item for item in shadowed if item[1] < stop]
    turned = [item for item in inside if item[0] == "rejected" and item[2] - item[1] > first[2] - first[1]]
    if first[0] == "adopted" and turned:
        return turned[0]
    for wanted in _FIRST:
        for item in inside:
            if item[0] == wanted:
                return item
    put_off = next((item for item in shadowed if item[0] == "postponed"), None)
    return put_off if first[0] == "noted" and put_off is not None else first


def _sentence_end(context: Context, text: str, start: int) -> int:
    return next((end for _, end in sentences(text, 0, len(text), context.abbreviations) if end >= start), len(text))


def outcome_with_points(context: Context, view: View, start: int, end: int, points: Sequence[Point]) -> str | None:
    """Give the outcome of a passage: of its points where they tell, `mixed` where they went different ways."""
    lead, *_ = outcome_of(context, view.text[start : points[0].start] if points else view.text[start:end])
    if lead == "recommended" or not points:
        return lead
    each = [outcome_of(context, view.text[point.start : point.end])[0] for point in points]
    if lead is not None and not any(each):
        return lead
    kinds = Counter(kind or "adopted" for kind in each)
    if len(kinds) == 1:
        return next(iter(kinds))
    if "rejected" in kinds or "postponed" in kinds or "referred_back" in kinds:
        return "mixed"
    if set(kinds) == {"adopted", "recommended"} and kinds["recommended"] > kinds["adopted"]:
        return "recommended"
    return "adopted"


def paragraph_outcomes(context: Context, view: View, start: int, end: int) -> str | None:
    """Give the outcome of a passage of several paragraphs without points."""
    ranges = list(paragraphs(view.text, start, end))
    while len(ranges) > 1 and view.text[ranges[0][0] : ranges[0][1]].rstrip().endswith(":"):
        lead = outcome_of(context, view.text[ranges[0][0] : ranges[0][1]])[0]
        if lead is not None:
            return lead
        ranges.pop(0)
    each = [outcome_of(context, view.text[low:high])[0] for low, high in ranges]
    known = [kind for kind in each if kind]
    if not known:
        return None
    if len(each) > 1 and each[0] is None and known[0] in ("noted", "rejected"):
        return "adopted" if known[0] == "noted" else known[0]
    return known[0]

"""Decisions without a heading: the sitting body's own sentence in the running text of its minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..blocks import Block
from ..context import Context
from ..draft import Draft
from ..forms import BODY, DATE
from ..mentions import Shadow
from ..points import find_points
from ..values import OUTCOMES
from ..view import View
from .decisions import alike, finished
from .outcomes import outcome_words
from .proposals import trimmed

_RUNNING = frozenset(("", "background", "summary", "other", "treatment", "procedure"))
_CLOSE = 40
_MARKER = 5
_SHORT = 140


def bare_decision(context: Context, parts: Sequence[Block]) -> Draft | None:
    """Find the decision of a case in which no part is headed as one.

    It is the last run of sentences that start with the sitting body and a verb of deciding, or of recommending to
    another body, and name no day of their own ("Kommunstyrelsen utser …"); else the short sentence that the case
    starts with or consists of ("Informationen noteras.").
    """
    if context.kind not in ("minutes", "minutes_extract") or context.body is None:
        return None
    running = [block for block in parts if block.role in _RUNNING and block.within is None and block.origin is None]
    for block in reversed(running):
        view = context.view(block.section.ranges)
        own = list(_own_sentences(context, view))
        if own:
            return finished(context, _draft(block, view, own[0][0], own[-1][1]), block)
    if not running or running[0] is not parts[0]:
        return None
    view = context.view(running[0].section.ranges)
    only = _only_sentence(context, view, alone=len(parts) == 1)
    if only is None and len(parts) == 1 and context.kind == "minutes_extract":
        only = _only_points(context, view)
    return finished(context, _draft(running[0], view, *only), running[0]) if only is not None else None


def _draft(block: Block, view: View, start: int, end: int) -> Draft:
    return Draft("decision", view, start, end, "bare", heading=block.section.heading)


def _own_sentences(context: Context, view: View) -> Iterator[tuple[int, int]]:
    """Give the last run of neighbouring sentences in which the sitting body decides."""
    run: list[tuple[int, int]] = []
    ended = False
    for start, end in context.sentences(view):
        if _decides(context, context.shadow(view, start, end)):
            run = [] if ended else run
            run.append((start, end))
            ended = False
        else:
            ended = bool(run)
    yield from run


def _decides(context: Context, shadow: Shadow) -> bool:
    first = shadow.mention_at(0) if shadow.text[:1] == BODY else None
    if first is None or not isinstance(first.value, tuple) or context.body is None or DATE in shadow.text:
        return False
    if first.value[0].kind != "body" or not alike(first.value[0], context.body):
        return False
    proposed = context.parser.vocabulary["proposals"].matcher.opening(shadow.text)
    if proposed is not None and any(not alike(agent, context.body) for agent in shadow.agents(proposed, "addressee")):
        return True
    told = context.parser.vocabulary["citations"].matcher_of(*OUTCOMES, "decided").opening(shadow.text)
    words = outcome_words(context, shadow.text[:_CLOSE])
    return told is not None or (bool(words) and words[0][0] != "none" and words[0][1] <= 2)


def _only_sentence(context: Context, view: View, alone: bool) -> tuple[int, int] | None:
    """Give the first sentence where all of it is words of an outcome, or it is short, ends in them and stands alone."""
    ranges = [(start, end) for start, end in context.sentences(view) if view.text[start:end].strip()]
    if not ranges or ranges[0][1] - ranges[0][0] > _SHORT:
        return None
    start, end = ranges[0]
    text = view.text[start:end].rstrip()
    words = outcome_words(context, text)
    if not text.endswith(".") or not words or words[0][0] == "none" or words[-1][2] < len(text) - 1:
        return None
    return ranges[0] if words[0][1] == 0 or (alone and len(ranges) == 1) else None


def _only_points(context: Context, view: View) -> tuple[int, int] | None:
    """Give all of an extract that is nothing but the numbered points of a resolution."""
    start, end = trimmed(view.text, 0, len(view.text))
    points = find_points(view, start, end, context.that)
    return (start, end) if len(points) > 1 and points[0].start - start < _MARKER else None

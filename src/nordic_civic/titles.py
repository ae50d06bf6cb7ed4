"""The title of a document about one matter."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Context
from .furniture import is_head
from .labels import Label
from .lines import Line
from .outline import Heading
from .points import MARKER
from .text import fold

_LOOK = 60
_QUESTION = 80
_RUNNING = 60
_SMALL = 3
_HEADED = frozenset(("other", "attendance", "contents", "procedure", "signature"))


def lone_title(
    context: Context, headings: Sequence[Heading], labels: Sequence[Label], lines: Sequence[Line]
) -> list[tuple[int, int]]:
    """Give the ranges of the title: a labelled one, else the paragraph of the head that looks most like one.

    `lines` are those of the document or of the one case in it.
    """
    for label in labels:
        if label.meaning == "title" and label.value:
            return [(label.start, label.end)]
    first = next((h.line for h in headings if h.role not in _HEADED and (h.role != "treatment" or h.agents)), None)
    taken = {line for label in labels for line in (label.line, label.last_line)}
    labelled = {label.last_line for label in labels}
    stop = first if first is not None else (lines[0].index if lines else 0) + _LOOK
    groups = _paragraphs(context, lines, stop, taken | {h.line for h in headings if h.role != "other"})
    scored = [
        (_score(context, group, first, position) + _behind_label(context, group, labelled), -position, group)
        for position, group in enumerate(groups)
    ]
    best = max(scored, default=None, key=lambda item: item[:2])
    if best is None or best[0] <= 0:
        return []
    return [(line.start, line.end) for line in best[2]]


def _paragraphs(context: Context, lines: Sequence[Line], stop: int, taken: set[int]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    group: list[Line] = []
    for line in lines[: 3 * _LOOK]:
        if line.index >= stop:
            break
        if not line.text or line in context.furniture or line.index in taken:
            if group:
                groups.append(group)
            group = []
            continue
        if len(group) == 1 and (_stands_over(group[0].text, line.text) or _is_kind(context, group[0])):
            groups.append(group)
            group = []
        group.append(line)
    return [*groups, group] if group else groups


def _stands_over(first: str, second: str) -> bool:
    """Say whether a short line stands over running text and not at the start of a title that wraps."""
    return len(second) > _RUNNING and second[:1].isupper() and len(first) < 0.6 * len(second)


def _is_kind(context: Context, line: Line) -> bool:
    """Say whether a line is the name of a kind of document and no more ("KOMMUNAL FÖRFATTNINGSSAMLING")."""
    found = context.parser.vocabulary["kinds"].matcher.opening(line.folded)
    return found is not None and found.end == len(line.folded) and len(line.folded.split()[-1]) > _SMALL


def _names_kind(context: Context, text: str) -> bool:
    """Say whether a title names its document's own kind and what it is for ("Reglemente för socialnämnden")."""
    found = context.parser.vocabulary["kinds"].matcher.opening(fold(text))
    named = found is not None and found.end < len(text.rstrip(" .")) and found.form.row.meaning == context.kind
    return named and context.kind == "regulation"


def _score(context: Context, group: Sequence[Line], first: int | None, position: int) -> float:
    """Say how much a paragraph of the head looks like a title; 0 or less is none."""
    text = " ".join(line.text for line in group)
    if len(text) < 6 or len(text) > 320 or len(group) > 5 or text.rstrip().endswith((":", ",", ";")):
        return 0.0
    if _names_kind(context, text):
        return 4.0 - 0.05 * position
    if (is_head(text, context.parser) and not _is_plan(context, text)) or context.parser.registry.phrases.fullmatch(
        text
    ):
        return 0.0
    if not any(char.isalpha() for char in text):
        return 0.0
    if text.rstrip().endswith(".") and len(text) > 140:
        return 0.0
    if _only_when(context, text):
        return 0.0
    score = 1.0 + min(len(text), 100) / 100
    letters = [char for char in text if char.isalpha()]
    score += 2.0 if len(letters) > 15 and sum(c.isupper() for c in letters) > 0.8 * len(letters) else 0.0
    score += 2.0 if group[0].level else 0.0
    score += 1.0 if first is not None and _last_before(context, group, first) else 0.0
    agents = context.parser.agents.find(text) if len(text) < 40 else []
    if agents and (agents[0].start == 0 or context.parser.vocabulary["kinds"].matcher.opening(fold(text)) is not None):
        score -= 1.5
    text_end = text.rstrip()
    if text_end.endswith(".") or (text_end.endswith(("!", "?")) and len(text) > _QUESTION) or MARKER.match(text):
        score -= 2.0
    if "@" in text or sum(char.isdigit() for char in text) > len(text) / 3:
        score -= 3.0
    return score - 0.05 * position


def _is_plan(context: Context, text: str) -> bool:
    """Say whether a text opens with the name of a plan ("Økonomiplan 2014-2017"), not of a record."""
    found = context.parser.vocabulary["kinds"].matcher.opening(fold(text))
    return found is not None and found.form.row.meaning == "other_municipal"


def _only_when(context: Context, text: str) -> bool:
    """Say whether a line tells a day and time and nothing more: around its date stand only small letters."""
    days = list(context.parser.dates.find(text))
    rest = text[: days[0].start] + text[days[0].end :] if days else text
    return bool(days) and len(text) < _LOOK and rest == rest.lower()


def _behind_label(context: Context, group: Sequence[Line], labelled: set[int]) -> float:
    """Weigh that a short paragraph without a date stands right behind the labels of the head, as titles do."""
    above = (context.lines[index] for index in range(group[0].index - 1, -1, -1))
    before = next((line for line in above if line.text), None)
    dated = any(True for line in group for _ in context.parser.dates.find(line.text))
    short = sum(len(line.text) for line in group) < 2 * _LOOK and not group[-1].text.endswith(".") and not dated
    return 1.0 if before is not None and before.index in labelled and short else 0.0


def _last_before(context: Context, group: Sequence[Line], first: int) -> bool:
    between = context.lines[group[-1].index + 1 : first]
    return not any(line.text and line not in context.furniture for line in between)

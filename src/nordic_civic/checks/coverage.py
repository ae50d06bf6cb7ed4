"""How much of the body text ended in a part whose role is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lines import Line
from ..records import Check
from ..values import Span
from .base import Facts, at_line, nothing, outcome

THRESHOLD = 0.5
_FEWEST = 200
_UNKNOWN = frozenset(("", "other"))
_RUNNING = frozenset(("letter", "memo", "motion", "regulation"))
"""Kinds whose text need not stand under headings of a case's parts."""
_CHAPTERED = frozenset(("background", "summary", "history", "remit"))
"""Parts of free text, which may have chapters of their own with headings that no table knows."""
_SHOWN_SPANS = 5


def coverage(facts: Facts) -> Check:
    """Measure the share of the text, furniture left out, that stands in a part of known role or in a record.

    Running text (a letter, a memo, a motion, a regulation) that stands in no such part is told and fails nothing.
    """
    code = "coverage"
    known = total = 0
    unknown: list[tuple[int, Span]] = []
    run: list[Line] = []
    for line, understood in _lines(facts):
        total += len(line.text)
        if understood:
            known += len(line.text)
            _close(run, unknown)
        else:
            run.append(line)
    _close(run, unknown)
    if total < _FEWEST:
        return nothing(code, "There is too little text to measure.")
    share = known / total
    longest = [span for _, span in sorted(unknown, key=lambda pair: -pair[0])[:_SHOWN_SPANS]]
    message = f"{share:.0%} of the text stands in parts whose role is known."
    if share < THRESHOLD and facts.kind in _RUNNING:
        message += f" A document of the kind {facts.kind} is running text: read the rest of it."
        return Check(code, None, None, f"{share:.0%}", message, tuple(longest))
    if share < THRESHOLD:
        message += " The layout is largely unknown: look at the longest parts left, and at their headings."
    return outcome(code, share >= THRESHOLD, f"at least {THRESHOLD:.0%}", f"{share:.0%}", message, longest)


def _close(run: list[Line], unknown: list[tuple[int, Span]]) -> None:
    """Note a run of lines that nothing understood, and begin a new one."""
    if run:
        first = at_line(run[0])
        unknown.append((sum(len(line.text) for line in run), Span(first.start, run[-1].end, first.page)))
        run.clear()


def _lines(facts: Facts) -> Iterator[tuple[Line, bool]]:
    """Give the lines of the body text, and whether each is understood."""
    starts = {item.line.index for item in facts.agenda.bodies}
    heads = {line for heading in facts.headings for line in range(heading.line, heading.last_line + 1)}
    roles = {heading.line: heading.role for heading in facts.headings}
    labelled = {line for label in facts.labels for line in range(label.line, label.last_line + 1)}
    lists = {item.line.index for item in facts.agenda.listed}
    recorded = _recorded(facts)
    role, at = "", 0
    for line in facts.context.lines:
        if not line.text or line in facts.context.furniture:
            continue
        if line.index in starts:
            role = ""
        opened = roles.get(line.index, role)
        role = role if opened == "other" and role in _CHAPTERED else opened
        while at < len(recorded) and recorded[at][1] <= line.start:
            at += 1
        inside = at < len(recorded) and recorded[at][0] < line.end
        placed = line.index in starts or line.index in heads or line.index in labelled or line.index in lists
        yield line, placed or inside or role not in _UNKNOWN


def _recorded(facts: Facts) -> Sequence[tuple[int, int]]:
    """Give the ranges of the text that records were made of, in order and put together."""
    result = facts.result
    passages = (result.cases, result.proposals, result.decisions, result.mandates)
    spans = sorted((s.start, s.end) for records in passages for record in records for s in record.spans)
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out

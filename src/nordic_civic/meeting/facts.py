"""When and where a body met, and the number of the sitting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..forms import Found
from ..labels import Label
from ..lines import Line
from ..outline import Heading
from ..text import fold
from .tables import CELLS

_CLOCK = re.compile(r"(?<![\w.:/])(?:[01]?\d|2[0-3])(?P<mark>[.:])[0-5]\d(?!\d|[.:/]\d)")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT(?P<clock>[0-2]\d:[0-5]\d)")
_TO = re.compile(r"\s*(?:[-–—]|[^\W\d_]{1,5}(?=\s))\s*")
_NUMBER = re.compile(r"\s*(?:[^\W\d_]{1,3}\.?\s)?(?P<number>\d{1,3}(?:\s?/\s?(?:\d\d|\d{4}))?)\s*$")
_BELOW = 3
_HEAD = 45
_LONGEST = 120
_FULL = 50
_TIMED = frozenset(("time", "place", "meeting_date"))
_CLOCK_NEAR = 12
_CLOCK_WORD = 3
"""No longer than the short word before a time of day ("kl.")."""
_PLACE_MARKS = " \t,;:.–-("


def read_times(labels: Sequence[Label], context: Context) -> tuple[str | None, str | None, str | None]:
    """Give start, end and place of a sitting, as its labels, its sentences of time and the line of its date tell."""
    taken = {line for label in labels for line in (label.line, label.last_line)}
    start = end = None
    for label in labels:
        if label.meaning not in _TIMED or _about_signing(context, label) or _row_ends(context, label.line):
            continue
        clocks = _clocks(context, _value(context, label, taken), label.meaning == "time")
        if clocks:
            start, end = clocks[0], next(iter(clocks[1:]), None)
            break
    said_start, said_end = _said(context)
    if start is None and said_start is None:
        dated = _dated(context)
        start, end = next(iter(dated), None), next(iter(dated[1:]), None)
    return start or said_start, end or said_end, _place(labels, context, taken)


def _said(context: Context) -> tuple[str | None, str | None]:
    """Give start and end as lines near the document's top and end say them ("Møtet hevet kl. 21.15")."""
    filled = [line for line in context.lines if line.text]
    start = end = None
    for line in dict.fromkeys((*filled[:_HEAD], *filled[-_HEAD:])):
        if len(line.text) > _LONGEST or not any(map(str.isdigit, line.text)):
            continue
        found = context.parser.vocabulary["labels"].matcher_of("time").opening(line.folded)
        clock = _CLOCK.search(line.text, found.end) if found is not None else None
        if found is None or clock is None or clock.start() - found.end > _CLOCK_NEAR:
            continue
        if _ends(found):
            end = end or _written(clock.group())
        else:
            start = start or _written(clock.group())
    return start, end


def _value(context: Context, label: Label, taken: set[int]) -> str:
    """Give the value of a label with the lines that it runs on over."""
    line = context.lines[label.line]
    parts = [label.value or line.text]
    if label.line != label.last_line or (len(parts[0]) >= _FULL and not CELLS.search(parts[0])):
        headings = context.parser.vocabulary["headings"].matcher
        for below in context.lines[label.last_line + 1 : label.last_line + 1 + _BELOW]:
            opened = below.text[:1].isupper() and headings.opening(below.folded) is not None
            if not below.text or opened or below.index in taken or below in context.furniture:
                break
            parts.append(below.text)
    return " ".join(parts)[: 3 * _LONGEST]


def _about_signing(context: Context, label: Label) -> bool:
    """Say whether a label is about the signing of the minutes ("Justeringens plats och tid")."""
    matcher = context.parser.vocabulary["headings"].matcher_of("signature")
    rows = [context.lines[index].folded for index in range(max(0, label.line - 1), label.line + 1)]
    return any(matcher.opening(row) is not None for row in (*rows, " ".join(rows)))


def _row_ends(context: Context, line: int) -> bool:
    found = context.parser.vocabulary["labels"].matcher_of("time").opening(context.lines[line].folded)
    return found is not None and _ends(found)


def _ends(found: Found) -> bool:
    """Say whether a label of time is about the end: its row has the attribute `end`."""
    return bool(found.form.row.attributes.get("end"))


def _written(clock: str) -> str:
    hour, minute = re.split("[.:]", clock)
    return f"{int(hour):02d}:{minute}"


def _clocks(context: Context, passage: str, sure: bool) -> list[str]:
    """Give the times of day in a passage without its dates: `sure` says that "12.30" can be nothing else."""
    text = _without_dates(context, passage)
    found = list(_CLOCK.finditer(text))
    words = context.parser.vocabulary["labels"].words("time")
    for number, clock in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        paired = after is not None and _TO.fullmatch(text[clock.end() : after.start()]) is not None
        if sure or paired or clock["mark"] == ":" or _behind_word(text, clock.start(), words):
            pair = [clock.group(), after.group()] if after is not None and (paired or sure) else [clock.group()]
            return [_written(one) for one in pair]
    return []


def _behind_word(text: str, at: int, words: frozenset[str]) -> bool:
    """Say whether a word for the time of day stands right before a place: a known one, or a short one ("kl.")."""
    before = text[max(0, at - 16) : at].split()
    if not before:
        return False
    bare = fold(before[-1]).strip(":")
    return bare in words or f"{bare}." in words or (before[-1].islower() and len(bare) <= _CLOCK_WORD)


def _without_dates(context: Context, passage: str) -> str:
    """Put blanks over the dates of a passage, so that no part of one is a time."""
    out = passage
    for mention in context.parser.dates.find(passage, year=context.year):
        out = out[: mention.start] + " " * (mention.end - mention.start) + out[mention.end :]
    return out


def _dated(context: Context) -> list[str]:
    """Give the times of the line of the head that holds the date of the sitting."""
    for line in _head_lines(context):
        stamp = _STAMP.search(line.text)
        if stamp is not None:
            return [stamp["clock"]]
        dates = [mention.value for mention in context.parser.dates.find(line.text)]
        if context.date is not None and context.date in dates:
            clocks = _clocks(context, line.text, False)
            if clocks:
                return clocks
    return []


def _head_lines(context: Context) -> Iterator[Line]:
    filled = (line for line in context.lines if line.text)
    for _, line in zip(range(_HEAD), filled, strict=False):
        if len(line.text) <= _LONGEST:
            yield line


def _place(labels: Sequence[Label], context: Context, taken: set[int]) -> str | None:
    """Give the place: the first piece of a label's value that is no date, weekday or time."""
    for label in labels:
        if label.meaning != "place" or _about_signing(context, label):
            continue
        value = _value(context, label, taken)
        if not any(map(str.isalpha, value)):
            value = context.lines[label.line].text
        place = _first_place(context, CELLS.split(value.strip())[0])
        if place:
            return place
    return None


def _first_place(context: Context, value: str) -> str | None:
    words = context.parser.vocabulary["labels"].words("time") | context.parser.vocabulary["dates"].words("weekday")
    text = _CLOCK.sub("\n", re.sub(r"  +", "\n", _without_dates(context, value)))
    pieces = text.split("\n")
    for number, piece in enumerate(pieces):
        kept = piece.split()
        if number + 1 < len(pieces) and kept and kept[-1].islower() and len(kept[-1]) <= _CLOCK_WORD:
            kept.pop()
        while kept and (fold(kept[-1]).strip(_PLACE_MARKS) in words or not any(map(str.isalnum, kept[-1]))):
            kept.pop()
        while kept and (fold(kept[0]).strip(_PLACE_MARKS) in words or not any(map(str.isalnum, kept[0]))):
            kept.pop(0)
        place = " ".join(kept).strip(_PLACE_MARKS)
        if sum(map(str.isalpha, place)) > 3:
            return place
    return None


def read_number(context: Context, lines: Sequence[Line], headings: Sequence[Heading]) -> str | None:
    """Give the number of the sitting behind the document's title ("Protokoll nr. 7/24") or a label's words for it."""
    first = min((heading.line for heading in headings if heading.role != "other"), default=len(lines))
    kinds = context.parser.vocabulary["kinds"].matcher
    numbered = context.parser.vocabulary["labels"].matcher_of("number")
    for line in lines[: max(first, 1)][:_HEAD]:
        if not line.text or len(line.text) > _LONGEST:
            continue
        text = line.text.lstrip("#* ")
        found = numbered.opening(fold(text)) or kinds.opening(fold(text))
        begin = min((start for slot, start, _ in found.slots if slot == "number"), default=found.end) if found else 0
        match = _NUMBER.match(text, begin) if found is not None else None
        if match is not None:
            return match["number"].replace(" ", "")
    return None

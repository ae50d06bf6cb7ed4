"""iCalendar (RFC 5545): sittings, and the deadlines of mandates, as events that any calendar program can take in.

A deadline is an all-day event and no to-do: many programs drop to-dos without a word. Times are local times without a
zone, as the documents give them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..ids import make_id
from ..records import Case, Mandate, Meeting, ParseResult
from . import identity
from .base import Exporter, put
from .days import day, days, last_day
from .target import Target

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_OCTETS = 75
_OPEN = ("given", "extended")
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//nordic-civic//nordic-civic//EN", "CALSCALE:GREGORIAN")
Property = tuple[str, str]


def _write(results: Iterable[ParseResult], target: Target) -> None:
    once = identity.Once()
    with target.open() as stream:
        put(map(fold, _HEAD), stream)
        for result in results:
            for event in _events(result, once, target):
                put((fold(f"{name}:{value}") for name, value in event), stream)
        put([fold("END:VCALENDAR")], stream)


def fold(line: str) -> str:
    """End a content line, folded where it has more than 75 octets and never inside a character.

    >>> fold("SUMMARY:" + "å" * 40).split("\\r\\n ")[1]
    'ååååååå\\r\\n'
    """
    parts, room, start, used = [], _OCTETS, 0, 0
    for at, character in enumerate(line):
        octets = len(character.encode("utf-8", "surrogatepass"))
        if used + octets > room:
            parts.append(line[start:at])
            start, used, room = at, 0, _OCTETS - 1
        used += octets
    return "\r\n ".join([*parts, line[start:]]) + "\r\n"


def escape(text: str) -> str:
    r"""Write a text as a value.

    >>> print(escape("Budget, plan; a\\b\nNext"))
    Budget\, plan\; a\\b\nNext
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _events(result: ParseResult, once: identity.Once, target: Target) -> Iterator[list[Property]]:
    meeting = result.meeting
    if meeting is not None:
        spent = days(meeting.date)
        key = _sitting_key(result, meeting)
        if spent is None:
            target.leave_out("a sitting without a certain day")
        elif once(key):
            yield _event(key, _stamp(result), _sitting(result, meeting, spent))
    for mandate in result.mandates:
        if mandate.deadline is not None and mandate.status in _OPEN:
            due = last_day(mandate.deadline)
            if due is None:
                target.leave_out("a deadline without a certain last day")
            elif once(mandate.id):
                yield _event(mandate.id, _stamp(result), _deadline(result, mandate, due))


def _event(key: str, stamp: str, properties: Iterable[Property]) -> list[Property]:
    own = [("UID", f"{key}@nordic-civic"), ("DTSTAMP", stamp)]
    return [("BEGIN", "VEVENT"), *own, *((name, value) for name, value in properties if value), ("END", "VEVENT")]


def _sitting_key(result: ParseResult, meeting: Meeting) -> str:
    """Give one key for the sitting, whether its agenda or its minutes tell of it; without a body, one for each."""
    body = identity.body(result)
    return make_id("sitting", identity.place(result.document), body.name, meeting.date) if body else meeting.id


def _stamp(result: ParseResult) -> str:
    """Give the day of the document: what the event says was true then, and the bytes are the same at any time."""
    spent = days(result.meeting.date) if result.meeting else None
    return _basic(day(result.document.date) or (spent[0] if spent else date(1970, 1, 1))) + "T000000Z"


def _sitting(result: ParseResult, meeting: Meeting, spent: tuple[date, date]) -> Iterator[Property]:
    first, last = spent
    start, end = _clock(meeting.start), _clock(meeting.end)
    if start:
        yield "DTSTART", f"{_basic(first)}T{start}"
        if end and (last, end) > (first, start):
            yield "DTEND", f"{_basic(last)}T{end}"
    else:
        yield from _whole_days(first, last)
    body = identity.body(result)
    yield "SUMMARY", escape(" – ".join(filter(None, (body.name if body else None, _municipality(result)))) or "–")
    yield "LOCATION", escape(meeting.place or "")
    yield "DESCRIPTION", escape("\n".join(filter(None, map(_title, result.cases))))
    yield "CATEGORIES", "SITTING"


def _deadline(result: ParseResult, mandate: Mandate, due: date) -> Iterator[Property]:
    yield from _whole_days(due, due)
    who = ", ".join(agent.name for agent in mandate.assignees)
    case = next((one for one in result.cases if one.id == mandate.case_id), None)
    title = (case.title if case else None) or " ".join(mandate.text.split())[:80]
    yield "SUMMARY", escape(f"{who}: {title}" if who else title)
    told = (mandate.text, f"{mandate.deadline}", _title(case) if case else None, _municipality(result))
    yield "DESCRIPTION", escape("\n".join(filter(None, told)))
    yield "CATEGORIES", "DEADLINE"
    yield "TRANSP", "TRANSPARENT"


def _whole_days(first: date, last: date) -> Iterator[Property]:
    yield "DTSTART;VALUE=DATE", _basic(first)
    if last < date.max:
        yield "DTEND;VALUE=DATE", _basic(last + timedelta(days=1))  # the end is the first day that is free again


def _basic(one: date) -> str:
    return one.isoformat().replace("-", "")


def _clock(clock: str | None) -> str | None:
    return clock.replace(":", "").ljust(6, "0") if clock else None


def _title(case: Case) -> str:
    number = next((one.text or one.value for one in case.identifiers if one.role == "item"), None)
    return " ".join(filter(None, (number, case.title)))


def _municipality(result: ParseResult) -> str | None:
    return result.document.municipality.name if result.document.municipality else None


EXPORTER = Exporter("ical", ".ics", _write)

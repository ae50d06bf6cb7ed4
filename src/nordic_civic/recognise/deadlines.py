"""Deadlines, periods and recurrence of a task: "innen utgangen av 2016", "ut valgperioden", "årligen"."""

from __future__ import annotations

import calendar
import re
from typing import Any

from ..context import Context
from ..dates import LAST_MONTHS
from ..diagnostics import Diagnostic
from ..forms import DATE, Found
from ..mentions import Shadow
from ..rows import Row

_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.-]\d|\d)")
_SEASON = re.compile(r"\d{4}-(?:2[1-4]|3\d|4[01])")
_TERM_YEARS = re.compile(r"[\s(]{1,2}(?:19|20)\d\d\s?[-–]\s?(?P<end>(?:19|20)\d\d)(?!\d)")
_NEAR = 40
_SEASONS = ("21", "22", "23", "24")
_LAST_MONTH = {part: f"{month:02d}" for part, month in {"21": 5, "22": 8, "23": 11, "24": 12, **LAST_MONTHS}.items()}
"""The last months of the seasons (21 to 24) and of the other parts of a year."""


def read_deadline(context: Context, shadow: Shadow, kind: str) -> dict[str, Any]:
    """Read deadline, period and recurrence from the shadow of a task's sentence."""
    out: dict[str, Any] = {}
    table = context.parser.vocabulary["dates"]
    recurring = table.matcher_of("recurrence").first(shadow.text)
    if recurring is not None:
        row: Row = recurring.form.row
        out["recurrence"] = str(row.attributes["value"])
    term = table.matcher_of("term").first(shadow.text)
    if term is not None:
        end = _named_end(shadow.text[term.end :]) or term_end(context, shadow)
        if end:
            out["period"] = f"../{end}"
        else:
            context.diagnostics.append(Diagnostic.of("NC603", rule="deadlines"))
    until = period_end(context, shadow)
    if until and "period" not in out and kind in ("appointment", "terms_of_reference", "delegation"):
        out["period"] = until
    if kind in ("assignment", "delegation"):
        deadline = deadline_in(context, shadow)
        if deadline:
            out["deadline"] = deadline
    return out


def _named_end(behind: str) -> str | None:
    """Give the last year of a term that the text itself dates ("mandatperioden 2023–2026")."""
    match = _TERM_YEARS.match(behind)
    return match["end"] if match is not None and len(match["end"]) == 4 else None


def term_end(context: Context, shadow: Shadow) -> str | None:
    """Give the year in which the term of office ends, by the election calendar of the country."""
    known = context.date or (_dates(shadow)[0:1] and _dates(shadow)[0]) or _case_year(context)
    return context.parser.registry.term_end(known) if known else None


def _case_year(context: Context) -> str | None:
    """Take the year from an item's number ("66/13") where nothing else dates the document."""
    for shape in context.parser.items:
        for line in context.lines[:60]:
            match = shape.pattern.match(line.text)
            year = re.search(r"/((?:19|20)?\d\d)\b", match["value"]) if match else None
            if year:
                return year.group(1) if len(year.group(1)) == 4 else f"20{year.group(1)}"
    return None


def _dates(shadow: Shadow) -> list[str]:
    return [mention.value for mention in shadow.mentions if mention.mark == DATE and isinstance(mention.value, str)]


def deadline_in(context: Context, shadow: Shadow) -> str | None:
    """Give the deadline that a sentence sets: behind a word for "by", or a season or month that the task is for."""
    table = context.parser.vocabulary["dates"]
    for found in table.matcher_of("deadline").search(shadow.text):
        value = _date_at(context, shadow, found)
        row: Row = found.form.row
        if value and (not row.attributes.get("future") or _lies_ahead(context, value)):
            return value
    return _season_at_end(context, shadow) or _year_end(context, shadow)


def _year_end(context: Context, shadow: Shadow) -> str | None:
    """Give the last day of the document's own year, where a task is due "before the turn of the year"."""
    found = context.parser.vocabulary["dates"].matcher_of("year_end").first(shadow.text)
    if found is None or context.year is None:
        return None
    named = _YEAR.match(shadow.text[found.end :].lstrip())
    return last_day(named.group(1) if named is not None else str(context.year))


def _season_at_end(context: Context, shadow: Shadow) -> str | None:
    """Give the season, quarter or half of a year that ends a sentence, with no word for "from" before it."""
    last = shadow.mentions[-1] if shadow.mentions else None
    if last is None or last.mark != DATE or not isinstance(last.value, str) or not _SEASON.fullmatch(last.value):
        return None
    place = shadow.text.rfind(DATE)
    if shadow.text[place + 1 :].strip(" .;,"):
        return None
    before = shadow.text[:place].split()[-1:]
    words = context.parser.vocabulary["dates"].words("from") | context.parser.vocabulary["grammar"].words("from", "of")
    return None if words.intersection(before) else last.value


def _lies_ahead(context: Context, value: str) -> bool:
    """Say whether a day, month, season or quarter ends behind the document's own day."""
    return context.date is not None and _last_month(value) > context.date[:7]


def _last_month(value: str) -> str:
    """Give the month in which a date ends.

    >>> _last_month("2020-21"), _last_month("2021-33"), _last_month("2019"), _last_month("2019-04-02")
    ('2020-05', '2021-03', '2019-12', '2019-04')
    """
    year, part = value[:4], value[5:7] or "12"
    return f"{year}-{_LAST_MONTH.get(part, part)}"


def period_end(context: Context, shadow: Shadow) -> str | None:
    """Give the period that a sentence names: until a date, or from one date until another."""
    table = context.parser.vocabulary["dates"]
    end = None
    for found in table.matcher_of("until").search(shadow.text):
        end = _date_at(context, shadow, found) or end
    begin = None
    for found in table.matcher_of("from").search(shadow.text):
        begin = begin or _date_at(context, shadow, found)
    if end is None and begin is None:
        return None
    return f"{begin or '..'}/{end or '..'}"


def _date_at(context: Context, shadow: Shadow, found: Found) -> str | None:
    """Give the date in a form's own place for it ("{date} mennessä"), else the one behind the form."""
    inside = shadow.text.find(DATE, found.start, found.end)
    mention = shadow.mention_at(inside) if inside >= 0 else None
    if mention is not None and isinstance(mention.value, str):
        return mention.value
    return _date_behind(context, shadow, found.start, found.end)


def _date_behind(context: Context, shadow: Shadow, start: int, position: int) -> str | None:
    """Give the date within a few words behind a position: a date, a year, or the end of one."""
    rest = shadow.text[position : position + _NEAR]
    table = context.parser.vocabulary["dates"]
    mark = rest.find(DATE)
    year = _YEAR.search(rest)
    named = min(place for place in (mark if mark >= 0 else len(rest), year.start() if year else len(rest)))
    end_of = table.matcher_of("end_of").first(shadow.text[start : position + named])
    if mark >= 0 and (year is None or mark < year.start()):
        mention = shadow.mention_at(position + mark)
        value = mention.value if mention is not None and isinstance(mention.value, str) else None
        return last_day(value) if value and end_of is not None else value
    if year is None:
        return None
    return last_day(year.group(1)) if end_of is not None else year.group(1)


def last_day(value: str) -> str:
    """Give the last day of a year, a part of one or a month; a season has none.

    >>> last_day("2016"), last_day("2016-02"), last_day("2016-34"), last_day("2016-23")
    ('2016-12-31', '2016-02-29', '2016-06-30', '2016-23')
    """
    if len(value) == 4:
        return f"{value}-12-31"
    part = value[5:]
    month = _LAST_MONTH.get(part, part) if len(value) == 7 and part not in _SEASONS else ""
    if month and int(month) <= 12:
        return f"{value[:4]}-{month}-{calendar.monthrange(int(value[:4]), int(month))[1]:02d}"
    return value

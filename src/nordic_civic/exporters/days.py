"""Dates of the records (EDTF) as days of a calendar, where they say enough."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ..dates import LAST_MONTHS

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def day(edtf: str | None) -> date | None:
    """Give the day that a date names; None where it names none, more than one, or is uncertain.

    >>> day("2024-05-14"), day("2024-05"), day("2024-05-14?")
    (datetime.date(2024, 5, 14), None, None)
    """
    found = _DAY.fullmatch(edtf or "")
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def days(edtf: str | None) -> tuple[date, date] | None:
    """Give the first and the last day of a date or an interval of days.

    >>> days("2024-05-14/2024-05-15")
    (datetime.date(2024, 5, 14), datetime.date(2024, 5, 15))
    """
    first, _, last = (edtf or "").partition("/")
    start, end = day(first), day(last or first)
    return (start, end) if start and end and start <= end else None


def last_day(edtf: str | None) -> date | None:
    """Give the last day on which something due by a date is in time; None for seasons, and for uncertain dates.

    >>> str(last_day("2024-02")), str(last_day("2024")), str(last_day("2024-33")), str(last_day("2024/2025-06-01"))
    ('2024-02-29', '2024-12-31', '2024-03-31', '2025-06-01')
    >>> last_day("2024-23") is None
    True
    """
    end = (edtf or "").rpartition("/")[2]
    if re.fullmatch(r"\d{4}", end):
        return _date(int(end), 12, 31)
    found = _MONTH.fullmatch(end)
    if found is None:
        return day(end)
    year, month = int(found[1]), LAST_MONTHS.get(found[2], int(found[2]))
    return _date(year, month, calendar.monthrange(year, month)[1]) if year and month <= 12 else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None

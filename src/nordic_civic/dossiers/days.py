"""The last day of an EDTF date: when a deadline has passed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ..dates import LAST_MONTHS

_SEASONS = {"21": 5, "22": 8, "23": 11, "24": 2}  # the last month of spring, summer, autumn, winter
_POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}|XX))?)?")


def last_day(edtf: str | None) -> date | None:
    """Give the last day that an EDTF date can mean; None where it is open or not known.

    >>> last_day("2024"), last_day("2024-02"), last_day("2024-01/2024-06")
    (datetime.date(2024, 12, 31), datetime.date(2024, 2, 29), datetime.date(2024, 6, 30))
    """
    if edtf is None:
        return None
    found = _POINT.fullmatch(edtf.rsplit("/", 1)[-1].split("T", 1)[0].rstrip("?~%"))
    if found is None or found["year"] == "0000":
        return None
    year, month, day = int(found["year"]), found["month"] or "12", found["day"]
    if month in _SEASONS:
        year, last = year + (month == "24"), _SEASONS[month]
    else:
        last = LAST_MONTHS.get(month) or int(month)
    if not 1 <= last <= 12:
        return None
    end = monthrange(year, last)[1]
    return date(year, last, end if day in (None, "XX") else min(int(day), end))

"""Dates in running text as EDTF: "4. december 2012", "28-10-2014", "2016-12-09", "høsten 2013", "juni 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import attrs

from .forms import DATE
from .mentions import Mention
from .text import fold
from .vocabulary import Table

_DIGIT = re.compile(r"\d")
_YEAR = r"(?:19|20)\d\d"
LAST_MONTHS = {"33": 3, "34": 6, "35": 9, "36": 12, "37": 4, "38": 8, "39": 12, "40": 6, "41": 12}
"""The last months of the quarters (33 to 36), thirds (37 to 39) and halves (40, 41) of a year, as EDTF numbers them."""


@attrs.frozen(eq=False)
class DateFinder:
    """Find dates with the month, season and weekday words of one country's `dates` table."""

    table: Table

    @cached_property
    def _months(self) -> Mapping[str, int]:
        return {
            fold(form).rstrip("."): int(row.attributes["value"]) for row in self.table.of("month") for form in row.forms
        }

    @cached_property
    def _seasons(self) -> Mapping[str, int]:
        rows = [row for row in self.table.of("season", "quarter") if "value" in row.attributes]
        return {fold(form): int(row.attributes["value"]) for row in rows for form in row.forms}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        months = _either(self._months)
        seasons = _either(self._seasons)
        return re.compile(
            rf"""(?<![\w/.-])(?:
              (?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])                      # 2016-12-09
            | (?P<d2>\d{{1,2}})\.?\s?(?P<mn2>{months})\.?(?:[\s,]{{1,2}}(?P<y2>{_YEAR}))?(?!\w)   # 4. december 2012
            | (?P<d3>\d{{1,2}})(?P<sep>[.-])\s?(?P<m3>\d{{1,2}})(?P=sep)\s?(?P<y3>{_YEAR}|\d\d)(?![\d/]|[.-]\d) # 4.12
            | (?P<d4>\d{{1,2}})/(?P<m4>\d{{1,2}})(?:[\s/-](?P<y4>{_YEAR}))(?!\d)                # 29/1 2012
            | (?P<mn7>{months})\s(?P<d7>\d{{1,2}}),\s(?P<y7>{_YEAR})(?!\d)  # marts 3, 2016
            | (?P<six>\d{{6}})(?=,?\s§)                                                     # 171219, § 122
            | (?P<mn5>{months})\.?\s(?P<y5>{_YEAR})(?![-\d])                                   # juni 2026
            | (?P<s6>{seasons})\s(?:av\s|i\s)?(?P<y6>{_YEAR})(?![-\d])              # høsten 2013, 1. kvartal 2015
            )""",
            re.VERBOSE,
        )

    def find(self, text: str, *, year: int | None = None) -> Iterator[Mention]:
        """Give every date in `text`; a day and month without a year takes `year` (none: it is left out).

        Impossible dates ("2018-01-155", "31.02.2020") are not dates and are left alone.
        """
        if not _DIGIT.search(text):
            return
        for match in self._pattern.finditer(fold(text)):
            value = self._value(match, year)
            if value:
                yield Mention(match.start(), match.end(), DATE, value)

    def _value(self, match: re.Match[str], year: int | None) -> str | None:
        part = match.groupdict()
        if part["y1"]:
            return _day(part["y1"], part["m1"], part["d1"])
        if part["d2"]:
            month = self._months[part["mn2"]]
            given = part["y2"] or (str(year) if year else None)
            return _day(given, month, part["d2"]) if given else None
        if part["d3"]:
            return _day(_century(part["y3"]), part["m3"], part["d3"])
        if part["d4"]:
            return _day(part["y4"], part["m4"], part["d4"])
        if part["mn7"]:
            return _day(part["y7"], self._months[part["mn7"]], part["d7"])
        if part["six"]:
            return _day(_century(part["six"][:2]), part["six"][2:4], part["six"][4:])
        if part["mn5"]:
            return f"{part['y5']}-{self._months[part['mn5']]:02d}"
        return f"{part['y6']}-{self._seasons[part['s6']]}"


def _either(words: Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _century(year: str) -> str:
    if len(year) == 4:
        return year
    return ("19" if int(year) > 69 else "20") + year


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

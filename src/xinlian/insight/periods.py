"""The periods of a report, as ranges of local days that follow from the as-of day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from xinlian.rules.days import same_day_last_year

YTD: Final = "ytd"
LAST_YEAR: Final = "last-year"
MONTH: Final = "month"
LAST_MONTH: Final = "last-month"
MONTH_BEFORE: Final = "month-before"
LAST_THREE: Final = "last-three"
THREE_BEFORE: Final = "three-before"

STANDARD: Final = (YTD, LAST_YEAR, MONTH, LAST_MONTH, MONTH_BEFORE, LAST_THREE, THREE_BEFORE)
"""Every period that a report gives beside single months."""

COMPARED: Final = ((YTD, LAST_YEAR), (LAST_MONTH, MONTH_BEFORE), (LAST_THREE, THREE_BEFORE))
"""Which period is held against which."""

_YEAR_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """A range of local days, both ends included, with its words."""

    key: str
    first: date
    last: date
    zh: str
    en: str

    def covers(self, month: int, *, late: bool) -> bool:
        """Tell whether a bucket lies in the period.

        A bucket is a month (year x 12 + month - 1) cut at the same day last year: ``late``
        is what comes after that day. Every period is a union of buckets.
        """
        if not index(self.first) <= month <= index(self.last):
            return False
        return not (late and self.key == LAST_YEAR)


def index(day: date) -> int:
    """Return the number of a day's month: year x 12 + month - 1."""
    return day.year * 12 + day.month - 1


def period(key: str, as_of: date) -> Period | None:
    """Return the period of that key as of a day, None where there is no such period."""
    if key == YTD:
        return _period(key, date(as_of.year, 1, 1), as_of)
    if key == LAST_YEAR:
        return _period(key, date(as_of.year - 1, 1, 1), same_day_last_year(as_of))
    if key == MONTH:
        return _period(key, as_of.replace(day=1), as_of)
    if key in _BACK:
        first, last = _BACK[key]
        newest = index(as_of + timedelta(days=1)) - 1
        return _period(key, _first_of(newest - first), _last_of(newest - last))
    match = _YEAR_MONTH.fullmatch(key)
    if match:
        month = int(match[1]) * 12 + int(match[2]) - 1
        return _period(key, _first_of(month), min(_last_of(month), as_of))
    return None


def months_of_two_years(as_of: date) -> list[str]:
    """Return the keys of the months from January of last year to the as-of day."""
    months = range((as_of.year - 1) * 12, index(as_of) + 1)
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in months]


_BACK: Final = {
    LAST_MONTH: (0, 0), MONTH_BEFORE: (1, 1), LAST_THREE: (2, 0), THREE_BEFORE: (5, 3),
}  # fmt: skip
"""How many whole months back a period begins and ends; 0 is the newest whole one."""


def _period(key: str, first: date, last: date) -> Period:
    zh = f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"
    return Period(key, first, last, zh, f"{first} to {last}")


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _last_of(month: int) -> date:
    first = _first_of(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])

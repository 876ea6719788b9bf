"""How many petitions a field has in a month, and on which days they come."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from random import Random

from xinlian.demo.places import days_between, local
from xinlian.rules.calendar import shipped

FIRST_DAY = date(2017, 1, 1)
LAST_DAY = date(2018, 11, 7)

_FIELDS: dict[str, tuple[int, float]] = {
    "城乡建设": (252, 0.90),
    "涉众型集资投资": (96, 0.80),
    "劳动社保": (122, 0.88),
    "国土资源": (100, 1.02),
    "农业农村": (45, 1.05),
    "环境保护": (58, 1.08),
    "交通运输": (62, 1.10),
    "教育文体": (38, 1.06),
    "卫生计生": (24, 1.02),
    "民政": (30, 1.03),
    "政法": (33, 1.04),
    "市场监管": (30, 1.07),
    "经济管理": (14, 1.02),
    "党务政务": (16, 1.05),
}
"""A field's petitions in an ordinary month of 2017, and 2018's share of that."""

_SEASON = (1.0, 0.7, 1.2, 1.05, 1.0, 1.05, 1.1, 1.05, 0.95, 0.9, 1.05, 0.95)
_TURNS = {
    ("涉众型集资投资", 2018, 9): 0.78,
    ("涉众型集资投资", 2018, 10): 1.42,
    ("城乡建设", 2018, 9): 0.98,
    ("城乡建设", 2018, 10): 0.92,
    ("劳动社保", 2018, 9): 0.92,
    ("劳动社保", 2018, 10): 0.84,
}
"""Where a month breaks with its season: fund-raising rebounds in October 2018."""

_WEEK = (1.35, 1.15, 1.1, 1.05, 1.0)
_WEEKEND = 0.22
_HOLIDAY = 0.12
_MADE_UP = 0.8
"""How busy each weekday is; a weekend, a holiday, a weekend day worked to make up for one."""


def fields() -> list[str]:
    """Return the fields in the order of the tree."""
    return list(_FIELDS)


def months() -> list[tuple[int, int]]:
    """Return every month the register covers as ``(year, month)``."""
    return [
        (year, month)
        for year in (2017, 2018)
        for month in range(1, 13)
        if date(year, month, 1) <= LAST_DAY
    ]


def quota(field: str, year: int, month: int) -> int:
    """Return how many petitions a field has in a month; the last month is not whole."""
    base, share = _FIELDS[field]
    season = _TURNS.get((field, year, month), _SEASON[month - 1])
    whole = base * season * (share if year == LAST_DAY.year else 1)
    days = days_of(year, month)
    return round(whole * len(days) / monthrange(year, month)[1])


def days_of(year: int, month: int) -> list[date]:
    """Return the days of a month up to the last day of the register."""
    last = date(year, month, monthrange(year, month)[1])
    return days_between(date(year, month, 1), min(last, LAST_DAY))


@cache
def weight(day: date) -> float:
    """Return how busy a day is: Mondays most, weekends and holidays little."""
    off = shipped().off_because(day)
    weekday = day.weekday() < len(_WEEK)
    if off:
        return _HOLIDAY if weekday else _WEEKEND
    return _WEEK[day.weekday()] if weekday else _MADE_UP


def is_working(day: date) -> bool:
    """Tell whether reception rooms are open."""
    return shipped().is_working_day(day)


def moments(rng: Random, days: list[date], count: int) -> Iterator[datetime]:
    """Yield ``count`` times on some of the days, in office hours, the busier days more often."""
    for day in rng.choices(days, [weight(day) for day in days], k=count):
        yield moment(rng, day)


def moment(rng: Random, day: date) -> datetime:
    """Return some time of a day in office hours; the last day ends early."""
    return local(day, rng.randint(8, 16), rng.randint(0, 59))

"""Working days: weekends, statutory holidays and the working days that make up for them.

Each year's arrangement is announced by the State Council late in the year before, so it is
data by year (``holidays/<year>.toml``, see ``docs/calendar.md``) and cannot be computed. A
year without data is said aloud (``calendar-year-unknown``), never guessed. An office that
has next year's arrangement before the software does passes it in as a :class:`Year`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Final

from xinlian.rules.errors import BrokenRule

ENGLISH: Final[Mapping[str, str]] = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "抗战胜利纪念日": "Victory Day",
    "周末": "the weekend",
}
"""The English name of each reason for which a day is off."""

_SATURDAY: Final = 5
_ONE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """The arrangement of one year: days off with the holiday's name, weekend days worked."""

    year: int
    holidays: Mapping[date, str]
    makeup: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The known years. All answers raise ``calendar-year-unknown`` outside them."""

    years: Mapping[int, Year] = field(default_factory=dict)

    def with_years(self, entered: Iterable[Year]) -> "Calendar":
        """Return a calendar that knows ``entered`` too; an entered year replaces a shipped one."""
        return Calendar({**self.years, **{year.year: year for year in entered}})

    def off_because(self, day: date) -> str:
        """Return why nobody works that day: a holiday's name or ``周末``; '' on a working day."""
        year = self._year(day)
        if day in year.holidays:
            return year.holidays[day]
        return "周末" if day.weekday() >= _SATURDAY and day not in year.makeup else ""

    def is_working_day(self, day: date) -> bool:
        """Return whether offices work that day."""
        return not self.off_because(day)

    def is_holiday(self, day: date, *, weekends: bool = True) -> bool:
        """Return whether a period may not end that day; ``weekends``: do they count as well."""
        reason = self.off_because(day)
        return bool(reason) and (weekends or reason != "周末")

    def working_days_after(self, start: date, count: int) -> date:
        """Return the ``count``-th working day after ``start``, which itself is not counted."""
        day = start
        while count:
            day += _ONE
            count -= self.is_working_day(day)
        return day

    def last_working_day(self, day: date) -> date:
        """Return ``day``, or the last working day before it."""
        while not self.is_working_day(day):
            day -= _ONE
        return day

    def _year(self, day: date) -> Year:
        known = self.years.get(day.year)
        if known is None:
            raise BrokenRule(
                "calendar-year-unknown",
                zh=f"没有{day.year}年的节假日安排，无法确定{day:%Y-%m-%d}是否为工作日；请先录入该年安排。",
                en=f"The holidays of {day.year} are not known, so {day} cannot be judged; "
                "enter that year's arrangement first.",
            )
        return known


def read_year(text: str) -> Year:
    """Read a year's arrangement from TOML: ``year``, ``makeup``, table ``holidays`` by name.

    Raises ``calendar-invalid`` where a day lies outside the year, is both off and worked, or
    a make-up day is not on a weekend; the text's own errors are ``calendar-invalid`` as well.
    """
    try:
        data = tomllib.loads(text)
        year = int(data["year"])
        days = {day: name for name, listed in data["holidays"].items() for day in listed}
        makeup = frozenset(data.get("makeup", ()))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise _invalid(str(error)) from error
    for day in (*days, *makeup):
        if type(day) is not date or day.year != year:
            raise _invalid(f"{day} is not a day of {year}")
    for day in makeup:
        if day in days or day.weekday() < _SATURDAY:
            raise _invalid(f"{day} cannot be a make-up working day")
    return Year(year, days, makeup)


@lru_cache(maxsize=1)
def shipped() -> Calendar:
    """Return the calendar of the years that come with this version."""
    folder = files("xinlian.rules") / "holidays"
    return Calendar().with_years(
        read_year(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    )


def _invalid(why: str) -> BrokenRule:
    return BrokenRule(
        "calendar-invalid",
        zh=f"节假日安排有误：{why}。",
        en=f"This arrangement of holidays is not valid: {why}.",
    )

"""Working days: weekends, statutory holidays and the working days that make up for them.

Each year's arrangement is announced by the State Council late in the year before, so it is
data by year (``holidays/<year>.toml``, see ``docs/calendar.md``) and cannot be computed. A
year without data is said aloud (``calendar-year-unknown``), never guessed. An office enters a
year before the software ships it in a folder of its own (:func:`calendar_of`).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
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

    years: Mapping[int, Year] = field(default_factory=dict, hash=False)

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
                zh=f"没有{day.year}年的节假日安排，无法确定{day:%Y-%m-%d}是否为工作日；"
                f"请在节假日目录（XINLIAN_HOLIDAYS）中录入{day.year}.toml，格式见docs/calendar.md。",
                en=f"The holidays of {day.year} are not known, so {day} cannot be judged; enter "
                f"{day.year}.toml in the folder of holidays (XINLIAN_HOLIDAYS), in the form that "
                "docs/calendar.md shows.",
            )
        return known


def read_year(text: str, *, source: str = "") -> Year:
    """Read a year's arrangement from TOML: ``year``, ``makeup``, table ``holidays`` by name.

    ``source`` names the file in a refusal. Raises ``calendar-invalid`` where a day lies outside
    the year, is both off and worked, or a make-up day is not on a weekend; the text's own
    errors are ``calendar-invalid`` as well.
    """
    try:
        data = tomllib.loads(text)
        year = int(data["year"])
        days = {day: name for name, listed in data["holidays"].items() for day in listed}
        makeup = frozenset(data.get("makeup", ()))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise _invalid(str(error), source) from error
    for day in (*days, *makeup):
        if type(day) is not date or day.year != year:
            raise _invalid(f"{day} is not a day of {year}", source)
    for day in makeup:
        if day in days or day.weekday() < _SATURDAY:
            raise _invalid(f"{day} cannot be a make-up working day", source)
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


def holidays_folder(environment: Mapping[str, str]) -> Path:
    """Return where an office enters years: ``XINLIAN_HOLIDAYS``, ``holidays`` in the home."""
    home = Path(environment.get("XINLIAN_HOME", "var"))
    return Path(environment.get("XINLIAN_HOLIDAYS") or home / "holidays").resolve()


def calendar_of(folder: Path) -> Calendar:
    """Return the shipped years and those that an office entered as ``YEAR.toml`` in ``folder``.

    A folder that is not there holds none. An entered year replaces a shipped one. What was
    read is kept until a file changes. Raises ``calendar-invalid`` with the file's name where
    it cannot be read, or says another year than its name.
    """
    files_now = sorted(folder.glob("*.toml"))
    stamps = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files_now)
    return _entered(stamps) if stamps else shipped()


@lru_cache(maxsize=8)
def _entered(stamps: tuple[tuple[Path, int, int], ...]) -> Calendar:
    return shipped().with_years(_entered_year(path) for path, _, _ in stamps)


def _entered_year(path: Path) -> Year:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _invalid(str(error), path.name) from error
    year = read_year(text, source=path.name)
    if path.stem != str(year.year):
        raise _invalid(f"year = {year.year}", path.name)
    return year


def _invalid(why: str, source: str) -> BrokenRule:
    why = f"{source}: {why}" if source else why
    return BrokenRule(
        "calendar-invalid",
        zh=f"节假日安排有误：{why}。",
        en=f"This arrangement of holidays is not valid: {why}.",
    )

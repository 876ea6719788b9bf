"""Holidays and make-up days are data by year; what lies beyond is said."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.calendar import (
    Calendar,
    calendar_of,
    holidays_folder,
    read_year,
    shipped,
)
from xinlian.rules.errors import BrokenRule

FIRST, LAST = 2004, 2026
DAYS = st.dates(min_value=date(FIRST, 1, 1), max_value=date(LAST, 12, 31))

ENTERED = """
year = 2027
makeup = [2027-02-06]

[holidays]
"元旦" = [2027-01-01]
"""


def test_every_shipped_day_is_what_the_source_says() -> None:
    calendar = shipped()
    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        assert calendar.is_working_day(day) == is_workday(day), day
        day += timedelta(days=1)


def test_a_day_off_has_a_reason() -> None:
    calendar = shipped()
    assert calendar.off_because(date(2024, 10, 1)) == "国庆节"
    assert calendar.off_because(date(2026, 4, 5)) == "清明节"
    assert calendar.off_because(date(2018, 11, 3)) == "周末"
    assert calendar.off_because(date(2018, 11, 7)) == ""
    assert calendar.off_because(date(2018, 9, 30)) == "", "a Sunday worked for the National Day"


def test_weekends_count_as_holidays_only_where_asked() -> None:
    calendar = shipped()
    assert calendar.is_holiday(date(2018, 11, 3))
    assert not calendar.is_holiday(date(2018, 11, 3), weekends=False)
    assert calendar.is_holiday(date(2018, 10, 6), weekends=False), "a Saturday inside a holiday"


@pytest.mark.parametrize("year", [FIRST - 1, LAST + 1])
def test_an_unknown_year_is_said_never_guessed(year: int) -> None:
    with pytest.raises(BrokenRule, match=str(year)) as refusal:
        shipped().is_working_day(date(year, 6, 15))
    assert refusal.value.code == "calendar-year-unknown"
    assert str(year) in refusal.value.zh


def test_an_office_enters_the_next_year() -> None:
    calendar = shipped().with_years([read_year(ENTERED)])
    assert calendar.off_because(date(2027, 1, 1)) == "元旦"
    assert calendar.is_working_day(date(2027, 2, 6)), "a Saturday made up"
    assert not calendar.is_working_day(date(2027, 2, 13))
    assert calendar.is_working_day(date(2018, 11, 7)), "the shipped years stay"


@pytest.mark.parametrize(
    "text",
    [
        "year = 2027",
        'year = "next"\n[holidays]',
        "year = 2027\n[holidays]\n春节 = 1",
        'year = 2027\n[holidays]\n"元旦" = [2026-01-01]',
        "year = 2027\nmakeup = [2027-02-05]\n[holidays]",
        'year = 2027\nmakeup = [2027-02-06]\n[holidays]\n"春节" = [2027-02-06]',
        'year = 2027\n[holidays]\n"元旦" = ["2027-01-01"]',
        'year = 2027\n[holidays]\n"元旦" = [2027-01-01T00:00:00]',
    ],
)
def test_an_arrangement_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BrokenRule) as refusal:
        read_year(text)
    assert refusal.value.code == "calendar-invalid"


def test_a_folder_of_entered_years(tmp_path: Path) -> None:
    assert calendar_of(tmp_path / "nothing") is shipped()
    (tmp_path / "2027.toml").write_text(ENTERED, encoding="utf-8")
    assert calendar_of(tmp_path).off_because(date(2027, 1, 1)) == "元旦"
    changed = ENTERED.replace("[2027-01-01]", "[2027-01-01, 2027-01-04]")
    (tmp_path / "2027.toml").write_text(changed, encoding="utf-8")
    assert calendar_of(tmp_path).off_because(date(2027, 1, 4)) == "元旦", "without a restart"
    assert calendar_of(tmp_path) is calendar_of(tmp_path), "read once"


@pytest.mark.parametrize("content", [b"year = 2026\n[holidays]\n", b"year = ", b"\xff"])
def test_a_bad_file_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "2027.toml").write_bytes(content)
    with pytest.raises(BrokenRule, match=r"2027\.toml") as refusal:
        calendar_of(tmp_path)
    assert refusal.value.code == "calendar-invalid"


def test_where_years_are_entered() -> None:
    assert holidays_folder({"XINLIAN_HOME": "/data"}) == Path("/data/holidays").resolve()
    assert holidays_folder({"XINLIAN_HOLIDAYS": "/years"}) == Path("/years").resolve()


@given(DAYS.filter(lambda day: day < date(LAST, 11, 1)), st.integers(1, 20))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    calendar = shipped()
    end = calendar.working_days_after(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == count
    assert calendar.is_working_day(end)


def test_without_years_nothing_is_known() -> None:
    with pytest.raises(BrokenRule):
        Calendar().is_working_day(date(2018, 11, 7))

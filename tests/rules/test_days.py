"""Days are local, ranges half-open."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.days import ZONE, day_range, local_day, same_day_last_year

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


def test_a_day_begins_at_local_midnight() -> None:
    assert local_day(datetime(2018, 11, 6, 15, 59, 59, tzinfo=UTC)) == date(2018, 11, 6)
    assert local_day(datetime(2018, 11, 6, 16, 0, tzinfo=UTC)) == date(2018, 11, 7)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2018, 11, 7))  # noqa: DTZ001 - what is refused


@given(DAYS)
def test_a_range_holds_exactly_its_day(day: date) -> None:
    start, end = day_range(day)
    assert start.astimezone(ZONE).hour == 0
    assert end - start == timedelta(days=1)
    assert local_day(start) == day
    assert local_day(end - timedelta(microseconds=1)) == day
    assert local_day(end) == day + timedelta(days=1)


@given(DAYS, st.integers(0, 400))
def test_ranges_meet_without_gap_or_overlap(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    start, end = day_range(first, last)
    assert start == day_range(first)[0]
    assert end == day_range(last + timedelta(days=1))[0]


def test_the_same_day_last_year() -> None:
    assert same_day_last_year(date(2018, 11, 7)) == date(2017, 11, 7)
    assert same_day_last_year(date(2020, 2, 29)) == date(2019, 2, 28)
    assert same_day_last_year(date(2021, 2, 28)) == date(2020, 2, 28)

"""Dates, headcounts and words."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.petitions.intake.content import safe_to_show
from xinlian.petitions.intake.dates import read_time
from xinlian.petitions.intake.sheet import serial_to_time
from xinlian.petitions.intake.words import chinese_number, read_people, read_term
from xinlian.rules.days import ZONE

NOON: Final = datetime(2018, 1, 6, 12, 9, 38, tzinfo=ZONE)
DAYS: Final = st.dates(date(1992, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "cell",
    ["2018/1/6 12:09:38", "2018-01-06T12:09:38", "2018年1月6日12时9分38秒", "20180106 120938",
     "2018.1.6 12:09:38", "２０１８／１／６　１２：０９：３８", "2018-1-6 12:09:38 PM",
     NOON.replace(tzinfo=None), 43106.506689814814],
)  # fmt: skip
def test_one_moment_in_many_hands(cell: str | float | datetime) -> None:
    found = read_time(cell)
    assert found is not None
    assert found.tzinfo is UTC
    assert abs(found - NOON) < timedelta(seconds=1)


@given(DAYS)
def test_every_way_to_write_a_day_is_its_local_midnight(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    serial = (day - date(1899, 12, 30)).days
    numbers: list[float | str | date] = [serial, float(serial), int(f"{day:%Y%m%d}")]
    words: list[float | str | date] = [day, str(serial), f"{day:%Y%m%d}", day.isoformat()]
    signs: list[float | str | date] = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
    ]
    assert {read_time(cell) for cell in numbers + words + signs} == {midnight}


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_time(text)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    "cell",
    ["2018-02-30", "2018-13-01", "20181301", "2018-01-06 25:00", "昨天", "", "1-6", 5, True,
     "0001-01-01", 9e18, -3.0, "2018-01-06-07"],
)  # fmt: skip
def test_what_is_no_date(cell: str | float) -> None:
    assert read_time(cell) is None


def test_afternoons() -> None:
    assert read_time("2018年1月6日下午3时5分") == datetime(2018, 1, 6, 15, 5, tzinfo=ZONE)
    assert read_time("2018/1/6 3:05 PM") == datetime(2018, 1, 6, 15, 5, tzinfo=ZONE)
    assert read_time("2018-1-6 上午9:30") == datetime(2018, 1, 6, 9, 30, tzinfo=ZONE)


def test_serials_know_of_the_day_that_never_was() -> None:
    assert serial_to_time(1) == datetime(1900, 1, 1)  # noqa: DTZ001 - naive as in a sheet
    assert serial_to_time(61) == datetime(1900, 3, 1)  # noqa: DTZ001 - the same


def numeral(number: int) -> str:
    """Write a number below ten thousand in Chinese."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    found, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            found += ("零" if gap and found else "") + digits[digit] + units[place]
        gap = not digit
    return found


@given(st.integers(1, 9999))
def test_numerals_are_read_back(number: int) -> None:
    assert chinese_number(numeral(number)) == number
    assert read_people(f"{numeral(number)}人") == number
    assert read_people(f"约{number}名") == number


@pytest.mark.parametrize(
    ("cell", "people"),
    [("5人", 5), ("12", 12), (12.0, 12), ("十二人", 12), ("十", 10), ("两人", 2),
     ("一百零五人", 105), ("１２人", 12), ("30余人", 30), ("-3", -3),
     ("一万二千", 12_000), ("若干", None), ("三二十", None),
     ("1.5", None), ("", None), ("百", None)],
)  # fmt: skip
def test_headcounts(cell: str | float, people: int | None) -> None:
    assert read_people(cell) == people


@given(st.text())
def test_any_text_is_a_headcount_or_none(text: str) -> None:
    found = read_people(text)
    assert found is None or isinstance(found, int)


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [("channel", "写信", "letter"), ("channel", "上访", "visit"), ("channel", "非访", "visit"),
     ("channel", "网上留言", "web"), ("channel", "１２３４５", "telephone"),
     ("channel", "鸽子", None),
     ("purpose", "检举", "accusation"), ("purpose", "投诉", "appeal"), ("level", "区", "county"),
     ("level", "到 市", "city"), ("level", "赴省", "province"), ("level", "进京", "capital"),
     ("level", "京", "capital"), ("occurrence", "初信", "first"), ("occurrence", "是", "repeat")],
)  # fmt: skip
def test_words(field: str, word: str, code: str | None) -> None:
    assert read_term(field, word) == code


@pytest.mark.parametrize("value", ["19900001234", "990101199001011234", "199 0000 1234", "张某某"])
def test_what_may_be_a_person_is_not_shown(value: str) -> None:
    assert set(safe_to_show(f"{value}")) == {"*"}


def test_values_are_shortened() -> None:
    assert len(safe_to_show("长" * 500)) == 40

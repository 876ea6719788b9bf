"""The clocks: the vectors of the law, the holiday rule, extensions, hearings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.calendar import shipped
from xinlian.rules.clocks import Due, Event, Extension, Hearing, Pause, due, notice_due
from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import Profile, profile

CN2022 = profile("cn-2022")
CALENDAR = shipped()
STARTS = st.dates(min_value=date(2004, 1, 15), max_value=date(2026, 8, 1))
CLOCKS = st.sampled_from(sorted(CN2022.clocks))


def reckon(clock: str, start: date, *events: Event, by: Profile = CN2022) -> Due:
    return due(clock, start, by, CALENDAR, events)


@pytest.mark.parametrize(
    ("clock", "start", "unmoved", "last"),
    [
        ("handling", date(2023, 10, 1), date(2023, 11, 30), date(2023, 11, 30)),
        ("notice", date(2024, 9, 16), date(2024, 10, 1), date(2024, 10, 8)),
        ("notice", date(2026, 1, 5), date(2026, 1, 20), date(2026, 1, 20)),
        ("handling", date(2026, 1, 5), date(2026, 3, 6), date(2026, 3, 6)),
        ("extension", date(2026, 1, 5), date(2026, 4, 5), date(2026, 4, 7)),
    ],
)
def test_the_vectors_of_the_law(clock: str, start: date, unmoved: date, last: date) -> None:
    answer = reckon(clock, start)
    assert (answer.unmoved, answer.due) == (unmoved, last)
    assert answer.moved_by == (last - unmoved).days
    assert answer.counted == (last - start).days


@pytest.mark.parametrize(
    ("clock", "days", "article"),
    [
        ("registration", 15, "R22"),
        ("notice", 15, "R23"),
        ("objection", 5, "R23"),
        ("handling", 60, "R34"),
        ("extension", 90, "R34"),
        ("review-request", 30, "R35"),
        ("review", 30, "R35"),
        ("reexamination-request", 30, "R36"),
        ("reexamination", 30, "R36"),
    ],
)
def test_each_clock_has_its_length_and_article(clock: str, days: int, article: str) -> None:
    answer = reckon(clock, date(2018, 3, 1))
    assert (answer.days, answer.article) == (days, article)


def test_the_objection_runs_in_working_days() -> None:
    # Received the Friday before the National Day of 2018, whose last two weekend days were worked:
    # 29 and 30 September, then 8, 9 and 10 October.
    assert reckon("objection", date(2018, 9, 28)).due == date(2018, 10, 10)


def test_extended_days_follow_day_sixty_not_its_moved_date() -> None:
    start = date(2018, 8, 2)  # day 60 is 1 October, moved to 8 October
    assert reckon("handling", start).due == date(2018, 10, 8)
    assert reckon("extension", start).unmoved == date(2018, 10, 31)
    approved = Extension(10, approved_on=date(2018, 9, 30))
    assert reckon("handling", start, approved).unmoved == date(2018, 10, 11)
    assert reckon("extension", start, approved) == reckon("handling", start, approved)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ((Extension(31, date(2018, 3, 5)),), "extension-length"),
        ((Extension(0, date(2018, 3, 5)),), "extension-length"),
        ((Extension(30, date(2018, 5, 3)),), "extension-time"),
        ((Extension(30, date(2018, 2, 28)),), "extension-time"),
        ((Extension(9, date(2018, 3, 5)), Extension(9, date(2018, 3, 6))), "extension-twice"),
    ],
)
def test_an_extension_is_single_short_and_in_time(events: tuple[Event, ...], code: str) -> None:
    assert reckon("handling", date(2018, 3, 1)).due == date(2018, 5, 2)
    with pytest.raises(BrokenRule) as refusal:
        reckon("handling", date(2018, 3, 1), *events)
    assert refusal.value.code == code


def test_a_hearing_is_left_out_of_a_reexamination_only() -> None:
    start, hearing = date(2018, 3, 1), Hearing(date(2018, 3, 10), date(2018, 3, 14))
    held = reckon("reexamination", start, hearing)
    assert held.unmoved == reckon("reexamination", start).unmoved + timedelta(days=5)
    assert held.excluded == 5
    for clock in ("handling", "review"):
        assert reckon(clock, start, hearing) == reckon(clock, start)


def test_overlapping_hearings_are_left_out_once_and_late_ones_not() -> None:
    start = date(2018, 3, 1)
    twice = (
        Hearing(date(2018, 3, 10), date(2018, 3, 12)),
        Hearing(date(2018, 3, 12), date(2018, 3, 13)),
    )
    assert reckon("reexamination", start, *twice).excluded == 4
    late = Hearing(date(2018, 6, 1), date(2018, 6, 2))
    assert reckon("reexamination", start, late) == reckon("reexamination", start)


def test_the_reckoning_is_told_in_both_languages() -> None:
    answer = reckon("notice", date(2024, 9, 16))
    for part in ("2024-09-16", "15日", "2024-10-01", "国庆节", "2024-10-08", "第二十三条"):
        assert part in answer.explanation_zh
    for part in ("2024-09-16", "15 days", "2024-10-01", "National Day", "2024-10-08", "article 23"):
        assert part in answer.explanation_en
    assert "60 + 30 = 90" in reckon("extension", date(2026, 1, 5)).explanation_en


def test_a_product_rule_cites_no_article() -> None:
    answer = due("complaint", date(2018, 3, 1), profile("hotline-12345"), CALENDAR)
    assert answer.article == ""
    assert "产品规则" in answer.explanation_zh
    assert "条" not in answer.explanation_zh


@given(
    CLOCKS,
    STARTS,
    st.integers(0, 100),
    st.integers(0, 6),
    st.sampled_from([Hearing, Pause]),
)
def test_an_event_never_shortens_a_lawful_time(
    clock: str, start: date, after: int, length: int, kind: type[Hearing | Pause]
) -> None:
    first = start + timedelta(days=after)
    event = kind(first, first + timedelta(days=length))
    assert reckon(clock, start, event).due >= reckon(clock, start).due


@given(STARTS, st.integers(1, 30), st.integers(0, 60))
def test_a_lawful_extension_never_shortens(start: date, days: int, after: int) -> None:
    extension = Extension(days, start + timedelta(days=after))
    extended = reckon("handling", start, extension)
    assert extended.due >= reckon("handling", start).due
    assert extended.unmoved == start + timedelta(days=60 + days)
    assert CALENDAR.is_working_day(extended.due)


@given(CLOCKS, STARTS, st.integers(1, 20))
def test_a_withdrawal_is_left_out_day_by_day(clock: str, start: date, length: int) -> None:
    pause = Pause(start + timedelta(days=1), start + timedelta(days=length))
    answer = reckon(clock, start, pause)
    if clock != "objection":
        assert answer.unmoved == reckon(clock, start).unmoved + timedelta(days=length)
        assert answer.excluded == length
    assert f"撤回期间的{answer.excluded}日" in answer.explanation_zh


@given(CLOCKS, STARTS)
def test_nothing_is_due_on_a_holiday(clock: str, start: date) -> None:
    answer = reckon(clock, start)
    assert CALENDAR.is_working_day(answer.due)
    assert answer.due >= answer.unmoved > start
    skipped = [answer.unmoved + timedelta(days=n) for n in range(answer.moved_by)]
    assert not any(CALENDAR.is_working_day(day) for day in skipped), "moved no further than needed"


@given(CLOCKS.filter(lambda clock: clock != "objection"), STARTS)
def test_with_the_switch_off_nothing_moves(clock: str, start: date) -> None:
    still = replace(CN2022, last_day=replace(CN2022.last_day, moves=False))
    answer = reckon(clock, start, by=still)
    assert answer.due == answer.unmoved == start + timedelta(days=answer.days)


@given(CLOCKS, STARTS)
def test_the_warning_comes_on_a_working_day_before_any_holiday(clock: str, start: date) -> None:
    answer = reckon(clock, start)
    assert CALENDAR.is_working_day(answer.warn_on)
    assert answer.warn_on <= answer.unmoved
    assert (answer.warn_on < answer.unmoved) == (answer.moved_by > 0)


@given(CLOCKS, STARTS)
def test_a_later_start_is_never_due_earlier(clock: str, start: date) -> None:
    assert reckon(clock, start).due <= reckon(clock, start + timedelta(days=1)).due


def test_saturday_and_sunday_are_a_setting() -> None:
    start = date(2018, 10, 19)  # day 15 is Saturday, 3 November 2018
    weekdays = replace(CN2022, last_day=replace(CN2022.last_day, weekends=False))
    assert reckon("notice", start).due == date(2018, 11, 5)
    assert reckon("notice", start, by=weekdays).due == date(2018, 11, 3)


def test_beyond_the_calendar_is_said() -> None:
    with pytest.raises(BrokenRule) as refusal:
        reckon("notice", date(2026, 12, 20))
    assert refusal.value.code == "calendar-year-unknown"


def test_notice_due_of_a_petition() -> None:
    assert notice_due("cn-2022", date(2024, 9, 16)) == date(2024, 10, 8)
    assert notice_due("cn-2005", date(2018, 10, 19)) == date(2018, 11, 5)
    assert notice_due("cn-2022", date(2026, 12, 20)) is None, "the next year is not known"
    assert notice_due("hotline-12345", date(2018, 3, 1)) is None, "no such clock"
    with pytest.raises(BrokenRule):
        notice_due("cn-1995", date(2018, 3, 1))

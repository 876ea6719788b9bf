"""The clocks of one petition, several at once, folded from what was done."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.calendar import shipped
from xinlian.rules.days import ZONE
from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import Step, procedure
from xinlian.rules.profiles import NAMES
from xinlian.rules.running import (
    PetitionClock,
    Standing,
    Taken,
    check_in_time,
    clocks,
    days_since_receipt,
    remind_at,
    running,
    state,
)
from xinlian.rules.vocabulary import State

CN2022 = procedure("cn-2022")
CALENDAR = shipped()
RECEIVED = date(2024, 3, 1)


def took(step: str, month: int, day: int, **details: Any) -> Taken:  # noqa: ANN401 - of any kind
    return Taken(step, date(2024, month, day), details)


ACCEPTED = [
    took("register", 3, 1),
    took("sort", 3, 4),
    took("forward", 3, 8),
    took("accept", 3, 13),
]


def stand(taken: Sequence[Taken], month: int, day: int) -> dict[str, PetitionClock]:
    """Return the clocks by name, the last of each."""
    found = clocks(CN2022, taken, CALENDAR, on=date(2024, month, day))
    return {clock.name: clock for clock in found}


def test_several_run_at_once() -> None:
    found = running(CN2022, ACCEPTED[:3], CALENDAR, on=date(2024, 3, 8))
    assert [(clock.name, clock.start) for clock in found] == [
        ("objection", date(2024, 3, 8)),
        ("notice", date(2024, 3, 8)),
    ], "notice of what was forwarded runs from the unit's receipt"
    first = found[0].due
    assert first
    assert first.due == date(2024, 3, 15), "five working days"
    assert "第二十三条" in first.explanation_zh


def test_what_is_done_ends_its_clock_in_time_or_late() -> None:
    found = stand(ACCEPTED, 3, 13)
    assert found["registration"].standing is Standing.IN_TIME
    assert found["notice"].standing is Standing.IN_TIME
    assert found["objection"].standing is Standing.STOPPED
    assert found["handling"].standing is Standing.RUNNING
    late = [ACCEPTED[0], took("sort", 3, 20), took("forward", 4, 1)]
    assert stand(late, 3, 18)["registration"].standing is Standing.RUNNING, "16 March: a Saturday"
    assert stand(late, 3, 19)["registration"].standing is Standing.OVERDUE
    assert stand(late, 4, 1)["registration"].standing is Standing.LATE


def test_the_unit_received_it_later_than_it_was_sent() -> None:
    sent = [*ACCEPTED[:2], took("forward", 3, 8, received_on=date(2024, 3, 12))]
    assert stand(sent, 3, 12)["notice"].start == date(2024, 3, 12)


def test_a_lawful_extension_is_not_overdue() -> None:
    # 13 March + 60 is Sunday, 12 May 2024: moved to the 13th.
    extended = [*ACCEPTED, took("extend", 5, 10, days=30)]
    found = stand(extended, 5, 31)
    assert found["handling"].standing is Standing.EXTENDED
    assert found["extension"].standing is Standing.RUNNING
    assert found["extension"].start == date(2024, 3, 13), "it continues the handling"
    reckoned = found["extension"].due
    assert reckoned
    assert (reckoned.unmoved, reckoned.due) == (date(2024, 6, 11), date(2024, 6, 11))
    assert stand(extended, 6, 12)["extension"].standing is Standing.OVERDUE
    assert stand(ACCEPTED, 5, 31)["handling"].standing is Standing.OVERDUE


@pytest.mark.parametrize(
    "extension", [took("extend", 5, 20, days=30), took("extend", 5, 10, days=31)]
)
def test_an_extension_that_the_rules_do_not_allow_changes_nothing(extension: Taken) -> None:
    found = stand([*ACCEPTED, extension], 5, 31)
    assert "extension" not in found
    assert found["handling"].standing is Standing.OVERDUE


def test_an_extension_of_what_does_not_run_starts_nothing() -> None:
    assert "extension" not in stand([*ACCEPTED[:3], took("extend", 3, 10)], 3, 12)


def test_service_ends_the_handling_and_the_petitioner_has_thirty_days() -> None:
    served = [
        *ACCEPTED,
        took("decide", 4, 1),
        took("approve", 4, 2),
        took("serve", 4, 3, received_on=date(2024, 4, 8)),
    ]
    found = stand(served, 4, 8)
    assert found["handling"].standing is Standing.IN_TIME
    assert found["review-request"].start == date(2024, 4, 8), "from receipt of the opinion"
    assert stand(served, 5, 8)["review-request"].standing is Standing.RUNNING
    assert stand(served, 5, 9)["review-request"].standing is Standing.LAPSED, "not overdue"
    asked = [*served, took("request_review", 4, 20)]
    assert stand(asked, 4, 20)["review-request"].standing is Standing.IN_TIME
    assert stand(asked, 5, 21)["review"].standing is Standing.OVERDUE


def test_a_right_that_has_lapsed_is_refused() -> None:
    served = [*ACCEPTED, took("decide", 4, 1), took("approve", 4, 2), took("serve", 4, 3)]
    ask = CN2022.step("request_review")
    check_in_time(ask, clocks(CN2022, served, CALENDAR, on=date(2024, 5, 6)))  # day 30: holidays
    with pytest.raises(BrokenRule) as refusal:
        check_in_time(ask, clocks(CN2022, served, CALENDAR, on=date(2024, 5, 7)))
    assert (refusal.value.code, refusal.value.article) == ("step-late", "R35")
    assert "2024-05-06" in refusal.value.zh
    with pytest.raises(BrokenRule, match="not running"):
        check_in_time(ask, clocks(CN2022, ACCEPTED, CALENDAR, on=date(2024, 5, 7)))
    check_in_time(CN2022.step("urge"), ())


@pytest.mark.parametrize(("stage", "moves"), [("handling", False), ("reexamination", True)])
def test_a_hearing_is_left_out_of_a_reexamination_only(stage: str, moves: bool) -> None:  # noqa: FBT001 - a case
    taken = list(ACCEPTED)
    if stage == "reexamination":
        taken += [took("decide", 4, 1), took("approve", 4, 2), took("serve", 4, 3)]
        taken += [took("request_review", 4, 8), took("review_decided", 4, 20)]
        taken += [took("request_reexamination", 4, 25)]
    on = taken[-1].day
    hearing = took("hear", on.month, on.day, first=date(2024, 4, 28), last=date(2024, 4, 30))
    before = {c.name: c for c in clocks(CN2022, taken, CALENDAR, on=on)}[stage].due
    after = {c.name: c for c in clocks(CN2022, [*taken, hearing], CALENDAR, on=on)}[stage].due
    assert before
    assert after
    assert (after.unmoved - before.unmoved).days == (3 if moves else 0)


def test_a_contest_that_is_agreed_to_stops_what_the_unit_owed() -> None:
    back = [*ACCEPTED[:3], took("contest", 3, 12), took("agree_contest", 3, 14)]
    found = stand(back, 3, 14)
    assert found["objection"].standing is Standing.IN_TIME
    assert found["notice"].standing is Standing.STOPPED
    assert state(CN2022, back) is State.SORTED
    again = [*back, took("forward", 3, 18)]
    assert stand(again, 3, 18)["notice"].start == date(2024, 3, 18)
    assert days_since_receipt(again, date(2024, 3, 18)) == 17, "never reset"


def test_an_assignment_has_the_day_it_was_given() -> None:
    assigned = [*ACCEPTED[:2], took("assign", 3, 8, due=date(2024, 4, 19))]
    report = stand(assigned, 4, 19)["report"]
    assert report.due
    assert (report.due.due, report.standing) == (date(2024, 4, 19), Standing.RUNNING)
    assert stand(assigned, 4, 20)["report"].standing is Standing.OVERDUE
    without = stand([*ACCEPTED[:2], took("assign", 3, 8)], 3, 9)["report"]
    assert without.standing is Standing.UNKNOWN
    assert without.why
    assert without.why.code == "clock-not-given"


def test_a_withdrawal_taken_back_restores_state_and_clocks() -> None:
    left = [*ACCEPTED, took("withdraw", 3, 20)]
    assert state(CN2022, left) is State.WITHDRAWN
    assert stand(left, 3, 21)["handling"].standing is Standing.STOPPED
    assert stand(left, 3, 21)["resume"].standing is Standing.RUNNING
    back = [*left, took("resume", 3, 30)]
    assert state(CN2022, back) is State.ACCEPTED
    handling = stand(back, 3, 30)["handling"]
    assert handling.due
    assert (handling.standing, handling.start) == (Standing.RUNNING, date(2024, 3, 13))
    assert handling.due.unmoved == date(2024, 5, 12) + timedelta(days=10)
    assert "撤回期间的10日不计算在内" in handling.due.explanation_zh
    assert stand(back, 3, 30)["objection"].standing is Standing.STOPPED, "it had ended before"


def test_what_a_calendar_does_not_know_is_said() -> None:
    late = [Taken("register", date(2026, 12, 25))]
    (first, second) = clocks(CN2022, late, CALENDAR, on=date(2026, 12, 26))
    assert {first.standing, second.standing} == {Standing.UNKNOWN}
    assert first.why
    assert "2027" in first.why.zh
    assert first.expires_at is None


def test_as_of_a_day_nothing_later_is_known() -> None:
    assert "handling" not in stand(ACCEPTED, 3, 12)
    assert stand(ACCEPTED, 3, 12)["notice"].standing is Standing.RUNNING


def test_a_clock_ends_when_the_local_day_ends() -> None:
    assert stand(ACCEPTED, 3, 13)["handling"].expires_at == datetime(2024, 5, 13, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((2024, 9, 30, 10, 0), (2024, 9, 30, 10, 0)),  # a working Monday morning: now
        ((2024, 9, 30, 3, 0), (2024, 9, 30, 9, 0)),  # at night: in the morning
        ((2024, 9, 30, 17, 0), (2024, 10, 8, 9, 0)),  # after work, then the National Day
        ((2024, 10, 5, 12, 0), (2024, 10, 8, 9, 0)),  # on a holiday
        ((2024, 9, 29, 12, 0), (2024, 9, 29, 12, 0)),  # a Sunday that is worked
    ],
)
def test_nothing_reminds_at_night_or_on_a_holiday(
    now: tuple[int, int, int, int, int], expected: tuple[int, int, int, int, int]
) -> None:
    moment = datetime(*now, tzinfo=ZONE)
    assert remind_at(moment.astimezone(UTC), CALENDAR) == datetime(*expected, tzinfo=ZONE)


@given(st.datetimes(datetime(2004, 1, 2), datetime(2026, 12, 20)))  # noqa: DTZ001 - drawn, then local
def test_a_reminder_is_never_early_and_always_in_working_hours(naive: datetime) -> None:
    now = naive.replace(tzinfo=ZONE)
    moment = remind_at(now, CALENDAR)
    assert moment >= now
    assert CALENDAR.is_working_day(moment.date())
    assert time(9) <= moment.time() < time(17)


@st.composite
def walks(draw: st.DrawFn, name: str) -> list[Taken]:
    """Draw a life: any steps that are open, on days that never go back."""
    read = procedure(name)
    taken: list[Taken] = []
    day = draw(st.dates(date(2015, 1, 1), date(2024, 1, 1)))
    for _ in range(draw(st.integers(1, 25))):
        done = {each.step for each in taken}
        found: list[Step] = [
            step
            for step in read.open_to(state(read, taken))
            if not (step.once and step.name in done)
        ]
        step = draw(st.sampled_from(found))
        day += timedelta(days=draw(st.integers(0, 9)))
        taken.append(Taken(step.name, day, {"due": day + timedelta(days=20)}))
    return taken


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_walks_keep_the_rules(name: str, data: st.DataObject) -> None:
    read = procedure(name)
    taken = data.draw(walks(name))
    end = taken[-1].day
    found = clocks(read, taken, CALENDAR, on=end)
    open_now = [clock.name for clock in found if clock.runs]
    assert len(open_now) == len(set(open_now)), "a clock runs once at a time"
    assert all(clock.start <= end for clock in found)
    assert not any(clock.runs and clock.standing is Standing.STOPPED for clock in found)
    for clock in found:
        if clock.standing is Standing.EXTENDED:
            assert any(each.name == "extension" and each.start == clock.start for each in found)
        if clock.ended_on:
            assert clock.start <= clock.ended_on <= end
    if state(read, taken) in {State.FINAL, State.REFUSED, State.GUIDED}:
        owed = {clock.name for clock in found if clock.standing is Standing.RUNNING}
        assert owed <= {"report", "suggestion", *read.rights}, "owed to the office, not to the end"
    assert days_since_receipt(taken, end) == (end - taken[0].day).days


@given(
    data=st.data(),
    days=st.integers(0, 12),
)
def test_a_withdrawal_taken_back_shortens_nothing(data: st.DataObject, days: int) -> None:
    taken = data.draw(walks("cn-2022"))
    end = taken[-1].day
    now = state(CN2022, taken)
    if now is None or now not in CN2022.step("withdraw").before:
        return
    back = end + timedelta(days=days)
    again = [*taken, Taken("withdraw", end), Taken("resume", back)]
    assert state(CN2022, again) is now
    before = [c for c in running(CN2022, taken, CALENDAR, on=end) if c.name != "review-request"]
    after = {c.name: c for c in running(CN2022, again, CALENDAR, on=back)}
    for clock in before:
        if clock.due and clock.name in after:
            later = after[clock.name].due
            assert later
            assert later.due >= clock.due.due

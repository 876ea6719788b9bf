"""Limits, returns, assigned cases, peer tables."""

from datetime import date

import pytest

from tests.cast import AT, Cast
from xinlian.conference.commands import (
    NewCase,
    NewPeerTable,
    Return,
    WeekCount,
    assign_cases,
    close_case,
    count_weeks,
    move_from_reserve,
    report_peers,
    return_visits,
    set_limits,
)
from xinlian.conference.models import AssignedCase, Limit, MonthlyReturn, PeerTable, WeeklyReturn
from xinlian.conference.queries import cases_for
from xinlian.ledger.verify import verify
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Closing, Direction


def _amounts() -> dict[str | None, int]:
    return dict(Limit.objects.values_list("area_id", "amount"))


def _case(area: str = "east") -> NewCase:
    return NewCase("中交〔2018〕1号", "金桂花园停工", ("中央", "省", "市"), area, date(2018, 2, 1))


def test_areas_and_reserve_always_sum_to_the_city(cast: Cast) -> None:
    """Setting, moving and setting anew keep the sum."""
    set_limits(2018, city=41, areas={"east": 8, "west": 3}, by=cast.office, at=AT)
    assert _amounts() == {"east": 8, "west": 3, None: 30}
    move_from_reserve(2018, "west", 5, by=cast.office, at=AT)
    assert _amounts() == {"east": 8, "west": 8, None: 25}
    set_limits(2018, city=20, areas={"east": 9}, by=cast.office, at=AT)
    assert _amounts() == {"east": 9, "west": 0, None: 11}
    assert verify().difference is None


@pytest.mark.parametrize(
    ("areas", "code"), [({"east": 42}, "limits-exceed-city"), ({"east": -1}, "limit-negative")]
)
def test_a_plan_that_does_not_sum_is_refused(cast: Cast, areas: dict[str, int], code: str) -> None:
    """Nothing of a refused plan is kept."""
    with pytest.raises(BrokenRule, match=code):
        set_limits(2018, city=41, areas=areas, by=cast.office, at=AT)
    assert _amounts() == {}


@pytest.mark.parametrize("amount", [42, -9])
def test_the_reserve_gives_no_more_than_it_has(cast: Cast, amount: int) -> None:
    """Neither the reserve nor the area falls below zero."""
    set_limits(2018, city=41, areas={"east": 8}, by=cast.office, at=AT)
    with pytest.raises(BrokenRule, match="reserve-insufficient"):
        move_from_reserve(2018, "east", amount, by=cast.office, at=AT)


def test_a_month_returned_again_is_corrected(cast: Cast) -> None:
    """The later return stands; both are in the ledger."""
    for batches in (3, 2):
        return_visits([Return("east", 2018, 2, batches, "通知")], by=cast.office, at=AT)
    assert [row.batches for row in MonthlyReturn.objects.all()] == [2]
    assert verify().difference is None


@pytest.mark.parametrize(("month", "batches"), [(0, 1), (13, 1), (2, -1)])
def test_an_impossible_return_is_refused(cast: Cast, month: int, batches: int) -> None:
    """A month is 1 to 12 and a count is not negative."""
    with pytest.raises(BrokenRule, match="return-invalid"):
        return_visits([Return("east", 2018, month, batches, "通知")], by=cast.office, at=AT)


def test_weeks_begin_on_monday(cast: Cast) -> None:
    """The week is named by its Monday and by nothing finer."""
    count_weeks([WeekCount(date(2018, 2, 26), 2, "通知")], by=cast.office, at=AT)
    assert [row.week for row in WeeklyReturn.objects.all()] == [date(2018, 2, 26)]
    with pytest.raises(BrokenRule, match="return-invalid"):
        count_weeks([WeekCount(date(2018, 2, 27), 2, "通知")], by=cast.office, at=AT)


def test_returns_keep_nothing_finer_than_month_and_area_or_week_and_city() -> None:
    """No column could hold a day of a visit, a place of visit, a matter or a person."""
    columns = {field.name for field in MonthlyReturn._meta.get_fields()}
    assert columns == {"key", "area", "year", "month", "batches", "notice"}
    columns = {field.name for field in WeeklyReturn._meta.get_fields()}
    assert columns == {"week", "batches", "notice"}


def test_a_case_is_closed_once_and_not_before_it_was_assigned(cast: Cast) -> None:
    """Closing again or too early is refused."""
    (case,) = assign_cases([_case()], by=cast.office, at=AT)
    with pytest.raises(BrokenRule, match="case-closed-before-assigned"):
        close_case(
            case, closing=Closing.CONFIRMED, closed_on=date(2018, 1, 31), by=cast.office, at=AT
        )
    close_case(case, closing=Closing.CONFIRMED, closed_on=date(2018, 2, 9), by=cast.office, at=AT)
    assert AssignedCase.objects.get().closing == Closing.CONFIRMED
    with pytest.raises(BrokenRule, match="case-closed"):
        close_case(case, closing=Closing.FINAL, closed_on=date(2018, 3, 1), by=cast.office, at=AT)
    assert verify().difference is None


def test_an_area_sees_its_own_cases(cast: Cast) -> None:
    """The list is scoped by who asks; the convener sees all."""
    assign_cases([_case("east"), _case("west")], by=cast.office, at=AT)
    assert [case.area_id for case in cases_for(cast.other)] == ["east"]
    assert cases_for(cast.convener).count() == 2
    assert not cases_for(cast.stranger).exists()


def test_a_peer_table_holds_the_city(cast: Cast) -> None:
    """Without the city among its peers there is no rank to report."""
    table = NewPeerTable(
        "province_visits", "到省集访", date(2018, 1, 1), date(2018, 10, 31),
        Direction.MORE_IS_WORSE, "通报", (("甲市", 9), ("云州市", 4)), "云州市",
    )  # fmt: skip
    report_peers(table, by=cast.office, at=AT)
    assert PeerTable.objects.get().names == ["甲市", "云州市"]
    with pytest.raises(BrokenRule, match="peer-missing"):
        report_peers(
            NewPeerTable(
                table.measure, table.title, table.period_from, table.period_to,
                table.direction, table.notice, table.rows, "乙市",
            ),
            by=cast.office, at=AT,
        )  # fmt: skip


def test_a_convener_sets_no_limit(cast: Cast) -> None:
    """Leaders read; the office enters."""
    with pytest.raises(Forbidden):
        set_limits(2018, city=41, areas={}, by=cast.convener, at=AT)

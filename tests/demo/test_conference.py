"""Limits, returns, cases, peers and promises: the figures of the founding document."""

from collections import Counter
from datetime import date, timedelta

from xinlian.demo.records import City
from xinlian.rules.days import ZONE
from xinlian.rules.vocabulary import Closing, Direction

NAMED = {"lc-yt": (8, 8), "lc-ln": (3, 6), "lc-sl": (8, 4), "lc-lx": (3, 1)}


def _by_month(city: City, year: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for each in city.returns:
        if each.year == year:
            found[each.month] += each.batches
    return found


def test_limits_sum_to_the_city(city: City) -> None:
    limit = next(each for each in city.limits if each.year == 2018)
    assert limit.city == 41
    assert {area: limit.areas[area] for area in NAMED} == {a: v[0] for a, v in NAMED.items()}
    others = [amount for area, amount in limit.areas.items() if area not in NAMED]
    assert len(others) >= 5
    assert sum(others) + limit.reserve == 19
    assert limit.reserve > 0
    accountable = {unit.code for unit in city.units if unit.accountable}
    assert limit.areas.keys() == accountable


def test_returns_by_area_and_month(city: City) -> None:
    used: Counter[str] = Counter()
    for each in city.returns:
        if each.year == 2018:
            used[each.area] += each.batches
    assert {area: count for area, count in used.items() if count} == {
        area: visits for area, (_, visits) in NAMED.items()
    }
    months = _by_month(city, 2018)
    assert sum(months[m] for m in range(1, 7)) == 4
    assert sum(months[m] for m in range(1, 10)) == 9
    assert months[10] == 10
    assert 11 not in months


def test_returns_are_known_on_the_fifth_of_the_next_month(city: City) -> None:
    for each in city.returns:
        known = each.known_at.astimezone(ZONE).date()
        assert known.day == 5
        assert (known.replace(day=1) - timedelta(1)).month == each.month
        assert known <= city.as_of


def test_weeks_agree_with_months_and_none_came_in_november(city: City) -> None:
    assert all(each.week.weekday() == 0 for each in city.weeks)
    for year in (2017, 2018):
        weekly: Counter[int] = Counter()
        for each in city.weeks:
            if each.batches and each.week.year == year:
                assert (each.week + timedelta(6)).month == each.week.month
                weekly[each.week.month] += each.batches
        assert weekly == +_by_month(city, year)
    last = [each for each in city.weeks if each.week >= date(2018, 10, 29)]
    assert [each.batches for each in last] == [0, 0]


def test_assigned_cases(city: City) -> None:
    assert len(city.cases) == 14
    closed = [case for case in city.cases if case.closing]
    assert len(closed) == 11
    assert {case.closing for case in closed} == {Closing.CONFIRMED, Closing.FINAL}
    assert Counter(case.area for case in city.cases if not case.closing) == {
        "lc-yt": 1,
        "lc-ln": 1,
        "lc-sl": 1,
    }
    names = {matter.name: matter for matter in city.matters}
    for case in city.cases:
        assert len(case.chain) == 4
        opened = names[case.matter].opened_at
        assert opened is not None
        assert opened.date() <= case.assigned_on
        assert case.closed_on is None or case.assigned_on < case.closed_on <= city.as_of


def test_peers(city: City) -> None:
    latest = [t for t in city.peers if t.measure == "province_visits"][-1]
    assert latest.direction is Direction.MORE_IS_WORSE
    assert (latest.period_from, latest.period_to) == (date(2018, 1, 1), date(2018, 10, 31))
    assert [name for name, _ in latest.rows].index(city.name) + 1 == 16
    for table in city.peers:
        values = [value for _, value in table.rows]
        assert len({name for name, _ in table.rows}) == 21
        assert values == sorted(set(values), reverse=True)
        assert table.known_at.date() > table.period_to


def test_promises(city: City) -> None:
    names = {matter.name: matter for matter in city.matters}
    units = {unit.code for unit in city.units}
    kept = [promise for promise in city.promises if promise.kept_on]
    overdue = [p for p in city.promises if not p.kept_on and p.due_on < city.as_of]
    assert len(city.promises) == 25
    assert len(kept) >= 8
    assert len(overdue) >= 6
    assert len(city.promises) > len(kept) + len(overdue)
    for promise in city.promises:
        assert promise.unit in units
        opened = names[promise.matter].opened_at
        assert opened is not None
        assert opened.date() <= promise.made_on <= promise.due_on
        assert bool(promise.kept_on) == bool(promise.proof)

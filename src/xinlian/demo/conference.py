"""What the joint conference keeps: limits, returns, assigned cases, peers, promises."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from xinlian.demo.data import load
from xinlian.demo.places import local
from xinlian.demo.records import Case, MonthlyReturn, PeerTable, Promise, WeeklyReturn, YearlyLimit
from xinlian.demo.rhythm import LAST_DAY
from xinlian.rules.vocabulary import Closing, Direction

_RETURNED_ON = 5
_CASE_DAYS = 90
_MONDAY_AFTER = timedelta(7)


def limits() -> list[YearlyLimit]:
    """Return the limits of both years, known in January."""
    return [
        YearlyLimit(int(year), each["city"], each["areas"], local(date(int(year), 1, 19), 10))
        for year, each in sorted(load("conference")["limits"].items())
    ]


def returns() -> list[MonthlyReturn]:
    """Return every area's monthly return, nought included; known on the fifth of the next."""
    found = []
    for limit in limits():
        given = load("conference")["returns"][str(limit.year)]
        for month in range(1, len(next(iter(given.values()))) + 1):
            found += [
                MonthlyReturn(
                    area,
                    limit.year,
                    month,
                    given[area][month - 1] if area in given else 0,
                    f"省联席办通报〔{limit.year}〕第{month}期",
                    local(_next_month(limit.year, month) + timedelta(_RETURNED_ON - 1), 10),
                )
                for area in limit.areas
            ]
    return found


def weeks() -> list[WeeklyReturn]:
    """Return the city's weekly counts; a month's visits fall in weeks that lie within it."""
    totals: dict[tuple[int, int], int] = {}
    for each in returns():
        key = (each.year, each.month)
        totals[key] = totals.get(key, 0) + each.batches
    counts = dict.fromkeys(_mondays(date(2017, 1, 2), LAST_DAY), 0)
    for (year, month), total in totals.items():
        inside = [week for week in counts if _lies_within(week, year, month)]
        for n in range(total):
            counts[inside[-1 - n % len(inside)]] += 1
    return [
        WeeklyReturn(week, count, f"省联席办周报〔{week.isocalendar().year}〕第{week:%V}周",
                     local(min(week + _MONDAY_AFTER, LAST_DAY), 9))
        for week, count in counts.items()
    ]  # fmt: skip


def cases(areas: dict[str, str]) -> list[Case]:
    """Return the cases that the centre assigned through the province.

    ``areas`` gives the names of the accountable areas by their codes.
    """
    data, places = load("conference")["case"], load("places")
    return [
        Case(
            number=f"中交〔{each['assigned'].year}〕{n:03d}号",
            title=each["title"],
            chain=("中央信访工作联席会议", places["province"], places["city"],
                   areas[each["area"]]),
            area=each["area"],
            matter=each["matter"],
            assigned_on=each["assigned"],
            due_on=each["assigned"] + timedelta(_CASE_DAYS),
            known_at=local(each["assigned"], 15),
            closing=Closing(each["closing"]) if "closing" in each else None,
            closed_on=each.get("closed"),
            closing_known_at=local(each["closed"], 16) if "closed" in each else None,
        )
        for n, each in enumerate(data, start=1)
    ]  # fmt: skip


def peers() -> list[PeerTable]:
    """Return the tables in which the province compares its prefectures."""
    data = load("conference")
    return [_peer_table(each, data["peers"]) for each in data["peer_table"]]


def promises() -> list[Promise]:
    """Return what units promised on matters, kept or not."""
    return [
        Promise(
            each["matter"],
            each["unit"],
            each["what"],
            each["made"],
            each["due"],
            local(each["made"], 17),
            each.get("kept"),
            each.get("proof", ""),
            local(each["kept"], 17) if "kept" in each else None,
        )
        for each in load("promises")["promise"]
    ]


def _peer_table(each: dict[str, Any], peers: dict[str, Any]) -> PeerTable:
    """Put this city at its rank; the others' order turns a little from table to table."""
    turn = each["to"].month % 3
    names = [*peers["names"][turn:], *peers["names"][:turn]]
    names.insert(each["rank"] - 1, peers["own"])
    return PeerTable(
        each["measure"],
        each["title"],
        each["from"],
        each["to"],
        Direction(each["direction"]),
        f"省联席办通报〔{each['to'].year}〕{each['title']}（1—{each['to'].month}月）",
        tuple(zip(names, each["values"], strict=True)),
        peers["own"],
        local(each["known"], 11),
    )


def _mondays(first: date, last: date) -> list[date]:
    return [first + timedelta(7 * n) for n in range((last - first).days // 7 + 1)]


def _lies_within(week: date, year: int, month: int) -> bool:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return first <= week and week + timedelta(6) <= last


def _next_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1]) + timedelta(1)

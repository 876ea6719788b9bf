"""The verbs of the conference: limits, returns, assigned cases, peer tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xinlian.conference.models import AssignedCase, CityLimit, Limit
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Closing, Direction

_MONTHS = 12
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Return:
    """An area's escalated visits of a month, with the notice it follows.

    ``known_at`` is when an older register knew it; None for what is entered now.
    """

    area: str
    year: int
    month: int
    batches: int
    notice: str
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WeekCount:
    """The city's escalated visits of the week that begins on ``week``, a Monday."""

    week: date
    batches: int
    notice: str
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case assigned from above. ``chain`` names the levels, topmost first."""

    number: str
    title: str
    chain: tuple[str, ...]
    area: str
    assigned_on: date
    due_on: date | None = None
    matter: int | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewPeerTable:
    """A table of peers in rank order, best understood with its ``direction``."""

    measure: str
    title: str
    period_from: date
    period_to: date
    direction: Direction
    notice: str
    rows: tuple[tuple[str, int], ...]
    own: str
    known_at: datetime | None = None


@command("conference:limit:set")
def set_limits(  # noqa: PLR0913 - a year's plan is one decision
    year: int,
    *,
    city: int,
    areas: Mapping[str, int],
    by: Actor,
    at: datetime,
    known_at: datetime | None = None,
) -> None:
    """Set a year's limits: the city's and each area's; what is left over is the reserve.

    Raises :class:`BrokenRule` ``limits-exceed-city`` where the areas' sum exceeds the city's,
    ``limit-negative`` where one is below zero. Areas of an earlier plan that are not named
    are set to zero, so that areas and reserve always sum to the city.
    """
    if city < 0 or any(amount < 0 for amount in areas.values()):
        raise BrokenRule("limit-negative", zh="限额不能小于零。", en="A limit is zero or more.")
    reserve_amount = city - sum(areas.values())
    if reserve_amount < 0:
        raise BrokenRule(
            "limits-exceed-city",
            zh=f"各区域限额合计超出全市限额{-reserve_amount}批次；应不超过{city}批次。",
            en=f"The areas' limits exceed the city's {city} by {-reserve_amount} batches.",
        )
    earlier = Limit.objects.filter(year=year).exclude(area=None)
    amounts = dict.fromkeys(earlier.values_list("area_id", flat=True), 0) | dict(areas)
    statements = [Statement("limit.planned", year, {"year": year, "amount": city}, None, known_at)]
    for area, amount in [*amounts.items(), (None, reserve_amount)]:
        data = {"year": year, "area": area, "amount": amount}
        statements.append(Statement("limit.set", year, data, None, known_at))
    record(statements, by=by, at=at, imported=known_at is not None)


@command("conference:limit:set")
def move_from_reserve(year: int, area: str, amount: int, *, by: Actor, at: datetime) -> None:
    """Give ``amount`` batches of the reserve to an area (negative: give back).

    Raises :class:`BrokenRule` ``reserve-insufficient`` where either would fall below zero.
    """
    amounts: dict[str | None, int] = dict(
        Limit.objects.filter(year=year).values_list("area_id", "amount")
    )
    reserve_left, area_new = amounts.get(None, 0) - amount, amounts.get(area, 0) + amount
    if not CityLimit.objects.filter(year=year).exists() or reserve_left < 0 or area_new < 0:
        raise BrokenRule(
            "reserve-insufficient",
            zh=f"{year}年机动限额或该区域限额不足以调整{amount}批次。",
            en=f"The reserve or the area's limit of {year} cannot give {abs(amount)} batches.",
        )
    record(
        [
            Statement("limit.set", year, {"year": year, "area": where, "amount": new})
            for where, new in ((area, area_new), (None, reserve_left))
        ],
        by=by,
        at=at,
    )


@command("conference:visits:return")
def return_visits(returns: Sequence[Return], *, by: Actor, at: datetime) -> None:
    """Enter monthly returns of escalated visits; entering a month again corrects it.

    Raises :class:`BrokenRule` ``return-invalid`` on an impossible month or a negative count.
    """
    for each in returns:
        _check_count(each.batches, possible=1 <= each.month <= _MONTHS)
    _record_in_two(
        [
            Statement(
                "visits.returned",
                each.area,
                {
                    "area": each.area,
                    "year": each.year,
                    "month": each.month,
                    "batches": each.batches,
                    "notice": each.notice,
                },
                None,
                each.known_at,
            )
            for each in returns
        ],
        by=by,
        at=at,
    )


@command("conference:visits:return")
def count_weeks(weeks: Sequence[WeekCount], *, by: Actor, at: datetime) -> None:
    """Enter the city's weekly counts of escalated visits; nothing finer exists.

    Raises :class:`BrokenRule` ``return-invalid`` where a week does not begin on a Monday.
    """
    for each in weeks:
        _check_count(each.batches, possible=each.week.weekday() == _MONDAY)
    _record_in_two(
        [
            Statement(
                "visits.counted",
                each.week.isoformat(),
                {
                    "week": each.week.isoformat(),
                    "batches": each.batches,
                    "notice": each.notice,
                },
                None,
                each.known_at,
            )
            for each in weeks
        ],
        by=by,
        at=at,
    )


@command("conference:case:assign")
def assign_cases(cases: Sequence[NewCase], *, by: Actor, at: datetime) -> range:
    """Enter cases assigned from above; return their ids in the same order."""
    ids = reserve("case", len(cases))
    _record_in_two(
        [
            Statement(
                "case.assigned",
                case_id,
                {
                    "number": case.number,
                    "title": case.title,
                    "chain": list(case.chain),
                    "area": case.area,
                    "matter": case.matter,
                    "assigned_on": case.assigned_on.isoformat(),
                    "due_on": case.due_on and case.due_on.isoformat(),
                },
                None,
                case.known_at,
            )
            for case_id, case in zip(ids, cases, strict=True)
        ],
        by=by,
        at=at,
    )
    return ids


@command("conference:case:close")
def close_case(  # noqa: PLR0913 - the keyword arguments are the words of the form
    case_id: int,
    *,
    closing: Closing,
    closed_on: date,
    by: Actor,
    at: datetime,
    known_at: datetime | None = None,
) -> None:
    """Close an assigned case in one of the four ways.

    Raises :class:`BrokenRule` ``case-closed`` where it is closed already and
    ``case-closed-before-assigned`` where the day lies before its assignment.
    """
    case = AssignedCase.objects.select_for_update().get(pk=case_id)
    if case.closing:
        raise BrokenRule("case-closed", zh="该交办件已办结。", en="The case is closed already.")
    if closed_on < case.assigned_on:
        raise BrokenRule(
            "case-closed-before-assigned",
            zh=f"办结日期不得早于交办日期{case.assigned_on}。",
            en=f"The day of closing cannot lie before the assignment, {case.assigned_on}.",
        )
    data = {"closing": str(closing), "closed_on": closed_on.isoformat()}
    statement = Statement("case.closed", case_id, data, None, known_at)
    record([statement], by=by, at=at, imported=known_at is not None)


@command("conference:peers:report")
def report_peers(table: NewPeerTable, *, by: Actor, at: datetime) -> int:
    """Enter a peer table; return its id.

    Raises :class:`BrokenRule` ``peer-missing`` where the city is not among the names.
    """
    names = [name for name, _ in table.rows]
    if table.own not in names:
        raise BrokenRule(
            "peer-missing",
            zh=f"排名表中没有“{table.own}”。",
            en=f"{table.own!r} is not among the peers.",
        )
    (table_id,) = reserve("peers")
    data = {
        "measure": table.measure,
        "title": table.title,
        "period_from": table.period_from.isoformat(),
        "period_to": table.period_to.isoformat(),
        "direction": str(table.direction),
        "notice": table.notice,
        "names": names,
        "values": [value for _, value in table.rows],
        "own": table.own,
    }
    statement = Statement("peers.reported", table_id, data, None, table.known_at)
    record([statement], by=by, at=at, imported=table.known_at is not None)
    return table_id


def _check_count(batches: int, *, possible: bool) -> None:
    if batches < 0 or not possible:
        raise BrokenRule(
            "return-invalid",
            zh="月份应为1至12，周应从周一开始，批次不能小于零。",
            en="A month is 1 to 12, a week begins on Monday, a count is zero or more.",
        )


def _record_in_two(statements: Sequence[Statement], *, by: Actor, at: datetime) -> None:
    """Record what an older register knew as imported and the rest as known now."""
    older = [statement for statement in statements if statement.known_at]
    present = [statement for statement in statements if not statement.known_at]
    for some, imported in ((older, True), (present, False)):
        if some:
            record(some, by=by, at=at, imported=imported)

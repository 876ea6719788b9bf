"""Escalated visits against the year's limits, from monthly returns of areas alone.

Nothing here touches a petition, a matter or a person: the returns are all that is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from xinlian.insight.figure import Evidence, Exclusion
from xinlian.insight.names import FigureName, named
from xinlian.insight.periods import LAST_MONTH
from xinlian.insight.projection import Projection, project
from xinlian.insight.view import View

Row = tuple[Any, ...]
_RETURNED: Final = ("area", "year", "month", "notice")
_LIMITED: Final = ("year", "area")
_WEEKLY: Final = ("week", "notice")


def evidence(view: View) -> Iterator[Evidence]:
    """Return every figure on limits as of the view's day; none without a limit or a return."""
    book = _Book(view)
    if book.limits or book.plan or book.returns:
        yield from _limits(book)
        yield from _city(book)
        for area in book.areas:
            yield from _area(book, area)
        yield from _months(book)
        yield from _projection(book)
    for week in book.weeks:
        rows = [(week["week"], week["notice"], week["batches"], week["seq"])]
        yield Evidence(named("limits.week", week=week["week"].isoformat()), _WEEKLY, rows)


@dataclass
class _Book:
    """The limits and returns of the view's year."""

    view: View

    @property
    def as_of(self) -> date:
        return self.view.moment.as_of

    @cached_property
    def limits(self) -> dict[str | None, Mapping[str, Any]]:
        rows = self.view.rows(self.view.tables.limits())
        return {row["area"]: row for row in rows if row["year"] == self.as_of.year}

    @cached_property
    def plan(self) -> Mapping[str, Any] | None:
        rows = self.view.rows(self.view.tables.plans())
        return next((row for row in rows if row["year"] == self.as_of.year), None)

    @cached_property
    def all_returns(self) -> list[Mapping[str, Any]]:
        rows = self.view.rows(self.view.tables.returns())
        return sorted(rows, key=lambda row: (row["year"], row["month"], row["area"]))

    @cached_property
    def returns(self) -> list[Mapping[str, Any]]:
        year, month = self.as_of.year, self.as_of.month
        return [row for row in self.all_returns if row["year"] == year and row["month"] <= month]

    @cached_property
    def weeks(self) -> list[Mapping[str, Any]]:
        rows = self.view.rows(self.view.tables.weeks())
        inside = (r for r in rows if r["week"].year == self.as_of.year and r["week"] <= self.as_of)
        return sorted(inside, key=lambda row: row["week"])

    @property
    def areas(self) -> list[str]:
        """Areas with a limit or a return, in order of their codes."""
        found = {area for area in self.limits if area} | {row["area"] for row in self.returns}
        return sorted(found)

    @property
    def last_month(self) -> int:
        """The last whole month of this year, 0 in January."""
        span = self.view.period(LAST_MONTH)
        return span.last.month if span and span.last.year == self.as_of.year else 0

    def unreturned(self, areas: Iterable[str], month: int) -> tuple[Exclusion, ...]:
        """Count the areas that have not returned some whole month up to ``month``."""
        given = {(row["area"], row["month"]) for row in self.returns}
        months = range(1, min(month, self.last_month) + 1)
        missing = sum(any((area, each) not in given for each in months) for area in areas)
        if not missing:
            return ()
        return (
            Exclusion(
                "not-returned", "有整月未报的区域", "areas with a month not returned", missing
            ),
        )


def _limits(book: _Book) -> Iterator[Evidence]:
    plan = [_limit_row(book.plan, None)] if book.plan else []
    areas = [_limit_row(row, area) for area, row in sorted(_areas_only(book.limits))]
    reserve = [_limit_row(row, None) for area, row in book.limits.items() if area is None]
    yield Evidence(named("limits.city"), _LIMITED, plan)
    yield Evidence(named("limits.areas"), _LIMITED, areas)
    yield Evidence(named("limits.reserve"), _LIMITED, reserve)
    less = [(year, area, -amount, fact) for year, area, amount, fact in plan]
    yield Evidence(named("limits.balance"), _LIMITED, [*areas, *reserve, *less])


def _areas_only(
    limits: Mapping[str | None, Mapping[str, Any]],
) -> list[tuple[str, Mapping[str, Any]]]:
    return [(area, row) for area, row in limits.items() if area is not None]


def _city(book: _Book) -> Iterator[Evidence]:
    rows = [_return_row(row) for row in book.returns]
    excluded = book.unreturned(book.areas, book.last_month)
    limit = book.plan["amount"] if book.plan else 0
    yield Evidence(named("limits.used"), _RETURNED, rows, excluded=excluded)
    yield Evidence(named("limits.share"), _RETURNED, rows, limit, excluded=excluded)
    over = _overrun(rows, [_limit_row(book.plan, None)] if book.plan else [])
    yield Evidence(named("limits.overrun"), _RETURNED, over, excluded=excluded)
    yield Evidence(named("limits.excess"), _RETURNED, over, limit, excluded=excluded)
    earlier = [
        _return_row(row)
        for row in book.all_returns
        if row["year"] == book.as_of.year - 1 and row["month"] <= book.last_month
    ]
    yield Evidence(named("limits.last_year"), _RETURNED, earlier)


def _area(book: _Book, area: str) -> Iterator[Evidence]:
    rows = [_return_row(row) for row in book.returns if row["area"] == area]
    excluded = book.unreturned([area], book.last_month)
    limit = [_limit_row(book.limits[area], area)] if area in book.limits else []
    amount = sum(row[-2] for row in limit)
    yield Evidence(named("limits.limit", area=area), _LIMITED, limit)
    yield Evidence(named("limits.used", area=area), _RETURNED, rows, excluded=excluded)
    yield Evidence(named("limits.share", area=area), _RETURNED, rows, amount, excluded=excluded)
    over = _overrun(rows, limit)
    yield Evidence(named("limits.overrun", area=area), _RETURNED, over, excluded=excluded)
    yield Evidence(named("limits.excess", area=area), _RETURNED, over, amount, excluded=excluded)


def _months(book: _Book) -> Iterator[Evidence]:
    for month in range(1, book.as_of.month + 1):
        upto = [_return_row(row) for row in book.returns if row["month"] <= month]
        alone = [_return_row(row) for row in book.returns if row["month"] == month]
        given = {row[0] for row in alone}
        silent = sum(area not in given for area in book.areas)
        excluded = (
            Exclusion("not-returned", "该月未报的区域", "areas that have not returned it", silent),
        )
        key = str(month)
        yield Evidence(named("limits.month", month=key), _RETURNED, alone,
                       excluded=excluded if silent else ())  # fmt: skip
        yield Evidence(named("limits.path", month=key), _RETURNED, upto,
                       excluded=book.unreturned(book.areas, month))  # fmt: skip


_ENDS: Final[Mapping[str, Callable[[Projection], int]]] = {
    "limits.projection": lambda found: found.expected,
    "limits.projection_low": lambda found: found.low,
    "limits.projection_high": lambda found: found.high,
}


def _projection(book: _Book) -> Iterator[Evidence]:
    """Project from the whole months up to the last that anybody returned."""
    whole = [row for row in book.returns if row["month"] <= book.last_month]
    if not whole:
        return
    months = [0] * max(row["month"] for row in whole)
    for row in whole:
        months[row["month"] - 1] += row["batches"]
    found, rows = project(book.as_of.year, months), [_return_row(row) for row in book.returns]
    used = sum(row[-2] for row in rows)
    for measure, end in _ENDS.items():
        yield Evidence(FigureName(measure), _RETURNED, rows, value=max(end(found), used),
                       excluded=book.unreturned(book.areas, book.last_month))  # fmt: skip


def _return_row(row: Mapping[str, Any]) -> Row:
    return row["area"], row["year"], row["month"], row["notice"], row["batches"], row["seq"]


def _limit_row(row: Mapping[str, Any], area: str | None) -> Row:
    return row["year"], area, row["amount"], row["seq"]


def _overrun(returns: list[Row], limits: list[Row]) -> list[Row]:
    """Return the returns less the limit where they exceed it, nothing otherwise."""
    used, limit = sum(row[-2] for row in returns), sum(row[-2] for row in limits)
    if not limits or used <= limit:
        return []
    less = [(area, year, None, None, -amount, fact) for year, area, amount, fact in limits]
    return [*returns, *less]

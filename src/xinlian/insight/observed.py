"""Figures over observations: one table of a family, grouped once, or listed for one figure.

An observation is one row: a notice that fell due, a petition concluded, a rating, a step that
took some days. A family's table has the columns of its trace and besides ``day`` (which places
it in a period; null for what stands on the day itself), ``hits`` (what it adds to the
numerator), ``left`` (why it is left out; null where it counts), ``days`` (where the family
measures them; null elsewhere) and ``seq`` (the newest fact that it rests on).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from xinlian.insight.figure import Evidence, Exclusion, Figure, percentile
from xinlian.insight.names import FigureName, unknown
from xinlian.insight.periods import (
    LAST_MONTH,
    LAST_YEAR,
    MONTH_BEFORE,
    YTD,
    Period,
    months_of_two_years,
)
from xinlian.insight.view import View, in_order
from xinlian.rules.days import same_day_last_year
from xinlian.rules.measures import MEASURES, Counted, Words

_SPANS: Final = (YTD, LAST_YEAR, LAST_MONTH, MONTH_BEFORE)
_SHARES: Final = {"median": 50, "high": 90}
_RATES: Final = frozenset({Counted.PERCENT, Counted.PER_MATTER})
_DAYS: Final = Counted.DAYS
_ALWAYS: Final = 12 * 10_000
"""A month after every other: of what stands on the day itself."""

LEFT: Final[Mapping[str, Words]] = {
    "outside": Words("只见于导入登记簿", "only known from an imported register"),
    "unnamed": Words("姓名、住址不清", "name or address not known"),
    "stopped": Words("到期前不再适用", "stopped before it was due"),
    "unknown": Words("未归入事项或信访人不明", "without a matter or a known petitioner"),
}
"""Why an observation is left out."""


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that read one table of observations.

    ``columns`` are those of the trace; ``slices`` the dimensions along which figures are given,
    any other combination of them being a figure as well; ``always`` dimensions that no figure of
    the family goes without; ``dated`` tells whether figures are over periods.
    """

    name: str
    measures: tuple[str, ...]
    make: Callable[[View], ir.Table]
    columns: tuple[str, ...]
    slices: tuple[tuple[str, ...], ...] = ((), ("unit",), ("area",))
    always: tuple[str, ...] = ()
    dated: bool = True

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return every dimension of the family."""
        return tuple(dict.fromkeys([*self.always, *(key for each in self.slices for key in each)]))

    def table(self, view: View) -> ir.Table:
        """Return the observations, computed once."""
        return view.kept(self.name, lambda: self.make(view))


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    hits: int = 0
    hitting: int = 0
    left: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)

    def add(self, row: Mapping[str, Any]) -> None:
        if row["left"] is not None:
            self.left[row["left"]] += row["rows"]
            return
        self.rows += row["rows"]
        self.hits += row["hits"]
        self.hitting += row["hitting"]
        self.days[row["days"]] += row["rows"]


_Cell = tuple[tuple[str, ...], tuple[str | None, ...]]
_Tallies = dict[_Cell, dict[str, _Tally]]


def figures(view: View, family: Family) -> Iterator[Figure]:
    """Return the figures of a family: of every slice, by its values as seen."""
    tallies = _tallies(view, family)
    for by in ((*family.always, *each) for each in family.slices):
        cells = [cell for keys, cell in tallies if keys == by]
        for cell in sorted(
            cells, key=lambda each: [(value is None, value or "") for value in each]
        ):
            about = tuple(sorted(zip(by, cell, strict=True)))
            yield from _cell(view, family, about, tallies[by, cell])


def evidence(view: View, family: Family, name: FigureName) -> Evidence:
    """Return the observations behind a figure; any combination of the dimensions will do."""
    span = view.period(name.period)
    if not _fits(family, name, span):
        raise unknown(str(name))
    table = _chosen(family.table(view), name, span)
    unit = MEASURES[name.measure].unit
    rows = _rows(view, family, table.filter(table.left.isnull()), unit)
    days = Counter(row[family.columns.index("days")] for row in rows) if unit is _DAYS else None
    return Evidence(
        name,
        family.columns,
        rows,
        len(rows) if unit in _RATES else None,
        _percentile(name.measure, days or {}),
        _excluded(_left(view, table)),
    )


def _fits(family: Family, name: FigureName, span: Period | None) -> bool:
    keys = {key for key, _ in name.dimensions}
    if name.against or not set(family.always) <= keys <= set(family.dimensions):
        return False
    return span is not None if family.dated else not name.period


def _rows(view: View, family: Family, table: ir.Table, unit: Counted) -> list[tuple[Any, ...]]:
    """List observations; of a count only those that count, of a rate and of days all."""
    listed = table if unit in _RATES | {_DAYS} else table.filter(table.hits > 0)
    listed = listed.order_by([key for key in ("day", "petition", "seq") if key in listed.columns])
    return view.ledger.engine.rows(
        listed.select(*family.columns, weight=listed.hits, fact=listed.seq)
    )


def _left(view: View, table: ir.Table) -> dict[str, int]:
    out = table.filter(table.left.notnull())
    return dict(view.ledger.engine.rows(out.group_by("left").aggregate(rows=out.count())))


def _cell(
    view: View, family: Family, about: tuple[tuple[str, str | None], ...], by: dict[str, _Tally]
) -> Iterator[Figure]:
    """Return a cell's figures: always over the usual periods, of the whole by month as seen."""
    months = [] if len(about) > len(family.always) else sorted(set(by) - set(_usual(family)))
    for key in (*_usual(family), *months):
        for measure in family.measures:
            yield _figure(view, FigureName(measure, about, key), by.get(key, _Tally()))


def _usual(family: Family) -> tuple[str, ...]:
    return _SPANS if family.dated else ("",)


def _tallies(view: View, family: Family) -> _Tallies:
    """Group the observations once; return tallies by dimensions, their values and period."""
    keys = [*_SPANS, *months_of_two_years(view.moment.as_of)]
    spans = [found for key in keys if (found := view.period(key))]
    covering: dict[tuple[int, bool], list[str]] = {}
    tallies: _Tallies = defaultdict(lambda: defaultdict(_Tally))
    for row in view.rows(_scan(view, family)):
        bucket = row["month"], row["late"]
        if bucket not in covering:
            covering[bucket] = _covering(spans, *bucket)
        for each in family.slices:
            by = (*family.always, *each)
            cell = tuple(row[key] for key in by)
            for key in covering[bucket]:
                tallies[by, cell][key].add(row)
    return tallies


def _covering(spans: Iterable[Period], month: int, late: bool) -> list[str]:  # noqa: FBT001 - a bucket
    if month == _ALWAYS:
        return [""]
    return [span.key for span in spans if span.covers(month, late=late)]


def _scan(view: View, family: Family) -> ir.Table:
    table = family.table(view)
    if family.dated:
        first = view.moment.as_of.replace(year=view.moment.as_of.year - 1, month=1, day=1)
        table = table.filter(table.day >= first)
        month = (table.day.year() * 12 + table.day.month() - 1).cast("int32")
        late = table.day > same_day_last_year(view.moment.as_of)
    else:
        month, late = ibis.literal(_ALWAYS, type="int32"), ibis.literal(False)  # noqa: FBT003 - Ibis's own
    table = table.mutate(month=month, late=late)
    return table.group_by("month", "late", "left", "days", *family.dimensions).aggregate(
        rows=table.count(), hits=table.hits.sum(), hitting=(table.hits > 0).sum()
    )


def _chosen(table: ir.Table, name: FigureName, span: Period | None) -> ir.Table:
    conditions = [table.day >= span.first, table.day <= span.last] if span else []
    for key, value in name.dimensions:
        conditions.append(table[key].isnull() if value is None else table[key] == value)
    return table.filter(*conditions) if conditions else table


def _figure(view: View, name: FigureName, tally: _Tally) -> Figure:
    measure = MEASURES[name.measure]
    rate, days = measure.unit in _RATES, measure.unit is _DAYS
    return view.figured(
        name,
        tally.hits,
        tally.rows if rate else None,
        tally.rows if rate or days else tally.hitting,
        excluded=_excluded(tally.left),
        value=_percentile(measure.id, tally.days),
    )


def _percentile(measure: str, days: Mapping[int, int]) -> int | None:
    """Return the percentile that a measure of days asks for; None for any other."""
    if MEASURES[measure].unit is not _DAYS:
        return None
    return percentile(days, _SHARES[measure.rpartition("_")[2]])


def _excluded(counts: Mapping[str, int]) -> tuple[Exclusion, ...]:
    return tuple(
        Exclusion(reason, LEFT[reason].zh, LEFT[reason].en, counts[reason])
        for reason in in_order(counts)
        if reason is not None and counts[reason]
    )

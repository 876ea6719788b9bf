"""Matters: how many there are, which are visited again and again, and the repeat ledger."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from xinlian.insight.figure import Evidence, Exclusion, Figure
from xinlian.insight.names import FigureName, named, unknown
from xinlian.insight.periods import LAST_MONTH, LAST_YEAR, MONTH, YTD, Period
from xinlian.insight.view import View, in_order, values
from xinlian.rules.measures import LEDGER_PEOPLE, LEDGER_VISITS
from xinlian.rules.vocabulary import Level

MEASURES: Final = ("revisits.matters", "revisits.batches", "matters.open", "matters.new")
_ABOVE: Final = (str(Level.CITY), str(Level.PROVINCE), str(Level.CAPITAL))
_AGAIN: Final = 2
_LEDGER: Final = (
    "matter", "name", "kind", "area", "category", "visits", "visits_above", "people", "unreviewed",
)  # fmt: skip
_MATTER: Final = ("matter", "name", "kind", "area", "category", "opened_on")
_REVISITED: Final = ("matter", "name", "kind", "area", "visits")
_NEW: Final = (MONTH, LAST_MONTH, YTD, LAST_YEAR)


def ledger_evidence(view: View) -> Iterator[Evidence]:
    """Return every figure on the repeat ledger: in all, by kind, by area, by both."""
    rows = view.rows(on_ledger(view))
    rows.sort(key=lambda row: (-row["visits_above"], -row["people"], row["matter"]))
    kinds = values("kind", [row["kind"] for row in rows])
    areas = list(dict.fromkeys([*view.areas, *(row["area"] for row in rows)]))
    yield _listed(named("repeat.matters", period=YTD), rows)
    yield _listed(
        named("repeat.unreviewed", period=YTD), [row for row in rows if row["unreviewed"]]
    )
    for kind in kinds:
        found = [row for row in rows if row["kind"] == kind]
        yield _listed(named("repeat.matters", period=YTD, kind=kind), found)
        for area in dict.fromkeys(row["area"] for row in found):
            both = [row for row in found if row["area"] == area]
            yield _listed(named("repeat.matters", period=YTD, kind=kind, area=area), both)
    for area in areas:
        found = [row for row in rows if row["area"] == area]
        yield _listed(named("repeat.matters", period=YTD, area=area), found)


def on_ledger(view: View) -> ir.Table:
    """Return the matters on the repeat ledger of the year, with what put them there."""
    span = view.period(YTD)
    table = _linked(view, span) if span else view.received.limit(0)
    above = table.form.notnull() & table.level.isin(_ABOVE)
    counted = table.group_by("matter").aggregate(
        visits=table.form.count(),
        visits_above=above.sum(),
        most=table.people.max(),
        unreviewed=(above & (table.office.isnull() | ~table.office)).sum(),
        fact=ibis.greatest(table.seq, table.link_seq.fill_null(0)).max(),
    )
    often = counted.filter(counted.visits_above >= LEDGER_VISITS)
    inside = table.semi_join(often, "matter")
    known = inside.group_by("matter").aggregate(known=inside.pseudonym.nunique())
    people = often.join(known, "matter")
    people = people.mutate(people=ibis.greatest(people.most, people.known))
    found = people.filter(people.people >= LEDGER_PEOPLE).drop("most", "known")
    about = view.matters.select("id", "name", "kind", "area", "category")
    return found.left_join(about, found.matter == about.id).select(*_LEDGER, "fact")


def _listed(name: FigureName, rows: Sequence[Mapping[str, Any]]) -> Evidence:
    found = [(*(row[key] for key in _LEDGER), 1, row["fact"]) for row in rows]
    unreviewed = sum(row["unreviewed"] for row in rows)
    excluded = (
        Exclusion(
            "not-reviewed", "由系统串并、未经核对的来访批次（已计入）",
            "visits that the engine linked and nobody reviewed (counted)", unreviewed,
        ),
    )  # fmt: skip
    return Evidence(name, _LEDGER, found, excluded=excluded if unreviewed else ())


def figures(view: View) -> Iterator[Figure]:
    """Return every figure on matters and on those visited more than once."""
    for key in (YTD, LAST_YEAR, LAST_MONTH):
        span = view.period(key)
        if span:
            yield from _revisited(view, span)
    counts = _counts(view)
    for by in (), ("kind",), ("area",):
        yield from _standing(view, by, counts)


def evidence(view: View, name: FigureName) -> Evidence:
    """Return the matters, or the visits, behind a figure of :data:`MEASURES`."""
    if name.measure in ("matters.open", "matters.new"):
        return _matters_behind(view, name)
    span = view.period(name.period)
    if span is None or {key for key, _ in name.dimensions} - {"matter"}:
        raise unknown(str(name))
    table = _again(view, span)
    if name.has("matter"):
        table = table.filter(table.matter == int(name.get("matter") or 0))
    about = view.matters.select("id", "name", "kind", "area")
    rows = table.left_join(about, table.matter == about.id)
    weight = rows.visits if name.measure == "revisits.batches" else ibis.literal(1, type="int64")
    chosen = rows.mutate(weight=weight).order_by(ibis.desc("visits"), "matter")
    return Evidence(
        name, _REVISITED, view.ledger.engine.rows(chosen.select(*_REVISITED, "weight", "fact")),
        excluded=_unlinked(view, span),
    )  # fmt: skip


def _linked(view: View, span: Period) -> ir.Table:
    table = view.received
    return table.filter(
        table.received_on >= span.first, table.received_on <= span.last, table.matter.notnull()
    )


def _again(view: View, span: Period) -> ir.Table:
    """Return matters with two visits or more in the period: matter, visits, fact."""
    table = _linked(view, span)
    visits = table.filter(table.form.notnull())
    counted = visits.group_by("matter").aggregate(
        visits=visits.count(), fact=ibis.greatest(visits.seq, visits.link_seq.fill_null(0)).max()
    )
    return counted.filter(counted.visits >= _AGAIN)


def _revisited(view: View, span: Period) -> Iterator[Figure]:
    table = _again(view, span)
    ((matters, batches),) = view.ledger.engine.rows(
        table.aggregate(matters=table.count(), batches=table.visits.sum())
    )
    excluded = _unlinked(view, span)
    for measure, number in (("revisits.matters", matters), ("revisits.batches", batches or 0)):
        name = named(measure, period=span.key)
        yield view.figured(name, number, None, matters, excluded=excluded)


def _unlinked(view: View, span: Period) -> tuple[Exclusion, ...]:
    table = view.received
    visits = table.filter(
        table.received_on >= span.first, table.received_on <= span.last, table.form.notnull(),
        table.matter.isnull(),
    )  # fmt: skip
    ((count,),) = view.ledger.engine.rows(visits.aggregate(n=visits.count()))
    if not count:
        return ()
    return (Exclusion("no-matter", "未归入事项的来访", "visits without a matter", count),)


def _standing_matters(view: View) -> ir.Table:
    table = view.matters
    return table.filter(table.merged.isnull(), table.opened_on <= view.moment.as_of)


def _counts(view: View) -> list[tuple[date, str | None, str | None, int]]:
    table = _standing_matters(view)
    counted = table.group_by("opened_on", "kind", "area").aggregate(n=table.count())
    return view.ledger.engine.rows(counted)


def _standing(
    view: View, by: tuple[str, ...], counts: list[tuple[date, str | None, str | None, int]]
) -> Iterator[Figure]:
    totals: Counter[tuple[str, str | None]] = Counter()
    spans = [span for key in _NEW if (span := view.period(key))]
    for opened, kind, area, count in counts:
        value = {"kind": kind, "area": area}[by[0]] if by else None
        totals["", value] += count
        for span in spans:
            if span.first <= opened <= span.last:
                totals[span.key, value] += count
    seen = in_order({value for _, value in totals})
    if by == ("area",):
        seen = [*view.areas, *seen]
    for value in values(by[0], seen) if by else [None]:
        along = tuple((key, value) for key in by)
        for key in ("", *(span.key for span in spans)):
            name = FigureName("matters.new" if key else "matters.open", along, key)
            yield view.figured(name, totals[key, value], None, totals[key, value])


def _matters_behind(view: View, name: FigureName) -> Evidence:
    table = _standing_matters(view)
    span = view.period(name.period)
    if {key for key, _ in name.dimensions} - {"kind", "area"} or (
        (span is None) is (name.measure == "matters.new")
    ):
        raise unknown(str(name))
    if span:
        table = table.filter(table.opened_on >= span.first, table.opened_on <= span.last)
    for key, value in name.dimensions:
        table = table.filter(table[key].isnull() if value is None else table[key] == value)
    one = ibis.literal(1, type="int64")
    chosen = table.mutate(matter=table.id, weight=one, fact=table.seq).order_by("matter")
    rows = view.ledger.engine.rows(chosen.select(*_MATTER, "weight", "fact"))
    return Evidence(name, _MATTER, rows)

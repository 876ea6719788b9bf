"""What was received: totals, their dimensions and periods, changes, and repeat petitions.

Four scans of the folded petitions give every figure: each groups by a month (cut at the same
day last year) and some dimensions; what a report shows is summed from these groups.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from xinlian.insight.figure import Evidence, Exclusion, Figure
from xinlian.insight.names import FigureName, unknown
from xinlian.insight.periods import COMPARED, STANDARD, Period, months_of_two_years
from xinlian.insight.view import View, in_order, values
from xinlian.rules.vocabulary import Channel

ALL, ITEMS, BATCHES, PEOPLE = "petitions.all", "petitions.items", "visits.batches", "visits.people"
REPEATS, RATE = "repeat.petitions", "repeat.rate"
MEASURES: Final = (ALL, ITEMS, BATCHES, PEOPLE, REPEATS, RATE)

_VISITS: Final = (BATCHES, PEOPLE)
_EVERY: Final = (ALL, ITEMS, BATCHES, PEOPLE)
_DIMENSIONS: Final = frozenset(
    {"channel", "purpose", "level", "form", "category", "unit", "area", "matter"}
)
_COLUMNS: Final = (
    "petition", "number", "received_on", "channel", "level", "people", "category", "area", "unit",
    "matter",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slice:
    """Dimensions along which measures are given."""

    by: tuple[str, ...]
    measures: tuple[str, ...]


_SCANS: Final[tuple[tuple[tuple[str, ...], tuple[Slice, ...]], ...]] = (
    (
        ("channel", "purpose", "level", "form"),
        (
            Slice((), (*_EVERY, REPEATS, RATE)),
            Slice(("channel",), (ALL, ITEMS)),
            Slice(("purpose",), (ALL,)),
            Slice(("level",), _EVERY),
            Slice(("form",), _VISITS),
            Slice(("form", "level"), _VISITS),
        ),
    ),
    (
        ("category", "form"),
        (
            Slice(("category",), (*_EVERY, REPEATS, RATE)),
            Slice(("category", "form"), _VISITS),
        ),
    ),
    (("unit", "form"), (Slice(("unit",), _EVERY),)),
    (
        ("area", "form"),
        (Slice(("area",), (*_EVERY, REPEATS, RATE)), Slice(("area", "form"), _VISITS)),
    ),
)


@dataclass(slots=True)
class Tally:
    """Counts of one group: petitions, batches, people on visits, known petitioners, repeats."""

    petitions: int = 0
    batches: int = 0
    people: int = 0
    known: int = 0
    repeats: int = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row of a scan."""
        self.petitions += row["petitions"]
        self.batches += row["petitions"] if row["form"] else 0
        self.people += row["visitors"] or 0
        self.known += row["known"]
        self.repeats += row["repeats"] or 0

    def numerator(self, measure: str) -> int:
        """Return what a measure counts."""
        return {
            ALL: self.petitions, ITEMS: self.petitions - self.batches, BATCHES: self.batches,
            PEOPLE: self.people, REPEATS: self.repeats, RATE: self.repeats,
        }[measure]  # fmt: skip

    def records(self, measure: str) -> int:
        """Return how many petitions stand behind a measure."""
        return self.batches if measure == PEOPLE else self.numerator(measure)


def figures(view: View) -> Iterator[Figure]:
    """Return every figure of what was received."""
    spans = [*STANDARD, *months_of_two_years(view.moment.as_of)]
    for keys, slices in _SCANS:
        tallies = _tallies(view, keys, slices, spans)
        for each in slices:
            yield from _slice(view, each, tallies)


def evidence(view: View, name: FigureName) -> Evidence:
    """Return the petitions behind a figure; any combination of dimensions will do."""
    span, against = view.period(name.period), view.period(name.against)
    if span is None or (name.against and against is None) or not _fits(name):
        raise unknown(str(name))
    if against is None:
        rows = _rows(view, name, span, 1)
        known = _known(view, name, span) if name.measure in (REPEATS, RATE) else None
        return Evidence(
            name, _COLUMNS, rows, known[1] if known and name.measure == RATE else None,
            excluded=_unknown(known[0] - known[1]) if known else (),
        )  # fmt: skip
    then = _rows(view, name, against, -1)
    rows = _rows(view, name, span, 1) + then
    return Evidence(name, _COLUMNS, rows, -sum(row[-2] for row in then))


def _fits(name: FigureName) -> bool:
    return {key for key, _ in name.dimensions} <= _DIMENSIONS and not (
        name.against and name.measure == RATE
    )


def _tallies(
    view: View, keys: tuple[str, ...], slices: tuple[Slice, ...], spans: Iterable[str]
) -> dict[tuple[tuple[str, ...], tuple[Any, ...], str], Tally]:
    """Scan once; return tallies by dimensions, their values and period."""
    periods = [found for key in spans if (found := view.period(key))]
    covering: dict[tuple[int, bool], list[str]] = {}
    tallies: dict[tuple[tuple[str, ...], tuple[Any, ...], str], Tally] = defaultdict(Tally)
    for row in view.rows(_scan(view, keys)):
        bucket = row["month"], row["late"]
        if bucket not in covering:
            covering[bucket] = [p.key for p in periods if p.covers(bucket[0], late=bucket[1])]
        if "category" in row:
            row["category"] = view.roots.get(row["category"], row["category"])
        for each in slices:
            cell = tuple(row[key] for key in each.by)
            for key in covering[bucket]:
                tallies[each.by, cell, key].add(row)
    return tallies


def _scan(view: View, keys: tuple[str, ...]) -> ir.Table:
    table = view.received
    recent = table.filter(table.month >= (view.moment.as_of.year - 1) * 12)
    return recent.group_by("month", "late", *keys).aggregate(
        petitions=recent.count(),
        visitors=recent.people.sum(where=recent.form.notnull()),
        known=recent.repeat.count(),
        repeats=recent.repeat.sum(),
    )


def _slice(
    view: View, each: Slice, tallies: dict[tuple[tuple[str, ...], tuple[Any, ...], str], Tally]
) -> Iterator[Figure]:
    seen = dict.fromkeys(cell for by, cell, _ in tallies if by == each.by)
    for cell in _cells(view, each, seen):
        spans = [*STANDARD, *(months_of_two_years(view.moment.as_of) if not each.by else ())]
        by_span = {key: tallies.get((each.by, cell, key), Tally()) for key in spans}
        for measure in each.measures:
            if _possible(measure, each, cell):
                name = FigureName(measure, tuple(zip(each.by, cell, strict=True)))
                yield from _family(view, name, by_span)


def _cells(
    view: View, each: Slice, seen: Iterable[tuple[str | None, ...]]
) -> Iterator[tuple[str | None, ...]]:
    """Return the values to give figures for: closed lists and areas whole, others as seen."""
    seen = list(seen)
    if not each.by:
        yield ()
    elif len(each.by) == 1:
        found = in_order(cell[0] for cell in seen)
        if each.by == ("area",):
            found = [*view.areas, *found]
        yield from ((value,) for value in values(each.by[0], found) if _shown(each, value))
    else:
        yield from sorted(
            (cell for cell in seen if _shown(each, cell[each.by.index("form")])),
            key=lambda cell: tuple(value or "" for value in cell),
        )


def _shown(each: Slice, value: str | None) -> bool:
    """Leave out what has no form: a petition that is no visit."""
    return "form" not in each.by or value is not None


def _possible(measure: str, each: Slice, cell: tuple[str | None, ...]) -> bool:
    """Leave out items among visits: a visit is no item."""
    return not (measure == ITEMS and each.by == ("channel",) and cell == (str(Channel.VISIT),))


def _family(view: View, name: FigureName, by_span: Mapping[str, Tally]) -> Iterator[Figure]:
    """Return a measure's figures over all periods, and its changes between them."""
    measure = name.measure
    for key, tally in by_span.items():
        denominator = tally.known if measure == RATE else None
        excluded = _unknown(tally.petitions - tally.known) if measure in (REPEATS, RATE) else ()
        yield view.figured(
            name.over(key), tally.numerator(measure), denominator, tally.records(measure),
            excluded=excluded,
        )  # fmt: skip
    for key, against in COMPARED if measure != RATE else ():
        now, then = by_span[key], by_span[against]
        yield view.figured(
            FigureName(measure, name.dimensions, key, against),
            now.numerator(measure) - then.numerator(measure),
            then.numerator(measure),
            now.records(measure) + then.records(measure),
        )


def _unknown(count: int) -> tuple[Exclusion, ...]:
    return (
        Exclusion(
            "unknown", "未归入事项或信访人不明", "without a matter or a known petitioner", count
        ),
    )


def _rows(view: View, name: FigureName, span: Period, sign: int) -> list[tuple[Any, ...]]:
    table = _selected(view, name, span)
    weight = table.people if name.measure == PEOPLE else ibis.literal(1, type="int64")
    repeated = name.measure in (REPEATS, RATE)
    fact = ibis.greatest(table.seq, table.link_seq.fill_null(0)) if repeated else table.seq
    found = table.filter(table.repeat) if repeated else table
    chosen = found.mutate(petition=found.id, weight=weight * sign, fact=fact)
    chosen = chosen.order_by("received_on", "petition")
    return view.ledger.engine.rows(chosen.select(*_COLUMNS, "weight", "fact"))


def _known(view: View, name: FigureName, span: Period) -> tuple[int, int]:
    table = _selected(view, name, span)
    ((petitions, known),) = view.ledger.engine.rows(
        table.aggregate(petitions=table.count(), known=table.repeat.count())
    )
    return petitions, known


def _selected(view: View, name: FigureName, span: Period) -> ir.Table:
    """Return the petitions of a period and of the figure's dimensions."""
    table = view.received
    conditions = [table.received_on >= span.first, table.received_on <= span.last]
    if name.measure == ITEMS:
        conditions.append(table.form.isnull())
    elif name.measure in _VISITS:
        conditions.append(table.form.notnull())
    for key, value in name.dimensions:
        column = table[key]
        if value is None:
            conditions.append(column.isnull())
        elif key == "category":
            conditions.append(column.isin(view.below(value)))
        else:
            conditions.append(column == (int(value) if key == "matter" else value))
    return table.filter(*conditions)

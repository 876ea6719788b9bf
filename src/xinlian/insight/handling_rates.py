"""In time, the first time, to whose satisfaction: the observations behind the rates of handling."""

from functools import reduce
from typing import Final

import ibis
import ibis.expr.types as ir

from xinlian.insight.handled import clocks, files, of_file, reopenings
from xinlian.insight.observed import Family
from xinlian.insight.view import View
from xinlian.rules.handling_measures import (
    ANSWERED,
    COMPLETIONS,
    NOTICES,
    RATEABLE,
    SETTLED_DAYS,
)
from xinlian.rules.vocabulary import ClockState, Means, Rated, Satisfaction

_COUNTED: Final = ibis.null("string")
_NO_DAYS: Final = ibis.null("int64")
_NO: Final = ibis.literal(False)  # noqa: FBT003 - Ibis takes it by position
_OUTSIDE: Final = "outside"
_SATISFIED: Final = (str(Satisfaction.SATISFIED), str(Satisfaction.BASICALLY))
_HOTLINE: Final = "hotline-12345"


def _notices(view: View) -> ir.Table:
    """Return the notices that fell due; none is owed without a name or an address (R23)."""
    table = _due(view, NOTICES)
    unnamed = table.left.isnull() & ~table.named
    return table.mutate(left=ibis.ifelse(unnamed, "unnamed", table.left))


def _completions(view: View) -> ir.Table:
    return _due(view, COMPLETIONS)


def _due(view: View, names: tuple[str, ...]) -> ir.Table:
    """Return the clocks of these names whose last day is over, each in time or not.

    One that was stopped before its last day is left out: extended, withdrawn, sent elsewhere.
    One that was stopped only after it was late, and counts so.
    """
    table = clocks(view)
    over = table.filter(table.clock.isin(names), table.due_on < view.moment.as_of)
    in_time = ibis.coalesce(over.ended_on <= over.due_on, _NO)
    done = over.state == str(ClockState.DONE)
    stopped = (over.state == str(ClockState.STOPPED)) & in_time
    return over.mutate(
        day=over.due_on,
        hits=(done & in_time).cast("int64"),
        left=ibis.cases((over.outside, _OUTSIDE), (stopped, "stopped"), else_=_COUNTED),
        days=_NO_DAYS,
    )


def _settled(view: View) -> ir.Table:
    """Return first petitions concluded whose days without anything further have passed."""
    table = files(view)
    table = table.mutate(concluded=_first(table, ANSWERED), unit=table.charge)
    table = table.filter(table.concluded.notnull())
    table = table.mutate(day=(table.concluded + ibis.interval(days=SETTLED_DAYS)).cast("date"))
    first = ~ibis.coalesce(table["repeat"], _NO)
    base = table.filter(table.day < view.moment.as_of, first)
    further = _repeated(view, base).union(_pursued(view, base)).distinct()
    joined = base.left_join(further, base.petition == further.again)
    unknown = joined["repeat"].isnull()
    return joined.mutate(
        hits=joined.again.isnull().cast("int64"),
        left=ibis.cases((joined.outside, _OUTSIDE), (unknown, "unknown"), else_=_COUNTED),
        days=_NO_DAYS,
    ).drop("again")


def _repeated(view: View, base: ir.Table) -> ir.Table:
    """Return the petitions after whose conclusion the petitioner came again on the matter."""
    others = files(view).select(
        "matter", "pseudonym", other="petition", came=files(view).received_on
    )
    pairs = base.inner_join(others, ["matter", "pseudonym"])
    later = pairs.filter(
        pairs.other != pairs.petition, pairs.came > pairs.concluded, pairs.came <= pairs.day
    )
    return later.select(again="petition")


def _pursued(view: View, base: ir.Table) -> ir.Table:
    """Return the petitions reviewed or reopened after their conclusion, within the days."""
    asked = view.tables.facts("review.requested")
    asked = asked.select("on", again=asked.file)
    reopened = reopenings(view).select("on", again="petition")
    events = asked.union(reopened)
    pairs = base.inner_join(events, base.petition == events.again)
    within = pairs.filter(pairs.on >= pairs.concluded, pairs.on <= pairs.day)
    return within.select("again")


def _first(table: ir.Table, states: tuple[str, ...]) -> ir.Value:
    """Return the first day on which any of the states was reached, or the register's answer."""
    reached = reduce(ibis.least, [table[f"first_{state}"] for state in states])
    return ibis.ifelse(table.outside, table.answered_on, reached)


def _ratings(view: View) -> ir.Table:
    """Return the newest rating of each object of each file."""
    facts = view.tables.facts("rating.given")
    seen = facts.filter(facts.on <= view.moment.as_of)
    newest = seen.group_by("file", "object").aggregate(
        rated_on=seen.on.argmax(seen.seq), unit=seen.unit.argmax(seen.seq),
        rating=seen.value.argmax(seen.seq), means=seen.means.argmax(seen.seq), seq=seen.seq.max(),
    )  # fmt: skip
    table = of_file(view, newest.rename(petition="file"))
    return table.mutate(
        day=table.rated_on, hits=table.rating.isin(_SATISFIED).cast("int64"), left=_COUNTED,
        days=_NO_DAYS,
    )  # fmt: skip


def _called(view: View) -> ir.Table:
    table = _ratings(view)
    call = (table.means == str(Means.CALL)) & (table.object == str(Rated.UNIT))
    return table.filter(call, table.profile == _HOTLINE)


def _asked(view: View) -> ir.Table:
    """Return each file that can be rated, once for each object; every receipt asks (R21)."""
    table = files(view)
    table = table.mutate(day=_first(table, RATEABLE))
    table = table.filter(table.day.notnull())
    sides = [
        table.mutate(object=ibis.literal(str(rated)), unit=table[unit])
        for rated, unit in ((Rated.OFFICE, "registrar"), (Rated.UNIT, "charge"))
    ]
    given = _ratings(view).select("rated_on", of="petition", about="object")
    both = sides[0].union(sides[1])
    joined = both.left_join(given, [both.petition == given.of, both.object == given.about])
    return joined.mutate(
        hits=joined.of.notnull().cast("int64"),
        left=ibis.ifelse(joined.outside, _OUTSIDE, _COUNTED),
        days=_NO_DAYS,
    )


_FILE: Final = ("petition", "number", "received_on", "unit", "area")
_CLOCK: Final = (*_FILE, "clock", "due_on", "ended_on")

FAMILIES: Final = (
    Family("notices", ("notice.timely",), _notices, _CLOCK),
    Family("completions", ("completion.timely",), _completions, _CLOCK),
    Family("settled", ("settled.first",), _settled, (*_FILE, "concluded")),
    Family(
        "asked", ("rating.participation",), _asked, (*_FILE, "object", "day", "rated_on"),
        always=("object",),
    ),
    Family(
        "ratings", ("rating.satisfaction",), _ratings, (*_FILE, "object", "rated_on", "rating"),
        always=("object",),
    ),
    Family("called", ("hotline.satisfaction",), _called, (*_FILE, "rated_on", "rating")),
)  # fmt: skip

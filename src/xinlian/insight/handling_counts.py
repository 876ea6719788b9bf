"""How long, how often sent round, what is open: the observations behind the counts of handling."""

from collections.abc import Callable
from typing import Final

import ibis
import ibis.expr.types as ir

from xinlian.insight.handled import clocks, files, of_file, reopenings
from xinlian.insight.observed import Family
from xinlian.insight.view import View
from xinlian.rules.handling_measures import RIGHTS
from xinlian.rules.vocabulary import AssignmentState, Spell

_COUNTED: Final = ibis.null("string")
_NO_DAYS: Final = ibis.null("int64")
_ONE: Final = ibis.literal(1, type="int64")


def _event(table: ir.Table, day: ir.Value) -> ir.Table:
    """Return events as observations, each counting once."""
    return table.mutate(day=day, hits=_ONE, left=_COUNTED, days=_NO_DAYS)


# --- days ----------------------------------------------------------------------------------


def _spells(view: View) -> ir.Table:
    """Return every step of :class:`Spell` ended by the day, with the days it took."""
    table = files(view)
    table = table.mutate(unit=table.charge)
    answered = ibis.least(table.answered_on, table.first_served, table.first_concluded)
    concluded = ibis.least(table.first_served, table.first_concluded)
    passed = ibis.coalesce(table.first_sent, table.received_on)
    spans = (
        (Spell.SORTING, table.received_on, table.first_sorted),
        (Spell.PASSING, table.received_on, table.first_sent),
        (Spell.ACCEPTING, passed, table.first_accepted),
        (Spell.CONCLUDING, table.first_accepted, concluded),
        (Spell.ANSWERING, table.received_on, answered),
    )
    columns = ("petition", "number", "received_on", "unit", "area", "seq")
    rows = [
        table.select(*columns, step=ibis.literal(str(spell)), begun_on=begun, ended_on=ended)
        for spell, begun, ended in spans
    ]
    rows += [
        of_file(view, made(view)).select(*columns, "step", "begun_on", "ended_on")
        for made in (_contests, _reviews)
    ]
    both = rows[0].union(*rows[1:])
    done = both.filter(both.ended_on >= both.begun_on)
    days = done.ended_on.delta(done.begun_on, unit="day")
    return done.mutate(day=done.ended_on, days=days.cast("int64"), hits=_ONE, left=_COUNTED)


def _contests(view: View) -> ir.Table:
    return _answered(view, Spell.CONTESTING, "contest.filed", "contest.decided", "unit")


def _reviews(view: View) -> ir.Table:
    return _answered(view, Spell.REVIEWING, "review.requested", "review.decided", "body")


def _answered(view: View, spell: Spell, asked: str, decided: str, unit: str) -> ir.Table:
    """Return what was asked and answered under one number, from the one day to the other."""
    first, last = view.tables.facts(asked), view.tables.facts(decided)
    last = last.filter(last.on <= view.moment.as_of)
    ends = last.group_by("subject").aggregate(ended_on=last.on.min(), end_seq=last.seq.max())
    joined = first.inner_join(ends.rename(of="subject"), first.subject == ends.subject)
    return joined.select(
        petition=joined.file, unit=joined[unit], step=ibis.literal(str(spell)),
        begun_on=joined.on, ended_on=joined.ended_on, seq=joined.end_seq,
    )  # fmt: skip


# --- what stands on the day ----------------------------------------------------------------


def _open(view: View) -> ir.Table:
    """Return the open files with the days since their own receipt."""
    table = files(view)
    table = table.filter(table.open).mutate(unit=table.charge, since=table.received_on)
    return _aged(view, table)


def _since(view: View) -> ir.Table:
    """Return the open files with the days since the petitioner first came on the matter."""
    table = files(view)
    firsts = table.filter(table.pseudonym.notnull(), table.matter.notnull())
    firsts = firsts.group_by("matter", "pseudonym").aggregate(first_on=firsts.received_on.min())
    open_ = table.filter(table.open).mutate(unit=table.charge)
    joined = open_.left_join(firsts, ["matter", "pseudonym"])
    return _aged(view, joined.mutate(since=ibis.coalesce(joined.first_on, joined.received_on)))


def _aged(view: View, table: ir.Table) -> ir.Table:
    days = ibis.literal(view.moment.as_of).delta(table.since, unit="day").cast("int64")
    return table.mutate(hits=_ONE, left=_COUNTED, days=days)


def _overdue(view: View) -> ir.Table:
    """Return the open files of which a clock that binds a unit is past, with the oldest one."""
    table = clocks(view)
    past = table.filter(
        table.open, table.ended_on.isnull(), table.clock.notin(RIGHTS),
        table.due_on < view.moment.as_of, ~(table.outside & table.answered_on.notnull()),
    )  # fmt: skip
    first = past.group_by("petition").aggregate(
        due_on=past.due_on.min(), clock=past.clock.argmin(past.due_on), seq=past.seq.max()
    )
    found = of_file(view, first)
    return found.mutate(unit=found.charge, hits=_ONE, left=_COUNTED, days=_NO_DAYS)


# --- sent round, reopened, urged -----------------------------------------------------------


def _given(view: View) -> ir.Table:
    """Return what was passed on to a lead: assignment, petition, unit, on, returned_on, seq."""
    given, moved = view.tables.facts("assignment.given"), view.tables.facts("assignment.moved")
    leads = given.filter(given.lead, given.on <= view.moment.as_of)
    back = moved.filter(moved.state == str(AssignmentState.RETURNED), moved.on <= view.moment.as_of)
    back = back.group_by("subject").aggregate(returned_on=back.on.min(), back_seq=back.seq.max())
    joined = leads.left_join(back.rename(of="subject"), leads.subject == back.subject)
    return joined.select(
        "on", "returned_on", assignment=joined.subject.cast("int64"), petition=joined.file,
        unit=joined.to, seq=ibis.greatest(joined.seq, joined.back_seq.fill_null(0)),
    )  # fmt: skip


def _returned(view: View) -> ir.Table:
    table = of_file(view, _given(view))
    back = table.filter(table.returned_on.notnull())
    return _event(back, back.returned_on)


def _rounds(view: View) -> ir.Table:
    """Return each matter passed on, with how often it came back; a lone petition is a matter."""
    table = of_file(view, _given(view))
    alone = table.matter.isnull()
    table = table.mutate(lone=ibis.ifelse(alone, table.petition, ibis.null("int64")))
    each = table.group_by("matter", "lone").aggregate(
        day=table.on.min(), hits=table.returned_on.count(), seq=table.seq.max(),
        area=table.area.argmin(table.petition), petition=table.petition.min(),
    )  # fmt: skip
    return each.mutate(left=_COUNTED, days=_NO_DAYS)


def _reopened(view: View) -> ir.Table:
    table = of_file(view, reopenings(view))
    return _event(table.mutate(unit=table.charge), table.on)


def _urgings(view: View) -> ir.Table:
    facts, replies = view.tables.facts("urging.sent"), view.tables.facts("urging.answered")
    sent = facts.filter(facts.on <= view.moment.as_of).select(
        "unit", "kind", "ground", "on", "due_on", "seq", "subject", petition=facts.file
    )
    replies = replies.filter(replies.on <= view.moment.as_of)
    newest = replies.group_by("subject").aggregate(replied_on=replies.on.min())
    joined = sent.left_join(newest.rename(of="subject"), sent.subject == newest.subject).drop("of")
    return of_file(view, joined.rename(urging="kind").drop("subject"))


def _urged(view: View) -> ir.Table:
    table = _urgings(view)
    return _event(table, table.on)


def _unanswered(view: View) -> ir.Table:
    table = _urgings(view)
    late = table.filter(table.replied_on.isnull(), table.due_on < view.moment.as_of)
    return late.mutate(hits=_ONE, left=_COUNTED, days=_NO_DAYS)


_FILE: Final = ("petition", "number", "received_on", "unit", "area")
_BOTH: Final = ("median", "high")


def _standing(
    name: str, measures: tuple[str, ...], make: Callable[[View], ir.Table], *columns: str
) -> Family:
    return Family(name, measures, make, (*_FILE, *columns), dated=False)


FAMILIES: Final = (
    Family(
        "spells", tuple(f"days.step_{each}" for each in _BOTH), _spells,
        (*_FILE, "step", "begun_on", "ended_on", "days"), always=("step",),
    ),
    _standing("open", ("open.files", "open.age_median", "open.age_high"), _open, "days"),
    _standing("since", ("open.since_median", "open.since_high"), _since, "since", "days"),
    _standing("overdue", ("open.overdue",), _overdue, "clock", "due_on"),
    Family("returned", ("reassigned.times",), _returned, (*_FILE, "on", "returned_on")),
    Family(
        "rounds", ("reassigned.average",), _rounds, ("matter", "petition", "area", "day"),
        ((), ("area",)),
    ),
    Family("reopened", ("reopened.times",), _reopened, (*_FILE, "on")),
    Family("urged", ("urged.times",), _urged, (*_FILE, "urging", "ground", "on")),
    _standing("unanswered", ("urged.unanswered",), _unanswered, "urging", "ground", "on", "due_on"),
)  # fmt: skip

"""The way of petitions as of a day: their files, steps, clocks, from the facts of handling.

Every table leaves out accusations (law: R22, R30; they are in no figure) and what is held until
a person has sorted it: a figure that drops when an accusation is found out would tell of it.
"""

from functools import reduce
from typing import Final

import ibis
import ibis.expr.types as ir

from xinlian.insight.tables import Tables
from xinlian.insight.view import View
from xinlian.rules.handling_measures import ENDED
from xinlian.rules.vocabulary import ClockState, State

_FIRSTS: Final = (
    State.SORTED, State.SENT, State.ACCEPTED, State.SERVED, State.CONCLUDED, State.GUIDED,
    State.REFUSED,
)  # fmt: skip


def files(view: View) -> ir.Table:
    """Return the files of the petitions received by the day, one each, computed once.

    Columns: petition, number, received_on, area, registrar (unit that registered), charge (unit
    in charge), profile, matter, pseudonym, repeat, named (the petitioner is known to the vault),
    outside (only known from an imported register), open, answered_on, ``first_...`` (the day on
    which a state was first reached) and seq.
    """
    return view.kept("files", lambda: _files(view))


def steps(view: View) -> ir.Table:
    """Return the steps taken by the day: petition, step, state, charge, on, seq."""
    facts = view.tables.facts("file.stepped")
    return facts.filter(facts.on <= view.moment.as_of).select(
        "step", "state", "charge", "on", "seq", petition=facts.subject.cast("int64")
    )


def reopenings(view: View) -> ir.Table:
    """Return each time that what was concluded was taken up again: petition, on, seq."""
    table = steps(view)
    return table.filter(table.step == "reopen").select("petition", "on", "seq")


def of_file(view: View, table: ir.Table) -> ir.Table:
    """Join rows that name their ``petition`` with its file; others, and what is hidden, go."""
    about = files(view).rename(of="petition", file_seq="seq")
    joined = table.inner_join(about, table.petition == about.of).drop("of")
    return joined.mutate(seq=ibis.greatest(joined.seq, joined.file_seq)).drop("file_seq")


def clocks(view: View) -> ir.Table:
    """Return every clock of every file as of the day, computed once.

    Columns: petition, clock, unit (bound by it), started_on, due_on, state, ended_on (null
    while it runs), seq, and those of :func:`files`.
    """
    return view.kept("clocks", lambda: of_file(view, _clocks(view)))


def _files(view: View) -> ir.Table:
    base = view.received
    taken = _progress(view)
    about = _about(view.tables)
    answers = _answers(view)
    joined = base.left_join(about, base.id == about.petition).drop("petition")
    joined = joined.left_join(taken, joined.id == taken.petition).drop("petition")
    joined = joined.left_join(answers, joined.id == answers.petition).drop("petition")
    ended = joined.state.isin([str(state) for state in ENDED]).fill_null(False)  # noqa: FBT003
    outside = joined.imported & joined.state.isnull()
    held = ibis.coalesce(joined.state == str(State.HELD), joined.held, False)
    newest = (joined.about_seq, joined.step_seq, joined.answer_seq, joined.link_seq)
    return joined.filter(~held).select(
        "number", "received_on", "area", "profile", "matter", "pseudonym", "repeat", "named",
        *_FIRST_DAYS,
        petition=joined.id,
        registrar=joined.unit,
        charge=ibis.coalesce(joined.charge, joined.unit),
        outside=outside,
        answered_on=joined.answered_on,
        open=~ended & ~(outside & joined.answered_on.notnull()),
        seq=reduce(ibis.greatest, (each.fill_null(0) for each in newest), joined.seq),
    )  # fmt: skip


_FIRST_DAYS: Final = tuple(f"first_{state}" for state in _FIRSTS)


def _progress(view: View) -> ir.Table:
    """Return where each file stands, who is in charge and when it first reached a state."""
    table = steps(view)
    days = {f"first_{state}": table.on.min(where=table.state == str(state)) for state in _FIRSTS}
    return table.group_by("petition").aggregate(
        state=table.state.argmax(table.seq),
        charge=table.charge.argmax(table.seq, where=table.charge.notnull()),
        step_seq=table.seq.max(),
        **days,
    )


def _about(tables: Tables) -> ir.Table:
    """Return what registration says of a file: imported, named, held, profile, what is due."""
    registered = tables.facts("petition.registered")
    base = registered.select(
        "profile", "imported",
        petition=registered.subject.cast("int64"), seq=registered.seq, held=registered.held,
        named=registered.petitioner.notnull(), notice=registered.notice_due,
        registration=registered.registration_due,
    )  # fmt: skip
    changed = tables.facts("petition.corrected")
    newest = changed.group_by("subject").aggregate(
        new_held=_newest(changed, "held"),
        new_notice=_newest(changed, "notice_due"),
        new_registration=_newest(changed, "registration_due"),
        new_named=changed.petitioner.notnull().any(),
        new_seq=changed.seq.max(),
    )
    newest = newest.mutate(of=newest.subject.cast("int64")).drop("subject")
    joined = base.left_join(newest, base.petition == newest.of)
    return joined.select(
        "petition", "profile", "imported",
        held=ibis.coalesce(joined.new_held, joined.held, False),
        named=joined.named | joined.new_named.fill_null(False),  # noqa: FBT003 - Ibis's own
        notice=ibis.coalesce(joined.new_notice, joined.notice),
        registration=ibis.coalesce(joined.new_registration, joined.registration),
        about_seq=ibis.greatest(joined.seq, joined.new_seq.fill_null(0)),
    )  # fmt: skip


def _newest(facts: ir.Table, name: str) -> ir.Value:
    """Return the newest stated value of a field."""
    return facts[name].argmax(facts.seq, where=facts[name].notnull())


def _answers(view: View) -> ir.Table:
    """Return when the register says that a petition was answered: its newest word."""
    facts = view.tables.facts("petition.answered")
    table = facts.filter(facts.answered_on <= view.moment.as_of)
    newest = table.group_by("subject").aggregate(
        answered_on=table.answered_on.argmax(table.seq), answer_seq=table.seq.max()
    )
    return newest.mutate(petition=newest.subject.cast("int64")).drop("subject")


def _clocks(view: View) -> ir.Table:
    receipts = [_receipts(view, clock) for clock in ("notice", "registration")]
    begun = _started(view).union(*receipts)
    ends, moves = _ends(view), _moves(view)
    joined = begun.left_join(ends, begun.key == ends.end_key)
    joined = joined.left_join(moves, joined.key == moves.move_key)
    live = joined.state.isnull() | (joined.state == str(ClockState.RUNNING))
    newest = (joined.end_seq, joined.move_seq)
    return joined.select(
        "petition", "clock", "unit", "started_on",
        due_on=ibis.coalesce(joined.moved_to, joined.due_on),
        state=ibis.coalesce(joined.state, str(ClockState.RUNNING)),
        ended_on=ibis.ifelse(live, ibis.null("date"), joined.ended_on),
        seq=reduce(ibis.greatest, (each.fill_null(0) for each in newest), joined.seq),
    )  # fmt: skip


def _receipts(view: View, clock: str) -> ir.Table:
    """Return the clocks of a name that run from receipt: the registration itself starts them."""
    base, about = view.received, _about(view.tables)
    joined = base.inner_join(about, base.id == about.petition)
    return joined.filter(joined[clock].notnull()).select(
        key=joined.id.cast("string") + f"/{clock}",
        petition=joined.id,
        clock=ibis.literal(clock),
        unit=joined.unit,
        started_on=joined.received_on,
        due_on=joined[clock],
        seq=joined.about_seq,
    )


def _started(view: View) -> ir.Table:
    facts = view.tables.facts("clock.started")
    return facts.filter(facts.started_on <= view.moment.as_of).select(
        key=facts.subject,
        petition=facts.file,
        clock=facts.clock,
        unit=facts.unit,
        started_on=facts.started_on,
        due_on=facts.due_on,
        seq=facts.seq,
    )


def _ends(view: View) -> ir.Table:
    """Return how each clock last ended; one that was resumed runs."""
    ended, resumed = view.tables.facts("clock.ended"), view.tables.facts("clock.resumed")
    table = ended.filter(ended.ended_on <= view.moment.as_of).select(
        "subject", "seq", "state", "ended_on"
    )
    running = ibis.literal(str(ClockState.RUNNING))
    day = resumed.happened_at.date()
    table = table.union(resumed.select("subject", "seq", state=running, ended_on=day))
    return table.group_by("subject").aggregate(
        state=table.state.argmax(table.seq),
        ended_on=table.ended_on.argmax(table.seq),
        end_seq=table.seq.max(),
    ).rename(end_key="subject")  # fmt: skip


def _moves(view: View) -> ir.Table:
    facts = view.tables.facts("clock.moved")
    table = facts.filter(facts.on <= view.moment.as_of)
    return table.group_by("subject").aggregate(
        moved_to=table.due_on.argmax(table.seq), move_seq=table.seq.max()
    ).rename(move_key="subject")  # fmt: skip

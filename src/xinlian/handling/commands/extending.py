"""The clocks of files: extended by approval (R34), swept when they run out."""

from collections.abc import Sequence
from datetime import datetime

from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep_all
from xinlian.handling.models import RunningClock
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.rules.clocks import Extension
from xinlian.rules.vocabulary import ClockState

_AT_ONCE = 5000


@command("handling:clock:extend")
def extend_files(files: Sequence[int], *, days: int, reasons: str, by: Actor, at: datetime) -> None:
    """Extend the handling of complex files, as the unit's head; the petitioner is told why.

    Once, before the period ends, within what the profile allows. The days follow day 60 itself.
    Raises :class:`BrokenRule` ``extension-...``, or what a step raises.
    """
    found = locked(files, by=by)
    on, words = day_of(at, None), keep_all(found, reasons)
    needs = given(reasons=reasons, ground=reasons) | {"approver"}
    statements: list[Statement] = []
    for file in found:
        handling = RunningClock.objects.filter(file=file.pk, clock="handling").last()
        taken = Taken(
            by,
            at,
            on,
            given=needs,
            words=words,
            starts={"extension": handling.started_on} if handling else {},
            events=[Extension(days, on)],
        )
        stepped = take("extend", [file], taken)
        started = stepped[-1]
        data = {
            "due_on": started.data["due_on"],
            "days": days,
            "why": "extension",
            "approver": by.ref,
            "reason_digest": words[file.pk],
            "on": on.isoformat(),
        }
        statements += [*stepped, Statement("clock.moved", started.subject, data)]
    record(statements, by=by, at=at)


@command("handling:clock:sweep")
def sweep(*, by: Actor, at: datetime) -> int:
    """State of every clock that has run out by ``at`` that it did; return how many.

    The fact happened at the legal instant, whenever the sweep comes by. Compare and set: the
    rows are locked while they still run, so of two sweepers one finds nothing left.
    """
    due = RunningClock.objects.select_for_update().filter(state=ClockState.RUNNING, due_at__lte=at)
    rows = due.order_by("due_at", "key")[:_AT_ONCE]
    statements = [Statement("clock.expired", row.key, {}, row.due_at) for row in rows]
    if statements:
        record(statements, by=by, at=at)
    return len(statements)

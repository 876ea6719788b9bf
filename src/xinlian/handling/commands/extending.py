"""The clocks of files: extended by approval (R34), swept when they run out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from xinlian.handling import clocks
from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep_all
from xinlian.handling.models import File, RunningClock
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.rules.calendar import calendar_of
from xinlian.rules.clocks import Extension, due
from xinlian.rules.days import day_range, local_day
from xinlian.rules.profiles import profile
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
        why = {"days": days, "approver": by.ref, "reason_digest": words[file.pk]}
        further = {file.pk: {"days": days}}
        taken = Taken(by, at, on, given=needs, words=words, approved=why, further=further)
        statements += take("extend", [file], taken)
        _require_lawful(file, days, on)
    record(statements, by=by, at=at)


def _require_lawful(file: File, days: int, on: date) -> None:
    """Refuse an extension that the rules do not open: too long, too late, a second one."""
    handling = next(each for each in clocks.standing(file, on) if each.name == "handling")
    due(
        "handling",
        handling.start,
        profile(file.profile),
        calendar_of(settings.HOLIDAYS),
        [Extension(days, on)],
    )


@command("handling:clock:sweep")
def sweep(*, by: Actor, at: datetime) -> int:
    """State of clocks that have run out by ``at`` that they did; return how many, 5000 at most.

    The fact happened at the legal instant, whenever the sweep comes by. Compare and set: the
    rows are locked while they still run, so of two sweepers one finds nothing left.
    """
    due = RunningClock.objects.select_for_update().filter(
        state=ClockState.RUNNING, due_on__lt=local_day(at)
    )
    rows = due.order_by("due_on", "key").values_list("key", "due_on")[:_AT_ONCE]
    statements = [
        Statement("clock.expired", key, {}, day_range(day)[1]) for key, day in rows if day
    ]
    if statements:
        record(statements, by=by, at=at)
    return len(statements)

"""The stored clocks of files: what :mod:`xinlian.rules.running` reckons, held as facts and rows.

The rules fold the steps taken into clocks; this states where that differs from what is stored.
So no duration, pause or extension is reckoned a second time here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson
from django.conf import settings

from xinlian.handling.models import File, RunningClock
from xinlian.ledger.models import Fact
from xinlian.ledger.statements import Statement
from xinlian.rules.calendar import calendar_of
from xinlian.rules.procedure import procedure
from xinlian.rules.running import PetitionClock, Standing, Taken, clocks
from xinlian.rules.vocabulary import ClockState

_DAYS: Final = ("due", "first", "last")
_LIVE: Final = frozenset({ClockState.RUNNING, ClockState.EXPIRED})
_DONE: Final = frozenset({Standing.IN_TIME, Standing.LATE})


def remember(files: Sequence[File]) -> None:
    """Give each file the steps taken on it and its stored clocks, in two reads for all."""
    by_id = {file.pk: file for file in files}
    for file in files:
        file.steps = [Taken("register", file.first_on)]
        file.stored = {}
    facts = Fact.objects.filter(subject__in=[str(pk) for pk in by_id], kind="file.stepped")
    for subject, data in facts.order_by("seq").values_list("subject", "data"):
        by_id[int(subject)].steps.append(step_of(orjson.loads(data)))
    for row in RunningClock.objects.filter(file__in=list(by_id)):
        by_id[row.file_id].stored[row.key] = row


def standing(file: File, on: date) -> tuple[PetitionClock, ...]:
    """Return the clocks of a remembered file as the rules reckon them for a day."""
    return clocks(procedure(file.profile), file.steps, calendar_of(settings.HOLIDAYS), on=on)


def moved(
    file: File, taken: Taken, *, bound: str | None, restores: bool, approved: Mapping[str, Any]
) -> list[Statement]:
    """Take a step into a file's memory; return what states how its clocks moved.

    ``bound`` is the unit that a clock started now binds; ``approved`` who approved an extension
    and the digest of why; ``restores`` lets clocks run on that a withdrawal stopped.
    """
    file.steps.append(taken)
    counts: dict[str, int] = {}
    statements = []
    for clock in standing(file, taken.day):
        counts[clock.name] = number = counts.get(clock.name, 0) + 1
        key = f"{file.pk}/{clock.name}" + (f"/{number}" if number > 1 else "")
        if key not in file.stored:
            statements += _started(key, file, clock, bound, approved)
        else:
            statements += _changed(file.stored[key], clock, taken, restores=restores)
    return statements


def step_of(data: Mapping[str, Any]) -> Taken:
    """Return the step that a fact ``file.stepped`` states, as the rules read it."""
    details: dict[str, Any] = {
        name: date.fromisoformat(data[name]) for name in _DAYS if name in data
    }
    if "days" in data:
        details["days"] = data["days"]
    return Taken(data["step"], date.fromisoformat(data["on"]), details)


def _started(
    key: str, file: File, clock: PetitionClock, bound: str | None, approved: Mapping[str, Any]
) -> list[Statement]:
    due_on = clock.due.due if clock.due else None
    file.stored[key] = RunningClock(
        key=key, file=file, clock=clock.name, due_on=due_on, state=ClockState.RUNNING
    )
    data: dict[str, Any] = {
        "file": file.pk,
        "clock": clock.name,
        "started_on": clock.start.isoformat(),
        "due_on": due_on and due_on.isoformat(),
        "unit": bound,
    }
    if clock.name == "extension":
        data |= approved
    return [Statement("clock.started", key, data)]


def _changed(
    row: RunningClock, clock: PetitionClock, taken: Taken, *, restores: bool
) -> list[Statement]:
    statements = []
    due_on = clock.due.due if clock.due else None
    if due_on != row.due_on and due_on:
        why = "hearing" if "first" in taken.details else "withdrawal"
        data = {"due_on": due_on.isoformat(), "why": why, "on": taken.day.isoformat()}
        statements.append(Statement("clock.moved", row.key, data))
        row.due_on = due_on
    if clock.ended_on and row.state in _LIVE:
        state = ClockState.DONE if clock.standing in _DONE else ClockState.STOPPED
        data = {"state": str(state), "ended_on": clock.ended_on.isoformat()}
        statements.append(Statement("clock.ended", row.key, data))
        row.state = state
    elif clock.runs and restores and row.state not in _LIVE:
        statements.append(Statement("clock.resumed", row.key, {}))
        row.state = ClockState.RUNNING
    return statements

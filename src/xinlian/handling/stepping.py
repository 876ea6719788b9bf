"""Taking a step of the procedure: checked, stated, and its clocks moved. The one place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

import orjson

from xinlian.handling.models import File, RunningClock
from xinlian.handling.scope import capacities, files_for
from xinlian.ledger.actors import Actor
from xinlian.ledger.models import Fact
from xinlian.ledger.statements import Statement
from xinlian.rules.calendar import shipped
from xinlian.rules.clocks import Event, due
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import Procedure, Step, procedure
from xinlian.rules.profiles import Profile
from xinlian.rules.vocabulary import ClockState, Purpose, Route, State

_LIVE = (ClockState.RUNNING, ClockState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step is taken with: by whom, on which local day, what is given of its needs.

    ``charge`` is the unit in charge afterwards; ``words`` digests by file; ``due`` the own
    date of an assignment; ``bound`` the unit that the clocks started bind; ``starts`` the day
    from which a clock runs where that is not the day of the step.
    """

    by: Actor
    at: datetime
    on: date
    given: Collection[str] = ()
    charge: str | None = None
    words: Mapping[int, str | None] = field(default_factory=dict)
    due: date | None = None
    bound: str | None = None
    starts: Mapping[str, date] = field(default_factory=dict)
    events: Sequence[Event] = ()
    further: Mapping[int, Mapping[str, object]] = field(default_factory=dict)


def locked(ids: Collection[int], *, by: Actor) -> list[File]:
    """Return the files, locked, in the order of their numbers.

    Raises :class:`BrokenRule` ``file-unknown`` where the actor may not know of one.
    """
    wanted = set(ids)
    seen = set(files_for(by).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - seen:
        raise BrokenRule(
            "file-unknown",
            zh=f"没有办理件{min(wanted - seen)}。",
            en=f"There is no file {min(wanted - seen)}.",
        )
    # The rows are locked by themselves: PostgreSQL cannot lock what an outer join may leave null.
    list(File.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    found = File.objects.filter(pk__in=wanted).select_related("petition").order_by("pk")
    return list(found.prefetch_related("assignments", "reviews", "barred", "claims"))


def day_of(at: datetime, on: date | None) -> date:
    """Return the local day on which something happened; not after it is recorded."""
    today = local_day(at)
    if on is not None and on > today:
        raise BrokenRule(
            "day-to-come",
            zh=f"日期{on}尚未到来。",
            en=f"The day {on} is still to come.",
        )
    return on or today


def take(name: str, files: Sequence[File], taken: Taken) -> list[Statement]:
    """Return what states that a step was taken on each file; refuse where it may not be.

    Raises what :meth:`Procedure.check` raises. The files keep up: their ``state`` is the one
    after the step, so that a second step of one command is checked against it.
    """
    clocks = _clocks(files)
    statements = []
    for file in files:
        governing = procedure(file.profile)
        step = _checked(governing, name, file, taken)
        statements.append(_stepped(step, file, taken))
        statements += _moved(governing, step, file, taken, clocks[file.pk])
        file.state = step.after or (file.before if step.restores else file.state)
        if taken.charge:
            file.charge_id = taken.charge
    return statements


def _checked(governing: Procedure, name: str, file: File, taken: Taken) -> Step:
    step = governing.step(name)
    held = capacities(taken.by, file)
    fitting = sorted(step.roles & held)
    return governing.check(
        name,
        state=State(file.state),
        purpose=Purpose(file.purpose),
        route=Route(file.route) if file.route else None,
        given=taken.given,
        role=fitting[0] if fitting else "nobody",
        taken=steps_taken(file) if step.once else (),
    )


def steps_taken(file: File) -> list[str]:
    """Return the steps taken on a file, in order."""
    rows = Fact.objects.filter(subject=str(file.pk), kind="file.stepped").order_by("seq")
    return [orjson.loads(data)["step"] for data in rows.values_list("data", flat=True)]


def _stepped(step: Step, file: File, taken: Taken) -> Statement:
    data = {
        "step": step.name,
        "state": str(step.after or file.state),
        "on": taken.on.isoformat(),
        "unit": taken.by.unit or None,
        "charge": taken.charge,
        "text_digest": taken.words.get(file.pk),
        **taken.further.get(file.pk, {}),
    }
    return Statement("file.stepped", file.pk, data)


def _clocks(files: Sequence[File]) -> dict[int, list[RunningClock]]:
    found: dict[int, list[RunningClock]] = {file.pk: [] for file in files}
    for clock in RunningClock.objects.filter(file__in=list(found)).order_by("started_on", "key"):
        found[clock.file_id].append(clock)
    return found


def _moved(
    governing: Procedure, step: Step, file: File, taken: Taken, clocks: list[RunningClock]
) -> list[Statement]:
    """Return how a step moves the clocks of a file: first stops and ends, then starts."""
    statements = []
    for names, state in ((step.stops, ClockState.STOPPED), (step.ends, ClockState.DONE)):
        for clock in clocks:
            if clock.clock in names and clock.state in _LIVE:
                clock.state = state
                statements.append(ended(clock, state, taken.on))
    statements += [_started(governing, name, file, taken, clocks) for name in step.starts]
    return statements


def ended(clock: RunningClock, state: ClockState, on: date) -> Statement:
    """Return what states that a clock ended, or is no longer owed."""
    return Statement("clock.ended", clock.key, {"state": str(state), "ended_on": on.isoformat()})


def _started(
    governing: Procedure, name: str, file: File, taken: Taken, clocks: Sequence[RunningClock]
) -> Statement:
    start = taken.starts.get(name, taken.on)
    last = taken.due if name in governing.given else due_day(governing.profile, name, start, taken)
    earlier = sum(clock.clock == name for clock in clocks)
    key = f"{file.pk}/{name}" + (f"/{earlier + 1}" if earlier else "")
    data = {
        "file": file.pk,
        "clock": name,
        "started_on": start.isoformat(),
        "due_on": last and last.isoformat(),
        "unit": taken.bound or taken.charge or file.charge_id,
    }
    return Statement("clock.started", key, data)


def due_day(rules: Profile, clock: str, start: date, taken: Taken) -> date | None:
    """Return when a clock ends; None where the holidays of that year are not known."""
    events = tuple(taken.events) if clock == "extension" else ()
    return _due(rules.name, clock, start, events)


@lru_cache(maxsize=4096)
def _due(profile: str, clock: str, start: date, events: tuple[Event, ...]) -> date | None:
    try:
        return due(clock, start, procedure(profile).profile, shipped(), events).due
    except BrokenRule as refusal:
        if refusal.code != "calendar-year-unknown":
            raise
        return None

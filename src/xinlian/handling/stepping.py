"""Taking a step of the procedure: checked, stated, and its clocks moved. The one place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xinlian.handling import clocks
from xinlian.handling.models import File
from xinlian.handling.scope import capacities, files_for
from xinlian.ledger.actors import Actor
from xinlian.ledger.statements import Statement
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import Procedure, Step, procedure
from xinlian.rules.running import check_in_time
from xinlian.rules.vocabulary import Purpose, Route, State


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step is taken with: by whom, on which local day, what is given of its needs.

    ``charge`` is the unit in charge afterwards; ``words`` digests by file; ``due`` the own
    date of an assignment; ``bound`` the unit that the clocks started bind; ``approved`` who
    approved an extension and the digest of why; ``further`` what the step's fact says besides;
    ``stands_for`` parties that the command has found the actor to stand for.
    """

    by: Actor
    at: datetime
    on: date
    given: Collection[str] = ()
    charge: str | None = None
    words: Mapping[int, str | None] = field(default_factory=dict)
    due: date | None = None
    bound: str | None = None
    stands_for: Collection[str] = ()
    approved: Mapping[str, Any] = field(default_factory=dict)
    further: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


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
    rows = File.objects.filter(pk__in=wanted).select_related("petition").order_by("pk")
    found = list(rows.prefetch_related("assignments", "reviews", "barred", "claims"))
    clocks.remember(found)
    return found


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
    statements = []
    for file in files:
        governing = procedure(file.profile)
        step = _checked(governing, name, file, taken)
        stepped = _stepped(step, file, taken)
        statements += [stepped, *_clocks(step, file, taken, stepped.data)]
        file.state = step.after or (file.before if step.restores else file.state)
        if taken.charge:
            file.charge_id = taken.charge
    return statements


def _checked(governing: Procedure, name: str, file: File, taken: Taken) -> Step:
    step = governing.step(name)
    held = capacities(taken.by, file) | set(taken.stands_for)
    fitting = sorted(step.roles & held)
    governing.check(
        name,
        state=State(file.state),
        purpose=Purpose(file.purpose),
        route=Route(file.route) if file.route else None,
        given=taken.given,
        role=fitting[0] if fitting else "nobody",
        taken=[each.step for each in file.steps],
    )
    if step.within:
        check_in_time(step, clocks.standing(file, taken.on))
    return step


def _stepped(step: Step, file: File, taken: Taken) -> Statement:
    data = {
        "step": step.name,
        "state": str(step.after or file.state),
        "on": taken.on.isoformat(),
        # The system acts for the unit in charge; a petitioner for none.
        "unit": taken.by.unit or (file.charge_id if taken.by.everything else None),
        "charge": taken.charge,
        "due": taken.due and taken.due.isoformat(),
        "text_digest": taken.words.get(file.pk),
        **taken.further.get(file.pk, {}),
    }
    return Statement("file.stepped", file.pk, data)


def _clocks(step: Step, file: File, taken: Taken, stated: Mapping[str, Any]) -> list[Statement]:
    return clocks.moved(
        file,
        clocks.step_of({name: value for name, value in stated.items() if value is not None}),
        bound=taken.bound or taken.charge or file.charge_id,
        restores=step.restores,
        approved=taken.approved,
    )

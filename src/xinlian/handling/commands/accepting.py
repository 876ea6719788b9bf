"""What a unit does with what it was given: accept, lead elsewhere, not accept, ask for facts."""

from collections.abc import Sequence
from datetime import datetime

from xinlian.handling.keep import keep_all
from xinlian.handling.models import Assignment, File
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.rules.procedure import procedure
from xinlian.rules.vocabulary import AssignmentState, Ground, Purpose, Route

_WAITING = frozenset({AssignmentState.PENDING, AssignmentState.CONTESTED})


def given(**needs: object) -> set[str]:
    """Return the names of those needs of a step that something was given for."""
    return {
        name
        for name, value in needs.items()
        if (value.strip() if isinstance(value, str) else value)
    }


def assignments_moved(
    files: Sequence[File], state: AssignmentState, *, unit: str, taken: Taken
) -> list[Statement]:
    """Return what states that a unit's live assignments of these files moved on."""
    rows = Assignment.objects.filter(file__in=[file.pk for file in files])
    live = rows.exclude(state__in=[AssignmentState.RETURNED, state])
    if unit:
        live = live.filter(to=unit)
    return [
        Statement("assignment.moved", row.pk, {"state": str(state), "on": taken.on.isoformat()})
        for row in live.order_by("pk")
    ]


@command("handling:file:accept")
def accept_files(files: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Accept files. A claim in the petition procedure begins its 60 days (R34); others none.

    The regulations of 2005 know no other way of taking up: there, all are accepted.
    """
    found = locked(files, by=by)
    taken = Taken(by, at, day_of(at, None), given={"unit"}, charge=by.unit or None)
    statements = []
    for file in found:
        claim = file.purpose == Purpose.APPEAL and file.route == Route.PETITION
        other = "take_up" in procedure(file.profile).steps
        statements += take("take_up" if other and not claim else "accept", [file], taken)
    statements += assignments_moved(found, AssignmentState.ACCEPTED, unit=by.unit, taken=taken)
    record(statements, by=by, at=at)


@command("handling:file:accept")
def guide_files(files: Sequence[int], *, where: str, reasons: str, by: Actor, at: datetime) -> None:
    """Lead claims into the procedure they belong to; the petitioner is told where (R31)."""
    found = locked(files, by=by)
    words = keep_all(found, f"{where}\n{reasons}")
    needs = given(where=where, reasons=reasons)
    taken = Taken(by, at, day_of(at, None), given=needs, words=words)
    statements = take("guide", found, taken)
    statements += assignments_moved(found, AssignmentState.DONE, unit=by.unit, taken=taken)
    record(statements, by=by, at=at)


@command("handling:file:accept")
def refuse_files(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int], *, ground: Ground, reasons: str, where: str, by: Actor, at: datetime
) -> None:
    """Do not accept files: on a ground, with reasons, and told where to turn (R23)."""
    found = locked(files, by=by)
    needs = given(ground=ground, reasons=reasons, where=where)
    taken = Taken(
        by,
        at,
        day_of(at, None),
        given=needs,
        words=keep_all(found, f"{reasons}\n{where}"),
        further={file.pk: {"ground": str(ground)} for file in found},
    )
    statements = take("refuse", found, taken)
    statements += assignments_moved(found, AssignmentState.DONE, unit=by.unit, taken=taken)
    record(statements, by=by, at=at)


@command("handling:file:handle")
def ask_facts(files: Sequence[int], *, questions: str, by: Actor, at: datetime) -> None:
    """Ask the petitioner for facts; no clock stops."""
    found = locked(files, by=by)
    needs, words = given(questions=questions), keep_all(found, questions)
    record(
        take("ask_facts", found, Taken(by, at, day_of(at, None), given=needs, words=words)),
        by=by,
        at=at,
    )


@command("handling:petitioner:speak")
def take_facts(files: Sequence[int], *, facts: str, by: Actor, at: datetime) -> None:
    """Take in what the petitioner says, or what staff write down for the petitioner."""
    found = locked(files, by=by)
    needs, words = given(facts=facts), keep_all(found, facts)
    record(
        take("facts_given", found, Taken(by, at, day_of(at, None), given=needs, words=words)),
        by=by,
        at=at,
    )

"""Forwarding and assigning (R22): to one unit, or to several of which one leads."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from xinlian.handling.bar import require_road
from xinlian.handling.keep import keep_all
from xinlian.handling.models import Assignment, File
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.organisation.models import Unit
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import AssignmentState, Passing


@command("handling:file:send")
def pass_on(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int],
    *,
    to: Sequence[str],
    kind: Passing = Passing.FORWARD,
    due_on: date | None = None,
    text: str = "",
    by: Actor,
    at: datetime,
) -> list[int]:
    """Pass files to units (codes), of which the first leads; return the assignments' numbers.

    An assignment has its own date, by which a final report is owed; a forwarding has none. Each
    file keeps its own clocks. Raises :class:`BrokenRule` ``unit-missing``, ``unit-closed``,
    ``file-circular``, ``assignment-due``, or what the bar or a step raises.
    """
    _check_units(to, local_day(at))
    _check_due(kind, due_on, local_day(at))
    found = locked(files, by=by)
    require_road(found, to)
    _refuse_circles(found, to, by=by)
    statements = send(found, to, kind=kind, due_on=due_on, text=text, by=by, at=at)
    record(statements, by=by, at=at)
    return [int(each.subject) for each in statements if each.kind == "assignment.given"]


def send(  # noqa: PLR0913 - as above
    files: Sequence[File],
    to: Sequence[str],
    *,
    kind: Passing,
    due_on: date | None,
    text: str,
    by: Actor,
    at: datetime,
    stands_for: Collection[str] = (),
) -> list[Statement]:
    """Return what states that files were passed on; the caller has checked the road."""
    on = day_of(at, None)
    words = keep_all(files, text)
    given = {"unit"} | ({"due"} if due_on else set())
    statements = []
    numbers = iter(reserve("assignment", len(files) * len(to)))
    for file in files:
        sender = by.unit or file.charge_id or to[0]
        taken = Taken(
            by,
            at,
            on,
            given=given,
            charge=to[0],
            words=words,
            due=due_on,
            stands_for=stands_for,
        )
        statements += take("assign" if kind is Passing.ASSIGN else "forward", [file], taken)
        for unit in to:
            data = {
                "file": file.pk,
                "kind": str(kind),
                "sender": sender,
                "to": unit,
                "lead": unit == to[0],
                "on": on.isoformat(),
                "due_on": due_on and due_on.isoformat(),
                "report_owed": kind is Passing.ASSIGN and unit == to[0],
                "text_digest": words[file.pk],
            }
            statements.append(Statement("assignment.given", next(numbers), data))
    return statements


def _check_units(to: Sequence[str], on: date) -> None:
    found = Unit.objects.in_bulk(list(to))
    if not to or len(found) < len(to):
        raise BrokenRule(
            "unit-missing",
            zh="请选择承办单位，每个单位一次。",
            en="Choose the units it goes to, each once.",
        )
    for unit in found.values():
        if unit.until and unit.until < on:
            raise BrokenRule(
                "unit-closed",
                zh=f"“{unit.name}”已撤并，请转送承继其职权的单位。",
                en=f"{unit.name} is closed; its successor in the power takes it.",
                article="R24",
            )


def _check_due(kind: Passing, due_on: date | None, on: date) -> None:
    if (due_on is not None) != (kind is Passing.ASSIGN) or (due_on and due_on <= on):
        raise BrokenRule(
            "assignment-due",
            zh="交办应写明以后的办结日期，转送不设办结日期。",
            en="An assignment has a day to come by which it is to be finished; a forwarding none.",
            article="R22",
        )


def _refuse_circles(files: Sequence[File], to: Sequence[str], *, by: Actor) -> None:
    """Stop what would come back to a unit that has given it back: the office's head decides."""
    back = Assignment.objects.filter(
        file__in=[file.pk for file in files], to__in=to, state=AssignmentState.RETURNED
    ).first()
    if back and not by.may("handling:file:redirect"):
        raise BrokenRule(
            "file-circular",
            zh=f"办理件{back.file_id}曾由该单位退回，不得循环转送；请报信访部门负责人决定。",
            en=f"File {back.file_id} has been given back by that unit: the head of the office "
            "decides where it goes.",
        )

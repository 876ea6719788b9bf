"""Contesting what was passed on (R23, R24): in time, once per unit, with reasons, answered."""

from collections.abc import Sequence
from datetime import datetime

from xinlian.handling.bar import line_above, require_road
from xinlian.handling.commands.accepting import given
from xinlian.handling.commands.sending import send
from xinlian.handling.keep import keep_all
from xinlian.handling.models import Assignment, Contest, File
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import AssignmentState, DecidedBy, Passing


@command("handling:contest:file")
def contest_files(
    files: Sequence[int], *, reasons: str, proposed: str | None = None, by: Actor, at: datetime
) -> None:
    """Object to files passed to the actor's unit; ``proposed`` is the unit it holds responsible.

    Raises :class:`BrokenRule` ``step-late``, ``contest-once``, ``contest-not-yours``, or what
    a step raises.
    """
    found = locked(files, by=by)
    on = day_of(at, None)
    assignments = _pending(found, by.unit)
    for file in found:
        _check(file, assignments.get(file.pk), by.unit)
    words = keep_all(found, reasons)
    taken = Taken(by, at, on, given=given(reasons=reasons), words=words)
    statements = take("contest", found, taken)
    for file in found:
        number = assignments[file.pk].pk
        data = {
            "file": file.pk,
            "unit": by.unit,
            "on": on.isoformat(),
            "reasons_digest": words[file.pk],
            "proposed": proposed,
        }
        statements.append(Statement("contest.filed", number, data))
        statements.append(_moved(number, AssignmentState.CONTESTED, taken))
    record(statements, by=by, at=at)


@command("handling:contest:decide")
def decide_contests(
    files: Sequence[int], *, agreed: bool, answer: str, by: Actor, at: datetime
) -> None:
    """Answer objections as the sender, with reasons; agreed, the material comes back (R23)."""
    found = locked(files, by=by)
    contests = _open(found)
    words = keep_all(found, answer)
    on = day_of(at, None)
    statements = []
    for file in found:
        contest = contests[file.pk]
        bounced = {"bounces": file.bounces + 1} if agreed else {}
        taken = Taken(
            by,
            at,
            on,
            given=given(reasons=answer),
            charge=_sender(contest) if agreed else None,
            words=words,
            further={file.pk: bounced},
        )
        statements += take("agree_contest" if agreed else "refuse_contest", [file], taken)
        statements.append(_decided(contest, DecidedBy.SENDER, by, taken, agreed=agreed))
        state = AssignmentState.RETURNED if agreed else AssignmentState.PENDING
        statements.append(_moved(contest.pk, state, taken))
    record(statements, by=by, at=at)


@command("handling:contest:settle")
def settle_lead(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int],
    *,
    to: Sequence[str],
    level: DecidedBy,
    answer: str,
    by: Actor,
    at: datetime,
) -> list[int]:
    """Settle between units who handles, the first of ``to`` leading (R24).

    ``level`` says who decided: the units by agreement, else their common superior, else the
    joint conference where they have none. Raises ``settle-level`` or ``settle-authority``.
    """
    found = locked(files, by=by)
    contests = _open(found)
    require_road(found, to)
    for file in found:
        _require_authority({contests[file.pk].unit_id, *to}, level, by)
    words = keep_all(found, answer)
    on = day_of(at, None)
    statements = []
    for file in found:
        contest = contests[file.pk]
        taken = Taken(
            by,
            at,
            on,
            given=given(reasons=answer),
            charge=_sender(contest),
            words=words,
            stands_for={"sender"},
            further={file.pk: {"bounces": file.bounces + 1}},
        )
        statements += take("agree_contest", [file], taken)
        statements.append(_decided(contest, level, by, taken, agreed=True))
        statements.append(_moved(contest.pk, AssignmentState.RETURNED, taken))
    sent = send(
        found,
        to,
        kind=Passing.FORWARD,
        due_on=None,
        text=answer,
        stands_for={"office"},
        by=by,
        at=at,
    )
    record([*statements, *sent], by=by, at=at)
    return [int(each.subject) for each in sent if each.kind == "assignment.given"]


def _pending(files: Sequence[File], unit: str) -> dict[int, Assignment]:
    rows = Assignment.objects.filter(
        file__in=[file.pk for file in files], to=unit, state=AssignmentState.PENDING
    )
    return {row.file_id: row for row in rows.order_by("pk")}


def _open(files: Sequence[File]) -> dict[int, Contest]:
    rows = Contest.objects.filter(file__in=[file.pk for file in files], agreed=None)
    found = {row.file_id: row for row in rows}
    for file in files:
        if file.pk not in found:
            raise BrokenRule(
                "contest-none",
                zh=f"办理件{file.pk}没有待处理的异议。",
                en=f"File {file.pk} has no objection to answer.",
            )
    return found


def _check(file: File, assignment: Assignment | None, unit: str) -> None:
    if assignment is None:
        raise BrokenRule(
            "contest-not-yours",
            zh=f"办理件{file.pk}没有转送、交办给本单位，或者已经受理。",
            en=f"File {file.pk} was not passed to your unit, or is accepted already.",
        )
    if Contest.objects.filter(file=file.pk, unit=unit).exists():
        raise BrokenRule(
            "contest-once",
            zh=f"本单位对办理件{file.pk}已提出过异议，每件只能提出一次。",
            en=f"Your unit has objected to file {file.pk} before; it may do so once.",
        )


def _sender(contest: Contest) -> str:
    return str(Assignment.objects.values_list("sender", flat=True).get(pk=contest.pk))


def _decided(
    contest: Contest, level: DecidedBy, by: Actor, taken: Taken, *, agreed: bool
) -> Statement:
    data = {
        "file": contest.file_id,
        "agreed": agreed,
        "level": str(level),
        "unit": by.unit or _sender(contest),
        "on": taken.on.isoformat(),
        "answer_digest": taken.words[contest.file_id],
    }
    return Statement("contest.decided", contest.pk, data)


def _moved(assignment: int, state: AssignmentState, taken: Taken) -> Statement:
    return Statement(
        "assignment.moved", assignment, {"state": str(state), "on": taken.on.isoformat()}
    )


def _require_authority(units: set[str], level: DecidedBy, by: Actor) -> None:
    """Refuse a level that is not the first which can decide, and who does not stand for it."""
    common = frozenset.intersection(*(line_above(unit) - {unit} for unit in units))
    if level is DecidedBy.SENDER or (level is DecidedBy.CONFERENCE and common):
        raise BrokenRule(
            "settle-level",
            zh="有关单位协商不成的，由共同的上一级机关决定；没有共同上一级机关的，由联席会议决定。",
            en="Units that cannot agree go to their common superior; the conference decides where "
            "they have none.",
            article="R24",
        )
    stands = {
        DecidedBy.AGREED: True,
        DecidedBy.SUPERIOR: by.unit in common,
        DecidedBy.CONFERENCE: by.may("handling:contest:conference"),
    }[level]
    if not stands and not by.everything:
        raise Forbidden(
            "settle-authority",
            zh=f"当前岗位不能代表“{level.zh}”作出决定。",
            en=f"You do not stand for: {level.en}.",
            article="R24",
        )

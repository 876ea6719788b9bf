"""Ends other than a served opinion, and what follows one: reply, settlement, execution."""

from collections.abc import Sequence
from datetime import datetime

from xinlian.handling.commands.accepting import assignments_moved, given, refuse_files
from xinlian.handling.commands.deciding import Draft, answered, drafted
from xinlian.handling.commands.serving import answer_register
from xinlian.handling.keep import keep_all
from xinlian.handling.models import Opinion
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import AssignmentState, Delivery, Ground, Purpose, Stage, State


@command("handling:opinion:serve")
def reply_files(
    drafts: Sequence[Draft], *, how: Delivery, evidence: str, by: Actor, at: datetime
) -> None:
    """Reply to suggestions, accusations and duties: each claim answered, the file concluded."""
    wanted = {draft.file: draft for draft in drafts}
    files = locked(wanted, by=by)
    words = keep_all(files, evidence)
    taken = Taken(by, at, day_of(at, None), given={"answer"})
    statements: list[Statement] = []
    for number, file in zip(reserve("opinion", len(files)), files, strict=True):
        draft = wanted[file.pk]
        statements += answered(file, draft)
        statements += take("reply", [file], taken)
        statements.append(drafted(number, file, draft.text, Stage.HANDLING, by, at))
        data = {
            "file": file.pk,
            "how": str(how),
            "on": taken.on.isoformat(),
            "evidence_digest": words[file.pk],
        }
        statements.append(Statement("opinion.served", number, data))
    statements += assignments_moved(files, AssignmentState.DONE, unit=by.unit, taken=taken)
    texts = [(file, wanted[file.pk].text) for file in files]
    statements += answer_register(texts, unit=by.unit, on=taken.on)
    record(statements, by=by, at=at)


@command("handling:file:handle")
def settle_files(files: Sequence[int], *, agreement: str, by: Actor, at: datetime) -> None:
    """Conclude files by a written agreement of both sides (R33)."""
    found = locked(files, by=by)
    words, needs = keep_all(found, agreement), given(agreement=agreement)
    taken = Taken(by, at, day_of(at, None), given=needs, words=words)
    statements = take("settle", found, taken)
    statements += assignments_moved(found, AssignmentState.DONE, unit=by.unit, taken=taken)
    record(statements, by=by, at=at)


@command("handling:execution:report")
def report_execution(
    files: Sequence[int], *, text: str, done: bool, by: Actor, at: datetime
) -> None:
    """Report on carrying out what was supported, to the end (R32); also after the end (R37)."""
    found = locked(files, by=by)
    words, on = keep_all(found, text), day_of(at, None)
    taken = Taken(by, at, on, given=given(evidence=text), words=words)
    statements: list[Statement] = []
    for file in found:
        steps = _execution(State(file.state), done=done)
        for step in steps:
            statements += take(step, [file], taken)
        data = {
            "file": file.pk,
            "unit": by.unit or file.charge_id,
            "done": done,
            "text_digest": words[file.pk],
            "on": on.isoformat(),
        }
        statements.append(Statement("execution.reported", file.pk, data))
    record(statements, by=by, at=at)


def _execution(state: State, *, done: bool) -> tuple[str, ...]:
    """Return the steps a report on execution takes: in its time, or as a duty that goes on."""
    first = ("execute",) if state is State.SERVED else ()
    if first or state is State.EXECUTING:
        return (*first, "executed") if done else first
    return ("carry_out",)


@command("handling:file:handle")
def conclude_files(files: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Conclude files of which nothing is left to do."""
    found = locked(files, by=by)
    taken = Taken(by, at, day_of(at, None))
    statements = take("conclude", found, taken)
    statements += assignments_moved(found, AssignmentState.DONE, unit=by.unit, taken=taken)
    record(statements, by=by, at=at)


@command("handling:file:accept")
def refuse_ended(files: Sequence[int], *, ended: int, by: Actor, at: datetime) -> None:
    """Do not accept what was decided to the end on the same facts; say why and where (R36).

    Raises :class:`BrokenRule` ``not-ended`` where the other file has not come to its end.
    """
    ends = Opinion.objects.filter(file=ended, file__state=State.FINAL).exclude(served_on=None)
    # Whoever guesses the number of an accusation learns nothing of how it ended.
    ends = ends.exclude(file__purpose=Purpose.ACCUSATION)
    last = ends.select_related("unit").order_by("pk").last()
    if last is None:
        raise BrokenRule(
            "not-ended",
            zh=f"办理件{ended}尚未终结。",
            en=f"File {ended} has not come to its end.",
            article="R36",
        )
    reason = (
        f"该事项已由{last.unit.name}作出复核意见（{last.number}），于{last.served_on}送达。"
        "以同一事实和理由提出的，不再受理；疏导解释、帮扶化解仍由原办理机关进行。"
    )
    refuse_files(files, ground=Ground.ENDED, reasons=reason, where=last.unit.name, by=by, at=at)

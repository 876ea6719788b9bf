"""Urging (R40) and marking what is grave and urgent (R25)."""

from collections.abc import Sequence
from datetime import date, datetime

from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep, keep_all, require_words
from xinlian.handling.models import Urging
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.rules.vocabulary import UrgingGround, UrgingKind


@command("handling:urging:send")
def urge_units(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int],
    *,
    kind: UrgingKind,
    ground: UrgingGround,
    text: str,
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> list[int]:
    """Urge the units in charge of files; return the urgings' numbers.

    Feedback on what was adopted is owed; the law sets no days, ``due_on`` is the sender's own.
    """
    found = locked(files, by=by)
    words, on = keep_all(found, text), day_of(at, None)
    taken = Taken(by, at, on, given=given(ground=ground), words=words)
    statements = take("urge", found, taken)
    numbers = list(reserve("urging", len(found)))
    for number, file in zip(numbers, found, strict=True):
        data = {
            "file": file.pk,
            "unit": file.charge_id,
            "sender": by.unit or file.petition.unit_id or file.charge_id,
            "kind": str(kind),
            "ground": str(ground),
            "due_on": due_on and due_on.isoformat(),
            "text_digest": words[file.pk],
            "on": on.isoformat(),
        }
        statements.append(Statement("urging.sent", number, data))
    record(statements, by=by, at=at)
    return numbers


@command("handling:file:handle")
def answer_urgings(urgings: Sequence[int], *, text: str, by: Actor, at: datetime) -> None:
    """Report back on being urged, as the unit that was urged."""
    require_words(text, "feedback-empty", "请填写反馈情况。", "Write the report.", "R40")
    mine = Urging.objects.filter(pk__in=list(urgings)).select_related("file__petition")
    rows = list((mine if by.everything else mine.filter(unit=by.unit)).order_by("pk"))
    locked({row.file_id for row in rows}, by=by)
    digests = keep([(row.file, text) for row in rows])
    on = day_of(at, None).isoformat()
    record(
        [
            Statement(
                "urging.answered", row.pk, {"file": row.file_id, "text_digest": digest, "on": on}
            )
            for row, digest in zip(rows, digests, strict=True)
        ],
        by=by,
        at=at,
    )


@command("handling:file:urgent")
def report_urgent(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Mark files as grave and urgent, to be reported upward at once (R25)."""
    found = locked(files, by=by)
    words = keep_all(found, reasons)
    taken = Taken(by, at, day_of(at, None), given=given(reasons=reasons), words=words)
    marks = [
        Statement("file.marked", file.pk, {"urgent": True, "text_digest": words[file.pk]})
        for file in found
    ]
    record([*take("report_urgent", found, taken), *marks], by=by, at=at)

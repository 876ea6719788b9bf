"""What holds a file or keeps somebody out of it: withdrawal, recusal, internal notes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import orjson

from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep, keep_all, require_words
from xinlian.handling.models import File, RunningClock
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.models import Fact
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule

_BACK: Final = timedelta(days=30)


@command("handling:petitioner:speak")
def withdraw_files(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Withdraw petitions, as their petitioners wish; within 30 days that can be taken back."""
    found = locked(files, by=by)
    words = keep_all(found, reasons)
    further = {file.pk: {"before": file.state} for file in found}
    taken = Taken(
        by, at, day_of(at, None), given=given(reasons=reasons), words=words, further=further
    )
    record(take("withdraw", found, taken), by=by, at=at)


@command("handling:petitioner:speak")
def resume_files(files: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Take withdrawals back: state and clocks are as before; a product rule, within 30 days.

    Raises :class:`BrokenRule` ``resume-late``, or what a step raises.
    """
    found = locked(files, by=by)
    on = day_of(at, None)
    for file in found:
        if on > file.since + _BACK:
            raise BrokenRule(
                "resume-late",
                zh=f"撤回已超过{_BACK.days}日；可以重新提出，首次收到日期不变。",
                en=f"It was withdrawn more than {_BACK.days} days ago; file it anew.",
            )
    further = {file.pk: {"state": file.before} for file in found}
    statements = take("resume", found, Taken(by, at, on, further=further))
    for file in found:
        statements += [Statement("clock.resumed", key, {}) for key in _stopped_by_withdrawal(file)]
    record(statements, by=by, at=at)


def _stopped_by_withdrawal(file: File) -> list[str]:
    steps = Fact.objects.filter(subject=str(file.pk), kind="file.stepped").order_by("-seq")
    withdrawn = next(row.seq for row in steps if orjson.loads(row.data)["step"] == "withdraw")
    keys = list(RunningClock.objects.filter(file=file.pk).values_list("key", flat=True))
    stopped = Fact.objects.filter(subject__in=keys, kind="clock.ended", seq__gt=withdrawn)
    return list(stopped.order_by("seq").values_list("subject", flat=True))


@command("handling:recusal:declare")
def declare_recusals(
    files: Sequence[int], *, account: str, reason: str, by: Actor, at: datetime
) -> None:
    """Keep an official out of files: neither handling, nor approving, nor reading notes (R28)."""
    require_words(reason, "recusal-reason", "请写明回避事由。", "Say why.", "R28")
    found = locked(files, by=by)
    words = keep_all(found, reason)
    record(
        [
            Statement(
                "recusal.declared",
                f"{file.pk}/{account}",
                {"file": file.pk, "account": account, "reason_digest": words[file.pk]},
            )
            for file in found
        ],
        by=by,
        at=at,
    )


@command("handling:note:write")
def write_note(file: int, text: str, *, by: Actor, at: datetime) -> None:
    """Write an internal note on a file; the petitioner never sees it."""
    require_words(text, "note-empty", "请填写备注。", "Write the note.")
    (found,) = locked([file], by=by)
    (digest,) = keep([(found, text)])
    data = {"file": file, "unit": by.unit or found.charge_id, "text_digest": digest}
    record([Statement("note.written", file, data)], by=by, at=at)

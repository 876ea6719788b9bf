"""What holds a file or keeps somebody out of it: withdrawal, recusal, internal notes."""

from collections.abc import Sequence
from datetime import datetime

from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep, keep_all, require_words
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement


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
    """Take withdrawals back, in time: the state is as before, the days between are left out.

    Raises :class:`BrokenRule` ``step-late``, or what a step raises.
    """
    found = locked(files, by=by)
    on = day_of(at, None)
    further = {file.pk: {"state": file.before} for file in found}
    record(take("resume", found, Taken(by, at, on, further=further)), by=by, at=at)


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

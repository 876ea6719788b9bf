"""Serving the opinion: how, when, with what evidence; from that day review may be asked for."""

from collections.abc import Sequence
from datetime import date, datetime

from xinlian.handling.commands.deciding import current
from xinlian.handling.keep import keep_all, read, require_words
from xinlian.handling.models import File
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.digests import salted
from xinlian.ledger.inserts import update_rows
from xinlian.ledger.statements import Statement
from xinlian.petitions.models import PetitionText
from xinlian.rules.vocabulary import Delivery, Stage


@command("handling:opinion:serve")
def serve_opinions(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int],
    *,
    how: Delivery,
    evidence: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record that approved opinions reached their petitioners, on the day of delivery.

    Raises :class:`BrokenRule` ``service-without-evidence`` or what a step raises.
    """
    require_words(
        evidence,
        "service-without-evidence",
        "请写明送达凭据：签收、邮寄回执或者见证。",
        "Say what shows the delivery: a signature, the post's receipt, a witness.",
    )
    found = locked(files, by=by)
    day = day_of(at, on)
    words = keep_all(found, evidence)
    statements = take("serve", found, Taken(by, at, day, given={"delivery"}))
    answers, opinions = {}, current(found, Stage.HANDLING)
    for file in found:
        opinion = opinions[file.pk]
        answers[file] = opinion.words
        data = {
            "file": file.pk,
            "how": str(how),
            "on": day.isoformat(),
            "evidence_digest": words[file.pk],
        }
        statements.append(Statement("opinion.served", opinion.pk, data))
    kept = read(answers.values())
    statements += answer_register(
        [(file, kept[digest]) for file, digest in answers.items()], unit=by.unit, on=day
    )
    record(statements, by=by, at=at)


def answer_register(answers: Sequence[tuple[File, str]], *, unit: str, on: date) -> list[Statement]:
    """Return what the register says of answers given; a split-off part is no answer of its own."""
    whole = [(file, text) for file, text in answers if file.pk == file.petition_id]
    rows = PetitionText.objects.in_bulk([file.pk for file, _ in whole])
    statements = []
    for file, text in whole:
        row = rows[file.pk]
        row.answer = text
        data = {
            "unit": unit or file.charge_id,
            "answered_on": on.isoformat(),
            "answer_digest": salted(text, bytes(row.salt)),
        }
        statements.append(Statement("petition.answered", file.pk, data))
    update_rows(PetitionText, ["answer"], {pk: {"answer": row.answer} for pk, row in rows.items()})
    return statements

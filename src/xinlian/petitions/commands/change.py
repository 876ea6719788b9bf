"""Correcting and answering petitions: further facts; the ledger overwrites nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.digests import instant, salted
from xinlian.ledger.statements import Statement
from xinlian.petitions import search
from xinlian.petitions.commands.prepare import Prepared
from xinlian.petitions.commands.register import record_answers, text_row
from xinlian.petitions.models import Petition, PetitionText
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Purpose
from xinlian.vault.commands import Correction, correct, mask_for
from xinlian.vault.queries import erased_among

_COLUMNS = {
    "place": "place_id", "area": "area_id", "category": "category_id", "unit": "unit_id",
}  # fmt: skip
_NEVER = frozenset({"number", "source", "profile", "registration_due"})
"""What no correction states, or (the last) only with the days it follows."""

_TEXT_COLUMNS = (
    "title", "text", "original_title", "original_text", "answer", "salt", "row_digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer given to a petition on a day by a unit (code)."""

    petition: int
    text: str
    answered_on: date
    unit: str | None


@command("petitions:petition:correct")
def correct_petitions(
    changes: Mapping[int, Mapping[str, Any]], *, reason: str, by: Actor, at: datetime
) -> int:
    """Correct recorded fields of petitions; return how many facts were needed.

    ``changes`` maps a petition's id to fields of ``petition.corrected`` with their right
    values. A field that is right already is left out. Raises :class:`BrokenRule`
    ``correction-without-reason``.
    """
    if not reason.strip():
        raise BrokenRule(
            "correction-without-reason",
            zh="请写明更正原因。",
            en="Say why the record is corrected.",
        )
    rows = Petition.objects.in_bulk(list(changes))
    statements = []
    for petition, fields in changes.items():
        wrong = _differing(rows[petition], fields) | _held_back(rows[petition], fields)
        if wrong:
            statements.append(
                Statement("petition.corrected", petition, {**wrong, "reason": reason})
            )
    record(statements, by=by, at=at)
    return len(statements)


def answer_petitions(answers: Sequence[Answer], *, by: Actor, at: datetime) -> None:
    """Record answers given to petitions, without what they say of the petitioner.

    What is taken out is sealed first, as when registering. Raises :class:`BrokenRule`
    ``answer-empty`` where there are no words.
    """
    by.require("petitions:petition:answer")
    if not all(answer.text.strip() for answer in answers):
        raise BrokenRule("answer-empty", zh="请填写答复内容。", en="Write the answer.")
    rows = Petition.objects.filter(pk__in=[answer.petition for answer in answers])
    writers = dict(rows.values_list("pk", "petitioner"))
    masked = mask_for([(writers.get(answer.petition), answer.text) for answer in answers])
    _answer(
        [replace(answer, text=text) for answer, (text, _) in zip(answers, masked, strict=True)],
        by=by,
        at=at,
    )


@command("petitions:petition:answer")
def _answer(answers: Sequence[Answer], *, by: Actor, at: datetime) -> None:
    texts = PetitionText.objects.in_bulk([answer.petition for answer in answers])
    statements = []
    for answer in answers:
        row = texts[answer.petition]
        row.answer = answer.text
        data = {
            "unit": answer.unit,
            "answered_on": answer.answered_on.isoformat(),
            "answer_digest": salted(answer.text, bytes(row.salt)),
        }
        statements.append(Statement("petition.answered", answer.petition, data))
    PetitionText.objects.bulk_update(texts.values(), ["answer"], batch_size=500)
    record(statements, by=by, at=at)


def overwrite_petitions(
    changed: Sequence[tuple[int, Prepared]], *, reason: str, by: Actor, at: datetime
) -> None:
    """Correct petitions to what a register now says; inside a command's transaction.

    New words get a new salt, so their digests change with them even where only the identity
    behind a mask did. An identity held already is corrected under its own reference.
    """
    rows = Petition.objects.in_bulk([petition for petition, _ in changed])
    _correct_identities(rows, changed, by=by, at=at)
    statements = []
    answered = []
    for petition, each in changed:
        wrong = _differing(rows[petition], each.fields)
        wrong |= _held_back(rows[petition], each.fields)
        statements.append(Statement("petition.corrected", petition, {**wrong, "reason": reason}))
        if each.words.answer:
            answered.append((petition, each))
    record(statements, by=by, at=at, imported=True)
    PetitionText.objects.bulk_update(
        [text_row(petition, each) for petition, each in changed], _TEXT_COLUMNS, batch_size=500
    )
    search.reindex([(petition, each.row.grams) for petition, each in changed])
    record_answers(answered, by=by, at=at, imported=True)


def _correct_identities(
    rows: Mapping[int, Petition],
    changed: Sequence[tuple[int, Prepared]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Seal what a register now says of people under their references; the erased stay erased."""
    held = {petition: ref for petition, row in rows.items() if (ref := row.petitioner)}
    erased = erased_among(list(held.values()))
    corrections = {
        petition: Correction(held[petition], each.person or None, each.row.masked)
        for petition, each in changed
        if petition in held and held[petition] not in erased
    }
    if corrections:
        correct(list(corrections.values()), petitions=list(corrections), by=by, at=at)


def _held_back(row: Petition, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Hold what was an accusation and is called something else: a person sorts it first."""
    renamed = fields.get("purpose") not in {None, Purpose.ACCUSATION}
    return {"held": True} if renamed and row.purpose == Purpose.ACCUSATION else {}


def _differing(row: Petition, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return those fields whose value is another than the row's; a blank corrects nothing."""
    wrong = {}
    for name, value in fields.items():
        if value is None or name in _NEVER:
            continue
        found = getattr(row, _COLUMNS.get(name, name))
        if name == "received_at":
            found = instant(found)
        elif name in {"received_on", "notice_due"}:
            found = found and found.isoformat()
        if found != value:
            wrong[name] = value
    if "notice_due" in wrong and fields.get("registration_due"):
        wrong["registration_due"] = fields["registration_due"]
    return wrong

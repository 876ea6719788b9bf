"""Registering petitions: one by hand and thousands by import are the same command."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.digests import salted
from xinlian.ledger.inserts import insert_tuples
from xinlian.ledger.statements import Statement
from xinlian.petitions import search
from xinlian.petitions.ahead import make_ready
from xinlian.petitions.commands.prepare import Prepared, prepare
from xinlian.petitions.drafts import Draft
from xinlian.petitions.models import Petition, PetitionText
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule

_TEXT_COLUMNS = (
    "petition_id", "title", "text", "original_title", "original_text", "answer", "salt",
    "row_digest",
)  # fmt: skip

DESK = "desk"
"""The source of what is registered by hand."""


def register_petitions(
    drafts: Sequence[Draft], *, by: Actor, at: datetime, source: str = DESK
) -> list[int]:
    """Register petitions by hand; return their ids in the same order.

    The vault is written first; a crash before the rest leaves an orphan that is swept.
    A draft without a number gets one of the office's own. Raises :class:`BrokenRule`
    ``petition-without-words`` or ``petition-number-taken``.
    """
    by.require("petitions:petition:register")
    for draft in drafts:
        if not (draft.title.strip() or draft.text.strip()):
            raise BrokenRule(
                "petition-without-words",
                zh="请填写标题或内容：信访人要求什么、发生了什么。",
                en="Write a title or a text: what is asked, what happened.",
            )
    return _register(prepare(make_ready(drafts), at=at), source=source, by=by, at=at)


@command("petitions:petition:register")
def _register(prepared: Sequence[Prepared], *, source: str, by: Actor, at: datetime) -> list[int]:
    return write_petitions(prepared, source=source, by=by, at=at, imported=False)


def write_petitions(
    prepared: Sequence[Prepared], *, source: str, by: Actor, at: datetime, imported: bool
) -> list[int]:
    """Write facts, rows, words and index of new petitions; inside a command's transaction.

    What an older register says was registered when it was received is known since then.
    """
    ids = list(reserve("petition", len(prepared)))
    statements = []
    for petition, each in zip(ids, prepared, strict=True):
        draft = each.draft
        fields = {**each.fields, "source": source}
        fields["number"] = draft.number or f"{local_day(at):%Y%m%d}-{petition:06d}"
        known = draft.received_at if imported else None
        statements.append(
            Statement("petition.registered", petition, fields, draft.received_at, known)
        )
    _refuse_taken(source, [statement.data["number"] for statement in statements])
    record(statements, by=by, at=at, imported=imported)
    insert_tuples(
        PetitionText,
        _TEXT_COLUMNS,
        [_text_tuple(petition, each) for petition, each in zip(ids, prepared, strict=True)],
    )
    search.index([(petition, each.row.grams) for petition, each in zip(ids, prepared, strict=True)])
    record_answers(list(zip(ids, prepared, strict=True)), by=by, at=at, imported=imported)
    return ids


def _text_tuple(petition: int, each: Prepared) -> tuple[Any, ...]:
    words = each.words
    return (
        petition,
        words.title,
        words.text,
        words.original_title,
        words.original_text,
        words.answer,
        words.salt,
        each.row.digest,
    )


def text_row(petition: int, each: Prepared) -> PetitionText:
    """Return the row that keeps a petition's words."""
    return PetitionText(**dict(zip(_TEXT_COLUMNS, _text_tuple(petition, each), strict=True)))


def record_answers(
    petitions: Sequence[tuple[int, Prepared]], *, by: Actor, at: datetime, imported: bool
) -> None:
    """Record the answers that a register brought along."""
    statements = []
    for petition, each in petitions:
        draft = each.draft
        if not each.words.answer:
            continue
        answered_at = draft.answered_at or draft.received_at
        data = {
            "unit": each.answering_unit,
            "answered_on": local_day(answered_at).isoformat(),
            "answer_digest": salted(each.words.answer, each.words.salt),
        }
        known = answered_at if imported else None
        statements.append(Statement("petition.answered", petition, data, answered_at, known))
    if statements:
        record(statements, by=by, at=at, imported=imported)


def _refuse_taken(source: str, numbers: Sequence[str]) -> None:
    taken = Petition.objects.filter(source=source, number__in=numbers).first()
    if taken:
        raise BrokenRule(
            "petition-number-taken",
            zh=f"登记编号“{taken.number}”已存在；请换一个编号或更正原登记。",
            en=f"The number {taken.number!r} is taken; choose another or correct that petition.",
        )

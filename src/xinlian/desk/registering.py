"""Registering by hand as one act: petition, attachments, matter, receipt, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xinlian.ledger.actors import Actor
from xinlian.matters.commands import NewLink, link_petitions
from xinlian.petitions.commands import attach_file, issue_receipt, register_petitions
from xinlian.petitions.drafts import Draft
from xinlian.petitions.keeping import drop_draft
from xinlian.rules.vocabulary import Basis
from xinlian.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Chosen:
    """The matter a registrar chose, with how sure the engine was and why, if it proposed it."""

    matter: int
    score: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registered:
    """A petition's id and the query code of its receipt, which is shown once."""

    petition: int
    code: str


def register_at_desk(
    draft: Draft, files: Sequence[bytes], chosen: Chosen | None, *, by: Actor, at: datetime
) -> Registered:
    """Register one petition with what belongs to it; forget the registrar's kept draft.

    Raises what the commands raise, and then nothing is registered.
    """
    with transaction.atomic():
        (petition,) = register_petitions([normalised(draft)], by=by, at=at)
        for content in files:
            attach_file(petition, content, by=by, at=at)
        if chosen:
            link = NewLink(petition, chosen.matter, Basis.OFFICE, chosen.score, chosen.reasons)
            link_petitions([link], by=by, at=at)
        code = issue_receipt(petition, by=by, at=at)
        drop_draft(by.ref)
    return Registered(petition, code)


def normalised(draft: Draft) -> Draft:
    """Normalise the words of a draft; keep the original of what that changes."""
    for name in ("title", "text"):
        typed = getattr(draft, name).strip()
        plain = normalise(typed)
        setattr(draft, name, plain)
        setattr(draft, f"original_{name}", typed if typed != plain else "")
    return draft

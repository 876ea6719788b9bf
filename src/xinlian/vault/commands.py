"""The verbs of the vault: seal, open, correct, erase, sweep; and the pseudonyms of a matter."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connections, transaction

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Opening
from xinlian.vault import references
from xinlian.vault.keys import CHUNK, VAULT, in_chunks, person_keys
from xinlian.vault.masking import Masked, mask, unmask
from xinlian.vault.models import Identity, PersonKey, SealedText
from xinlian.vault.people import read_people, read_pieces, rewrite_people, write_people
from xinlian.vault.personal import PersonalData
from xinlian.vault.pseudonyms import pseudonyms
from xinlian.vault.queries import erased_among

__all__ = [
    "Correction",
    "correct",
    "erase",
    "mask_for",
    "open_identity",
    "open_paper",
    "open_texts",
    "pseudonyms",
    "seal",
    "sweep_orphans",
]

ORPHAN_AFTER: Final = timedelta(days=1)
"""How long an identity may wait for the rest of its petition to be committed."""

_SHOWN_FOR: Final[frozenset[str]] = frozenset(set(Opening) - {Opening.RECOGNISE})


@dataclass(frozen=True, slots=True)
class Correction:
    """New data of one person (None: as recorded) and the person's texts, masked anew."""

    ref: str
    person: PersonalData | None = None
    texts: tuple[Masked, ...] = ()


def seal(
    people: Sequence[PersonalData],
    *,
    at: datetime,
    texts: Sequence[Sequence[Masked]] | None = None,
) -> list[str | None]:
    """Seal each person, and what was masked in the person's texts; return the references.

    To be called before the transaction that writes the references: the vault has committed
    when this returns, and what is never referred to is swept after a day. Every call makes
    new references, so two petitions by one person share none. None where there is neither a
    person nor a piece of text to seal.
    """
    with transaction.atomic(using=VAULT, durable=True):
        return write_people(people, texts if texts is not None else [()] * len(people), at=at)


def mask_for(texts: Sequence[tuple[str | None, str]]) -> list[Masked]:
    """Take out of each ``(reference, text)`` what it says of the person; seal what was taken.

    For words that an office writes, which may give its own telephone: numbers of others stay.
    Nobody is shown anything, so this is no opening. A text under no reference, or under one
    that was erased, stays as it is. Commits like :func:`seal`.
    """
    with masking({ref for ref, _ in texts if ref}) as masked:
        return [masked(ref, text) for ref, text in texts]


@contextmanager
def masking(refs: Collection[str]) -> Iterator[Callable[[str | None, str], Masked]]:
    """Give what masks one text of one of these people as :func:`mask_for` does.

    They are read once, and what was taken out is sealed once, at the end.
    """
    own: dict[str, list[Masked]] = {}
    with transaction.atomic(using=VAULT):
        people, keys = read_people(refs), person_keys(refs)

        def masked(ref: str | None, text: str) -> Masked:
            if ref is None or ref not in people:
                return Masked(text, ())
            found = mask(text, people[ref], numbers=False)
            if found.pieces:
                own.setdefault(ref, []).append(found)
            return found

        yield masked
        rewrite_people(keys, {}, own)


@transaction.atomic(durable=True)
@command("vault:identity:open")
def open_identity(
    ref: str, *, purpose: str, petition: int | None, by: Actor, at: datetime
) -> PersonalData:
    """Return who is behind ``ref``, once the ledger has committed that it was opened.

    Durable: inside another transaction, which could still be rolled back, it refuses to run.
    Raises ``opening-without-purpose``, ``identity-unknown`` or ``identity-erased``.
    """
    _require_purpose(purpose)
    _require_keys([ref])
    person = read_people([ref])[ref]
    record([_opening(ref, purpose, petition)], by=by, at=at)
    return person


@transaction.atomic(durable=True)
@command("vault:identity:open")
def open_texts(  # noqa: PLR0913 - an opening states for whom, what, why, where, by whom, when
    ref: str,
    masked: Mapping[str, str],
    *,
    purpose: str,
    petition: int | None,
    by: Actor,
    at: datetime,
) -> dict[str, str]:
    """Return each text (by its name) as its writer wrote it; an opening like any other."""
    _require_purpose(purpose)
    key = _require_keys([ref])[ref]
    texts = {name: unmask(text, read_pieces(ref, key, text)) for name, text in masked.items()}
    record([_opening(ref, purpose, petition)], by=by, at=at)
    return texts


@transaction.atomic(durable=True)
@command("vault:identity:open")
def open_paper(  # noqa: PLR0913 - as above
    ref: str,
    masked: Sequence[str],
    *,
    purpose: str,
    petition: int | None,
    by: Actor,
    at: datetime,
) -> tuple[PersonalData, list[str]]:
    """Return who is behind ``ref`` and each text of a paper made whole: one opening for both."""
    _require_purpose(purpose)
    key = _require_keys([ref])[ref]
    person = read_people([ref])[ref]
    texts = [unmask(text, read_pieces(ref, key, text)) if "〔" in text else text for text in masked]
    record([_opening(ref, purpose, petition)], by=by, at=at)
    return person, texts


@command("vault:identity:open")
def correct(
    corrections: Sequence[Correction], *, petitions: Sequence[int | None], by: Actor, at: datetime
) -> None:
    """Seal corrected identities and texts under the people's own keys.

    A correction is an opening for the purpose ``correct``. Texts as they stood before keep
    their pieces. Raises ``identity-unknown`` or ``identity-erased``.
    """
    keys = _require_keys([correction.ref for correction in corrections])
    record(
        [
            _opening(correction.ref, Opening.CORRECT, petition)
            for correction, petition in zip(corrections, petitions, strict=True)
        ],
        by=by,
        at=at,
    )
    with transaction.atomic(using=VAULT):
        rewrite_people(
            keys,
            {c.ref: c.person for c in corrections if c.person is not None},
            {c.ref: c.texts for c in corrections},
        )


@command("vault:identity:erase")
def erase(refs: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Destroy the keys of ``refs``: what is sealed under them can never be read again.

    Petitions and facts stay as they are. Erasing twice changes nothing; one cut short is
    finished by calling it again. Raises ``identity-unknown``.
    """
    unique = list(dict.fromkeys(refs))
    known = _known(unique)
    for ref in unique:
        if ref not in known:
            raise _unknown(ref)
    done = erased_among(unique)
    record(
        [Statement("identity.erased", ref, {"ref": ref}) for ref in unique if ref not in done],
        by=by,
        at=at,
    )
    _destroy(unique, (PersonKey,))


def sweep_orphans(*, at: datetime) -> int:
    """Remove identities older than a day that nothing refers to; return how many.

    All are asked about each time: a register imported again may give a petition another
    reference, and the one before must not stay. Raises ``references-unregistered`` where
    no room has said what refers to what.
    """
    if not references.is_complete():
        raise BrokenRule(
            "references-unregistered",
            zh="没有任何模块登记对保险库的引用，无法判断哪些身份信息无主，未作清理。",
            en="No room has registered its references into the vault, so nothing can be called "
            "an orphan; nothing was removed.",
        )
    removed = 0
    last = ""
    while chunk := _older_after(last, before=at - ORPHAN_AFTER):
        last = chunk[-1]
        kept = references.referred_to(chunk)
        orphans = [ref for ref in chunk if ref not in kept]
        _destroy(orphans, (PersonKey, SealedText, Identity))
        removed += len(orphans)
    return removed


def _older_after(last: str, *, before: datetime) -> list[str]:
    rows = Identity.objects.using(VAULT).filter(ref__gt=last, created_at__lt=before)
    return list(rows.order_by("ref").values_list("ref", flat=True)[:CHUNK])


def _destroy(
    refs: Sequence[str], models: tuple[type[PersonKey | SealedText | Identity], ...]
) -> None:
    """Delete rows of ``refs``; SQLite is told to overwrite them and not only forget them."""
    connection = connections[VAULT]
    with transaction.atomic(using=VAULT):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
        for model in models:
            for chunk in in_chunks(refs):
                model.objects.using(VAULT).filter(ref__in=chunk).delete()


def _opening(ref: str, purpose: str, petition: int | None) -> Statement:
    return Statement(
        "identity.opened", ref, {"ref": ref, "purpose": str(purpose), "petition": petition}
    )


def _require_purpose(purpose: str) -> None:
    """Refuse where no purpose is stated, or the one that shows nothing to anybody."""
    if purpose not in _SHOWN_FOR:
        raise BrokenRule(
            "opening-without-purpose",
            zh="开启身份信息须说明用途：送达文书或回复、联系听取陈述、当面送达或更正登记。",
            en="State what an identity is opened for: to write to the petitioner, to hear them, "
            "to serve a document or to correct the record.",
        )


def _require_keys(refs: Sequence[str]) -> dict[str, bytes]:
    """Return the keys of ``refs``; raise where one was erased or never was."""
    keys = person_keys(refs)
    absent = [ref for ref in refs if ref not in keys]
    if absent and absent[0] in _known(absent[:1]):
        raise BrokenRule(
            "identity-erased",
            zh="该身份信息已依法删除，无法恢复；信访件本身仍然保留。",
            en="This identity was erased and cannot be restored; the petition itself remains.",
        )
    if absent:
        raise _unknown(absent[0])
    return keys


def _known(refs: Sequence[str]) -> set[str]:
    return {
        ref
        for chunk in in_chunks(refs)
        for ref in Identity.objects.using(VAULT).filter(pk__in=chunk).values_list("ref", flat=True)
    }


def _unknown(ref: str) -> BrokenRule:
    return BrokenRule(
        "identity-unknown",
        zh=f"保险库中没有引用 {ref}。",
        en=f"The vault holds nothing under the reference {ref}.",
    )

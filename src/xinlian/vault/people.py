"""Writing and reading what is sealed, in sets. No permission is asked here: commands do that."""

import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import connections
from django.db.models import Model

from xinlian.vault.ciphers import new_key, new_reference, open_bytes, seal_bytes
from xinlian.vault.keys import VAULT, Wrapper, in_chunks, person_keys
from xinlian.vault.masking import Masked, Piece, decode_pieces, encode_pieces
from xinlian.vault.models import Identity, PersonKey, SealedText
from xinlian.vault.personal import PersonalData

_IDENTITY: Final = "identity"
_TEXT: Final = "text"


@dataclass(slots=True)
class _Rows:
    """Rows about to be written to the vault, as tuples of their columns."""

    identities: list[tuple[str, bytes]] = field(default_factory=list)
    keys: list[tuple[str, bytes, str]] = field(default_factory=list)
    texts: dict[tuple[str, bytes], SealedText] = field(default_factory=dict)

    def add_texts(self, ref: str, key: bytes, texts: Iterable[Masked]) -> None:
        for masked in texts:
            if masked.pieces:
                row = _sealed_text(ref, key, masked)
                self.texts[ref, bytes(row.mark)] = row


def write_people(
    people: Sequence[PersonalData], texts: Sequence[Sequence[Masked]], *, at: datetime
) -> list[str | None]:
    """Seal each person and what was masked in their texts; return the references, in order."""
    wrapper = Wrapper("person")
    rows = _Rows()
    refs = [
        _add(rows, wrapper, person, own) if person or any(t.pieces for t in own) else None
        for person, own in zip(people, texts, strict=True)
    ]
    made = connections[VAULT].ops.adapt_datetimefield_value(at)
    _insert(PersonKey, ("ref", "wrapped", "master"), rows.keys)
    _insert(
        Identity,
        ("ref", "sealed", "created_at"),
        [(ref, sealed, made) for ref, sealed in rows.identities],
    )
    write_texts(rows.texts.values())
    return refs


def _add(rows: _Rows, wrapper: Wrapper, person: PersonalData, texts: Sequence[Masked]) -> str:
    ref, key = new_reference(), new_key()
    rows.keys.append((ref, wrapper.wrap(ref, key), wrapper.master))
    rows.identities.append((ref, _sealed(ref, key, person)))
    rows.add_texts(ref, key, texts)
    return ref


def _insert(
    model: type[Model],
    columns: Sequence[str],
    rows: Sequence[tuple[str | bytes | None, ...]],
) -> None:
    """Insert rows of plain values in one go; model instances would take most of an import."""
    connection = connections[VAULT]
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)  # noqa: SLF001 - Django's own way to name a table
    names = ", ".join(map(quoted, columns))
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - names of our own tables


def rewrite_people(
    keys: Mapping[str, bytes],
    people: Mapping[str, PersonalData],
    texts: Mapping[str, Sequence[Masked]],
) -> None:
    """Seal other data under people's own keys, and further texts; old texts keep their pieces."""
    rows = _Rows()
    for ref, own in texts.items():
        rows.add_texts(ref, keys[ref], own)
    Identity.objects.using(VAULT).bulk_update(
        [Identity(ref=ref, sealed=_sealed(ref, keys[ref], data)) for ref, data in people.items()],
        ["sealed"],
        batch_size=500,
    )
    write_texts(rows.texts.values())


def write_texts(rows: Iterable[SealedText]) -> None:
    """Write sealed texts; the same masked text of the same writer is replaced."""
    SealedText.objects.using(VAULT).bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["ref", "mark"],
        update_fields=["sealed"],
    )


def read_people(refs: Collection[str]) -> dict[str, PersonalData]:
    """Return the people behind ``refs``; one that was erased or never was is absent."""
    keys = person_keys(refs)
    people: dict[str, PersonalData] = {}
    for chunk in in_chunks(sorted(keys)):
        for row in Identity.objects.using(VAULT).filter(pk__in=chunk):
            plain = open_bytes(keys[row.ref], bytes(row.sealed), purpose=_IDENTITY, owner=row.ref)
            people[row.ref] = PersonalData.decode(plain)
    return people


def read_pieces(ref: str, key: bytes, masked: str) -> tuple[Piece, ...]:
    """Return what was taken out of the text that now reads ``masked``; () if nothing was."""
    row = SealedText.objects.using(VAULT).filter(ref=ref, mark=_mark(key, masked)).first()
    if row is None:
        return ()
    return decode_pieces(open_bytes(key, bytes(row.sealed), purpose=_TEXT, owner=_owner(row)))


def _sealed(ref: str, key: bytes, person: PersonalData) -> bytes:
    return seal_bytes(key, person.encode(), purpose=_IDENTITY, owner=ref)


def _sealed_text(ref: str, key: bytes, masked: Masked) -> SealedText:
    row = SealedText(ref=ref, mark=_mark(key, masked.text))
    row.sealed = seal_bytes(key, encode_pieces(masked.pieces), purpose=_TEXT, owner=_owner(row))
    return row


def _owner(row: SealedText) -> str:
    return f"{row.ref} {bytes(row.mark).hex()}"


def _mark(key: bytes, masked: str) -> bytes:
    return hmac.digest(key, masked.encode(), "sha256")

"""Keys as they are kept: each wrapped under the master key, in the database ``vault``.

A key of a person, of a matter or of the house is random and never changes. Changing the
master key wraps them anew, so nothing sealed has to be touched.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from xinlian.rules.errors import BrokenRule
from xinlian.vault import masterkey
from xinlian.vault.ciphers import new_key, open_bytes, seal_bytes
from xinlian.vault.masterkey import Ring, load_ring
from xinlian.vault.models import HouseKey, MatterKey, PersonKey, WrappedKey

T = TypeVar("T")

VAULT: Final = "vault"
"""The alias of the vault's database."""

CHUNK: Final = 2000
"""Rows asked for or written at once."""

_KINDS: Final[dict[str, type[WrappedKey]]] = {
    "person": PersonKey,
    "matter": MatterKey,
    "house": HouseKey,
}


class Wrapper:
    """Wraps and unwraps keys of one kind: ``person``, ``matter`` or ``house``."""

    def __init__(self, kind: str) -> None:
        """Read the master key once and derive from it what wraps this kind."""
        self._kind = kind
        self._ring = ring()
        self._subkeys: dict[str, bytes] = {}

    @property
    def master(self) -> str:
        """The id of the master key that new keys are wrapped under."""
        return self._ring.current.id

    def wrap(self, owner: object, key: bytes) -> bytes:
        """Return ``key`` wrapped for its owner under the current master key."""
        subkey = self._subkey(self.master)
        return seal_bytes(subkey, key, purpose=self._kind, owner=str(owner))

    def unwrap(self, owner: object, wrapped: bytes | memoryview, master: str) -> bytes:
        """Return the key wrapped for ``owner``; raise ``vault-seal-broken`` for another's."""
        subkey = self._subkey(master)
        return open_bytes(subkey, bytes(wrapped), purpose=self._kind, owner=str(owner))

    def _subkey(self, master: str) -> bytes:
        if master not in self._subkeys:
            self._subkeys[master] = self._ring.by_id(master).wrapping(self._kind)
        return self._subkeys[master]


def ring() -> Ring:
    """Return the master key; it is made on the first start only, before any key is kept."""
    return load_ring(Path(settings.HOME), os.environ, may_create=_is_new)


def _kept(kind: str) -> QuerySet[WrappedKey]:
    return _KINDS[kind]._default_manager.using(VAULT)  # noqa: SLF001 - of any of the models


def _is_new() -> bool:
    return not any(_kept(kind).exists() for kind in _KINDS)


def subkey(purpose: str) -> bytes:
    """Return the house's 32-byte key for one purpose, made at first use.

    It outlasts a change of the master key, so digests made with it stay valid.
    """
    wrapper = Wrapper("house")
    row = HouseKey.objects.using(VAULT).filter(pk=purpose).first()
    if row is None:
        fresh = {"wrapped": wrapper.wrap(purpose, new_key()), "master": wrapper.master}
        row, _ = HouseKey.objects.using(VAULT).get_or_create(purpose=purpose, defaults=fresh)
    return wrapper.unwrap(purpose, row.wrapped, row.master)


def seal_under(purpose: str, plain: bytes, *, owner: str) -> bytes:
    """Seal something that belongs to no petitioner's row yet (a registrar's draft)."""
    return seal_bytes(subkey(purpose), plain, purpose=purpose, owner=owner)


def open_under(purpose: str, sealed: bytes, *, owner: str) -> bytes:
    """Open what :func:`seal_under` sealed; raise ``vault-seal-broken`` if anything differs."""
    return open_bytes(subkey(purpose), bytes(sealed), purpose=purpose, owner=owner)


def person_keys(refs: Iterable[str]) -> dict[str, bytes]:
    """Return the data keys of these identities; one that was erased or never was is absent."""
    wrapper = Wrapper("person")
    keys: dict[str, bytes] = {}
    for chunk in in_chunks(sorted(set(refs))):
        for row in PersonKey.objects.using(VAULT).filter(pk__in=chunk):
            keys[row.ref] = wrapper.unwrap(row.ref, row.wrapped, row.master)
    return keys


def matter_keys(matters: Iterable[int]) -> dict[int, bytes]:
    """Return the pseudonym keys of these matters, made at first use."""
    wrapper = Wrapper("matter")
    keys: dict[int, bytes] = {}
    for chunk in in_chunks(sorted(set(matters))):
        rows = MatterKey.objects.using(VAULT).filter(pk__in=chunk)
        absent = set(chunk) - set(rows.values_list("pk", flat=True))
        MatterKey.objects.using(VAULT).bulk_create(
            [
                MatterKey(
                    matter=matter, wrapped=wrapper.wrap(matter, new_key()), master=wrapper.master
                )
                for matter in absent
            ],
            ignore_conflicts=True,
        )
        for row in rows.all():
            keys[row.matter] = wrapper.unwrap(row.matter, row.wrapped, row.master)
    return keys


def change_master_key() -> int:
    """Make a new master key and wrap every key under it; return how many were wrapped.

    A key given by the environment is not made here: there the operator sets the new one and
    the one before, and this wraps. May be killed and called again. The key before stays
    until :func:`forget_previous_key`.
    """
    if not os.environ.get(masterkey.VARIABLE):
        ring()
        masterkey.replace_file(Path(settings.HOME))
    return sum(_rewrap(kind) for kind in _KINDS)


def forget_previous_key() -> None:
    """Destroy the master key before; what copies were wrapped under it is then unreadable.

    To be called when no process started before the change is running. Raises
    ``master-key-in-use`` while a key is still wrapped under it.
    """
    current = ring().current.id
    if any(_kept(kind).exclude(master=current).exists() for kind in _KINDS):
        raise BrokenRule(
            "master-key-in-use",
            zh="仍有密钥由旧主密钥保护；请先完成主密钥更换。",
            en="Some keys are still wrapped under the previous master key; finish the change.",
        )
    masterkey.forget_previous(Path(settings.HOME))


def _rewrap(kind: str) -> int:
    """Wrap one kind of key under the current master key, a chunk to a transaction."""
    wrapper = Wrapper(kind)
    count = 0
    while True:
        with transaction.atomic(using=VAULT):
            others = _kept(kind).exclude(master=wrapper.master)
            rows = list(others.select_for_update().order_by("pk")[:CHUNK])
            for row in rows:
                key = wrapper.unwrap(row.pk, row.wrapped, row.master)
                row.wrapped, row.master = wrapper.wrap(row.pk, key), wrapper.master
            _kept(kind).bulk_update(rows, ["wrapped", "master"], batch_size=500)
        count += len(rows)
        if len(rows) < CHUNK:
            return count


def in_chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a sequence into chunks that fit one statement of the database."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]

"""What a document keeps: masked words under a salted digest, papers and evidence sealed."""

import hashlib
import os
from collections.abc import Mapping
from typing import Any, Final

from xinlian.documents.body import map_words, words_of
from xinlian.ledger.digests import canonical, salted
from xinlian.vault.commands import mask_for
from xinlian.vault.keys import open_under, seal_under
from xinlian.vault.papers import open_for, seal_for

_SALT: Final = 16
_PURPOSE: Final = "document"


def new_salt() -> bytes:
    """Return a salt for one digest."""
    return os.urandom(_SALT)


def digest_of_words(data: Mapping[str, Any], body: Mapping[str, Any], salt: bytes) -> str:
    """Return the salted digest of a version's values and body."""
    return salted(canonical({"data": data, "body": body}).decode(), salt)


def digest_of_bytes(plain: bytes, salt: bytes) -> str:
    """Return the salted digest of a file: of the hexadecimal SHA-256 of its bytes."""
    return salted(hashlib.sha256(plain).hexdigest(), salt)


def masked(ref: str | None, data: Mapping[str, Any], body: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return values and body without what they say of the petitioner, which is sealed."""
    found = mask_for([(ref, words) for words in words_of({"data": data, "body": body})])
    whole = replaced({"data": data, "body": body}, [each.text for each in found])
    return whole["data"], whole["body"]


def replaced(body: Any, words: list[str]) -> Any:  # noqa: ANN401 - any JSON
    """Return a body with each piece of words replaced by another, in order."""
    following = iter(words)
    return map_words(body, lambda _: next(following))


def seal(ref: str | None, plain: bytes, *, owner: str) -> bytes:
    """Seal bytes under the petitioner's key, or under the house's where there is none."""
    if ref is None:
        return seal_under(_PURPOSE, plain, owner=owner)
    return seal_for(ref, plain, owner=owner)


def unseal(ref: str | None, sealed: bytes, *, owner: str) -> bytes:
    """Open what :func:`seal` sealed; raise ``identity-erased`` where the key is gone."""
    if ref is None:
        return open_under(_PURPOSE, sealed, owner=owner)
    return open_for(ref, sealed, owner=owner)

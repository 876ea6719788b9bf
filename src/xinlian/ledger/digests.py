"""Canonical encoding of facts and the digests made of it.

The encoding is JSON with sorted keys, no white space, UTF-8, and only strings, integers,
booleans, nulls and lists: on that subset it is the canonical form of RFC 8785, so an
outsider can compute every digest with any JSON library.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

from xinlian.ledger.statements import Recorded


def canonical(data: Mapping[str, Any]) -> bytes:
    """Return the canonical encoding of ``data``; nulls are left out."""
    if None in data.values():
        data = {key: value for key, value in data.items() if value is not None}
    return orjson.dumps(dict(data), option=orjson.OPT_SORT_KEYS)


@lru_cache(maxsize=4096)
def instant(at: datetime) -> str:
    """Write an aware time as UTC in ISO 8601 with microseconds and ``Z``."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def fact_digest(fact: Recorded) -> bytes:
    """Return the 32-byte SHA-256 over everything a fact says."""
    return digest_of(fact, canonical(fact.data))


def digest_of(fact: Recorded, data: bytes) -> bytes:
    """Return :func:`fact_digest` where the canonical encoding of the fact's data is at hand."""
    envelope = orjson.dumps(
        {
            "actor": fact.actor,
            "data": orjson.Fragment(data),
            "happened_at": instant(fact.happened_at),
            "imported": fact.imported,
            "kind": fact.kind,
            "known_at": instant(fact.known_at),
            "recorded_at": instant(fact.recorded_at),
            "seq": fact.seq,
            "subject": fact.subject,
            "version": fact.version,
        },
        option=orjson.OPT_SORT_KEYS,
    )
    return hashlib.sha256(envelope).digest()


def salted(text: str, salt: bytes) -> str:
    """Return the hexadecimal HMAC-SHA-256 of ``text`` under ``salt``.

    The salt stands beside the text, not in the ledger: without it a short title could be
    guessed from its digest.
    """
    return hmac.digest(salt, text.encode(), "sha256").hex()

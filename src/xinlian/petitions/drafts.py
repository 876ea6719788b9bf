"""A draft: one row of a register, read and checked, not yet registered."""

import hmac
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Final

import orjson

from xinlian.rules.vocabulary import Channel, Level, Occurrence, Purpose


@dataclass(slots=True)
class Draft:
    """One row of a register in the house's terms.

    Times are aware UTC. ``channel``, ``purpose``, ``level`` and ``occurrence`` are codes of
    the vocabulary. ``place``, ``category`` and ``unit`` are names or codes as the register
    gives them and are resolved when registering. ``name``, ``id_number``, ``telephone`` and
    ``address`` are identity and go to the vault only. ``original_title`` and
    ``original_text`` are empty where normalising changed nothing. Whatever a register does
    not say is the empty string (None for ``answered_at``).
    """

    number: str
    received_at: datetime
    channel: str = Channel.TRANSFERRED
    purpose: str = Purpose.APPEAL
    level: str = Level.CITY
    people: int = 1
    occurrence: str = Occurrence.UNKNOWN
    place: str = ""
    category: str = ""
    title: str = ""
    text: str = ""
    unit: str = ""
    name: str = ""
    id_number: str = ""
    telephone: str = ""
    address: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    original_title: str = ""
    original_text: str = ""


_COVERED: Final = tuple(
    field.name for field in fields(Draft) if not field.name.startswith("original_")
)


def draft_digest(draft: Draft, key: bytes) -> str:
    """Return HMAC-SHA256 (hexadecimal) over every field of the draft as its register had it.

    Two imports of one row agree exactly if their digests do. It is keyed because it covers
    identity values, which a bare hash would let anyone guess. Words enter as they were
    before normalising, so that a better normaliser does not turn old rows into changed ones.
    """
    if not key:
        message = "the digest of a draft needs a key"
        raise ValueError(message)
    values = [_canonical(draft, name) for name in _COVERED]
    return hmac.digest(key, orjson.dumps(values), "sha256").hex()


def _canonical(draft: Draft, name: str) -> str | int | None:
    value: str | int | datetime | None = getattr(draft, name)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if name in {"title", "text"}:
        return str(getattr(draft, f"original_{name}") or value)
    return value if isinstance(value, int) or value is None else str(value)

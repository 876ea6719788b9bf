"""Reads of the vault that show no identity: who opened one, when, for what; what was erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from xinlian.ledger.models import Fact
from xinlian.vault.keys import in_chunks


@dataclass(frozen=True, slots=True)
class OpeningRecord:
    """One opening of an identity, as its petitioner may see it; ``purpose`` is an ``Opening``."""

    seq: int
    opened_at: datetime
    actor: str
    purpose: str
    petition: int | None


def openings(ref: str) -> list[OpeningRecord]:
    """Return every opening of an identity, the first one first."""
    rows = Fact.objects.filter(subject=ref, kind="identity.opened").order_by("seq")
    return [_record(row) for row in rows]


def erased_among(refs: Sequence[str]) -> set[str]:
    """Return those of ``refs`` of which the ledger says that they were erased."""
    return {
        ref
        for chunk in in_chunks(refs)
        for ref in Fact.objects.filter(subject__in=chunk, kind="identity.erased").values_list(
            "subject", flat=True
        )
    }


def _record(row: Fact) -> OpeningRecord:
    data = orjson.loads(row.data)
    return OpeningRecord(
        seq=row.seq,
        opened_at=row.recorded_at,
        actor=row.actor,
        purpose=data["purpose"],
        petition=data.get("petition"),
    )

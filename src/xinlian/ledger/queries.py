"""Reads of the ledger."""

from collections.abc import Iterator

import orjson

from xinlian.ledger.models import Counter, Fact
from xinlian.ledger.statements import Recorded


def recorded(row: Fact) -> Recorded:
    """Return the fact that a row holds."""
    return Recorded(
        seq=row.seq,
        kind=row.kind,
        version=row.version,
        subject=row.subject,
        happened_at=row.happened_at,
        known_at=row.known_at,
        recorded_at=row.recorded_at,
        actor=row.actor,
        imported=row.imported,
        data=orjson.loads(row.data),
    )


def head() -> int:
    """Return the number of the last fact, 0 for an empty ledger."""
    return Counter.objects.filter(name="fact").values_list("value", flat=True).first() or 0


def facts_between(first: int, last: int) -> Iterator[tuple[Fact, Recorded]]:
    """Yield rows and facts numbered ``first`` to ``last``, both included, in order."""
    rows = Fact.objects.filter(seq__gte=first, seq__lte=last).order_by("seq")
    for row in rows.iterator(chunk_size=5000):
        yield row, recorded(row)


def facts_about(noun: str, subject: int | str) -> list[Fact]:
    """Return the facts whose kind begins with ``noun.`` and that are about ``subject``."""
    rows = Fact.objects.filter(subject=str(subject), kind__startswith=f"{noun}.")
    return list(rows.order_by("seq"))

"""Replay the ledger and hold it against the tables, row by row."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from xinlian.ledger.digests import canonical, fact_digest
from xinlian.ledger.folds import FOLDED, Key, changes_of
from xinlian.ledger.models import Fact
from xinlian.ledger.queries import facts_between, head
from xinlian.rules.facts import FACTS

_ROWS_AT_ONCE = 400_000
"""Rows replayed in one pass; more facts are replayed in several passes over their keys."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where ledger and tables part: what, where, what each of them says."""

    where: str
    ledger: str
    table: str

    def sentence(self) -> tuple[str, str]:
        """Return the difference as a Chinese and an English sentence."""
        return (
            f"{self.where}：账本为“{self.ledger}”，数据表为“{self.table}”。",
            f"{self.where}: the ledger says {self.ledger!r}, the table says {self.table!r}.",
        )


@dataclass(frozen=True, slots=True)
class Verified:
    """What was compared, and the first difference, if any."""

    facts: int
    rows: int
    tables: int
    difference: Difference | None = None


Check: TypeAlias = Callable[[], Iterator[Difference]]

CHECKS: list[Check] = []
"""Further comparisons that rooms add, such as texts against their digests."""


def verify() -> Verified:
    """Check every fact's digest and number, replay all folds, compare all folded tables."""
    last = head()
    compared = 0
    for difference in _broken_facts(last):
        return Verified(last, 0, 0, difference)
    passes = 1 + last // _ROWS_AT_ONCE
    for part in range(passes):
        state = _replay(last, part, passes)
        for label in sorted(FOLDED):
            compared += len(state[label])
            for difference in _compare(label, state[label], part, passes):
                return Verified(last, compared, len(FOLDED), difference)
    for check in CHECKS:
        for difference in check():
            return Verified(last, compared, len(FOLDED), difference)
    return Verified(last, compared, len(FOLDED))


def _broken_facts(last: int) -> Iterator[Difference]:
    expected = 0
    for row, fact in facts_between(0, last):
        expected += 1
        where = f"fact #{expected}"
        if fact.seq != expected:
            yield Difference(where, "a fact with this number", f"#{fact.seq} comes next")
        if (fact.kind, fact.version) not in FACTS:
            yield Difference(where, "a declared kind", f"{fact.kind} v{fact.version}")
        if bytes(row.digest) != fact_digest(fact) or row.data.encode() != canonical(fact.data):
            yield Difference(where, bytes(row.digest).hex(), fact_digest(fact).hex())
    if expected != last:
        yield Difference("the ledger's end", f"#{expected}", f"the counter stands at {last}")
    if beyond := Fact.objects.filter(seq__gt=last).first():
        yield Difference("the ledger's end", f"{beyond}", f"the counter stands at {last}")


def _mine(key: Key, part: int, passes: int) -> bool:
    return passes == 1 or zlib.crc32(str(key).encode()) % passes == part


def _replay(last: int, part: int, passes: int) -> dict[str, dict[Key, dict[str, Any]]]:
    state: dict[str, dict[Key, dict[str, Any]]] = defaultdict(dict)
    for _, fact in facts_between(1, last):
        for change in changes_of(fact):
            if not _mine(change.key, part, passes):
                continue
            if change.columns is None:
                state[change.model].pop(change.key, None)
            else:
                state[change.model].setdefault(change.key, {}).update(change.columns)
    return state


def _compare(
    label: str, rows: dict[Key, dict[str, Any]], part: int, passes: int
) -> Iterator[Difference]:
    model = apps.get_model(label)
    names = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - public API by custom
    unseen = set(rows)
    for row in model._base_manager.order_by("pk").iterator(chunk_size=5000):  # noqa: SLF001 - as above
        if not _mine(row.pk, part, passes):
            continue
        where = f"{label} {row.pk}"
        if row.pk not in rows:
            yield Difference(where, "no such row", "a row that no fact made")
            continue
        unseen.discard(row.pk)
        yield from _compare_row(where, model(pk=row.pk, **rows[row.pk]), row, names)
    for key in sorted(unseen, key=str):
        yield Difference(f"{label} {key}", "a row", "no such row")


def _compare_row(
    where: str, expected: Model, found: Model, names: list[str]
) -> Iterator[Difference]:
    for name in names:
        ours, theirs = _plain(expected, name), _plain(found, name)
        if ours != theirs:
            yield Difference(f"{where}.{name}", str(ours), str(theirs))


def _plain(row: Model, name: str) -> object:
    """Return a column's value as the field would read it back."""
    value = getattr(row, name)
    try:
        field = row._meta.get_field(name)  # noqa: SLF001 - as above
    except FieldDoesNotExist:  # pragma: no cover - names come from the model itself
        return value
    value = field.to_python(value) if value is not None else None  # type: ignore[union-attr]
    return bytes(value) if isinstance(value, memoryview) else value

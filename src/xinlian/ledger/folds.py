"""How facts become rows.

Each room declares, in its ``folds.py``, what a fact assigns to the columns of its rows. The
same declarations write the rows when a command records facts and replay them when
``xinlian verify`` checks the tables, so rows cannot come to mean something else than facts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import Model

from xinlian.ledger.inserts import insert_rows, update_rows
from xinlian.ledger.statements import Recorded

Key: TypeAlias = int | str | date
Columns: TypeAlias = dict[str, Any]
Fold: TypeAlias = Callable[[Recorded], Iterable["Change"]]

_KEYS_AT_ONCE = 500

FOLDS: dict[str, list[Fold]] = defaultdict(list)
"""The folds of every kind of fact, by its name."""

FOLDED: set[str] = set()
"""The models whose rows are wholly made of facts, as ``room.Model``."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one fact assigns to one row. ``columns`` None removes the row."""

    model: str
    key: Key
    columns: Mapping[str, Any] | None = field(default_factory=dict)
    creates: bool = False


def fold(kind: str, *models: str) -> Callable[[Fold], Fold]:
    """Declare a function as a fold of ``kind`` that assigns to rows of ``models``."""

    def declare(function: Fold) -> Fold:
        FOLDS[kind].append(function)
        FOLDED.update(models)
        return function

    return declare


@dataclass(slots=True)
class _Rows:
    """The changes of one batch of facts to one model, the later winning column by column."""

    created: dict[Key, Columns] = field(default_factory=dict)
    updated: dict[Key, Columns] = field(default_factory=dict)
    removed: set[Key] = field(default_factory=set)

    def take(self, change: Change) -> None:
        if change.columns is None:
            self.updated.pop(change.key, None)
            if self.created.pop(change.key, None) is None:
                self.removed.add(change.key)
        elif change.creates:
            self.created[change.key] = dict(change.columns)
        else:
            rows = self.created if change.key in self.created else self.updated
            rows.setdefault(change.key, {}).update(change.columns)


def changes_of(fact: Recorded) -> Iterable[Change]:
    """Yield what a fact assigns, over all folds of its kind."""
    for function in FOLDS.get(fact.kind, ()):
        yield from function(fact)


def write_rows(facts: Iterable[Recorded]) -> None:
    """Apply the folds of ``facts`` to the tables, in sets; inside the caller's transaction."""
    batches: dict[str, _Rows] = defaultdict(_Rows)
    for fact in facts:
        for change in changes_of(fact):
            batches[change.model].take(change)
    for label, rows in batches.items():
        _write_model(apps.get_model(label), rows)


def _write_model(model: type[Model], rows: _Rows) -> None:
    manager = model._base_manager  # noqa: SLF001 - rows are written past any filtered manager
    removed = list(rows.removed)
    for start in range(0, len(removed), _KEYS_AT_ONCE):
        doomed = manager.filter(pk__in=removed[start : start + _KEYS_AT_ONCE])
        doomed._raw_delete(manager.db)  # noqa: SLF001 - no cascades: what depends has its own fold
    if rows.created:
        name = model._meta.pk.attname  # noqa: SLF001 - as above
        insert_rows(model, ({name: key, **columns} for key, columns in rows.created.items()))
    by_columns: dict[tuple[str, ...], dict[Key, Columns]] = defaultdict(dict)
    for key, columns in rows.updated.items():
        by_columns[tuple(sorted(columns))][key] = columns
    for names, changed in by_columns.items():
        _update(model, names, changed)


def _update(model: type[Model], names: tuple[str, ...], rows: dict[Key, Columns]) -> None:
    manager = model._base_manager  # noqa: SLF001 - as above
    first = next(iter(rows.values()))
    if all(columns == first for columns in rows.values()):
        keys = list(rows)
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            manager.filter(pk__in=keys[start : start + _KEYS_AT_ONCE]).update(**first)
    else:
        update_rows(model, names, rows)

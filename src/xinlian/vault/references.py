"""Which columns of the main database refer into the vault, told by the rooms that have them.

A room above registers its column when it starts, so the vault can ask whether an identity is
still referred to without knowing who refers to it.
"""

from collections.abc import Collection
from typing import Final

from django.apps import apps

_COLUMNS: Final[set[tuple[str, str]]] = set()


def register(model: str, column: str) -> None:
    """Declare that ``column`` of ``model`` (``room.Model``) holds references into the vault."""
    _COLUMNS.add((model, column))


def is_complete() -> bool:
    """Tell whether any room has registered: if none has, nobody can say what is an orphan."""
    return bool(_COLUMNS)


def referred_to(refs: Collection[str]) -> set[str]:
    """Return those of ``refs`` (one chunk's worth) that some registered column holds."""
    found: set[str] = set()
    for label, column in sorted(_COLUMNS):
        manager = apps.get_model(label)._base_manager  # noqa: SLF001 - past any filtered manager
        rows = manager.filter(**{f"{column}__in": list(refs)})
        found.update(rows.values_list(column, flat=True))
    return found

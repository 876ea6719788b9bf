"""Declaring categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.petitions.models import Category


@dataclass(frozen=True, slots=True)
class NewCategory:
    """A category by its path of names from the top, joined by ``/``; and its kind of matter."""

    path: str
    kind: str = ""


@command("petitions:category:declare")
def declare_categories(
    categories: Sequence[NewCategory], *, by: Actor, at: datetime
) -> tuple[int, int]:
    """Declare categories and those above them that are missing.

    Returns how many paths were given and how many categories are new; what is declared
    already stays as it is.
    """
    wanted: dict[str, str] = {}
    for category in categories:
        parts = category.path.split("/")
        for depth in range(1, len(parts)):
            wanted.setdefault("/".join(parts[:depth]), "")
        wanted[category.path] = category.kind or wanted.get(category.path, "")
    known = set(Category.objects.values_list("code", flat=True))
    new = sorted(wanted.keys() - known, key=lambda path: (path.count("/"), path))
    record(
        [
            Statement(
                "category.declared",
                path,
                {
                    "code": path,
                    "name": path.rpartition("/")[2],
                    "parent": path.rpartition("/")[0] or None,
                    "kind": wanted[path] or None,
                },
            )
            for path in new
        ],
        by=by,
        at=at,
    )
    return len(categories), len(new)

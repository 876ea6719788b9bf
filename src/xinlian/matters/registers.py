"""Petitions as the linking engine reads them: columns without anybody's name.

Accusations are left out: what is linked becomes visible with its matter, and an accusation
must not reach the accused by way of one (law: R22, R30).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from xinlian.linking.register import Register
from xinlian.organisation.models import Place
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import Purpose

_COLUMNS = (
    "id", "number", "received_on", "channel", "people", "place_id", "category_id",
    "words__title", "words__text",
)  # fmt: skip


def register_of(petitions: QuerySet[Petition]) -> tuple[list[int], Register]:
    """Return the ids of petitions and the register that holds them, in order of receipt."""
    open_to_all = petitions.exclude(purpose=Purpose.ACCUSATION).exclude(held=True)
    rows = open_to_all.order_by("received_on", "id")
    columns: list[Sequence[Any]] = list(zip(*rows.values_list(*_COLUMNS), strict=True))
    if not columns:
        columns = [()] * len(_COLUMNS)
    ids, numbers, days, channels, people, places, categories, titles, texts = columns
    names = place_paths()
    return list(ids), Register(
        number=numbers,
        received=[day.toordinal() for day in days],
        channel=channels,
        people=people,
        place=[names.get(str(place), "") for place in places],
        category=[category or "" for category in categories],
        title=titles,
        text=texts,
    )


def single(*, title: str, text: str, place: str, category: str) -> Register:
    """Return a register of one half-typed petition; ``place`` and ``category`` are codes."""
    return Register(
        number=[""],
        received=[0],
        channel=[""],
        people=[1],
        place=[place_paths().get(place, place)],
        category=[category],
        title=[title],
        text=[text],
    )


def place_paths() -> dict[str, str]:
    """Return of each place the names from the top down to it, joined by ``/``."""
    tree: dict[str, tuple[str, str | None]] = {
        code: (name, parent)
        for code, name, parent in Place.objects.values_list("code", "name", "parent_id")
    }
    return {code: "/".join(reversed(list(_up(code, tree)))) for code in tree}


def _up(code: str | None, tree: dict[str, tuple[str, str | None]]) -> Iterator[str]:
    while code is not None:
        name, code = tree[code]
        yield name

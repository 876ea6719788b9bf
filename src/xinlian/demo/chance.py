"""Drawing from a seeded generator by shares that can be read as a table."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def happens(rng: Random, share: float) -> bool:
    """Tell, with probability ``share``, that it happens."""
    return rng.random() < share


def pick(rng: Random, table: Sequence[tuple[float, T]]) -> T:
    """Return one of the values of ``[(weight, value)]``."""
    return rng.choices([value for _, value in table], [share for share, _ in table])[0]

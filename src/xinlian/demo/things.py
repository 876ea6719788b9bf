"""Invented names of the things people write about: estates, companies, roads, villages."""

from random import Random

from xinlian.demo.data import load


class Names:
    """Gives out names, none of them twice."""

    def __init__(self, rng: Random, taken: set[str]) -> None:
        """Start with the names that are taken already."""
        self._rng = rng
        self._taken = set(taken)

    def name(self, thing: str) -> str:
        """Return a fresh name for a kind of thing."""
        rng, parts = self._rng, load("names")
        while True:
            tail = rng.choice(parts["middles"]) + rng.choice(parts["tails"][thing])
            found = _head(rng) + str(tail)
            if found in self._taken:
                found = _head(rng) + found
            if found not in self._taken:
                self._taken.add(found)
                return found


def road(rng: Random) -> str:
    """Return some road for an address; addresses may share it."""
    return _head(rng) + str(rng.choice(load("names")["tails"]["road"]))


def developer(rng: Random) -> str:
    """Return the name of a developer."""
    return _head(rng) + str(rng.choice(load("names")["developers"]))


def _head(rng: Random) -> str:
    return str(rng.choice(load("names")["heads"]))

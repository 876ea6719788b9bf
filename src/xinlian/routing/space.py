"""What a classifier looks at: which n-grams count, how much, and in how long a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xinlian.routing.features import Counts, theme_map

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

THEMES = 0.5  # how long the rows of themes are beside those of n-grams
_FEWEST = 2  # an n-gram in fewer texts teaches nothing
_ONE_IN = 5_000  # and in a large collection, one that is not in one text of so many
_SHORTEST = 1e-9


@dataclass(frozen=True, slots=True)
class Space:
    """The n-grams kept of heads and of whole texts, with their weights, and themes' weights.

    A row has four parts in this order: head, whole, themes of the head, themes of the whole;
    each part has a fixed length, so that a long text says no more than a short one.
    """

    head: Whole
    whole: Whole
    head_weight: Real
    whole_weight: Real
    head_themes: Real
    whole_themes: Real

    @classmethod
    def learn(cls, counts: Counts) -> Self:
        """Return the space of the texts that teach: what is rare weighs more."""
        head, head_weight = _kept(counts.head)
        whole, whole_weight = _kept(counts.whole)
        themes = theme_map()
        head_themes, whole_themes = (
            _rarity(np.bincount((part @ themes).indices, minlength=themes.shape[1]), part.shape[0])
            for part in (counts.head, counts.whole)
        )
        return cls(head, whole, head_weight, whole_weight, head_themes, whole_themes)

    def rows(self, counts: Counts) -> sparse.csr_matrix:
        """Return the rows of texts: texts x columns of the space."""
        themes = theme_map()
        parts = (
            _weighted(counts.head[:, self.head], self.head_weight, 1.0),
            _weighted(counts.whole[:, self.whole], self.whole_weight, 1.0),
            _weighted(counts.head @ themes, self.head_themes, THEMES),
            _weighted(counts.whole @ themes, self.whole_themes, THEMES),
        )
        return sparse.hstack(parts, format="csr")

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return the space as named arrays, as ``of_arrays`` takes them."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Self:
        """Return the space that ``arrays`` gave; ``KeyError`` if one is missing."""
        return cls(*(arrays[name] for name in cls.__slots__))  # type: ignore[arg-type]


def _kept(counts: sparse.csr_matrix) -> tuple[Whole, Real]:
    texts = counts.shape[0]
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    slots = np.flatnonzero(seen >= max(_FEWEST, texts // _ONE_IN))
    return slots, _rarity(seen[slots], texts) + 1


def _rarity(seen: Whole, texts: int) -> Real:
    rarity: Real = np.log((1 + texts) / (1 + seen))
    return rarity


def _weighted(counts: sparse.csr_matrix, weight: Real, length: float) -> sparse.csr_matrix:
    """Return counts damped, weighted and brought to one length."""
    rows = counts.tocsr().astype(np.float64)
    rows.data = np.log1p(rows.data)
    rows = rows @ sparse.diags(weight)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(length / np.maximum(lengths, _SHORTEST)) @ rows).tocsr()

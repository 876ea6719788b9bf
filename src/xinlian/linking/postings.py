"""Which petitions have which word: arrays that are searched, and recent ones in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from xinlian.linking.register import Whole

Items = npt.NDArray[np.int32]
_RECENT = 200_000  # so many postings are kept apart before they are laid into the arrays


@dataclass(slots=True)
class Postings:
    """From a word (an integer key) to the items that have it.

    ``keys`` are sorted and unique; the items of ``keys[i]`` are
    ``items[starts[i]:starts[i + 1]]``. What was added since stands in ``recent``.
    """

    keys: Whole = field(default_factory=lambda: np.zeros(0, np.int64))
    starts: Whole = field(default_factory=lambda: np.zeros(1, np.int64))
    items: Items = field(default_factory=lambda: np.zeros(0, np.int32))
    recent: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    waiting: int = 0

    def add(self, first: int, words: Sequence[Iterable[int]]) -> None:
        """Add items numbered from ``first``, each with its words."""
        for item, keys in enumerate(words, start=first):
            for key in keys:
                self.recent[key].append(item)
                self.waiting += 1
        if self.waiting > max(_RECENT, len(self.items) // 4):
            self.settle()

    def of(self, key: int) -> Items:
        """Return the items that have the word ``key``."""
        at = int(np.searchsorted(self.keys, key))
        settled = self.items[:0]
        if at < len(self.keys) and self.keys[at] == key:
            settled = self.items[self.starts[at] : self.starts[at + 1]]
        recent = self.recent.get(key)
        return np.concatenate([settled, np.array(recent, np.int32)]) if recent else settled

    def settle(self) -> None:
        """Lay what is recent into the arrays."""
        if not self.waiting:
            return
        counts = np.diff(self.starts)
        fresh = np.fromiter(self.recent, np.int64, len(self.recent))
        lengths = np.fromiter(map(len, self.recent.values()), np.int64, len(self.recent))
        items = np.fromiter(
            (item for items in self.recent.values() for item in items), np.int32, self.waiting
        )
        keys = np.concatenate([np.repeat(self.keys, counts), np.repeat(fresh, lengths)])
        order = np.argsort(keys, kind="stable")
        self.items = np.concatenate([self.items, items])[order]
        self.keys, lengths = np.unique(keys[order], return_counts=True)
        self.starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        self.recent.clear()
        self.waiting = 0

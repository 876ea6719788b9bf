"""Which pieces of a text spoke for a label, so that staff see why it was guessed."""

import re
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xinlian.routing.features import READ, gram_slots, theme_map
from xinlian.routing.space import Space
from xinlian.text.normalise import CJK, normalise

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_CHINESE = re.compile(f"[{CJK}]+")


@dataclass(slots=True)
class Speaking:
    """The rows of texts beside the planes that judged them."""

    space: Space
    planes: Real
    rows: sparse.csr_matrix
    _slots: Whole = field(init=False)
    _grams: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which n-gram each column of the first two parts is."""
        self._slots = np.concatenate([self.space.head, self.space.whole])

    def pieces(self, row: int, label: int, text: str, most: int) -> tuple[str, ...]:
        """Return up to ``most`` pieces of the text that spoke for the label, strongest first.

        None contains another; what spoke against the label is not among them.
        """
        spoke = self._spoke(row, label)
        said = {gram: spoke.get(slot, 0.0) for gram, slot in self._grams_of(row, text)}
        chosen: list[str] = []
        for piece in sorted(said, key=lambda gram: (-said[gram], -len(gram), gram)):
            if said[piece] <= 0 or len(chosen) == most:
                break
            if not any(piece in other or other in piece for other in chosen):
                chosen.append(piece)
        return tuple(chosen)

    def _grams_of(self, row: int, text: str) -> list[tuple[str, int]]:
        if row not in self._grams:
            grams = dict.fromkeys(gram_slots(normalise(text[:READ])))
            self._grams[row] = [one for one in grams if _CHINESE.fullmatch(one[0])]
        return self._grams[row]

    def _spoke(self, row: int, label: int) -> dict[int, float]:
        """Return by slot how much it spoke for the label; themes speak through their words."""
        span = slice(self.rows.indptr[row], self.rows.indptr[row + 1])
        columns = self.rows.indices[span]
        force = self.rows.data[span] * self.planes[columns, label]
        themes = len(self.space.head) + len(self.space.whole)
        spoke: dict[int, float] = {}
        is_gram = columns < themes
        for slot, said in zip(self._slots[columns[is_gram]].tolist(), force[is_gram], strict=True):
            spoke[slot] = spoke.get(slot, 0.0) + float(said)
        words = _words_of_themes()
        for column, said in zip(columns[~is_gram].tolist(), force[~is_gram], strict=True):
            present = [slot for slot in words[(column - themes) % len(words)] if slot in spoke]
            for slot in present:
                spoke[slot] += float(said) / len(present)
        return spoke


@cache
def _words_of_themes() -> list[list[int]]:
    """Return the slots of each theme's words."""
    words = theme_map().tocsc()
    ends = words.indptr.tolist()
    slots = words.indices.tolist()
    return [slots[ends[at] : ends[at + 1]] for at in range(words.shape[1])]

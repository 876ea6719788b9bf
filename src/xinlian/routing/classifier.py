"""Which category a petition falls under: three guesses, how sure each is, and which words spoke.

Learned from the office's own sorted petitions; any labels serve.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from xinlian.routing.calibration import Calibration, calibrate
from xinlian.routing.features import Counts, count
from xinlian.routing.learner import folds, learn, scores
from xinlian.routing.reasons import Speaking
from xinlian.routing.space import Space
from xinlian.rules.errors import BrokenRule

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_COST = 1.0
_FOLDS = 5
_ENOUGH = 3_000  # scores of texts that did not teach: more change no probability
_AT_ONCE = 5_000  # texts read at a time


@dataclass(frozen=True, slots=True)
class Guess:
    """A label, its probability, and the pieces of the text that spoke most for it."""

    label: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classifier:
    """What was learned. ``labels`` in order; a text without a word gets the ``prior``."""

    labels: tuple[str, ...]
    prior: Real
    space: Space
    planes: Real
    calibration: Calibration

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], *, seed: int = 0) -> Self:
        """Learn from texts and their labels; the same input and seed give the same answer.

        ``ValueError`` if there are none or if their numbers differ. Probabilities are
        calibrated on texts that did not teach, by cross-validation within what is given.
        """
        if not texts or len(texts) != len(labels):
            raise ValueError("texts and labels: as many of each, and at least one")
        names, told = np.unique(np.array(labels, dtype=object), return_inverse=True)
        counts = _read(texts)
        space = Space.learn(counts)
        planes = learn(space.rows(counts), told, len(names), cost=_COST)
        return cls(
            labels=tuple(map(str, names)),
            prior=np.bincount(told) / len(told),
            space=space,
            planes=planes,
            calibration=_calibrated(counts, told, len(names), seed),
        )

    def classify(
        self, texts: Sequence[str], *, top: int = 3, reasons: int = 3
    ) -> list[list[Guess]]:
        """Return for each text the ``top`` likeliest labels, the likeliest first.

        Each has up to ``reasons`` pieces of the text; 0 leaves them out, which is faster.
        """
        found: list[list[Guess]] = []
        for start in range(0, len(texts), _AT_ONCE):
            found += self._classify(texts[start : start + _AT_ONCE], top, reasons)
        return found

    def probabilities(self, texts: Sequence[str]) -> Real:
        """Return the probability of every label, texts x labels."""
        parts = [
            self._chances(count(texts[start : start + _AT_ONCE]))
            for start in range(0, len(texts), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.labels)))

    def save(self, path: str | Path) -> None:
        """Write what was learned as npz: numbers and names, nothing that runs when read."""
        arrays: dict[str, Any] = {
            "labels": np.array(self.labels, dtype=np.str_),
            "prior": self.prior,
            "planes": self.planes,
            "slope": np.array(self.calibration.slope),
            "offset": self.calibration.offset,
            **self.space.arrays(),
        }
        with Path(path).open("wb") as file:
            np.savez_compressed(file, **arrays)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Return what ``save`` wrote; anything else raises ``BrokenRule``."""
        try:
            with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls(
                    labels=tuple(arrays["labels"].tolist()),
                    prior=arrays["prior"],
                    space=Space.of_arrays(arrays),
                    planes=arrays["planes"],
                    calibration=Calibration(float(arrays["slope"]), arrays["offset"]),
                )
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            name = Path(path).name
            raise BrokenRule(
                "route-model-broken",
                zh=f"{name} 不是本版本保存的分类器，请重新训练。",
                en=f"{name} is no classifier that this version saved; train it anew.",
            ) from error

    def _classify(self, texts: Sequence[str], top: int, reasons: int) -> list[list[Guess]]:
        counts = count(texts)
        chances = self._chances(counts)
        best = np.argsort(-chances, axis=1, kind="stable")[:, :top]
        speaking = Speaking(self.space, self.planes, self.space.rows(counts)) if reasons else None
        return [
            [
                Guess(
                    self.labels[label],
                    float(chances[row, label]),
                    speaking.pieces(row, label, text, reasons) if speaking else (),
                )
                for label in best[row].tolist()
            ]
            for row, text in enumerate(texts)
        ]

    def _chances(self, counts: Counts) -> Real:
        rows = self.space.rows(counts)
        chances = self.calibration.probabilities(scores(rows, self.planes))
        chances[np.diff(rows.indptr) == 0] = self.prior
        return chances


def _read(texts: Sequence[str]) -> Counts:
    parts = [count(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
    return Counts.together(parts)


def _calibrated(counts: Counts, told: Whole, labels: int, seed: int) -> Calibration:
    """Calibrate on each fold's scores under what the other folds taught."""
    if len(told) < _FOLDS:
        return Calibration(1.0, np.zeros(labels))
    fold = folds(told, _FOLDS, seed=seed)
    unseen = np.zeros((len(told), labels))
    judged = np.zeros(len(told), bool)
    for number in range(_FOLDS):
        if judged.sum() >= _ENOUGH:
            break
        teaching, asked = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        space = Space.learn(counts.of(teaching))
        planes = learn(space.rows(counts.of(teaching)), told[teaching], labels, cost=_COST)
        unseen[asked] = scores(space.rows(counts.of(asked)), planes)
        judged |= fold == number
    return calibrate(unseen[judged], told[judged])

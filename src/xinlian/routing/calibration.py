"""From scores to probabilities that keep what they promise.

Of the guesses called 90 % certain nine in ten shall be right. The scores of texts that did not
teach (found by cross-validation) show how much a score is worth.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import logsumexp

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_HELD = 5.0  # how firmly the offsets are held at 0, in texts
_FIRST_SLOPE = 3.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability of a label = softmax of ``slope`` x score + the label's ``offset``."""

    slope: float
    offset: Real

    def probabilities(self, scores: Real) -> Real:
        """Return probabilities, rows x labels; each row sums to 1."""
        raw = self.slope * scores + self.offset
        certain: Real = np.exp(raw - logsumexp(raw, axis=1, keepdims=True))
        return certain


def calibrate(scores: Real, told: Whole) -> Calibration:
    """Return the calibration under which the labels ``told`` are likeliest (most likelihood)."""
    labels = scores.shape[1]
    truth = np.zeros_like(scores)
    truth[np.arange(len(told)), told] = 1.0

    def loss(setting: Real) -> tuple[float, Real]:
        slope, offset = np.exp(setting[0]), setting[1:]
        raw = slope * scores + offset
        whole = logsumexp(raw, axis=1, keepdims=True)
        value = (whole.sum() - (truth * raw).sum()) + 0.5 * _HELD * offset @ offset
        wrong = np.exp(raw - whole) - truth
        by_slope = slope * (wrong * scores).sum()
        return float(value), np.concatenate([[by_slope], wrong.sum(axis=0) + _HELD * offset])

    begin = np.concatenate([[np.log(_FIRST_SLOPE)], np.zeros(labels)])
    found = minimize(
        loss, begin, jac=True, method="L-BFGS-B", bounds=[(-3, 5), *[(-9, 9)] * labels]
    )
    return Calibration(float(np.exp(found.x[0])), found.x[1:])

"""A linear learner: for each label a plane between its texts and all others.

Squared hinge with an L2 penalty (a support vector machine), by Newton steps on the rows that
fall short (Keerthi and DeCoste 2005): a few dozen sparse products, the same answer for the same
rows. It was right more often than logistic regression (docs/decisions/0006-routing.md); what it
lacks, probabilities, calibration adds.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from scipy import sparse

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_ROUNDS = 30
_INNER_ROUNDS = 40
_HALVINGS = 20
_ROUGHLY = 0.01  # of the squared remainder
_ENOUGH = 1e-2


def learn(rows: sparse.csr_matrix, told: Whole, labels: int, *, cost: float) -> Real:
    """Return a plane for each label: (columns + 1) x labels, the last row the offsets.

    ``told`` is the number of each row's label; ``cost`` weighs errors against small planes.
    """
    turned = rows.T
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # sparse products let go of the lock
        planes = pool.map(
            lambda label: _plane(rows, turned, np.where(told == label, 1.0, -1.0), cost),
            range(labels),
        )
        return np.column_stack(list(planes))


def scores(rows: sparse.csr_matrix, planes: Real) -> Real:
    """Return how far each row lies on each label's side: rows x labels."""
    distance: Real = rows @ planes[:-1] + planes[-1]
    return distance


def _plane(rows: sparse.csr_matrix, turned: sparse.csr_matrix, side: Real, cost: float) -> Real:
    """Minimise half the squared plane plus ``cost`` times the squared shortfalls."""
    plane = np.zeros(rows.shape[1] + 1)
    reached = np.zeros(len(side))  # what the plane says of each row
    for _ in range(_ROUNDS):
        short = np.maximum(1.0 - side * reached, 0.0)
        pull = -2.0 * cost * side * short
        slope = plane + np.append(turned @ pull, pull.sum())
        if _dot(slope, slope) <= (_ENOUGH * cost) ** 2 * len(side):
            break
        active: Real = 2.0 * cost * (short > 0).astype(np.float64)
        step = _newton(rows, active, -slope)
        along = rows @ step[:-1] + step[-1]
        length = _line(_dot(plane, step), _dot(step, step), side * reached, side * along, cost)
        plane, reached = plane + length * step, reached + length * along
    return plane


def _newton(rows: sparse.csr_matrix, active: Real, goal: Real) -> Real:
    """Solve the second-order step by conjugate gradients, roughly: the next round mends it."""
    step = np.zeros_like(goal)
    left, towards = goal.copy(), goal.copy()
    size = _dot(left, left)
    enough = _ROUGHLY * size
    near = rows[active > 0]
    near_turned = near.T
    weight = active[active > 0]
    for _ in range(_INNER_ROUNDS):
        along = weight * (near @ towards[:-1] + towards[-1])
        curved = towards + np.append(near_turned @ along, along.sum())
        length = size / _dot(towards, curved)
        step += length * towards
        left -= length * curved
        before, size = size, _dot(left, left)
        if size <= enough:
            break
        towards = left + (size / before) * towards
    return step


def _line(flat: float, steep: float, margin: Real, gain: Real, cost: float) -> float:
    """Return how far along a step the loss is least: bisection on its slope.

    The penalty's slope begins with ``flat`` and grows by ``steep``; each row's margin by ``gain``.
    """
    low, high = 0.0, 2.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        short = np.maximum(1.0 - margin - middle * gain, 0.0)
        slope = flat + middle * steep - 2.0 * cost * _dot(short, gain)
        low, high = (middle, high) if slope < 0 else (low, middle)
    return (low + high) / 2


def _dot(left: Real, right: Real) -> float:
    """Return the product of two vectors, without the threads of BLAS: they would wait for ours."""
    return float(np.einsum("i,i->", left, right))


def folds(told: Sequence[int] | Whole, count: int, *, seed: int) -> Whole:
    """Return a fold for each row, each label spread evenly over the folds."""
    told = np.asarray(told)
    shuffled = np.random.default_rng(seed).permutation(len(told))
    order = shuffled[np.argsort(told[shuffled], kind="stable")]
    fold = np.empty(len(told), np.int64)
    fold[order] = np.arange(len(told)) % count
    return fold

"""The learner finds the least of what it minimises; folds are even."""

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from xinlian.routing.calibration import calibrate
from xinlian.routing.learner import folds, learn


def test_the_plane_is_the_one_a_general_solver_finds() -> None:
    chance = np.random.default_rng(3)
    rows = sparse.csr_matrix(chance.normal(size=(40, 6)) * (chance.random((40, 6)) < 0.6))
    told = chance.integers(0, 2, 40)
    side = np.where(told == 1, 1.0, -1.0)

    def loss(plane: np.ndarray) -> float:
        short = np.maximum(1 - side * (rows @ plane[:-1] + plane[-1]), 0)
        return float(0.5 * plane @ plane + 0.7 * short @ short)

    planes = learn(rows, told, 2, cost=0.7)
    assert loss(planes[:, 1]) <= minimize(loss, np.zeros(7)).fun * 1.0001
    assert np.allclose(planes[:, 0], -planes[:, 1], atol=0.01)


def test_folds_spread_each_label_evenly() -> None:
    told = np.array([0] * 10 + [1] * 7)
    fold = folds(told, 5, seed=1)
    assert np.bincount(fold[told == 0]).tolist() == [2] * 5
    assert sorted(np.bincount(fold[told == 1], minlength=5).tolist()) == [1, 1, 1, 2, 2]
    assert not np.array_equal(fold, folds(told, 5, seed=2))


def test_useless_scores_give_the_shares_of_the_labels() -> None:
    chance = np.random.default_rng(4)
    told = np.array([0] * 300 + [1] * 100)
    found = calibrate(chance.normal(size=(400, 2)), told)
    assert np.allclose(found.probabilities(np.zeros((1, 2))), [[0.75, 0.25]], atol=0.03)

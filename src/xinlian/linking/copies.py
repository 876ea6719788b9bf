"""Rows that name no thing: only one that nearly copies another in the same place joins it."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from xinlian.linking.grouping import same_area
from xinlian.linking.register import Real
from xinlian.linking.subjects import word_pairs

COPIED = 0.75  # cosine of the weighted word pairs of two texts that are one text
_SHORTEST = 12  # a shorter text is not a copy of anything
_TELLING = 8  # nor is one with fewer telling word pairs
_NEIGHBOURS = 5
_COMMON = 0.02  # word pairs in more rows than this share do not find copies
_FEW = 200  # and in so many they always may


def copied_rows(texts: Sequence[str], places: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs ``(row, earlier row)`` in which the row nearly copies the earlier one.

    The earlier row is itself no copy, so a chain of small changes does not lead from one
    matter to another.
    """
    long = np.array([at for at, text in enumerate(texts) if len(text) >= _SHORTEST], np.int64)
    if len(long) < _NEIGHBOURS:
        return []
    near = _nearest([texts[at] for at in long])
    model: dict[int, int] = {}
    for at in range(len(long)):
        row = int(long[at])
        for other in sorted(near.indices[near.indptr[at] : near.indptr[at + 1]]):
            earlier = int(long[other])
            if earlier < row and earlier not in model and _compatible(places, row, earlier):
                model[row] = earlier
                break
    return list(model.items())


def _compatible(places: Sequence[str], one: int, other: int) -> bool:
    if not places[one] or not places[other]:
        return True
    return same_area(places[one], places[other])


def _nearest(texts: list[str]) -> sparse.csr_matrix:
    pairs = word_pairs(texts, fewest=1)
    counts = np.bincount(pairs.indices, minlength=pairs.shape[1])
    weights = np.log1p(len(texts) / np.maximum(counts, 1)).astype(np.float32)
    weights[counts > max(_FEW, _COMMON * len(texts))] = 0.0
    weighted = pairs @ sparse.diags(weights).tocsr()
    weighted.eliminate_zeros()
    norms = _norms(weighted)
    norms[np.diff(weighted.indptr) < _TELLING] = np.inf
    unit = (sparse.diags(1 / np.maximum(norms, 1e-9)).tocsr() @ weighted).astype(np.float32)
    unit.eliminate_zeros()
    found: sparse.csr_matrix = sp_matmul_topn(
        unit, unit.T.tocsr(), top_n=_NEIGHBOURS * 2, threshold=COPIED, n_threads=2
    )
    return found


def _norms(matrix: sparse.csr_matrix) -> Real:
    norms: Real = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return norms

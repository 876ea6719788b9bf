"""P3: finding matters. Ours beside TF-IDF of 2- and 3-grams with the 30 nearest by cosine.

    .venv/bin/python bench/linking.py [--sizes 10000 100000] [--seeds 11 12] [--no-reference]

Prints a table and the medians and writes the same as JSON to ``bench/results``.
"""

import argparse
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from time import perf_counter

import numpy as np
from measuring import report
from registers import FIRST, SECOND, make_register
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scores import b_cubed
from sparse_dot_topn import sp_matmul_topn

from xinlian.linking.engine import link
from xinlian.linking.register import Register

Engine = Callable[[Register], list[list[int]]]

_NEIGHBOURS = 30
_THRESHOLDS = (0.35, 0.45, 0.55, 0.65, 0.75)
_LARGEST_REFERENCE = 100_000


@dataclass
class Line:
    """One measurement."""

    what: str
    vocabulary: str
    size: int
    seed: int
    precision: float
    recall: float
    f1: float
    seconds: float


def ours(register: Register) -> list[list[int]]:
    """Return the matters that the engine finds."""
    return [link(register).matter.tolist()]


def reference(register: Register) -> list[list[int]]:
    """Return the groups of the reference, one for each threshold: its best is what counts."""
    matrix = _tf_idf([a + "\n" + b for a, b in zip(register.title, register.text, strict=True)])
    near = sp_matmul_topn(
        matrix, matrix.T.tocsr(), top_n=_NEIGHBOURS, threshold=min(_THRESHOLDS), n_threads=2
    )
    groups = []
    for threshold in _THRESHOLDS:
        kept = near.copy()
        kept.data[kept.data < threshold] = 0
        kept.eliminate_zeros()
        groups.append(connected_components(kept, directed=False)[1].tolist())
    return groups


def _tf_idf(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return rows of unit length, weighted character 2- and 3-grams."""
    number: dict[str, int] = {}
    indptr, indices = [0], []
    for text in texts:
        for size in (2, 3):
            grams = [text[at : at + size] for at in range(len(text) - size + 1)]
            indices.extend(number.setdefault(gram, len(number)) for gram in grams)
        indptr.append(len(indices))
    counts = sparse.csr_matrix(
        (np.ones(len(indices), np.float32), indices, indptr), shape=(len(texts), len(number))
    )
    counts.sum_duplicates()
    rows = np.bincount(counts.indices, minlength=len(number))
    weights = np.log((1 + len(texts)) / (1 + rows)) + 1
    weighted = (counts @ sparse.diags(weights)).tocsr()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(norms, 1e-9)) @ weighted).tocsr().astype(np.float32)


def measure(what: str, groups: Engine, vocabulary: str, size: int, seed: int) -> Line:
    """Measure one engine on one register."""
    register, truth = make_register(size, seed, vocabulary)
    start = perf_counter()
    found = groups(register)
    seconds = perf_counter() - start
    best = max((b_cubed(each, truth) for each in found), key=lambda scores: scores[2])
    precision, recall, f1 = (round(score, 4) for score in best)
    return Line(what, vocabulary, size, seed, precision, recall, f1, round(seconds, 2))


def run(options: argparse.Namespace) -> list[Line]:
    """Measure every vocabulary, size and seed one after the other."""
    lines = []
    for vocabulary, size, seed in product(options.words, options.sizes, options.seeds):
        engines: dict[str, Engine] = {"ours": ours}
        if options.reference and size <= _LARGEST_REFERENCE:
            engines["tf-idf"] = reference
        for what, groups in engines.items():
            line = measure(what, groups, vocabulary, size, seed)
            lines.append(line)
    return lines


def print_medians(lines: Sequence[Line]) -> None:
    """Print the median F1 and time of each engine by vocabulary and size."""
    for key in dict.fromkeys((line.what, line.vocabulary, line.size) for line in lines):
        same = [line for line in lines if (line.what, line.vocabulary, line.size) == key]
        f1 = statistics.median(line.f1 for line in same)
        seconds = statistics.median(line.seconds for line in same)
        print(f"median {key[0]}, {key[1]}, {key[2]:,}: F1 {f1:.3f}, {seconds:.2f} s")


def main() -> None:
    """Read the options, measure, print medians, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--words", nargs="+", default=[FIRST, SECOND])
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--no-reference", dest="reference", action="store_false")
    options = parser.parse_args()
    lines = run(options)
    print_medians(lines)
    packages = ("numpy", "scipy", "sparse-dot-topn", "rapidfuzz")
    report("linking", [asdict(line) for line in lines], packages, options.seeds[0])


if __name__ == "__main__":
    main()

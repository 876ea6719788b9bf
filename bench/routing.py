"""P7: the category of a petition. Ours beside TF-IDF of 1- to 3-grams with a linear SVM.

    .venv/bin/python bench/routing.py LABELLED.xlsx [--seeds 0 1 2] [--speed 10000]

``LABELLED.xlsx`` has the columns 留言主题, 留言详情, 一级分类, as the citizen messages of the
Teddy Cup 2020, problem C, annex 2 have, which cannot be redistributed here. Each row is one
fold of five that did not teach, then all five together. Near copies (cosine of TF-IDF above 0.8)
stay in one fold with ``--apart``. The reference's objective is that of scikit-learn's LinearSVC
with C = 1, minimised by our learner; its probabilities are the softmax of its scores.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
from measuring import report, seconds
from python_calamine import CalamineWorkbook
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.special import softmax

from xinlian.routing.accused import names_wrongdoer
from xinlian.routing.classifier import Classifier
from xinlian.routing.learner import folds, learn, scores

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Engine = Callable[[Sequence[str], Sequence[str], Sequence[str]], Real]

_FOLDS = 5
_BINS = 10
_PRECISION = 0.95
_COPY = 0.8
_TITLE, _BODY, _LABEL = "留言主题", "留言详情", "一级分类"


def ours(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> Real:
    """Return probabilities of the labels, in their order."""
    return Classifier.train(texts, labels).probabilities(asked)


def reference(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> Real:
    """Return the softmax of the scores of a linear SVM on TF-IDF of 1- to 3-grams."""
    names, told = np.unique(np.array(labels), return_inverse=True)
    rows = tf_idf([*texts, *asked], len(texts))
    planes = learn(rows[: len(texts)], told, len(names), cost=1.0)
    return softmax(scores(rows[len(texts) :], planes), axis=1)


def tf_idf(texts: Sequence[str], teaching: int) -> sparse.csr_matrix:
    """Return rows of unit length as scikit-learn weighs them; the first ``teaching`` teach."""
    number: dict[str, int] = {}
    columns, counts, ends = [], [], [0]
    for at, text in enumerate(texts):
        plain = re.sub(r"\s\s+", " ", text.lower())
        grams = Counter(plain[i : i + n] for n in (1, 2, 3) for i in range(len(plain) - n + 1))
        for gram, times in grams.items():
            if at < teaching:
                number.setdefault(gram, len(number))
            if gram in number:
                columns.append(number[gram])
                counts.append(float(times))
        ends.append(len(columns))
    rows = sparse.csr_matrix((counts, columns, ends), shape=(len(texts), len(number)))
    seen = np.bincount(rows[:teaching].indices, minlength=len(number))
    rows = rows @ sparse.diags(np.log((1 + teaching) / (1 + seen)) + 1)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()


def judged(chances: Real, truth: Whole) -> dict[str, float]:
    """Return macro-F1, accuracy, top-3, the share routable at 95 % precision, and ECE."""
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    right = best == truth
    f1 = [
        2 * (right & (truth == label)).sum() / ((best == label).sum() + (truth == label).sum())
        for label in np.unique(truth)
    ]
    third = np.sort(chances, axis=1)[:, -min(3, chances.shape[1])]
    of_truth = chances[np.arange(len(truth)), truth]
    order = np.argsort(-sure, kind="stable")
    precise = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= _PRECISION)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    gaps = [abs((right[bins == n] - sure[bins == n]).sum()) for n in range(_BINS)]
    figures = {
        "macro_f1": np.mean(f1),
        "accuracy": right.mean(),
        "top_3": (of_truth >= third).mean(),
        "share_at_95": (precise[-1] + 1 if len(precise) else 0) / len(order),
        "ece": sum(gaps) / len(order),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}


def without_copies(texts: Sequence[str], told: Whole, seed: int) -> Whole:
    """Return folds in which near copies stand together."""
    rows = tf_idf(texts, len(texts))
    near = (rows @ rows.T).tocsr()
    near.data[near.data < _COPY] = 0
    near.eliminate_zeros()
    group = connected_components(near, directed=False)[1]
    _, first = np.unique(group, return_index=True)
    return folds(told[first], _FOLDS, seed=seed)[group]


def measure(
    texts: Sequence[str], labels: Sequence[str], seed: int, *, apart: bool
) -> list[dict[str, Any]]:
    """Return the rows of the table for one seed."""
    names, told = np.unique(np.array(labels), return_inverse=True)
    fold = without_copies(texts, told, seed) if apart else folds(told, _FOLDS, seed=seed)
    rows = []
    engines: dict[str, Engine] = {"ours": ours, "reference": reference}
    for what, engine in engines.items():
        chances = np.zeros((len(texts), len(names)))
        begun = perf_counter()
        for number in range(_FOLDS):
            teach, ask = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            chances[ask] = engine(
                [texts[i] for i in teach], [labels[i] for i in teach], [texts[i] for i in ask]
            )
            rows.append(
                {"what": what, "seed": seed, "fold": str(number + 1), "texts": len(ask)}
                | judged(chances[ask], told[ask])
                | {"seconds": 0.0}
            )
        taken = round(perf_counter() - begun, 2)
        whole = {"what": what, "seed": seed, "fold": "all", "texts": len(texts)}
        rows.append(whole | judged(chances, told) | {"seconds": taken})
    return rows


def print_speed(texts: Sequence[str], labels: Sequence[str], size: int, seed: int) -> None:
    """Print how long it takes on ``size`` texts, each mixed from sentences of one label."""
    chance = Random(seed)
    said: dict[str, list[str]] = {}
    for text, label in zip(texts, labels, strict=True):
        said.setdefault(label, []).extend(re.split(r"(?<=[。！？，\n])", text))
    mixed = [chance.choice(labels) for _ in range(size)]
    drawn = ["".join(chance.choices(said[label], k=14)) for label in mixed]
    begun = perf_counter()
    classifier = Classifier.train(drawn, mixed)
    print(f"training on {size:,} texts: {perf_counter() - begun:.1f} s")
    some = drawn[:5_000]
    for reasons in (0, 3):
        taken = seconds(lambda reasons=reasons: classifier.classify(some, reasons=reasons))
        print(f"classifying, {reasons} reasons: {len(some) / taken:,.0f} texts/s")


def main() -> None:
    """Read the options, measure, print, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path, nargs="?")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--apart", action="store_true", help="near copies stay in one fold")
    parser.add_argument("--speed", type=int, default=0, help="also time so many texts")
    options = parser.parse_args()
    if options.labelled is None:
        print("P7 was not measured: name the labelled messages (see the head of this file).")
        return
    header, *body = CalamineWorkbook.from_path(options.labelled).get_sheet_by_index(0).to_python()
    title, text, label = (header.index(name) for name in (_TITLE, _BODY, _LABEL))
    texts = [f"{row[title]}\n{row[text]}" for row in body]
    labels = [str(row[label]) for row in body]
    rows = [row for s in options.seeds for row in measure(texts, labels, s, apart=options.apart)]
    name = "routing-apart" if options.apart else "routing"
    report(name, rows, ("numpy", "scipy", "opencc"), options.seeds[0])
    held = sum(names_wrongdoer(text) is not None for text in texts)
    print(f"held as naming a wrongdoer: {held} of {len(texts)}")
    if options.speed:
        print_speed(texts, labels, options.speed, options.seeds[0])


if __name__ == "__main__":
    main()

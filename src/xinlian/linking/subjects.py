"""What a petition asks about: its category where the office gave one, mended by its words.

Offices leave the category empty, put it too broadly or put the wrong one. The words of all rows
of a category teach what is said in it; then words and given category decide together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xinlian.linking.register import Whole
from xinlian.linking.words import WORDS

Single = npt.NDArray[np.float32]

_OFTEN = 8.0  # how much the given category counts, in nats, against the words
_ABOVE = 4.0  # and a category above it
_TEMPER = 0.5  # words come in phrases and are not independent witnesses
_SMOOTH = 0.1
_FEWEST = 3  # a word pair in fewer rows teaches nothing
_ENOUGH = 8  # a category with fewer rows cannot teach
_COARSE = 20  # so few different categories do not tell subjects apart
_CHUNK = 20_000
_LAST_PLANE = 16
_FIRST_CJK, _LAST_CJK = 0x3400, 0x9FFF


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subject of each row.

    ``category`` as mended; ``word`` the subject that the row's own words name; ``finer`` the
    subject learned from all rows where categories are too few to tell, else ''.
    """

    category: list[str]
    word: list[str]
    finer: list[str]


def read_subjects(categories: Sequence[str], texts: Sequence[str]) -> Subjects:
    """Return the subject of each row; ``texts`` are without the names of things."""
    pairs = word_pairs(texts)
    spoken = [by_words(text) for text in texts]
    mended = _mend(list(categories), pairs)
    coarse = len(set(mended) - {""}) < _COARSE
    return Subjects(mended, spoken, _mend(spoken, pairs) if coarse else [""] * len(texts))


def by_words(text: str) -> str:
    """Return the subject that most words of ``text`` name, or ''."""
    count: dict[str, int] = {}
    for word in _any_word().findall(text):
        subject = _subject_of()[word]
        count[subject] = count.get(subject, 0) + 1
    return max(sorted(count), key=count.__getitem__) if count else ""


def word_pairs(texts: Sequence[str], *, fewest: int = _FEWEST) -> sparse.csr_matrix:
    """Return which pairs of neighbouring Chinese characters each text has (rows x pairs, 0/1).

    Pairs that stand less than ``fewest`` times in all texts together are left out.
    """
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    rows = np.repeat(np.arange(len(texts)), lengths)[: len(codes)]
    chinese = (codes >= _FIRST_CJK) & (codes <= _LAST_CJK)
    good = chinese[:-1] & chinese[1:]
    keys = (codes[:-1] << _LAST_PLANE | codes[1:])[good]
    _, columns, counts = np.unique(keys, return_inverse=True, return_counts=True)
    often = counts >= fewest
    kept = often[columns]
    numbers = np.cumsum(often) - 1
    matrix = sparse.csr_matrix(
        (np.ones(kept.sum(), np.float32), (rows[:-1][good][kept], numbers[columns[kept]])),
        shape=(len(texts), int(often.sum())),
    )
    matrix.data[:] = 1.0
    return matrix


def _mend(given: list[str], pairs: sparse.csr_matrix) -> list[str]:
    """Return for each row the category that its words and the given one agree on best."""
    labels = _teaching(given)
    if not labels:
        return given
    number = {label: at for at, label in enumerate(labels)}
    told = np.array([number.get(label, -1) for label in given])
    weights = _weights(told, pairs, len(labels))
    prior = _prior(given, labels)
    best: list[Whole] = []
    for start in range(0, len(given), _CHUNK):
        rows = slice(start, start + _CHUNK)
        score = _TEMPER * (pairs[rows] @ weights)
        for at, label in enumerate(given[rows]):
            if label:
                score[at] += prior[label]
        best.append(score.argmax(axis=1))
    chosen = np.concatenate(best) if best else np.zeros(0, np.int64)
    silent = np.diff(pairs.indptr) == 0
    return [
        label
        if mute or (label and label not in number and not _below(label, labels))
        else labels[choice]
        for label, choice, mute in zip(given, chosen, silent, strict=True)
    ]


def _teaching(given: list[str]) -> list[str]:
    """Return the categories that can teach: frequent enough and with none below them."""
    names, counts = np.unique(np.array(given, dtype=object), return_counts=True)
    often = [str(name) for name, count in zip(names, counts, strict=True) if count >= _ENOUGH]
    every = {str(name) for name in names}
    above = {name[:at] for name in every for at, sign in enumerate(name) if sign == "/"}
    return [name for name in often if name and name not in above]


def _below(label: str, labels: Sequence[str]) -> bool:
    return any(other.startswith(f"{label}/") for other in labels)


def _weights(told: Whole, pairs: sparse.csr_matrix, count: int) -> Single:
    """Return log probabilities of word pairs by category, as pairs x categories."""
    known = np.flatnonzero(told >= 0)
    which = sparse.csr_matrix(
        (np.ones(len(known), np.float32), (told[known], known)), shape=(count, len(told))
    )
    seen = (which @ pairs).toarray() + _SMOOTH
    rows = np.bincount(told[known], minlength=count)[:, None] + 2 * _SMOOTH
    odds = np.log(seen / rows)
    centred: Single = (odds - odds.mean(axis=0)).T.astype(np.float32)
    return centred


def _prior(given: Sequence[str], labels: Sequence[str]) -> dict[str, Single]:
    """Return what a given category says for each that can teach."""
    prior = {}
    for label in set(given):
        same = [_OFTEN * (o == label) + _ABOVE * o.startswith(f"{label}/") for o in labels]
        prior[label] = np.array(same, dtype=np.float32)
    return prior


@cache
def _subject_of() -> dict[str, str]:
    return {word: subject for subject, words in WORDS["subjects"].items() for word in words.split()}


@cache
def _any_word() -> re.Pattern[str]:
    words = sorted(_subject_of(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))

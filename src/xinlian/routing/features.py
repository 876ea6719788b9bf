"""A text as numbers: its character n-grams, at its head and as a whole, and its themes.

Nothing is kept of the text but hashed n-grams; no dictionary is needed to cut Chinese into words.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xinlian.text.normalise import normalise_many

Keys = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]

SLOTS = 1 << 21
LONGEST = 4  # characters of an n-gram
READ = 1_500  # characters of a text; what a petition wants stands in its beginning
_HEAD = 40
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - 21)
_HEAD_ENDS = re.compile(r"(?<=.{4})[\s。！？!?；;]", re.DOTALL)
_NO_WORD = re.compile(r"[^\u3400-\u4dbf\u4e00-\u9fff0-9A-Za-z]")
_DIGIT, _LETTER = re.compile("[0-9]+"), re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each n-gram (a slot) stands in each text: in its head, in the whole of it."""

    head: sparse.csr_matrix
    whole: sparse.csr_matrix

    def of(self, rows: Whole) -> Self:
        """Return the counts of some of the texts."""
        return type(self)(self.head[rows], self.whole[rows])

    @classmethod
    def together(cls, parts: Sequence[Self]) -> Self:
        """Return the counts of all parts, one after the other."""
        return cls(
            sparse.vstack([part.head for part in parts], format="csr"),
            sparse.vstack([part.whole for part in parts], format="csr"),
        )


def count(texts: Sequence[str]) -> Counts:
    """Return the n-grams of ``texts`` as rows x ``SLOTS``."""
    heads = normalise_many([head_of(text) for text in texts])
    wholes = normalise_many([text[:READ] for text in texts])
    return Counts(_counted(heads), _counted(wholes))


def head_of(text: str) -> str:
    """Return the title of a text, or its first sentence: up to 40 characters."""
    head = text.strip()[:_HEAD]
    end = _HEAD_ENDS.search(head)
    return head[: end.start()] if end else head


def plain(text: str) -> str:
    """Return a normalised text, one character for one: signs as line ends, digits 0, letters A."""
    text = _NO_WORD.sub("\n", text)
    text = _DIGIT.sub(lambda run: "0" * len(run.group()), text)
    return _LETTER.sub(lambda run: "A" * len(run.group()), text)


def slots_of(words: Sequence[str]) -> Whole:
    """Return the slot of each word of one to ``LONGEST`` characters."""
    return np.array([_slots(word, len(word))[0][0] for word in words], np.int64)


def gram_slots(text: str) -> list[tuple[str, int]]:
    """Return the n-grams of two and more characters of a text with their slots, in order."""
    read = plain(text)
    found = []
    for size in range(2, LONGEST + 1):
        slots, starts = _slots(read, size)
        found += [
            (read[at : at + size], int(slot))
            for slot, at in zip(slots.tolist(), starts.tolist(), strict=True)
        ]
    return found


@cache
def themes() -> tuple[str, ...]:
    """Return the names of the themes."""
    return tuple(_lexicon())


@cache
def theme_map() -> sparse.csr_matrix:
    """Return which n-gram belongs to which themes (``SLOTS`` x themes, 0/1)."""
    pairs = [(word, at) for at, words in enumerate(_lexicon().values()) for word in words]
    slots = slots_of([plain(word) for word, _ in pairs])
    columns = [at for _, at in pairs]
    ones = np.ones(len(pairs), np.float32)
    return sparse.csr_matrix((ones, (slots, columns)), shape=(SLOTS, len(themes())))


@cache
def _lexicon() -> dict[str, list[str]]:
    text = files("xinlian.routing").joinpath("themes.toml").read_text("utf-8")
    return {name: words.split() for name, words in tomllib.loads(text).items()}


def _counted(texts: Sequence[str]) -> sparse.csr_matrix:
    joined = plain("\n".join(texts))
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    row_of = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    rows, columns = [], []
    for size in range(1, LONGEST + 1):
        slots, starts = _slots(joined, size)
        rows.append(row_of[starts])
        columns.append(slots.astype(np.int32))
    row, column = np.concatenate(rows), np.concatenate(columns)
    ones = np.ones(len(row), np.float32)
    matrix = sparse.coo_matrix((ones, (row, column)), shape=(len(texts), SLOTS)).tocsr()
    matrix.sum_duplicates()
    return matrix


def _slots(text: str, size: int) -> tuple[Whole, Whole]:
    """Return slot and start of each n-gram of ``size`` characters that crosses no sign."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    if len(codes) < size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    last = len(codes) - size + 1
    keys = np.full(last, size, np.uint64)
    good = np.ones(last, bool)
    for at in range(size):
        part = codes[at : at + last]
        keys = (keys ^ part.astype(np.uint64)) * _MULTIPLIER
        keys ^= keys >> np.uint64(29)
        good &= part != ord("\n")
    return (keys[good] >> _SHIFT).astype(np.int64), np.flatnonzero(good)

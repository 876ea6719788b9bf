"""Character bigrams: how Chinese text is indexed and searched without a dictionary."""

import re
from itertools import pairwise

from xinlian.text.normalise import CJK, normalise

# An atom is one Chinese character, or a word or number of Latin letters and digits.
_RUN = re.compile(f"(?:[{CJK}]|[0-9a-z]+)+")
_ATOM = re.compile(f"[{CJK}]|[0-9a-z]+")


def bigrams(text: str) -> str:
    """Return the index words of ``text``, separated by blanks, each once, in order.

    Words are pairs of neighbouring atoms (``欠薪``, ``7栋``), whole Latin words and numbers,
    and a Chinese character that stands alone. Punctuation and masks separate.
    """
    return " ".join(dict.fromkeys(_words(text)))


def bigram_query(text: str) -> list[str]:
    """Return the index words that a text must hold to contain ``text``; none if it is blank.

    Unlike in the index, a Latin word that has neighbours is asked for with them only.
    """
    words: dict[str, None] = {}
    for atoms in _runs(text):
        words |= dict.fromkeys(_pairs(atoms) if len(atoms) > 1 else atoms)
    return list(words)


def _words(text: str) -> list[str]:
    words: list[str] = []
    for atoms in _runs(text):
        words.extend(_pairs(atoms))
        words.extend(atom for atom in atoms if len(atoms) == 1 or atom.isascii())
    return words


def _runs(text: str) -> list[list[str]]:
    return [_ATOM.findall(run) for run in _RUN.findall(normalise(text).lower())]


def _pairs(atoms: list[str]) -> list[str]:
    return [left + right for left, right in pairwise(atoms)]

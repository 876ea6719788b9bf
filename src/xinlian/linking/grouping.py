"""From what each row says to matters: rows join a matter's profile, never just one another.

Rows about the same thing are first put into cells of equal place and subject. A cell joins
another only if what most of its rows say agrees with what most of the other's say, so that one
odd row cannot bring two matters together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from xinlian.linking.register import Whole
from xinlian.linking.subjects import Subjects

_APART = -10.0
_TOGETHER = 1.0  # evidence, in nats, that two cells need to become one matter
_SAME_PLACE, _NO_PLACE = 1.0, 0.2
_SAME_CATEGORY, _NEAR_CATEGORY, _NO_CATEGORY, _OTHER_CATEGORY = 2.5, 0.4, 0.5, -2.0
_SAME_WORDS, _OTHER_WORDS = 0.8, -0.6
_OTHER_FINER = -3.0
_TOPMOST = 1


@dataclass(slots=True)
class Cell:
    """Rows about one thing in one place with one subject, and what their words say."""

    place: str
    category: str
    finer: str
    rows: list[int] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)

    def said(self) -> str:
        """Return the subject that most rows put in words, or ''."""
        best = self.words.most_common(1)
        return best[0][0] if best and best[0][1] * 2 >= len(self.rows) else ""

    def join(self, other: "Cell") -> None:
        """Take over the rows of ``other``; the larger cell's place and category stay."""
        if not self.place:
            self.place = other.place
        self.category = self.category or other.category
        self.finer = self.finer or other.finer
        self.rows += other.rows
        self.words += other.words


def group(things: Sequence[str], places: Sequence[str], subjects: Subjects) -> Whole:
    """Return the matter of each row, numbered from 0 in the order of their first rows.

    ``things`` are the unified names, '' for none; such rows stay alone here.
    """
    about: dict[str, list[int]] = defaultdict(list)
    alone: list[list[int]] = []
    for row, thing in enumerate(things):
        if thing:
            about[thing].append(row)
        else:
            alone.append([row])
    matters = list(alone)
    for rows in about.values():
        matters += [cell.rows for cell in _joined(_cells(rows, places, subjects))]
    return numbered(matters, len(things))


def numbered(matters: Iterable[Sequence[int]], size: int) -> Whole:
    """Return the matter of each row from the rows of each matter, numbered by first rows."""
    number = np.zeros(size, np.int64)
    for matter, rows in enumerate(sorted(matters, key=min)):
        number[list(rows)] = matter
    return number


def same_area(one: str, other: str) -> bool:
    """Return whether one place contains the other, as codes (``430102``) or as paths."""
    short, long = sorted((one.rstrip("/"), other.rstrip("/")), key=len)
    if short.isdigit() and long.isdigit():
        return long.startswith(short.rstrip("0"))
    return long.startswith(short) or long.endswith(short)


def _cells(rows: Iterable[int], places: Sequence[str], subjects: Subjects) -> list[Cell]:
    cells: dict[tuple[str, str, str], Cell] = {}
    for row in rows:
        key = places[row], subjects.category[row], subjects.finer[row]
        cell = cells.setdefault(key, Cell(*key))
        cell.rows.append(row)
        if subjects.word[row]:
            cell.words[subjects.word[row]] += 1
    return list(cells.values())


def _joined(cells: list[Cell]) -> list[Cell]:
    """Join cells, the largest first, each to the matter it agrees with best."""
    matters: list[Cell] = []
    # Rows of known place first, so that those of unknown place find a matter to join.
    for cell in sorted(
        cells, key=lambda c: (not c.place, -len(c.rows), c.place, c.category, c.finer)
    ):
        scores = [agreement(cell, matter) for matter in matters]
        best = int(np.argmax(scores)) if scores else -1
        if best >= 0 and scores[best] >= _TOGETHER:
            matters[best].join(cell)
        else:
            matters.append(cell)
    return matters


def agreement(one: Cell, other: Cell) -> float:
    """Return the evidence, in nats, that two cells about the same thing are one matter."""
    return _places_agree(one.place, other.place) + _subjects_agree(one, other)


def _places_agree(one: str, other: str) -> float:
    if not one or not other:
        return _NO_PLACE
    return _SAME_PLACE if same_area(one, other) else _APART


def _subjects_agree(one: Cell, other: Cell) -> float:
    score = categories_agree(one.category, other.category)
    if one.finer and other.finer and one.finer != other.finer:
        score += _OTHER_FINER
    said, answered = one.said(), other.said()
    if said and answered:
        score += _SAME_WORDS if said == answered else _OTHER_WORDS
    return score


def categories_agree(one: str, other: str) -> float:
    """Return the evidence of two categories, as paths, for one subject."""
    if not one or not other:
        return _NO_CATEGORY
    if one == other:
        return _SAME_CATEGORY
    if one.startswith(f"{other}/") or other.startswith(f"{one}/"):
        return _NO_CATEGORY
    if one.split("/")[:_TOPMOST] == other.split("/")[:_TOPMOST]:
        return _NEAR_CATEGORY - _SAME_WORDS
    return _OTHER_CATEGORY

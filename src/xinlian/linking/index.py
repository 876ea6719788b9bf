"""Day by day: the matter of a new petition, found while it is still being typed."""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from xinlian.linking import evidence
from xinlian.linking.grouping import categories_agree, same_area
from xinlian.linking.likeness import company_stem, one_left_out
from xinlian.linking.postings import Items, Postings
from xinlian.linking.register import Real, Reason, Register, Whole
from xinlian.linking.subjects import by_words
from xinlian.text.normalise import normalise, normalise_many
from xinlian.text.things import find_things

_VERSION = 1
_READ = 400  # characters of a petition that are indexed
_PAIR, _NAME, _SLIP = 0, 1 << 40, 2 << 40  # what a key stands for
_WEIGHT = {_PAIR: 1.0, _NAME: 3.0, _SLIP: 1.5}
_TOO_MANY = 60_000  # postings read for one query, the rarest words first
_LOOKED_AT = 400  # items that are weighed
_VOTES = 3  # a matter is as near as its nearest items
_PLACE_SAME, _PLACE_OTHER = 0.15, -0.6  # shares of the query's weight
_CATEGORY = 0.06
_SAID_SAME = 0.10
_WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A matter that a petition may belong to: score from 0 to about 1, and why."""

    matter: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Query:
    """A petition as the index sees it: its words with their place in the text, and the rest."""

    keys: dict[int, str]
    place: str
    category: str
    said: str
    text: str


@dataclass(slots=True)
class Index:
    """Petitions with the matter each belongs to, findable from the moment they are added."""

    _postings: Postings = field(default_factory=Postings)
    _ids: list[int] = field(default_factory=list)
    _matters: list[int] = field(default_factory=list)
    _places: list[str] = field(default_factory=list)
    _categories: list[str] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _item: dict[int, int] = field(default_factory=dict)
    _size: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of petitions that can be found."""
        return len(self._item)

    def add(self, ids: Sequence[int], register: Register, *, matters: Sequence[int]) -> None:
        """Add petitions, or put new values in the place of those with the same id.

        ``ids``, the rows of ``register`` and ``matters`` go together; ``ValueError`` if their
        numbers differ.
        """
        if not len(ids) == len(register) == len(matters):
            raise ValueError("ids, register and matters differ in length")
        self.remove([number for number in ids if number in self._item])
        queries = _queries(register)
        first = len(self._ids)
        self._postings.add(first, [query.keys for query in queries])
        self._ids += map(int, ids)
        self._matters += map(int, matters)
        self._places += [query.place for query in queries]
        self._categories += [query.category for query in queries]
        self._said += [query.said for query in queries]
        for item, (number, matter) in enumerate(zip(ids, matters, strict=True), start=first):
            self._item[int(number)] = item
            self._size[int(matter)] = self._size.get(int(matter), 0) + 1

    def remove(self, ids: Sequence[int]) -> None:
        """Remove petitions; an id that is not there is passed over."""
        for number in ids:
            item = self._item.pop(int(number), None)
            if item is not None:
                self._size[self._matters[item]] -= 1
                self._ids[item] = -1

    def suggest(self, register: Register, k: int = 5) -> list[list[Suggestion]]:
        """Return for each row of ``register`` up to ``k`` matters, the likeliest first.

        A row may be half typed: any of its columns may be empty, words may break off.
        """
        return [self._suggest(query, k) for query in _queries(register)]

    def _suggest(self, query: _Query, k: int) -> list[Suggestion]:
        items, scores, whole = self._near(query)
        if not whole:
            return []
        scores = scores + whole * np.array([self._context(query, i) for i in items.tolist()])
        order = np.argsort(-scores, kind="stable")
        votes: dict[int, list[tuple[float, int]]] = {}
        for at in order.tolist():
            item = int(items[at])
            votes.setdefault(self._matters[item], []).append((float(scores[at]), item))
        ranked = sorted(
            ((_vote(near), matter) for matter, near in votes.items()), key=lambda v: (-v[0], v[1])
        )
        return [
            Suggestion(matter, round(score / whole, 4), self._why(query, matter, votes[matter]))
            for score, matter in ranked[:k]
            if score > 0
        ]

    def _near(self, query: _Query) -> tuple[Whole, Real, float]:
        """Return items that share words with the query, their scores, and the best possible."""
        found = [(self._postings.of(key), key) for key in query.keys]
        chosen: list[Items] = []
        weights: list[Real] = []
        read, whole = 0, 0.0
        for items, key in sorted(found, key=lambda one: len(one[0])):
            read += len(items)
            if read > _TOO_MANY and chosen:
                break
            weight = _WEIGHT[key >> 40 << 40] * math.log(1 + len(self._ids) / (len(items) + 1))
            if len(items):
                chosen.append(items)
                weights.append(np.full(len(items), weight))
            whole += weight if key < _SLIP else 0.0
        if not chosen:
            return np.zeros(0, np.int64), np.zeros(0), 0.0
        items, at = np.unique(np.concatenate(chosen), return_inverse=True)
        scores = np.bincount(at, np.concatenate(weights))
        alive = np.array([self._ids[item] >= 0 for item in items.tolist()], bool)
        items, scores = items[alive].astype(np.int64), scores[alive]
        best = np.argsort(-scores, kind="stable")[:_LOOKED_AT]
        return items[best], scores[best], whole

    def _context(self, query: _Query, item: int) -> float:
        """Return what place and subject of an item add or take, as a share of the query."""
        share = 0.0
        if query.place and self._places[item]:
            same = same_area(query.place, self._places[item])
            share += _PLACE_SAME if same else _PLACE_OTHER
        if query.category and self._categories[item]:
            share += _CATEGORY * categories_agree(query.category, self._categories[item])
        if query.said and self._said[item]:
            share += _SAID_SAME * (1 if query.said == self._said[item] else -1)
        return share

    def _why(
        self, query: _Query, matter: int, near: Sequence[tuple[float, int]]
    ) -> tuple[Reason, ...]:
        item = near[0][1]
        shared = [key for key in query.keys if item in self._postings.of(key)]
        rows = self._size[matter]
        reasons = [
            evidence.thing_reasons(query.keys[key], query.text, rows, len(self))[0]
            for key in shared
            if _NAME <= key < _SLIP
        ][:1]
        if not reasons:
            words = _joined([query.keys[key] for key in shared if key < _NAME], query.text)
            reasons = [evidence.words_reason(words[:_WORDS_SHOWN], rows)]
        if query.place:
            reasons.append(evidence.place_reason(query.place, self._places[item]))
        if query.category:
            reasons.append(evidence.subject_reason(query.category, self._categories[item]))
        elif query.said and query.said == self._said[item]:
            reasons.append(evidence.subject_reason(query.said, query.said))
        return tuple(reasons)

    def save(self, path: str | Path) -> None:
        """Write the index to one file, whole or not at all."""
        self._postings.settle()
        part = Path(f"{path}.part")
        with part.open("wb") as file:
            np.savez(
                file,
                version=np.array([_VERSION]),
                keys=self._postings.keys,
                starts=self._postings.starts,
                items=self._postings.items,
                ids=np.array(self._ids, np.int64),
                matters=np.array(self._matters, np.int64),
                texts=np.frombuffer(_packed(self._places, self._categories, self._said), np.uint8),
            )
        part.replace(path)

    @classmethod
    def load(cls, path: str | Path) -> "Index":
        """Read an index; ``ValueError`` if the file is none that this version can read."""
        arrays = _arrays(path)
        postings = Postings(arrays["keys"], arrays["starts"], arrays["items"].astype(np.int32))
        ids, matters = arrays["ids"].tolist(), arrays["matters"].tolist()
        places, categories, said = _unpacked(arrays["texts"].tobytes())
        index = cls(postings, ids, matters, places, categories, said)
        for item, (number, matter) in enumerate(zip(ids, matters, strict=True)):
            if number >= 0:
                index._item[number] = item
                index._size[matter] = index._size.get(matter, 0) + 1
        return index


def _vote(near: Sequence[tuple[float, int]]) -> float:
    """Return the score of a matter from those of its nearest items, the nearest first."""
    best = [score for score, _ in near[:_VOTES]]
    return best[0] * 0.8 + 0.2 * sum(best) / _VOTES


def _queries(register: Register) -> list[_Query]:
    titles, texts = normalise_many(register.title), normalise_many(register.text)
    return [
        _query(f"{title}\n{text}"[:_READ], normalise(place), normalise(category))
        for title, text, place, category in zip(
            titles, texts, register.place, register.category, strict=True
        )
    ]


def _query(text: str, place: str, category: str) -> _Query:
    keys = {
        ord(one) << 16 | ord(two): one + two
        for one, two in pairwise(text)
        if _indexed(one) and _indexed(two)
    }
    for thing in find_things(text):
        stem = company_stem(thing.name)
        keys[_NAME | _digest(stem)] = thing.name
        keys |= {_SLIP | _digest(slip): stem for slip in one_left_out(stem) if len(slip) > 1}
    return _Query(keys, place, category, by_words(text), text)


def _indexed(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or (character.isalnum() and character.isascii())


def _digest(word: str) -> int:
    return zlib.crc32(word.encode())


def _joined(pairs: Sequence[str], text: str) -> list[str]:
    """Return the stretches of ``text`` that neighbouring ``pairs`` cover, the longest first."""
    shared = set(pairs)
    stretches, current = [], ""
    for one, two in pairwise(text):
        if one + two in shared:
            current = current + two if current else one + two
        elif current:
            stretches.append(current)
            current = ""
    stretches.append(current)
    return sorted({s for s in stretches if s}, key=lambda word: (-len(word), word))


def _arrays(path: str | Path) -> dict[str, Whole]:
    """Read the arrays of an index file; ``ValueError`` if it is none of this version."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = dict(file)
    except (ValueError, TypeError, AttributeError, BadZipFile, EOFError) as error:
        raise ValueError("this file is no index: build it anew") from error
    if arrays.get("version", np.zeros(1)).tolist() != [_VERSION]:
        raise ValueError("this index was written by another version: build it anew")
    return arrays


def _packed(*columns: Sequence[str]) -> bytes:
    return "\x1e".join("\x1f".join(column) for column in columns).encode()


def _unpacked(data: bytes) -> list[list[str]]:
    return [column.split("\x1f") if column else [] for column in data.decode().split("\x1e")]

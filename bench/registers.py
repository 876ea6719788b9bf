"""Registers with known matters, drawn from a seed: what ``bench/linking.py`` is measured on.

The vocabularies and sentences are the bench's own (``bench/vocabulary``); the demonstration city
has others. Noise: homophones and other typos, traditional characters, masked names, missing
districts and categories, short names, names inside names, second phases, the same thing with
another subject, the same subject next door, phrases everybody writes, texts copied by many hands.
"""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opencc import OpenCC

from xinlian.linking.register import Register

FIRST, SECOND = "first", "second"
_HERE = Path(__file__).parent / "vocabulary"
_ROWS_PER_MATTER = 7
_KINDS = {"estate": 45, "company": 22, "school": 10, "road": 13, "village": 10}
_CHANNELS = ("letter", "visit", "web", "telephone")
_FIRST_DAY, _LAST_DAY = 736_330, 737_000
_LONG_STEM, _SHORT_ENDING = 3, 4


@dataclass(frozen=True)
class Rates:
    """How often each kind of noise happens, as a share of rows or characters."""

    copied: float = 0.22
    place_in_text: float = 0.35
    house: float = 0.25
    aside: float = 0.12
    short: float = 0.25
    masked: float = 0.06
    no_place: float = 0.15
    no_category: float = 0.05
    broad_category: float = 0.07
    wrong_category: float = 0.03
    traditional: float = 0.08
    typos: tuple[float, ...] = (0, 0.01, 0.04)  # rate by character,
    hands: tuple[int, ...] = (55, 30, 15)  # and of 100 writers how many have it
    third_character: float = 0.45
    phase: float = 0.10
    inside: float = 0.08


@dataclass
class Matter:
    """One true matter: its thing's full and short name, place, subject and standing text."""

    name: str
    short: str
    place: str
    subject: str
    circular: tuple[str, str] | None = None


def make_register(
    size: int, seed: int, vocabulary: str = FIRST, rates: Rates | None = None
) -> tuple[Register, list[int]]:
    """Return a register of ``size`` rows and the true matter of each row."""
    dice = random.Random(seed)
    words = tomllib.loads((_HERE / f"{vocabulary}.toml").read_text("utf-8"))
    writer = _Writer(dice, words, rates or Rates())
    matters = writer.matters(max(4, size // _ROWS_PER_MATTER))
    weights = [1 / (rank + 3) ** 0.75 for rank in range(len(matters))]
    dice.shuffle(weights)
    truth = dice.choices(range(len(matters)), weights, k=size)
    rows = [writer.row(matters[matter]) for matter in truth]
    titles, texts, places, categories = map(list, zip(*rows, strict=True))
    register = Register(
        number=[f"D{row:07d}" for row in range(size)],
        received=[dice.randrange(_FIRST_DAY, _LAST_DAY) for _ in range(size)],
        channel=dice.choices(_CHANNELS, k=size),
        people=dice.choices((1, 1, 1, 2, 3, 6, 12), k=size),
        place=places,
        category=categories,
        title=titles,
        text=texts,
    )
    return register, truth


class _Writer:
    """Thinks up matters and writes rows about them as many different hands would."""

    def __init__(self, dice: random.Random, words: dict[str, Any], rates: Rates) -> None:
        self.dice, self.words, self.rates = dice, words, rates
        self.traditional = OpenCC("s2t")
        pairs = words["homophones"].split()
        self.homophones = {pair[0]: pair[1] for pair in pairs}
        self.homophones |= {pair[1]: pair[0] for pair in pairs}
        self.categories = [subject["category"] for subject in words["subjects"].values()]

    def matters(self, count: int) -> list[Matter]:
        """Draw things, then matters on them: some share the thing, place or part of a name."""
        by_kind: dict[str, list[str]] = {}
        for subject, said in self.words["subjects"].items():
            by_kind.setdefault(said["kind"], []).append(subject)
        found: list[Matter] = []
        used: set[tuple[str, str]] = set()
        while len(found) < count:
            kind = self.dice.choices(list(_KINDS), list(_KINDS.values()))[0]
            place = self.dice.choice(self.words["districts"].split())
            for name, short in self._names(kind):
                if (name, place) not in used:
                    used.add((name, place))
                    found += self._subjects(name, short, place, by_kind[kind])
        return found[:count]

    def _subjects(self, name: str, short: str, place: str, subjects: list[str]) -> list[Matter]:
        many = self.dice.choices((1, 2, 3), (70, 22, 8))[0]
        drawn = self.dice.sample(subjects, min(many, len(subjects)))
        return [Matter(name, short, place, subject) for subject in drawn]

    def _names(self, kind: str) -> list[tuple[str, str]]:
        """Return one thing's long and short name, or of several that contain one another."""
        dice, words = self.dice, self.words
        stem = dice.choice(words["first"]) + dice.choice(words["second"])
        if dice.random() < self.rates.third_character:
            stem += dice.choice(words["second"])
        ending = dice.choice(words["endings"][kind].split())
        name = stem + ending
        if kind == "company":
            return [(name, name if len(ending) < _SHORT_ENDING else stem + ending[:2])]
        if kind != "estate":
            return [(name, name)]
        found = [(name, stem if len(stem) >= _LONG_STEM else name)]
        chance = dice.random()
        if chance < self.rates.phase:
            found.append((name + dice.choice(words["joined"]),) * 2)
        elif chance < self.rates.phase + self.rates.inside:
            found.append((name + dice.choice(words["inside"]),) * 2)
        return found

    def row(self, matter: Matter) -> tuple[str, str, str, str]:
        """Return title, text, place and category of one petition about ``matter``."""
        said = self.words["subjects"][matter.subject]
        if matter.circular and self._happens(self.rates.copied):
            own_title = self._name(matter) + self.dice.choice(said["issues"])
            title, text = self.dice.choice((matter.circular[0], own_title)), matter.circular[1]
        else:
            title, text = self._written(matter, said)
            matter.circular = matter.circular or (title, text)
        place = "" if self._happens(self.rates.no_place) else matter.place
        return self._spoil(title), self._spoil(text), place, self._category(said["category"])

    def _written(self, matter: Matter, said: dict[str, Any]) -> tuple[str, str]:
        dice, words = self.dice, self.words
        where = matter.place if self._happens(self.rates.place_in_text) else ""
        title = dice.choice(words["titles"]).format(
            where=where, name=self._name(matter), issue=dice.choice(said["issues"])
        )
        facts = dice.sample(said["facts"], 2)
        text = dice.choice(words["plans"]).format(
            open=dice.choice(words["openings"]),
            close=dice.choice(words["closings"]),
            where=where,
            name=self._name(matter),
            fact=facts[0],
            fact2=facts[1],
            live=dice.choice(words["live"]),
            near=dice.choice(words["near"]),
        )
        if self._happens(self.rates.house):
            text += dice.choice(words["house"]).format(dice.randrange(1, 20))
        if self._happens(self.rates.aside):
            text += words["aside"].format(name=self._names("estate")[0][0])
        return title, text

    def _name(self, matter: Matter) -> str:
        name = matter.short if self._happens(self.rates.short) else matter.name
        if len(name) >= _SHORT_ENDING and self._happens(self.rates.masked):
            at = self.dice.randrange(1, 3)
            hidden = min(2, len(name) - at - 1)
            name = name[:at] + "*" * hidden + name[at + hidden :]
        return name

    def _category(self, category: str) -> str:
        rates = self.rates
        kept = 1 - rates.no_category - rates.broad_category - rates.wrong_category
        written = ("", category.split("/", maxsplit=1)[0], category)
        chances = (rates.no_category, rates.broad_category, kept)
        if self._happens(rates.wrong_category):
            return self.dice.choice(self.categories)
        return self.dice.choices(written, chances)[0]

    def _spoil(self, text: str) -> str:
        rate = self.dice.choices(self.rates.typos, self.rates.hands)[0]
        spoiled = "".join(self._letter(letter, rate) for letter in text) if rate else text
        if self._happens(self.rates.traditional):
            spoiled = self.traditional.convert(spoiled)
        return spoiled

    def _letter(self, letter: str, rate: float) -> str:
        """Return what a hand that errs at ``rate`` writes for ``letter``; homophones lead."""
        if letter in self.homophones and self._happens(2 * rate):
            return self.homophones[letter]
        if self._happens(rate / 3):
            return self.dice.choice(("", self.dice.choice(self.words["common"])))
        return letter

    def _happens(self, chance: float) -> bool:
        return self.dice.random() < chance

"""Everyday petitions: mostly matters of one petition, some taken up again and by others."""

from collections import Counter
from datetime import datetime
from random import Random

from xinlian.demo.chance import happens
from xinlian.demo.data import load
from xinlian.demo.filing import Filing, How
from xinlian.demo.records import Matter, Person, Petition
from xinlian.demo.rhythm import days_of, fields, moments, months, quota
from xinlian.demo.subjects import REPEAT_KINDS, by_field
from xinlian.demo.things import Names
from xinlian.demo.words import slots
from xinlian.rules.vocabulary import Channel, Level

_SHARED = 0.3
_AGAIN = 0.36
_SAME_PERSON = 0.45
_ACTIVE = 60
_CITY_VISITS = 2
"""The most visits a year that an everyday matter makes to the city; three could be a repeat."""


def everyday(
    filing: Filing, rng: Random, matters: list[Matter], present: list[Petition]
) -> list[Petition]:
    """Fill each field's month up to its quota; new matters are appended to ``matters``."""
    names = Names(rng, {matter.name for matter in matters})
    taken = Counter(
        (matters[p.matter].subject.field, p.received_at.year, p.received_at.month) for p in present
    )
    found: list[Petition] = []
    for field in fields():
        life = _Field(filing, rng, matters, names, field)
        for year, month in months():
            left = quota(field, year, month) - taken[field, year, month]
            found += life.month(year, month, max(left, 0))
    return found


class _Field:
    """The matters of one field, as they come and go."""

    def __init__(
        self, filing: Filing, rng: Random, matters: list[Matter], names: Names, field: str
    ) -> None:
        self._filing, self._rng = filing, rng
        self._matters, self._names = matters, names
        self._subjects = by_field()[field]
        self._weights = [subject.weight for subject in self._subjects]
        self._active: list[int] = []
        self._visits: Counter[tuple[int, int]] = Counter()
        areas = load("places")["area"]
        self._towns = [area["towns"] for area in areas]
        self._shares = [area["share"] for area in areas]

    def month(self, year: int, month: int, count: int) -> list[Petition]:
        """Return ``count`` petitions of a month."""
        times = sorted(moments(self._rng, days_of(year, month), count))
        return [self._one(at) for at in times]

    def _one(self, at: datetime) -> Petition:
        rng = self._rng
        if self._active and happens(rng, _AGAIN):
            number = rng.choice(self._active)
            matter = self._matters[number]
            person = self._again(matter)
        else:
            number, matter = self._new()
            person = self._filing.newcomer(matter)
        channel = self._filing.channel(at)
        level = self._level(number, matter, channel, at.year)
        return self._filing.petition(number, matter, at, person, How(channel, level))

    def _new(self) -> tuple[int, Matter]:
        rng, number = self._rng, len(self._matters)
        subject = rng.choices(self._subjects, self._weights)[0]
        town = rng.choice(rng.choices(self._towns, self._shares)[0])
        matter = Matter(self._names.name(subject.thing), subject, town, slots(rng), [])
        self._matters.append(matter)
        if happens(rng, _SHARED):
            self._active = [*self._active[-_ACTIVE:], number]
        return number, matter

    def _again(self, matter: Matter) -> Person:
        if matter.people and happens(self._rng, _SAME_PERSON):
            return self._rng.choice(matter.people)
        return self._filing.newcomer(matter)

    def _level(self, number: int, matter: Matter, channel: Channel, year: int) -> Level:
        """Keep everyday matters out of the repeat ledger, its four named kinds altogether."""
        spent = self._visits[number, year] >= _CITY_VISITS
        near = matter.subject.kind in REPEAT_KINDS or spent
        level = self._filing.level(channel, highest=Level.COUNTY if near else None)
        if channel is Channel.VISIT and level is not Level.COUNTY:
            self._visits[number, year] += 1
        return level

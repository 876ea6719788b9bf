"""The matters that come to the city again and again, and those at the edge of that.

A matter stands in the repeat ledger of a year if, from 1 January to the as-of day, it has at
least 3 visit batches at city level or above and at least 5 different people. The office's own
links up to the end of September already decide it; what came later is left to the engine and
holds too few city visits to change anything.
"""

from datetime import date, datetime, timedelta
from random import Random

from xinlian.demo.chance import happens
from xinlian.demo.data import load
from xinlian.demo.filing import Filing, How
from xinlian.demo.places import days_between, local
from xinlian.demo.records import Matter, Person, Petition
from xinlian.demo.rhythm import LAST_DAY, is_working, moment, moments
from xinlian.demo.subjects import subjects
from xinlian.demo.words import slots
from xinlian.rules.vocabulary import Channel, Level

LINKED_UNTIL = date(2018, 9, 30)
"""The office has linked what came up to this day; the rest waits for the engine."""

_SPRING = (date(2018, 1, 2), date(2018, 6, 8))
_SUMMER = (date(2018, 7, 2), date(2018, 9, 21))
_AUTUMN = (date(2018, 10, 8), LAST_DAY)
_BEFORE = (date(2017, 3, 1), date(2017, 12, 28))
_WHOLE_2018 = (date(2018, 1, 2), LAST_DAY)
_MISSED = 0.08
_COPIED = 0.3
_NEW = 0.2
_WRITTEN = frozenset({Channel.LETTER, Channel.WEB})


def repeats(filing: Filing, rng: Random, first: int) -> tuple[list[Matter], list[Petition]]:
    """Return the repeat matters and their petitions; numbers of matters begin at ``first``."""
    matters: list[Matter] = []
    petitions: list[Petition] = []
    for group in load("matters")["repeat"]:
        for name, town, early in group["names"]:
            matter = _matter(name, group["subject"], town, rng)
            matter.repeat = True
            number = first + len(matters)
            petitions += _History(filing, rng, matter, number).petitions(early=early)
            matters.append(matter)
    return matters, petitions


def edges(filing: Filing, rng: Random, first: int) -> tuple[list[Matter], list[Petition]]:
    """Return matters that fall short of the criterion, all linked by the office."""
    matters: list[Matter] = []
    petitions: list[Petition] = []
    for spec in load("matters")["edge"]:
        matter = _matter(spec["name"], spec["subject"], spec["town"], rng)
        number = first + len(matters)
        who = [filing.newcomer(matter, complete=True) for _ in range(spec["petitioners"])]
        days = _working(*_SPRING) + _working(*_SUMMER)
        visit = How(Channel.VISIT, Level.CITY, spec["people"])
        times = moments(rng, days, spec["visits"])
        some = [
            filing.petition(number, matter, at, who[n % len(who)], visit)
            for n, at in enumerate(times)
        ]
        some += [
            filing.petition(number, matter, at, person, How(Channel.LETTER, Level.COUNTY, 1))
            for at, person in zip(moments(rng, days, len(who)), who, strict=True)
        ]
        for petition in some:
            petition.linked_at = _linked(petition.received_at, rng)
        petitions += some
        matters.append(matter)
    return matters, petitions


class _History:
    """Who came where about one matter in two years."""

    def __init__(self, filing: Filing, rng: Random, matter: Matter, number: int) -> None:
        self._filing, self._rng = filing, rng
        self._matter, self._number = matter, number
        self._pool = [filing.newcomer(matter, complete=True) for _ in range(rng.randint(9, 22))]

    def petitions(self, *, early: bool) -> list[Petition]:
        """Return the petitions; an ``early`` matter is in the ledger by June, others later."""
        rng = self._rng
        spring, summer = (rng.randint(5, 7), rng.randint(2, 4))
        if not early:
            spring, summer = rng.randint(0, 2), rng.randint(5, 8)
        some = self._city_visits(_SPRING, spring) + self._city_visits(_SUMMER, summer)
        some += self._city_visits(_BEFORE, rng.randint(0, 4))
        some += self._others(_BEFORE, rng.randint(6, 16))
        some += self._others(_WHOLE_2018, rng.randint(10, 22))
        for petition in some:
            self._link(petition)
        return some + self._city_visits(_AUTUMN, rng.randint(0, 1))

    def _city_visits(self, span: tuple[date, date], count: int) -> list[Petition]:
        """Return visits to the city by different petitioners, groups and single ones."""
        rng = self._rng
        who = rng.sample(self._pool, count)
        days = sorted(rng.sample(_working(*span), count))
        found = []
        for n, (day, person) in enumerate(zip(days, who, strict=True)):
            people = rng.choice((5, 6, 8, 12, 20, 35)) if n % 2 else rng.randint(1, 4)
            how = How(Channel.VISIT, Level.CITY, people)
            found.append(self._file(moment(rng, day), person, how))
        return found

    def _others(self, span: tuple[date, date], count: int) -> list[Petition]:
        """Return letters, calls, web items and visits to the county."""
        rng, filing = self._rng, self._filing
        found = []
        for at in moments(rng, days_between(*span), count):
            channel = filing.channel(at)
            level = filing.level(channel, highest=Level.COUNTY)
            copied = channel in _WRITTEN and happens(rng, _COPIED)
            found.append(self._file(at, self._somebody(), How(channel, level, copied=copied)))
        return found

    def _somebody(self) -> Person:
        if happens(self._rng, _NEW):
            return self._filing.newcomer(self._matter)
        return self._rng.choice(self._pool)

    def _file(self, at: datetime, person: Person, how: How) -> Petition:
        return self._filing.petition(self._number, self._matter, at, person, how)

    def _link(self, petition: Petition) -> None:
        """Let the office link it some days later; it misses a few, but no visit to the city."""
        if petition.received_at.date() > LINKED_UNTIL:
            return
        to_city = petition.channel is Channel.VISIT and petition.level is not Level.COUNTY
        if to_city or not happens(self._rng, _MISSED):
            petition.linked_at = _linked(petition.received_at, self._rng)


def _matter(name: str, subject: str, town: str, rng: Random) -> Matter:
    return Matter(name, subjects()[subject], town, slots(rng), [])


def _linked(received: datetime, rng: Random) -> datetime:
    """Return when the office linked what it received: after one to nine days."""
    day = received.date() + timedelta(rng.randint(1, 9))
    return local(min(day, LAST_DAY), 17, 30)


def _working(first: date, last: date) -> list[date]:
    return [day for day in days_between(first, last) if is_working(day)]

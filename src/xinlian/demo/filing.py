"""One petition: who files what, where, through which channel, in which words."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from xinlian.demo.chance import happens, pick
from xinlian.demo.data import load
from xinlian.demo.persons import Population
from xinlian.demo.places import places
from xinlian.demo.records import NOBODY, Matter, Person, Petition
from xinlian.demo.rhythm import is_working
from xinlian.demo.things import road
from xinlian.demo.units import PETITIONS_OFFICE, units
from xinlian.demo.words import title_and_text
from xinlian.rules.vocabulary import Channel, Level, Occurrence, Purpose

_CHANNELS = (
    (34, Channel.WEB),
    (27, Channel.VISIT),
    (18, Channel.TELEPHONE),
    (13, Channel.LETTER),
    (4, Channel.APP),
    (1, Channel.EMAIL),
    (0.5, Channel.FAX),
    (1.5, Channel.FIELD),
    (1, Channel.TRANSFERRED),
)
_LEVELS = ((56, Level.COUNTY), (36, Level.CITY), (6.5, Level.PROVINCE), (1.5, Level.CAPITAL))
_VISIT_LEVELS = ((78, Level.COUNTY), (20, Level.CITY), (2, Level.PROVINCE))
_PEOPLE = ((53, 1), (26, 2), (8, 3), (6, 4), (2, 5), (1.5, 7), (1.5, 11), (1, 18), (1, 36))
_PURPOSES = ((945, Purpose.APPEAL), (40, Purpose.SUGGESTION), (15, Purpose.OTHER))
_ACCUSED = frozenset({"党务政务", "农业农村"})
"""Fields in which one in five reports or accuses."""


@dataclass(frozen=True, slots=True)
class How:
    """Through which channel to which level, how many people, in one's own words or not."""

    channel: Channel
    level: Level
    people: int | None = None
    copied: bool = False


class Filing:
    """Makes petitions; knows the places, the petitioners and where a visit was received."""

    def __init__(self, rng: Random, population: Population) -> None:
        """Start with an empty register."""
        self._rng = rng
        self._population = population
        tree = {place.code: place for place in places()}
        self.towns = {place.name: place for place in tree.values() if place.level == "town"}
        self._county = {name: tree[place.parent or ""].name for name, place in self.towns.items()}
        self._office = self._offices()
        self._zones = _zones()
        self._filed: set[tuple[int, Person]] = set()

    def address(self, town: str) -> str:
        """Return an address in a town."""
        rng = self._rng
        return (
            f"澜川市{self._county[town]}{town}{road(rng)}{rng.randint(1, 320)}号"
            f"{rng.randint(1, 30)}栋{rng.randint(101, 2604)}室"
        )

    def newcomer(self, matter: Matter, *, complete: bool = False) -> Person:
        """Let somebody new (or nobody) take up a matter."""
        address = self.address(matter.town)
        if complete:
            person = self._population.person(address, complete=True)
        else:
            person = self._population.somebody(address)
        if person is not NOBODY:
            matter.people.append(person)
        return person

    def channel(self, at: datetime) -> Channel:
        """Return a channel; nobody is received in person on a day off."""
        channel = pick(self._rng, _CHANNELS)
        if channel is Channel.VISIT and not is_working(at.date()):
            return Channel.WEB
        return channel

    def level(self, channel: Channel, *, highest: Level | None = None) -> Level:
        """Return the level reached. Nobody's visit to the capital is registered one by one."""
        if highest is not None and channel is Channel.VISIT:
            return highest
        return pick(self._rng, _VISIT_LEVELS if channel is Channel.VISIT else _LEVELS)

    def petition(
        self, number: int, matter: Matter, at: datetime, person: Person, how: How
    ) -> Petition:
        """Return the petition of ``person`` about ``matter`` (its ``number`` in the city)."""
        rng = self._rng
        title, text = title_and_text(matter, person, rng, copied=how.copied)
        return Petition(
            received_at=at,
            channel=how.channel,
            purpose=self._purpose(matter, title),
            level=how.level,
            people=how.people or self._people(how.channel),
            occurrence=self._occurrence(number, person),
            place=self._place(matter),
            category=matter.subject.category if happens(rng, 0.97) else "",
            title=title,
            text=text,
            unit=self._office[matter.town] if how.level is Level.COUNTY else PETITIONS_OFFICE,
            person=person,
            matter=number,
        )

    def _people(self, channel: Channel) -> int:
        if channel is Channel.VISIT:
            return pick(self._rng, _PEOPLE)
        joint = channel is Channel.LETTER and happens(self._rng, 0.05)
        return self._rng.randint(5, 60) if joint else 1

    def _purpose(self, matter: Matter, title: str) -> Purpose:
        if "建议" in title:
            return Purpose.SUGGESTION
        if matter.subject.field in _ACCUSED and happens(self._rng, 0.2):
            return Purpose.ACCUSATION
        return pick(self._rng, _PURPOSES)

    def _occurrence(self, number: int, person: Person) -> Occurrence:
        if happens(self._rng, 0.05):
            return Occurrence.UNKNOWN
        if person is NOBODY:
            return Occurrence.FIRST
        key = (number, person)
        if key in self._filed:
            return Occurrence.REPEAT
        self._filed.add(key)
        return Occurrence.FIRST

    def _place(self, matter: Matter) -> str:
        """Return the place as it was written down: path, name, code, county or nothing."""
        town = matter.town
        county = self._county[town]
        return pick(
            self._rng,
            (
                (8, ""),
                (12, town if town in self._zones else county),
                (10, self.towns[town].code),
                (20, town),
                (30, f"{county}{town}"),
                (20, f"澜川市{county}{town}"),
            ),
        )

    def _offices(self) -> dict[str, str]:
        """Return the county's petitions office for each town, as the unit tree has it."""
        parents = {unit.place: unit.parent for unit in units() if unit.place}
        return {name: f"{parents[place.code]}-xf" for name, place in self.towns.items()}


def _zones() -> frozenset[str]:
    """Return the towns whose area is not, or not always, that of their county."""
    data = load("places")
    inside = [town for area in data["area"] if "inside" in area for town in area["towns"]]
    return frozenset([*inside, *(each["town"] for each in data["moved"])])

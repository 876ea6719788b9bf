"""The repeat ledger counted from the city's records in the plainest way, for the tests."""

from collections import Counter
from datetime import date, datetime, time

from xinlian.demo.records import NOBODY, City, Petition
from xinlian.rules.days import ZONE
from xinlian.rules.vocabulary import Channel, Level, MatterKind

VISITS, PEOPLE = 3, 5
FOUR = (
    MatterKind.UNFINISHED,
    MatterKind.CERTIFICATE,
    MatterKind.MANAGEMENT,
    MatterKind.INVESTMENT,
)


def known_links(city: City, as_of: date) -> dict[int, list[Petition]]:
    """Return, by matter, the year's petitions that the office had linked by the day's end."""
    end = datetime.combine(as_of, time.max, tzinfo=ZONE)
    found: dict[int, list[Petition]] = {}
    for petition in city.petitions:
        this_year = petition.received_at.year == as_of.year
        if this_year and petition.linked_at and petition.linked_at <= end:
            found.setdefault(petition.matter, []).append(petition)
    return found


def city_visits(petitions: list[Petition]) -> list[Petition]:
    """Return the visits that reached the city or a level above it."""
    return [p for p in petitions if p.channel is Channel.VISIT and p.level is not Level.COUNTY]


def distinct(petitions: list[Petition]) -> int:
    """Return how many different petitioners there are; nobody is not one."""
    return len({p.person for p in petitions} - {NOBODY})


def ledger(links: dict[int, list[Petition]], *, by: str) -> set[int]:
    """Return the matters in the ledger; ``by`` says how people are counted."""
    found = set()
    for matter, petitions in links.items():
        visits = city_visits(petitions)
        people = {
            "petitioners of visits": distinct(visits),
            "petitioners": distinct(petitions),
            "headcount": max((p.people for p in visits), default=0),
            "either": max(distinct(petitions), *(p.people for p in petitions), 0),
        }[by]
        if len(visits) >= VISITS and people >= PEOPLE:
            found.add(matter)
    return found


def kinds(city: City, matters: set[int]) -> dict[MatterKind, int]:
    """Return how many of the matters are of each of the four kinds."""
    counts = Counter(city.matters[number].subject.kind for number in matters)
    return {kind: counts[kind] for kind in FOUR}

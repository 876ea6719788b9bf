"""What a demonstration city consists of: plain data, in the terms of the rooms below."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from xinlian.rules.vocabulary import (
    Channel,
    Closing,
    Direction,
    Level,
    MatterKind,
    Occurrence,
    Purpose,
    Role,
    UnitType,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place: 12-digit division code, name, code of the place above, level."""

    code: str
    name: str
    parent: str | None
    level: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """From ``since`` on, the place belongs to the accountable area (a unit's code)."""

    place: str
    area: str
    since: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; one that was closed names its last day and its successor."""

    code: str
    name: str
    type: UnitType
    level: Level
    parent: str | None
    place: str | None = None
    functions: tuple[str, ...] = ()
    accountable: bool = False
    since: date = date(2000, 1, 1)
    until: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """A demonstration sign-in: account, shown name of the role, role, unit."""

    account: str
    display: str
    role: Role
    unit: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A leaf of the category tree, with the words in which people write about it."""

    category: str
    kind: MatterKind
    thing: str
    unit: str
    weight: int
    titles: tuple[str, ...]
    problems: tuple[str, ...]
    demands: tuple[str, ...]

    @property
    def field(self) -> str:
        """The field of work: the topmost category."""
        return self.category.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Person:
    """An invented petitioner. A value nobody gave is the empty string."""

    name: str
    id_number: str
    telephone: str
    address: str


NOBODY = Person("", "", "", "")
"""Who files without a name."""


@dataclass(slots=True)
class Matter:
    """A true matter. ``repeat``: it is meant to pass the criterion of the repeat ledger."""

    name: str
    subject: Subject
    town: str
    slots: dict[str, str | int]
    people: list[Person]
    repeat: bool = False
    opened_at: datetime | None = None


class Act(StrEnum):
    """What somebody did about a petition, in the order in which a day does it."""

    SORT = "sort"
    SEND = "send"
    REFUSE = "refuse"
    ACCEPT = "accept"
    EXTEND = "extend"
    SETTLE = "settle"
    DECIDE = "decide"
    APPROVE = "approve"
    SERVE = "serve"
    RATE = "rate"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Step:
    """One act in a petition's life, at an aware time.

    ``unit`` (a code) is whom it is sent to; ``term`` the act's own code (a result, a delivery,
    a ground, a rating); ``words`` what was written, claim by claim where there are several.
    """

    act: Act
    at: datetime
    unit: str = ""
    term: str = ""
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Petition:
    """One row of the register, the matter it truly belongs to and when the office linked it.

    Fields from ``number`` to ``answered_by`` are those of a draft: words as an old register
    writes them (not normalised), ``received_at`` and ``answered_at`` aware. ``life`` is what was
    done about it here; None where it came, answered, with the old register.
    """

    received_at: datetime
    channel: Channel
    purpose: Purpose
    level: Level
    people: int
    occurrence: Occurrence
    place: str
    category: str
    title: str
    text: str
    unit: str
    person: Person
    matter: int
    number: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    linked_at: datetime | None = None
    life: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class YearlyLimit:
    """The city's limit of escalated visits in a year and the areas' parts of it."""

    year: int
    city: int
    areas: dict[str, int]
    known_at: datetime

    @property
    def reserve(self) -> int:
        """What no area holds."""
        return self.city - sum(self.areas.values())


@dataclass(frozen=True, slots=True)
class MonthlyReturn:
    """An area's escalated visits of a month in batches, with the notice that counts them."""

    area: str
    year: int
    month: int
    batches: int
    notice: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class WeeklyReturn:
    """The city's escalated visits of the week that begins on the Monday ``week``."""

    week: date
    batches: int
    notice: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case assigned from above; ``closing`` and ``closed_on`` are None while it is open."""

    number: str
    title: str
    chain: tuple[str, ...]
    area: str
    matter: str
    assigned_on: date
    due_on: date
    known_at: datetime
    closing: Closing | None = None
    closed_on: date | None = None
    closing_known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PeerTable:
    """A table that compares the city with its peers, in rank order."""

    measure: str
    title: str
    period_from: date
    period_to: date
    direction: Direction
    notice: str
    rows: tuple[tuple[str, int], ...]
    own: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """What a unit promised on a matter (by its name); kept with ``proof`` or not yet."""

    matter: str
    unit: str
    what: str
    made_on: date
    due_on: date
    known_at: datetime
    kept_on: date | None = None
    proof: str = ""
    kept_known_at: datetime | None = None


@dataclass(slots=True)
class City:
    """A whole demonstration city on the evening of ``as_of``."""

    name: str
    as_of: date
    places: list[Place]
    belongings: list[Belonging]
    units: list[Unit]
    groups: dict[str, str]
    sign_ins: list[SignIn]
    categories: list[tuple[str, MatterKind | None]]
    matters: list[Matter]
    petitions: list[Petition]
    limits: list[YearlyLimit] = field(default_factory=list)
    returns: list[MonthlyReturn] = field(default_factory=list)
    weeks: list[WeeklyReturn] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    peers: list[PeerTable] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

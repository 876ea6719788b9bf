"""The fixed cast of the tests and the little city they work in.

One small town with two accountable areas; a registrar, the petitions office, two handlers of
different units and the head of one, a convener, an auditor, an administrator, and a stranger
without any role.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.organisation.commands import (
    NewPlace,
    NewUnit,
    appoint,
    assign_areas,
    declare_places,
    open_account,
    open_units,
)
from xinlian.organisation.models import Account
from xinlian.organisation.queries import actor_for
from xinlian.petitions.commands.declare import NewCategory, declare_categories
from xinlian.rules.vocabulary import Level, MatterKind, Role, UnitType

AT = datetime(2018, 3, 1, 1, 0, tzinfo=UTC)
"""Nine in the morning of 1 March 2018, local time."""

SINCE = date(2010, 1, 1)

_ROLES = {
    "registrar": ("office", Role.REGISTRAR),
    "office": ("office", Role.OFFICE),
    "handler": ("housing", Role.HANDLER),
    "head": ("housing", Role.HEAD),
    "other": ("east", Role.HANDLER),
    "convener": ("office", Role.CONVENER),
    "auditor": ("office", Role.AUDITOR),
    "administrator": ("office", Role.ADMINISTRATOR),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the tests as actors, and their sign-ins, which have no passwords."""

    registrar: Actor
    office: Actor
    handler: Actor
    head: Actor
    other: Actor
    convener: Actor
    auditor: Actor
    administrator: Actor
    stranger: Actor
    accounts: dict[str, Account]


def found_city() -> Cast:
    """Found the little city through its own commands; return its cast."""
    declare_places(
        [
            NewPlace("99", "云州市", None, "city"),
            NewPlace("9901", "东岭区", "99", "county"),
            NewPlace("9902", "西河县", "99", "county"),
            NewPlace("990101", "柳桥镇", "9901", "town"),
        ],
        by=SYSTEM,
        at=AT,
    )
    open_units(
        [
            _unit("office", "云州市信访局", Level.CITY, None, "99", ()),
            _unit("housing", "云州市住建局", Level.CITY, None, "99", ("城乡建设",)),
            _unit("east", "东岭区", Level.COUNTY, None, "9901", (), accountable=True),
            _unit("west", "西河县", Level.COUNTY, None, "9902", (), accountable=True),
        ],
        by=SYSTEM,
        at=AT,
    )
    assign_areas([("9901", "east", SINCE), ("9902", "west", SINCE)], by=SYSTEM, at=AT)
    declare_categories(
        [
            NewCategory("城乡建设/房地产/项目停工", MatterKind.UNFINISHED),
            NewCategory("劳动社保/欠薪", MatterKind.WAGES),
        ],
        by=SYSTEM,
        at=AT,
    )
    accounts = {}
    for name in (*_ROLES, "stranger"):
        accounts[name] = open_account(name, display=name, password=None, by=SYSTEM, at=AT)
    for name, (unit, role) in _ROLES.items():
        appoint(name, unit=unit, role=role, since=SINCE, by=SYSTEM, at=AT)
    actors = {name: actor_for(account, AT.date()) for name, account in accounts.items()}
    return Cast(**actors, accounts=accounts)


def _unit(  # noqa: PLR0913, PLR0917 - the fields of a unit
    code: str,
    name: str,
    level: Level,
    parent: str | None,
    place: str,
    functions: tuple[str, ...],
    *,
    accountable: bool = False,
) -> NewUnit:
    return NewUnit(
        code, name, UnitType.GOVERNMENT, level, parent, place, functions, accountable, SINCE
    )

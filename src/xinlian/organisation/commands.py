"""The verbs of the organisation: places, areas, units, appointments."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.organisation.models import Account, Appointment
from xinlian.rules.vocabulary import Level, Role, UnitType


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to declare: administrative code, name, code of the place above, level."""

    code: str
    name: str
    parent: str | None
    level: str


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to open. ``functions`` are category codes; ``place`` and ``parent`` are codes."""

    code: str
    name: str
    type: UnitType
    level: Level
    parent: str | None
    place: str | None
    functions: tuple[str, ...]
    accountable: bool
    since: date


@command("organisation:place:declare")
def declare_places(places: Sequence[NewPlace], *, by: Actor, at: datetime) -> None:
    """Declare places, those above before those below."""
    record(
        [Statement("place.declared", place.code, asdict(place)) for place in places],
        by=by,
        at=at,
    )


@command("organisation:place:declare")
def assign_areas(assignments: Sequence[tuple[str, str, date]], *, by: Actor, at: datetime) -> None:
    """Give places to accountable areas: ``(place, area, since)``.

    A later day overrides an earlier one, so a place belongs to exactly one area on each day.
    """
    record(
        [
            Statement(
                "area.assigned",
                place,
                {"place": place, "area": area, "since": since.isoformat()},
            )
            for place, area, since in assignments
        ],
        by=by,
        at=at,
    )


@command("organisation:unit:change")
def open_units(units: Sequence[NewUnit], *, by: Actor, at: datetime) -> None:
    """Open units, those above before those below."""
    record(
        [
            Statement(
                "unit.opened",
                unit.code,
                {
                    **asdict(unit),
                    "functions": list(unit.functions),
                    "since": unit.since.isoformat(),
                },
            )
            for unit in units
        ],
        by=by,
        at=at,
    )


@command("organisation:unit:change")
def close_unit(code: str, *, successor: str | None, until: date, by: Actor, at: datetime) -> None:
    """Close a unit after ``until``; its successor takes over what it was responsible for."""
    data = {"code": code, "successor": successor, "until": until.isoformat()}
    record([Statement("unit.closed", code, data)], by=by, at=at)


@command("organisation:person:appoint")
def appoint(  # noqa: PLR0913 - the keyword arguments are the words of the form
    account: str, *, unit: str, role: Role, since: date, by: Actor, at: datetime
) -> None:
    """Give an account a role in a unit from a day on."""
    data = {"account": account, "unit": unit, "role": str(role), "since": since.isoformat()}
    record([Statement("person.appointed", account, data)], by=by, at=at)


@command("organisation:person:appoint")
def relieve(  # noqa: PLR0913 - as above
    account: str, *, unit: str, role: Role, until: date, by: Actor, at: datetime
) -> None:
    """Take a role from an account after a day."""
    data = {"account": account, "unit": unit, "role": str(role), "until": until.isoformat()}
    record([Statement("person.relieved", account, data)], by=by, at=at)


@command("organisation:person:appoint")
def open_account(
    account: str, *, display: str, password: str | None, by: Actor, at: datetime
) -> Account:
    """Create a sign-in; it may do nothing until it is appointed to a unit."""
    del by, at  # checked by the decorator; a sign-in is no fact, its appointments are
    return Account.objects.create_user(account, password, display=display)


FIRST_OFFICE = "office"
"""The code of the unit that a new home begins with."""

_FIRST_ROLES = {"office": Role.OFFICE, "administrator": Role.ADMINISTRATOR}


@command("organisation:unit:change")
def found_office(*, since: date, by: Actor, at: datetime) -> dict[str, str]:
    """Open a new home's petitions office with two sign-ins; return their passwords, shown once.

    Where anybody holds an appointment already, nothing is done.
    """
    if Appointment.objects.exists():
        return {}
    office = NewUnit(
        FIRST_OFFICE,
        "信访局（联席办）",
        UnitType.GOVERNMENT,
        Level.CITY,
        None,
        None,
        (),
        accountable=False,
        since=since,
    )
    open_units([office], by=by, at=at)
    passwords = {account: secrets.token_urlsafe(12) for account in _FIRST_ROLES}
    for account, role in _FIRST_ROLES.items():
        open_account(account, display=role.zh, password=passwords[account], by=by, at=at)
        appoint(account, unit=FIRST_OFFICE, role=role, since=since, by=by, at=at)
    return passwords

"""Beside the cast: a city that has something above and below, and a discipline body."""

from dataclasses import dataclass

import pytest

from tests.cast import AT, SINCE, Cast
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.organisation.commands import NewUnit, appoint, open_account, open_units
from xinlian.organisation.queries import actor_for
from xinlian.rules.vocabulary import Level, Role, UnitType

_UNITS = (
    ("province", "云省住建厅", UnitType.GOVERNMENT, Level.PROVINCE, None),
    ("city", "云州市人民政府", UnitType.GOVERNMENT, Level.CITY, "province"),
    ("labour", "云州市人社局", UnitType.GOVERNMENT, Level.CITY, "city"),
    ("inspectors", "云州市劳动监察支队", UnitType.INSTITUTION, Level.CITY, "labour"),
    ("water", "云州市水务局", UnitType.GOVERNMENT, Level.CITY, "city"),
    ("discipline", "云州市纪委监委", UnitType.SUPERVISION, Level.CITY, None),
)
"""Code, name, type, level, unit above."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """A handler and a head of each further unit, by its code."""

    handlers: dict[str, Actor]
    heads: dict[str, Actor]


@pytest.fixture
def bodies(cast: Cast) -> Bodies:
    """Found the further units; each has a handler and a head."""
    del cast
    open_units(
        [
            NewUnit(code, name, kind, level, above, None, (), accountable=False, since=SINCE)
            for code, name, kind, level, above in _UNITS
        ],
        by=SYSTEM,
        at=AT,
    )
    codes = [unit[0] for unit in _UNITS]
    return Bodies(
        {code: _appointed(code, Role.HANDLER) for code in codes},
        {code: _appointed(code, Role.HEAD) for code in codes},
    )


def _appointed(unit: str, role: Role) -> Actor:
    name = f"{unit}-{role}"
    account = open_account(name, display=name, password=None, by=SYSTEM, at=AT)
    appoint(name, unit=unit, role=role, since=SINCE, by=SYSTEM, at=AT)
    return actor_for(account, AT.date())

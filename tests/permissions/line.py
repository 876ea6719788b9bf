"""A city with lines: an accused unit, units below it and beside it, and every role in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.cast import SINCE
from tests.petitions.drafts import draft
from xinlian.handling.commands import accept_files, pass_on, sort_files
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.matters.commands import NewLink, NewMatter, link_petitions, open_matters
from xinlian.organisation.commands import NewUnit, appoint, open_account, open_units
from xinlian.organisation.models import Account
from xinlian.organisation.queries import actor_for
from xinlian.petitions.commands import register_petitions
from xinlian.petitions.drafts import Draft
from xinlian.rules.vocabulary import Level, MatterKind, Purpose, Role, Route, UnitType

NOW = datetime(2026, 1, 16, 1, 0, tzinfo=UTC)
"""Nine in the morning of 16 January 2026, local time."""

RECEIVED = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)

_UNITS = (
    ("city", "云州市人民政府", UnitType.GOVERNMENT, Level.CITY, None, "99", ()),
    ("labour", "云州市人社局", UnitType.GOVERNMENT, Level.CITY, "city", "99", ("劳动社保",)),
    ("inspectors", "云州市劳动监察支队", UnitType.INSTITUTION, Level.CITY, "labour", "99", ()),
    ("water", "云州市水务局", UnitType.GOVERNMENT, Level.CITY, "city", "99", ("水务",)),
    ("discipline", "云州市纪委监委", UnitType.SUPERVISION, Level.CITY, None, "99", ()),
    ("town", "柳桥镇", UnitType.GOVERNMENT, Level.COUNTY, "east", "990101", ()),
)
"""Beside the units of the cast: code, name, type, level, unit above, place, functions."""

CLAIM = NewClaim("支付三个月工资。", Purpose.APPEAL, Route.PETITION)


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody in a role in a unit: the actor and the sign-in."""

    actor: Actor
    account: Account


def found_line() -> None:
    """Open the further units beside the cast's."""
    open_units(
        [
            NewUnit(
                code, name, kind, level, above, place, functions, accountable=False, since=SINCE
            )
            for code, name, kind, level, above, place, functions in _UNITS
        ],
        by=SYSTEM,
        at=NOW,
    )


def hired(unit: str, *roles: Role) -> Staff:
    """Return somebody who holds these roles in a unit, and signs in as ``unit-role``."""
    name = "-".join((unit, *roles))
    account = Account.objects.filter(account=name).first()
    if account is None:
        account = open_account(name, display=name, password=None, by=SYSTEM, at=NOW)
        for role in roles:
            appoint(name, unit=unit, role=role, since=SINCE, by=SYSTEM, at=NOW)
    return Staff(actor_for(account, NOW.date()), account)


def everyday() -> list[int]:
    """Register what a city has on any day, link it, sort it, give it to units; return the ids."""
    ids = list(register_petitions(list(_drafts()), by=SYSTEM, at=NOW))
    wages, more, water, estate = ids
    (matter, stalled) = open_matters(
        [
            NewMatter("云州纺织厂", MatterKind.WAGES, "劳动社保/欠薪", "9901", "east"),
            NewMatter(
                "金桂花园", MatterKind.UNFINISHED, "城乡建设/房地产/项目停工", "9901", "east"
            ),
        ],
        by=SYSTEM,
        at=NOW,
    )  # fmt: skip
    links = [NewLink(wages, matter), NewLink(more, matter), NewLink(estate, stalled)]
    link_petitions(links, by=SYSTEM, at=NOW)
    sort_files([Sorting(each, (CLAIM,)) for each in (wages, more, water)], by=SYSTEM, at=NOW)
    office = hired("office", Role.REGISTRAR).actor
    pass_on([wages, more], to=["labour"], by=office, at=NOW)
    pass_on([water], to=["water"], by=office, at=NOW)
    accept_files([wages], by=hired("labour", Role.HANDLER).actor, at=NOW)
    return ids


def letter(number: str, **changes: object) -> Draft:
    """Return a draft of an ordinary letter about wages in the east."""
    fields: dict[str, object] = {
        "received_at": RECEIVED, "channel": "letter", "people": 1, "category": "劳动社保/欠薪",
        "title": "云州纺织厂欠薪", "text": "云州纺织厂拖欠我三个月工资，请督促支付。",
    }  # fmt: skip
    return draft(number, **(fields | changes))


def _drafts() -> Iterable[Draft]:
    yield letter("2026-1")
    yield letter("2026-2", text="云州纺织厂一直没有发工资，已经四个月。")
    yield letter("2026-3", title="停水", text="柳桥镇一号院停水五天。", category="")
    yield letter(
        "2026-4", title="金桂花园停工", text="金桂花园停工两年，要求复工。",
        category="城乡建设/房地产/项目停工",
    )  # fmt: skip

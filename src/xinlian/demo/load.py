"""The demonstration city into a home, through the commands that staff use.

Its register goes in as a spreadsheet by the same door as any other; what an office would have
entered over the years is stated as imported, known since then. All or nothing: a load that is
killed leaves the home empty.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from xinlian import clock
from xinlian.demo.accounts import keep, open_sign_ins
from xinlian.demo.city import SEED, generate, write_register
from xinlian.demo.conference_load import load_conference
from xinlian.demo.handling_load import load_lives
from xinlian.demo.matters_load import load_matters
from xinlian.demo.places import local
from xinlian.demo.records import City
from xinlian.handling.commands import release_files
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.ledger.queries import head
from xinlian.organisation.commands import (
    NewPlace,
    NewUnit,
    assign_areas,
    close_unit,
    declare_places,
    open_units,
)
from xinlian.petitions.commands.declare import NewCategory, declare_categories
from xinlian.petitions.commands.importing import import_register
from xinlian.petitions.models import Petition
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Purpose

Progress = Callable[[int, int | None], None]

_EVENING, _NIGHT = 18, 23


def load_city(seed: int = SEED, progress: Progress = lambda _done, _total: None) -> City:
    """Load the city that ``seed`` makes into an empty home; its day becomes the home's day.

    Raises :class:`BrokenRule` ``home-not-empty`` where the ledger holds facts already and
    ``demonstration-rejected`` where a row of its own register is not taken.
    """
    if head():
        raise BrokenRule(
            "home-not-empty",
            zh="此数据目录已有记录；示范城市只能载入空的数据目录（见 XINLIAN_HOME）。",
            en="This home holds records; the demonstration needs an empty one (XINLIAN_HOME).",
        )
    city = generate(seed)
    put(city, progress)
    return city


def put(city: City, progress: Progress = lambda _done, _total: None) -> None:
    """Put a city, on the evening of its last day, into an empty home; all of it or nothing."""
    at = local(city.as_of, _EVENING)
    with transaction.atomic():
        _organisation(city, by=SYSTEM, at=at)
        passwords = open_sign_ins(city.sign_ins, by=SYSTEM, at=at)
        _register(city, progress, by=SYSTEM, at=at)
        _release_held(by=SYSTEM, at=at)
        load_lives(city, by=SYSTEM, at=at)
        matters = load_matters(city, by=SYSTEM, at=at)
        load_conference(city, matters, by=SYSTEM, at=at)
    keep(passwords)
    clock.set_demonstration_day(city.as_of)


def _organisation(city: City, *, by: Actor, at: datetime) -> None:
    declare_places([NewPlace(p.code, p.name, p.parent, p.level) for p in city.places], by=by, at=at)
    open_units(
        [
            NewUnit(
                unit.code,
                unit.name,
                unit.type,
                unit.level,
                unit.parent,
                unit.place,
                unit.functions,
                accountable=unit.accountable,
                since=unit.since,
            )
            for unit in city.units
        ],
        by=by,
        at=at,
    )
    for unit in city.units:
        if unit.until:
            close_unit(unit.code, successor=unit.successor, until=unit.until, by=by, at=at)
    assign_areas([(b.place, b.area, b.since) for b in city.belongings], by=by, at=at)
    declare_categories(
        [NewCategory(path, kind or "") for path, kind in city.categories], by=by, at=at
    )


def _release_held(*, by: Actor, at: datetime) -> None:
    """Release what its office read on the evening it came: accusations are registered as such."""
    held = Petition.objects.filter(held=True).exclude(purpose=Purpose.ACCUSATION)
    came: dict[date, list[int]] = defaultdict(list)
    for petition, day in held.order_by("pk").values_list("pk", "received_on"):
        came[day].append(petition)
    for day in sorted(came):
        reasons = "经办核对：反映的是企业或者办事情况，没有检举控告公职人员。"
        release_files(came[day], reasons=reasons, by=by, at=min(local(day, _NIGHT), at))


def _register(city: City, progress: Progress, *, by: Actor, at: datetime) -> None:
    """Import the register. The spreadsheet names people, so it does not outlive the import."""
    older = [
        replace(petition, answer="", answered_at=None) if petition.life else petition
        for petition in city.petitions
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{city.name}信访登记簿.xlsx"
        write_register(replace(city, petitions=older), path, answers=True)
        outcome = import_register(path, by=by, at=at, progress=progress)
    if outcome.added != len(city.petitions):
        first = outcome.errors[0] if outcome.errors else None
        raise BrokenRule(
            "demonstration-rejected",
            zh=f"示范登记簿有{outcome.rejected}行未被接收。{first.wrong_zh if first else ''}",
            en=f"{outcome.rejected} rows were refused. {first.wrong_en if first else ''}",
        )

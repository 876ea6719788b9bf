"""Places and categories that a register names and the office has not declared yet.

A newcomer imports a register before anything is set up: what it names is declared as met, so
that figures by place and category work at once; the office arranges it into its tree later.
A place met becomes an accountable area of its own (属地管理) until it is given to one.
"""

from collections.abc import Sequence
from datetime import date, datetime

from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.organisation.commands import (
    NewPlace,
    NewUnit,
    assign_areas,
    declare_places,
    open_units,
)
from xinlian.organisation.models import Place
from xinlian.petitions.commands.declare import NewCategory, declare_categories
from xinlian.petitions.directory import look_up
from xinlian.petitions.drafts import Draft
from xinlian.rules.vocabulary import Level, UnitType

_SINCE = date(1949, 10, 1)


def declare_met(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> None:
    """Declare what the drafts name and nobody declared."""
    directory = look_up((draft.place for draft in drafts), (draft.category for draft in drafts), ())
    places = {draft.place for draft in drafts if draft.place} - directory.places.keys()
    categories = {draft.category for draft in drafts if draft.category}
    unknown = categories - directory.categories.keys()
    if unknown:
        declare_categories([NewCategory(path) for path in sorted(unknown)], by=by, at=at)
    if places:
        _declare_places(sorted(places), at=at)


def _declare_places(names: Sequence[str], *, at: datetime) -> None:
    codes = {name: f"met:{Place.objects.count() + n}" for n, name in enumerate(names, 1)}
    declare_places(
        [NewPlace(codes[name], name[:80], None, "met") for name in names], by=SYSTEM, at=at
    )
    open_units(
        [
            NewUnit(
                codes[name],
                name[:80],
                UnitType.GOVERNMENT,
                Level.COUNTY,
                None,
                codes[name],
                (),
                accountable=True,
                since=_SINCE,
            )
            for name in names
        ],
        by=SYSTEM,
        at=at,
    )
    assign_areas([(codes[name], codes[name], _SINCE) for name in names], by=SYSTEM, at=at)

"""Who sees what: one rule for lists and single look-ups."""

from datetime import date, timedelta

import pytest

from tests.cast import AT, SINCE, Cast
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.verify import verify
from xinlian.organisation.commands import assign_areas, close_unit, relieve
from xinlian.organisation.models import Unit
from xinlian.organisation.queries import (
    actor_for,
    area_of_places,
    area_on,
    subtree,
    view_of,
)
from xinlian.organisation.queries import open_units as units_open_on
from xinlian.rules.vocabulary import Role


@pytest.mark.parametrize("name", ["registrar", "office", "convener", "auditor"])
def test_the_citys_own_office_and_those_who_oversee_see_everything(cast: Cast, name: str) -> None:
    """Their view has no condition."""
    assert view_of(getattr(cast, name)).everything


@pytest.mark.parametrize("name", ["administrator", "stranger"])
def test_who_reads_no_petition_sees_none(cast: Cast, name: str) -> None:
    """Running the system does not mean reading what people write."""
    view = view_of(getattr(cast, name))
    assert not view.everything
    assert not view.units
    assert not view.categories


def test_a_department_sees_what_falls_under_its_functions(cast: Cast) -> None:
    """Its unit and its categories, nothing else."""
    view = view_of(cast.handler)
    assert (set(view.units), set(view.categories)) == ({"housing"}, {"城乡建设"})


def test_a_role_ends_with_its_last_day(cast: Cast) -> None:
    """Permissions follow the appointment's dates."""
    until = date(2018, 5, 31)
    relieve("handler", unit="housing", role=Role.HANDLER, until=until, by=SYSTEM, at=AT)
    account = cast.accounts["handler"]
    assert actor_for(account, until).may("petitions:petition:read")
    assert not actor_for(account, until + timedelta(1)).permissions
    assert verify().difference is None


def test_a_place_belongs_to_one_area_on_each_day(cast: Cast) -> None:
    """A town follows its county until it is given to another area, from that day on."""
    del cast
    moved = date(2018, 7, 1)
    assign_areas([("990101", "west", moved)], by=SYSTEM, at=AT)
    spans = area_of_places(["990101", "9901", "99"])
    assert area_on(spans["990101"], moved - timedelta(1)) == "east"
    assert area_on(spans["990101"], moved) == "west"
    assert area_on(spans["9901"], moved) == "east"
    assert area_on(spans["9901"], SINCE - timedelta(1)) is None
    assert spans["99"] == []


def test_a_closed_unit_names_its_successor(cast: Cast) -> None:
    """It exists to its last day, and its successor is on record (R24)."""
    del cast
    until = date(2018, 6, 30)
    close_unit("west", successor="east", until=until, by=SYSTEM, at=AT)
    assert Unit.objects.get(pk="west").successor_id == "east"
    assert units_open_on(until).filter(pk="west").exists()
    assert not units_open_on(until + timedelta(1)).filter(pk="west").exists()


def test_the_tree_below_a_unit(cast: Cast) -> None:
    """A unit counts itself among those below it."""
    del cast
    assert subtree("housing") == ["housing"]

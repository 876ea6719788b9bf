"""Units and people: the tree with successors, areas and their places by day, staff by role."""

from datetime import date

import pytest

from tests.cast import AT, Cast
from tests.desk.conftest import TODAY, Register, SignIn
from xinlian.desk.pages.units import areas_on, branches
from xinlian.ledger.actors import SYSTEM
from xinlian.organisation.commands import NewUnit, assign_areas, close_unit, open_units, relieve
from xinlian.organisation.models import Unit
from xinlian.rules.vocabulary import Level, Role, UnitType


def _open(code: str, parent: str) -> None:
    unit = NewUnit(
        code, f"单位{code}", UnitType.GOVERNMENT, Level.COUNTY, parent, None, (),
        accountable=False, since=date(2010, 1, 1),
    )  # fmt: skip
    open_units([unit], by=SYSTEM, at=AT)


def test_units_stand_below_the_unit_above_them(cast: Cast) -> None:
    assert cast.accounts
    _open("a1", "east")
    _open("a2", "a1")
    _open("b1", "west")
    tree = [(each.unit.code, each.depth) for each in branches(Unit.objects.order_by("code"), TODAY)]
    assert tree == [
        ("east", 0), ("a1", 1), ("a2", 2), ("housing", 0), ("office", 0), ("west", 0), ("b1", 1),
    ]  # fmt: skip


def test_a_closed_unit_names_its_successor(cast: Cast, signed_in: SignIn) -> None:
    assert cast.accounts
    _open("a1", "east")
    close_unit("a1", successor="east", until=date(2018, 1, 31), by=SYSTEM, at=AT)
    page = signed_in("convener").get("/units/").content.decode()
    assert "由东岭区承继" in page
    assert "已撤并" in page


def test_a_place_belongs_to_one_area_on_each_day(cast: Cast) -> None:
    assert cast.accounts
    assign_areas([("990101", "west", date(2018, 3, 10))], by=SYSTEM, at=AT)

    def held(day: date) -> dict[str, list[str]]:
        return {each.unit.code: [place.code for place in each.places] for each in areas_on(day)}

    assert held(date(2018, 3, 9)) == {"east": ["9901", "990101"], "west": ["9902"]}
    assert held(date(2018, 3, 10)) == {"east": ["9901"], "west": ["990101", "9902"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [("role=handler", {"handler", "other"}), ("unit=east", {"other"}), ("on=2018-03-01", None)],
)
def test_people_by_role_unit_and_day(
    query: str, expected: set[str] | None, cast: Cast, register: Register, signed_in: SignIn
) -> None:
    del register
    relieve("other", unit="east", role=Role.HANDLER, until=date(2018, 2, 1), by=SYSTEM, at=AT)
    page = signed_in("convener").get(f"/units/people/?{query}").content.decode()
    names = {name for name in cast.accounts if f'data-label="账号" class="code">{name}<' in page}
    assert names == (expected or set(cast.accounts) - {"stranger", "other"})

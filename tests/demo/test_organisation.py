"""Places, areas, units and categories of the city hang together."""

from datetime import date

import pytest

from xinlian.demo.places import area_on
from xinlian.demo.records import City
from xinlian.rules.vocabulary import MatterKind, Role

DAYS = [date(2017, 1, 1), date(2018, 6, 30), date(2018, 7, 1), date(2018, 11, 7)]


@pytest.mark.parametrize("day", DAYS)
def test_every_place_is_in_one_area_on_each_day(city: City, day: date) -> None:
    accountable = {unit.code for unit in city.units if unit.accountable}
    for place in city.places:
        assert area_on(city.belongings, place.code, day) in accountable
    keys = [(each.place, each.since) for each in city.belongings]
    assert len(keys) == len(set(keys))


def test_one_town_changed_its_area_in_2018(city: City) -> None:
    moved = [
        place.name
        for place in city.places
        if area_on(city.belongings, place.code, date(2018, 6, 30))
        != area_on(city.belongings, place.code, date(2018, 7, 1))
    ]
    assert moved == ["青禾街道"]


def test_codes_are_of_no_province_and_names_differ(city: City) -> None:
    assert all(p.code.startswith("9903") and len(p.code) == 12 for p in city.places)
    assert len({p.name for p in city.places}) == len(city.places)
    known = set()
    for place in city.places:
        assert place.parent is None or place.parent in known
        known.add(place.code)


def test_a_zone_is_an_area_without_a_code_of_its_own(city: City) -> None:
    zones = {u.name for u in city.units if u.accountable and u.place is None}
    assert zones == {"澜南新区", "澜川经济技术开发区"}


def test_units_stand_after_what_they_refer_to(city: City) -> None:
    codes = [unit.code for unit in city.units]
    assert len(codes) == len(set(codes))
    paths = {path for path, _ in city.categories}
    known: set[str] = set()
    for unit in city.units:
        assert unit.parent is None or unit.parent in known
        assert unit.successor is None or unit.successor in known
        assert set(unit.functions) <= paths
        known.add(unit.code)
    assert [u.code for u in city.units if u.until] == ["lc-fc"]


def test_groups_and_sign_ins(city: City) -> None:
    codes = {unit.code for unit in city.units}
    assert len(city.groups) == 16
    assert set(city.groups.values()) <= codes
    assert {each.role for each in city.sign_ins} == set(Role)
    assert all("演示" in each.display and each.unit in codes for each in city.sign_ins)


def test_categories_form_a_tree_of_three_levels(city: City) -> None:
    paths = [path for path, _ in city.categories]
    assert len(paths) == len(set(paths))
    for path, kind in city.categories:
        parent = path.rpartition("/")[0]
        assert not parent or paths.index(parent) < paths.index(path)
        assert (kind is not None) == (path.count("/") == 2)
    assert {kind for _, kind in city.categories if kind} == set(MatterKind)

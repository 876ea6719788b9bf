"""Names of things, places and buildings in text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.text.things import find_objects, find_places, find_things, kind_of, phase_after


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("关于金桂花园办证难的反映", ["金桂花园"]),
        ("我们购买了城东区鼎盛国际小金铺的商铺", ["鼎盛国际小金铺"]),
        ("冷江东路蓝波旺酒店外墙装修", ["冷江东路", "蓝波旺酒店"]),
        ("投诉金桂花园小区物业", ["金桂花园小区物业"]),
        ("小区没人管，公司不给钱，我们走路上班", []),
        ("云溪村村务不公开，村民不满", ["云溪村"]),
        ("大家在平安大道跳广场舞", ["平安大道"]),
        ("金**际广场", ["金**际广场"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [thing.name for thing in find_things(text)] == names


def test_kind_and_where_it_stands() -> None:
    (thing,) = find_things("反映锦江纺织厂欠薪")
    assert (thing.kind, thing.start, thing.end) == ("company", 2, 7)
    assert kind_of("锦江小学") == "school"
    assert kind_of("锦江") == ""


def test_places_buildings_and_phases() -> None:
    assert find_places("A市西湖区花石镇的路") == ["A市", "西湖区", "花石镇"]
    assert find_objects("我住7栋，第三幢和12号楼也漏") == ["7栋", "3栋", "12栋"]
    assert phase_after("金桂花园二期停工", 4) == "2"
    assert phase_after("金桂花园停工", 4) == ""


@given(st.text("金桂花园小区公司路村镇在的关于与和7栋，*", max_size=40))
def test_a_thing_stands_where_it_says(text: str) -> None:
    things = find_things(text)
    assert all(text[thing.start : thing.end] == thing.name for thing in things)
    assert all(one.end <= two.start for one, two in pairwise(things))

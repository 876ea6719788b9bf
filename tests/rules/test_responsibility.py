"""Place x function x level decides, with reasons; each place has exactly one area a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.errors import BrokenRule
from xinlian.rules.responsibility import (
    Assignment,
    Body,
    Map,
    Place,
    Responsibility,
    in_force,
    responsible,
)
from xinlian.rules.vocabulary import Level

ON = date(2018, 11, 7)
ZONE_SINCE = date(2016, 7, 1)

PLACES = (
    Place("99", "云州市"),
    Place("9901", "东岭区", "99"),
    Place("990101", "柳桥镇", "9901"),
    Place("990102", "石门镇", "9901"),
    Place("9902", "西河县", "99"),
    Place("9909", "远方县"),
)
ASSIGNED = (
    Assignment("9901", "east", date(2010, 1, 1)),
    Assignment("9902", "west", date(2010, 1, 1)),
    Assignment("990102", "new", ZONE_SINCE),
)
MAP = Map(PLACES, ASSIGNED)

BODIES = (
    Body("east", "东岭区", Level.COUNTY),
    Body("west", "西河县", Level.COUNTY),
    Body("new", "云州新区", Level.COUNTY, parent="east"),
    Body("east-housing", "东岭区住建局", Level.COUNTY, "east", ("城乡建设",)),
    Body("west-housing", "西河县住建局", Level.COUNTY, "west", ("城乡建设",)),
    Body("housing", "云州市住建局", Level.CITY, None, ("城乡建设",)),
    Body("estate", "云州市房产中心", Level.CITY, None, ("城乡建设/房地产",)),
    Body("labour", "云州市人社局", Level.CITY, None, ("劳动社保",)),
    Body("welfare", "云州市社保局", Level.CITY, None, ("劳动社保",)),
    Body(
        "roads", "云州市公路局", Level.CITY, None, ("交通",),
        until=date(2018, 6, 30), successor="transport",
    ),
    Body("transport", "云州市交通局", Level.CITY),
    Body("salt", "云州市盐务局", Level.CITY, None, ("盐业",), until=date(2017, 12, 31)),
)  # fmt: skip


def ask(
    place: str | None, function: str | None, level: Level = Level.CITY, on: date = ON
) -> Responsibility:
    return responsible(place, function, level, on=on, places=MAP, bodies=BODIES)


def codes(answer: Responsibility) -> list[str]:
    return [reason.code for reason in answer.reasons]


def test_the_place_gives_the_area_and_the_function_the_unit() -> None:
    answer = ask("990101", "城乡建设/物业")
    assert (answer.area, answer.unit) == ("east", "housing")
    assert codes(answer) == ["place", "function"]
    assert "柳桥镇" in answer.reasons[0].zh
    assert "东岭区" in answer.reasons[0].zh


def test_the_more_exact_function_wins() -> None:
    assert ask("990101", "城乡建设/房地产/烂尾").unit == "estate"
    assert ask("990101", "城乡建设").unit == "housing"


def test_a_function_matches_whole_steps_of_the_path() -> None:
    assert ask("990101", "城乡建设者").unit == "east", "no body: the area handles"


def test_below_the_city_only_the_bodies_of_the_area_come_into_question() -> None:
    assert ask("990101", "城乡建设", Level.COUNTY).unit == "east-housing"
    assert ask("9902", "城乡建设", Level.COUNTY).unit == "west-housing"
    answer = ask("990102", "城乡建设", Level.COUNTY)
    assert (answer.area, answer.unit) == ("new", "new")
    assert codes(answer) == ["place", "territorial"]


def test_a_zone_without_administrative_code_takes_over_on_its_day() -> None:
    before = ZONE_SINCE - timedelta(days=1)
    assert MAP.area("990102", before) == "east"
    assert MAP.area("990102", ZONE_SINCE) == "new"
    assert MAP.area("990101", ZONE_SINCE) == "east"


def test_a_town_stays_with_its_zone_when_the_district_changes_hands() -> None:
    later = Map(PLACES, (*ASSIGNED, Assignment("9901", "west", date(2018, 1, 1))))
    assert later.area("990101", ON) == "west"
    assert later.area("990102", ON) == "new"


def test_several_bodies_agree_or_their_superior_decides() -> None:
    answer = ask("9902", "劳动社保/欠薪")
    assert answer.unit is None
    assert answer.candidates == ("labour", "welfare")
    assert (answer.reasons[-1].code, answer.reasons[-1].article) == ("several", "R24")


def test_the_successor_has_the_power_from_the_day_after() -> None:
    assert ask("9902", "交通", on=date(2018, 6, 30)).unit == "roads"
    assert ask("9902", "交通", on=date(2018, 7, 1)).unit == "transport"
    assert ask("9902", "盐业").unit == "west", "closed without a successor: the area handles"


def test_chains_of_successors_end() -> None:
    day = date(2018, 1, 1)
    ring = {
        "a": Body("a", "甲", Level.CITY, until=day, successor="b"),
        "b": Body("b", "乙", Level.CITY, until=day, successor="a"),
    }
    assert in_force("a", day, ring) == "a"
    assert in_force("a", ON, ring) is None


@pytest.mark.parametrize("place", [None, "9909", "nowhere"])
def test_what_the_tables_do_not_say_the_office_decides(place: str | None) -> None:
    answer = ask(place, "不存在")
    assert (answer.area, answer.unit, answer.candidates) == (None, None, ())
    assert codes(answer)[-1] == "undecided"
    assert ask(place, "交通").unit == "transport", "the function alone may decide"


def test_an_area_closed_without_successor_is_said() -> None:
    bodies = (Body("west", "西河县", Level.COUNTY, until=date(2018, 1, 1)),)
    answer = responsible("9902", None, Level.COUNTY, on=ON, places=MAP, bodies=bodies)
    assert answer.area is None
    assert codes(answer) == ["area-closed", "function-unknown", "undecided"]


def test_two_areas_from_one_day_are_refused() -> None:
    with pytest.raises(BrokenRule) as refusal:
        Map(PLACES, (*ASSIGNED, Assignment("9901", "west", date(2010, 1, 1))))
    assert refusal.value.code == "area-ambiguous"
    Map(PLACES, (*ASSIGNED, ASSIGNED[0]))  # the same again is no contradiction


def test_a_place_above_itself_does_not_hang() -> None:
    ring = Map([Place("a", "甲", "b"), Place("b", "乙", "a")], [])
    assert ring.area("a", ON) is None


@given(
    st.sampled_from([place.code for place in PLACES[1:5]]),
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["城乡建设", "劳动社保", "交通", "无"]),
    st.sampled_from(list(Level)),
)
def test_every_answer_has_an_area_a_unit_or_a_choice_and_reasons(
    place: str, day: date, function: str, level: Level
) -> None:
    answer = ask(place, function, level, day)
    assert answer.area == MAP.area(place, day)
    assert answer.area is not None
    assert (answer.unit is None) == (len(answer.candidates) > 1)
    assert all(reason.zh and reason.en for reason in answer.reasons)

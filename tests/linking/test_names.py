"""Names read out of a whole register, each row helping to read the others."""

import pytest

from xinlian.linking.likeness import company_stem, fits_mask, slip, sounds_alike
from xinlian.linking.localnames import local_names
from xinlian.linking.names import Mention, read_names
from xinlian.linking.variants import unify


def _names(titles: list[str]) -> list[list[str]]:
    return [[name.name for name in row] for row in read_names(titles, [""] * len(titles))]


def test_what_precedes_many_names_is_part_of_none() -> None:
    rows = [
        f"{name}停工" for name in ("金桂花园", "锦江公馆", "望湖新城", "云溪家园") for _ in "123"
    ]
    rows += [f"可怜{name}停工" for name in ("金桂花园", "锦江公馆", "望湖新城", "云溪家园")]
    assert _names(rows)[-4:] == [["金桂花园"], ["锦江公馆"], ["望湖新城"], ["云溪家园"]]


def test_a_name_may_hold_a_character_that_joins_words() -> None:
    assert _names(["金都广场漏水", "金都广场停电"]) == [["金都广场"], ["金都广场"]]


def test_what_stands_nearby_is_less_salient() -> None:
    ((first, second),) = read_names(["锦江公馆停工"], ["旁边的金桂花园早就好了"])
    assert (first.name, second.name) == ("锦江公馆", "金桂花园")
    assert first.salience > 0 > second.salience


def test_a_phase_is_part_of_the_name() -> None:
    assert _names(["金桂花园二期停工", "金桂花园一期停工"]) == [["金桂花园2期"], ["金桂花园"]]


def test_names_without_a_known_ending_are_written_in_one_place_only() -> None:
    places = ["城东区", "城西区", "城南县"]
    names = dict(zip(places, ("望湖悦来", "青石映月", "松风听雪"), strict=True))
    rows = [
        (place, f"{names[place]}{said}") for place in places for said in ("停电", "漏水", "闹事")
    ]
    rows += [(place, "到处都是灰尘没人管") for place in places for _ in "123"]
    found = local_names([words for _, words in rows], [place for place, _ in rows])
    assert found == [names[place] for place in places for _ in "123"] + [""] * 9


def test_without_places_no_local_name_is_told_apart() -> None:
    assert local_names(["望湖悦来停电"] * 5, [""] * 5) == [""] * 5


def test_a_tail_of_the_complaint_is_no_part_of_the_name() -> None:
    roads = ("平安大道", "望湖东路", "青石巷")
    rows = [[Mention(f"{road}菜市场", 3.0), Mention(road, 1.0)] for road in roads]
    unified = unify(rows, ["城东区"] * 3, [""] * 3)
    assert [row[0].name for row in unified] == list(roads)


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("金贵花园", "金桂花园", "sound"),
        ("金城花园", "金桂花园", "stroke"),
        ("金花园", "金桂花园", "stroke"),
        ("金桂花园", "金桂花园", ""),
        ("第一小学", "第二小学", ""),
        ("东湖花园", "西湖花园", ""),
        ("银桥公馆", "金桂花园", ""),
    ],
)
def test_slips(wrong: str, right: str, kind: str) -> None:
    assert slip(wrong, right) == kind


def test_sounds_masks_and_companies() -> None:
    assert sounds_alike("桂", "贵")
    assert not sounds_alike("桂", "城")
    assert fits_mask("金**际", "金桂国际")
    assert not fits_mask("金**际", "金际")
    assert not fits_mask("银**际", "金桂国际")
    assert company_stem("锦江房地产开发有限公司") == company_stem("锦江置业") == "锦江"
    assert company_stem("锦江大桥工程") == "锦江大桥工程"

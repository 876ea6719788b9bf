"""Which rows become one matter, which do not, and why."""

import random
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.registers import Row, about, register
from xinlian.linking.engine import link
from xinlian.linking.grouping import same_area
from xinlian.linking.register import Register

_NAMES = ("金桂花园", "鼎盛国际", "鼎盛国际小金铺", "锦江公馆", "锦江公馆二期", "平安大道")


def _matters(rows: list[Row]) -> list[int]:
    return [int(matter) for matter in link(register(rows)).matter]


def test_one_thing_one_subject_one_place_is_one_matter() -> None:
    assert _matters([about("金桂花园")] * 3) == [0, 0, 0]


@pytest.mark.parametrize(
    "other",
    [
        about("金桂花园", "停工"),
        about("锦江公馆"),
        about("金桂花园", place="城西区"),
        about("金桂花园二期"),
        about("金桂花园幼儿园"),
        about("金桂花园小金铺"),
    ],
    ids=["subject", "thing", "place", "phase", "school", "shop"],
)
def test_what_differs_is_another_matter(other: Row) -> None:
    assert _matters([about("金桂花园")] * 4 + [other] * 4) == [0] * 4 + [1] * 4


@pytest.mark.parametrize(
    "other",
    [
        about("金桂花园", place=""),
        about("金桂花園"),
        about("金貴花园"),
        about("金*花园"),
        about("金桂花园小区"),
        about("金桂花园", category=""),
        about("金桂花园", category="城乡建设"),
        ("城东区", "城乡建设/办证", "金桂房产证办不下来", "我们是金桂的业主，没有不动产权证。"),
    ],
    ids=["no place", "script", "homophone", "mask", "tail", "no subject", "broad", "short"],
)
def test_noise_does_not_hide_a_matter(other: Row) -> None:
    assert _matters([about("金桂花园")] * 5 + [other]) == [0] * 6


def test_two_usual_names_one_character_apart_stay_two() -> None:
    assert _matters([about("金桂花园")] * 4 + [about("金贵花园")] * 4) == [0] * 4 + [1] * 4


def test_a_mask_that_fits_two_names_is_not_guessed() -> None:
    rows = [about("金桂花园")] * 3 + [about("金枫花园")] * 3 + [about("金*花园")]
    assert _matters(rows) == [0, 0, 0, 1, 1, 1, 2]


def test_one_wrong_bridge_joins_nothing() -> None:
    """A row that names both things belongs to one of them at most."""
    both = (
        "城东区",
        "城乡建设/办证",
        "金桂花园和锦江公馆都没有办证",
        "金桂花园、锦江公馆都没有证。",
    )
    matters = _matters([about("金桂花园")] * 4 + [about("锦江公馆")] * 4 + [both])
    assert len({matters[0], matters[4]}) == 2


def test_a_copy_without_a_name_joins_its_model_only() -> None:
    words = "每天凌晨大车来来往往，震得窗户直响，老人孩子整夜睡不着觉，请领导派人来看看"
    rows = [("城东区", "", "大车扰民", words)] * 3 + [("城西区", "", "大车扰民", words)]
    rows += [
        ("城东区", "", "盼复", "孩子到了年纪却报不上名，跑了好几趟都说材料不够"),
        ("城东区", "", "盼复", "低保停了三个月，去问说系统里查不到我的名字"),
        ("城东区", "", "盼复", "楼上天天半夜拖桌子，上门劝了几次反而骂人"),
    ]
    matters = _matters(rows)
    assert matters[:4] == [0, 0, 0, 1]
    assert len(set(matters[3:])) == 4


def test_reasons_are_words_in_both_languages() -> None:
    groups = link(
        register([about("金桂花园")] * 3 + [about("金*花园", place="")] + [about("锦江公馆")])
    )
    assert groups.explain(0) == []
    assert groups.explain(4) == []
    zh = [reason.zh for reason in groups.explain(3)]
    assert zh[0] == "同一项目 金桂花园（少见名称，5 件中 4 件）"
    assert zh[1:3] == ["名称有遮蔽，相符但不能确认", "属地未写明"]
    assert groups.explain(3)[0].en == "same project 金桂花园 (rare name, 4 of 5)"
    assert groups.explain(3)[1].weight < 0


def test_links_say_who_stands_for_the_matter_and_how_sure() -> None:
    groups = link(register([about("金桂花园"), about("金*花园"), about("金桂花园")]))
    assert groups.links.left.tolist() == [1, 2]
    assert groups.links.right.tolist() == [0, 0]
    assert 0.5 < groups.links.probability[0] < groups.links.probability[1] <= 1


def test_a_higher_threshold_keeps_only_surer_links() -> None:
    rows = register([about("金桂花园"), about("金*花园", place=""), about("金桂花园")])
    unsure = float(link(rows).links.probability.min())
    assert link(rows, threshold=unsure + 1e-6).matter.tolist() == [0, 1, 0]


def test_an_empty_register_has_no_matters() -> None:
    empty = Register([], [], [], [], [], [], [], [])
    assert link(empty).matter.tolist() == []
    assert len(link(empty).links) == 0


def test_columns_must_be_of_one_length() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        replace(register([about("金桂花园")]), place=[])


def test_the_engine_has_no_place_for_who_wrote() -> None:
    names = {field.name for field in fields(Register)}
    assert names == {
        *("number", "received", "channel", "people"),
        *("place", "category", "title", "text"),
    }


_ROW = st.builds(
    about,
    st.sampled_from(_NAMES),
    st.sampled_from(["办证", "停工", "欠薪"]),
    st.sampled_from(["城东区", "城西区", ""]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_ROW, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_groups_are_whole_repeatable_and_blind_to_number_and_channel(
    rows: list[Row], dice: random.Random
) -> None:
    one = register(rows)
    first = link(one).matter
    assert sorted(set(first.tolist())) == list(range(int(first.max()) + 1))
    blind = replace(
        one,
        number=[str(dice.random()) for _ in rows],
        channel=[dice.choice(("visit", "web")) for _ in rows],
        people=[dice.randrange(1, 50) for _ in rows],
    )
    np.testing.assert_array_equal(first, link(blind).matter)


def test_places_contain_one_another() -> None:
    assert same_area("430100", "430102")
    assert same_area("城东区", "城东区/解放街道")
    assert not same_area("430102", "430103")
    assert not same_area("城东区", "城西区")

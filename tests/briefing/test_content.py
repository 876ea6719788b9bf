"""Words are the office's, figures are locked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.briefing.content import Content, Shown
from xinlian.briefing.writer import Writer
from xinlian.rules.errors import BrokenRule

USED = Shown("limits.used", "越级走访已使用", "19批次")
SHARE = Shown("limits.share", "指标使用率", "46.34%")


@pytest.fixture
def content() -> Content:
    """Return a report of one heading and one paragraph with two figures, a third left out."""
    writer = Writer()
    writer.heading(1, "总体情况")
    writer.paragraph("2018年已用", USED, "，占", SHARE, "。")
    return writer.content("通报", ("limits.used", "cases.open"))


def test_a_figure_keeps_its_value_whatever_is_typed_in_its_brackets(content: Content) -> None:
    lines = [(0, "本年已用【99批次#0】，占【46.34%#1】。")]
    edited = content.edited("通报", lines)
    assert edited.as_lines() == ["本年已用【19批次#0】，占【46.34%#1】。"]


def test_a_number_typed_by_hand_is_unverified_a_date_is_not(content: Content) -> None:
    line = "2018年1—11月共23批次，其中三批次由第2组办理，比10月7日多12.5%。"
    assert content.edited("通报", [(0, line)]).unverified() == ["23", "三", "12.5%"]
    assert content.unverified() == []


def test_mandatory_figures_left_out_are_listed(content: Content) -> None:
    assert content.omitted() == ["cases.open"]
    assert content.edited("通报", [(0, "已用。")]).omitted() == ["limits.used", "cases.open"]


@pytest.mark.parametrize("line", ["【1#7】", "共【19批次#2】"])
def test_a_bracket_that_names_no_figure_is_refused(content: Content, line: str) -> None:
    with pytest.raises(BrokenRule, match="figure-unknown"):
        content.edited("通报", [(0, line)])


def test_refreshing_changes_figures_and_no_words(content: Content) -> None:
    fresh = {USED.id: Shown(USED.id, USED.label, "20批次")}
    refreshed, changed = content.refreshed(fresh)
    assert changed == ["limits.used", "limits.share"]
    assert refreshed.as_lines()[1] == "2018年已用【20批次#0】，占【（已无此项）#1】。"
    same, unchanged = content.refreshed({USED.id: USED, SHARE.id: SHARE})
    assert (same, unchanged) == (content, [])


def test_content_is_kept_whole(content: Content) -> None:
    assert Content.from_json(json.loads(json.dumps(content.as_json()))) == content


WORDS = st.text(alphabet=st.characters(exclude_characters="【】#", exclude_categories=["Cs"]))


@given(WORDS, st.sampled_from([0, 1]), WORDS)
def test_any_words_around_a_figure_survive(before: str, figure: int, after: str) -> None:
    base = Content("通报", (), (USED, SHARE))
    token = f"【{(USED, SHARE)[figure].text}#{figure}】"
    edited = base.edited("通报", [(0, before + token + after)])
    assert edited.as_lines() == [before + token + after]

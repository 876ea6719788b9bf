"""Long titles break between words, in lines of a seemly shape."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinlian.official.text import ems
from xinlian.official.titles import WIDEST, title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("信访形势分析研判报告", ("信访形势分析研判报告",)),
        ("关于2018年1—10月全市信访工作情况的通报", ("关于2018年1—10月", "全市信访工作情况的通报")),
        (
            "丰安市信访工作联席会议2018年第二次全体会议主持讲话",
            ("丰安市信访工作联席会议2018年", "第二次全体会议主持讲话"),
        ),
        ("由人\n断开", ("由人", "断开")),
    ],
)
def test_breaks_where_a_reader_would(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


def test_three_lines_are_not_narrow_in_the_middle() -> None:
    title = (
        "关于印发全市城市建设、集资融资、劳动和社会保障领域信访积案化解专项治理工作实施方案的通知"
    )
    first, middle, last = map(ems, title_lines(title))
    assert middle >= min(first, last)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="关于全市信访工作2018年的、《》（）通报", min_size=1, max_size=70))
def test_no_character_is_lost_and_no_line_is_too_wide(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(ems(line) <= WIDEST for line in lines)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["信访", "工作", "积案化解", "2018年", "联席会议"]), min_size=7, max_size=14
    )
)
def test_no_line_begins_with_a_mark_of_punctuation(words: list[str]) -> None:
    assert not [line for line in title_lines("、".join(words)) if line.startswith("、")]

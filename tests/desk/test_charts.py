"""Charts: values become points within the drawing; every value stands in the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.desk.charts import HEIGHT, WIDTH, Series, bar_chart, line_chart

values = st.lists(
    st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 1e9)), min_size=1, max_size=40
)


@given(values)
def test_every_mark_lies_within_the_drawing_and_every_value_in_the_table(
    given_values: list[float | None],
) -> None:
    names = [str(place) for place in range(len(given_values))]
    chart = line_chart("t", names, [Series("s", given_values)])
    known = [value for value in given_values if value is not None]
    assert len(chart.lines[0].marks) == len(known)
    for mark in chart.lines[0].marks:
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= HEIGHT
    assert [row[0] for row in chart.table] == names
    assert [bool(row[1]) for row in chart.table] == [value is not None for value in given_values]


def test_a_line_breaks_where_nothing_is_known_and_higher_is_higher() -> None:
    series = Series("s", [1, 4, None, 2], ["a", "b", "c", "d"])
    chart = line_chart("t", ["1", "2", "3", "4"], [series])
    line = chart.lines[0]
    assert line.path.count("M") == 2
    assert line.marks[1].y < line.marks[0].y
    assert [mark.href for mark in line.marks] == ["a", "b", "d"]
    assert chart.ticks[0].label == "0"


def test_a_series_must_fit_its_names() -> None:
    with pytest.raises(ValueError, match="zip"):
        line_chart("t", ["1", "2"], [Series("s", [1])])


def test_bars_keep_their_proportion_and_order() -> None:
    chart = bar_chart("t", [("甲", 8, "/a"), ("乙", 4, "/b"), ("丙", 0, "/c")])
    assert [bar.name for bar in chart.bars] == ["甲", "乙", "丙"]
    assert chart.bars[0].width == pytest.approx(2 * chart.bars[1].width, abs=0.2)
    assert chart.bars[2].width == 0
    with pytest.raises(ValueError, match="zero"):
        bar_chart("t", [("甲", -1, "")])

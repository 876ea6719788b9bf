"""How figures are put into words: never a rise where it fell, both where the two differ."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.briefing.phrases import both, change, direction, listed, percent, points

COUNTS = st.integers(0, 100_000)


@given(COUNTS, COUNTS)
def test_a_fall_is_never_called_a_rise(now: int, then: int) -> None:
    words = change(now, then, "同比")
    assert ("上升" in words or "增加" in words) <= (now > then)
    assert ("下降" in words) <= (now < then)
    assert ("持平" in words) == (direction(now, then) == 0)


@given(st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1]))
def test_two_directions_are_both_said_or_agree(year: int, recent: int) -> None:
    words = both(year, recent)
    if year * recent < 0:
        assert "总体" in words
        assert "近期" in words
    if year == recent:
        assert words == ""


def test_a_fall_over_the_year_with_a_rebound() -> None:
    assert both(-1, 1) == "总体下降，但近期反弹"


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "words"),
    [
        (19, 41, 2, "46.34%"), (8, 8, 1, "100%"), (6, 3, 1, "200%"), (4, 8, 1, "50%"),
        (1, 3, 1, "33.3%"), (11, 14, 2, "78.57%"), (0, 5, 2, "0%"), (1, 200, 0, "1%"),
        (-1, 8, 1, "-12.5%"),
    ],
)  # fmt: skip
def test_rates_are_rounded_half_up(
    numerator: int, denominator: int, places: int, words: str
) -> None:
    assert percent(Fraction(numerator, denominator), places) == words


@given(st.fractions(-10, 10), st.integers(0, 3))
def test_a_written_rate_is_the_rate_to_half_a_place(rate: Fraction, places: int) -> None:
    written = Fraction(percent(rate, places).removesuffix("%"))
    assert abs(written - rate * 100) <= Fraction(1, 2 * 10**places)


def test_rates_differ_by_points() -> None:
    assert points(Fraction(1, 2), Fraction(1, 4)) == "提高25个百分点"
    assert points(Fraction(1, 4), Fraction(1, 2)) == "下降25个百分点"
    assert points(Fraction(1, 4), Fraction(1, 4)) == "持平"


def test_names_are_joined_as_people_do() -> None:
    assert [listed(names) for names in ([], ["甲"], ["甲", "乙"], ["甲", "乙", "丙"])] == [
        "", "甲", "甲和乙", "甲、乙和丙",
    ]  # fmt: skip

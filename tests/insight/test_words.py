"""Names of figures, periods and rates."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.insight.figure import percent
from xinlian.insight.names import FigureName, named, parse
from xinlian.insight.periods import STANDARD, period
from xinlian.insight.projection import project
from xinlian.rules.facts import LATEST
from xinlian.rules.measures import MEASURES

_VALUES = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(
    st.sampled_from(sorted(MEASURES)),
    st.dictionaries(st.sampled_from(["area", "category", "unit"]), _VALUES),
    st.sampled_from(["", *STANDARD, "2018-10"]),
    st.none() | st.integers(0, 99),
)
def test_an_id_is_taken_apart_as_it_was_put_together(
    measure: str, dimensions: dict[str, str | None], span: str, row: int | None
) -> None:
    name = FigureName(measure, tuple(sorted(dimensions.items())), span, "", row)
    assert parse(str(name)) == name


def test_ids_read_plainly() -> None:
    name = named("visits.batches", period="ytd", against="last-year", level="city", form="group")
    assert str(name) == "visits.batches:form=group:level=city@ytd!last-year"
    assert str(named("petitions.all", category="城建/物业")) == "petitions.all:category=城建/物业"
    assert str(named("petitions.all", area=None)) == "petitions.all:area=~"


@pytest.mark.parametrize(
    ("key", "as_of", "first", "last"),
    [
        ("ytd", "2018-11-07", "2018-01-01", "2018-11-07"),
        ("last-year", "2018-11-07", "2017-01-01", "2017-11-07"),
        ("last-year", "2020-02-29", "2019-01-01", "2019-02-28"),
        ("month", "2018-11-07", "2018-11-01", "2018-11-07"),
        ("last-month", "2018-11-07", "2018-10-01", "2018-10-31"),
        ("last-month", "2018-10-31", "2018-10-01", "2018-10-31"),
        ("month-before", "2018-01-15", "2017-11-01", "2017-11-30"),
        ("last-three", "2018-11-07", "2018-08-01", "2018-10-31"),
        ("three-before", "2018-11-07", "2018-05-01", "2018-07-31"),
        ("2018-11", "2018-11-07", "2018-11-01", "2018-11-07"),
    ],
)
def test_periods(key: str, as_of: str, first: str, last: str) -> None:
    found = period(key, date.fromisoformat(as_of))
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_a_rate_is_rounded_half_up() -> None:
    assert percent(19, 41) == Decimal("46.34")
    assert percent(1, 3) == Decimal("33.33")
    assert percent(1, 800) == Decimal("0.13"), "0.125"
    assert percent(-1, 800) == Decimal("-0.13")
    assert percent(1, 0) is None


def test_every_measure_reads_declared_facts_and_says_what_it_is() -> None:
    for key, measure in MEASURES.items():
        assert key == measure.id
        assert set(measure.facts) <= set(LATEST), key
        for words in (measure.name, measure.definition, measure.exclusions):
            assert words.zh
            assert words.en.isascii()
        assert (measure.denominator is not None) == (
            measure.unit in {"percent", "per_matter", "rank"}
        )


def test_a_projection_of_even_months_is_their_rate() -> None:
    found = project(2018, [31, 28, 31, 30, 31, 30])
    assert abs(found.expected - 365) <= 1
    assert found.low < found.expected < found.high


def test_months_that_scatter_widen_the_interval() -> None:
    even, uneven = project(2018, [10] * 6), project(2018, [0, 30, 0, 0, 30, 0])
    assert uneven.high - uneven.low > even.high - even.low


def test_a_whole_year_leaves_nothing_to_project() -> None:
    found = project(2018, [1] * 12)
    assert (found.low, found.expected, found.high) == (12, 12, 12)
    assert project(2018, [0] * 3).expected == 2, "a quarter without a visit proves little"


def test_a_projection_needs_a_month() -> None:
    with pytest.raises(ValueError, match="whole months"):
        project(2018, [])


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12))
def test_the_interval_holds_what_has_been_and_what_is_expected(months: list[int]) -> None:
    found = project(2018, months)
    assert sum(months) <= found.low <= found.high
    assert found.low <= found.expected

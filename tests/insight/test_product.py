"""The exact figures of product.md, from records."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from tests.insight.city import AREAS, AS_OF, KINDS, LIMITS, product_city
from xinlian.insight.figures import Figure, evidence, figure, figures, trace
from xinlian.insight.names import parse
from xinlian.insight.tables import Ledger, Moment
from xinlian.insight.view import View
from xinlian.rules.errors import BrokenRule
from xinlian.rules.handling_measures import HANDLING
from xinlian.rules.measures import MEASURES

Figures = Mapping[str, Figure]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(product_city().write(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def found(ledger: Ledger) -> Figures:
    return {each.id: each for each in figures(ledger, AS_OF)}


def test_the_limit_of_the_city(found: Figures) -> None:
    assert found["limits.city"].value == 41
    assert found["limits.used"].value == 19
    assert found["limits.share"].value == Decimal("46.34")
    assert found["limits.areas"].value == 41 - 4
    assert found["limits.reserve"].value == 4
    assert found["limits.balance"].value == 0
    assert found["limits.overrun"].value == 0


@pytest.mark.parametrize(
    ("area", "expected"),
    [("A", (8, 8, "100.00", 0)), ("B", (6, 3, "200.00", 3)), ("C", (4, 8, "50.00", 0)),
     ("D", (1, 3, "33.33", 0))],
)  # fmt: skip
def test_the_limits_of_the_areas(
    found: Figures, area: str, expected: tuple[int, int, str, int]
) -> None:
    values = [
        found[f"limits.{measure}:area={area}"].value
        for measure in ("used", "limit", "share", "overrun")
    ]
    assert values == [expected[0], expected[1], Decimal(expected[2]), expected[3]]


def test_areas_sum_to_the_city(found: Figures) -> None:
    areas = [found[f"limits.used:area={area}"].numerator for area in AREAS]
    assert areas == [8, 6, 4, 1]
    assert sum(found[f"limits.used:area={area}"].numerator for area in LIMITS) == 19
    assert sum(found[f"limits.limit:area={area}"].numerator for area in AREAS) == 22


def test_the_path_over_the_months(found: Figures) -> None:
    path = {month: found[f"limits.path:month={month}"].value for month in range(1, 12)}
    assert (path[6], path[9], path[10], path[11]) == (4, 9, 19, 19)
    assert found["limits.month:month=10"].value == 10
    november = found["limits.month:month=11"]
    assert november.value == 0
    assert [each.count for each in november.excluded] == [6], "nobody has returned it yet"


def test_the_projection_has_its_interval(found: Figures) -> None:
    low, mid, high = (found[f"limits.projection{end}"].value for end in ("_low", "", "_high"))
    assert (low, mid, high) == (20, 23, 27)


def test_the_assigned_cases(found: Figures) -> None:
    counts = [found[f"cases.{state}"].value for state in ("assigned", "closed", "open", "overdue")]
    assert counts == [14, 11, 3, 3]
    assert found["cases.resolution"].value == Decimal("78.57")
    assert sum(each.numerator for key, each in found.items() if key.startswith("cases.open:")) == 3


def test_the_rank_among_the_peers(found: Figures) -> None:
    rank = found["peers.rank:measure=province_visits"]
    assert (rank.value, rank.denominator, rank.direction) == (16, 21, "more_is_worse")
    assert rank.records == 21


def test_the_kinds_of_repeat_matters(ledger: Ledger, found: Figures) -> None:
    counts = {kind: found[f"repeat.matters:kind={kind}@ytd"].value for kind in KINDS}
    assert counts == KINDS
    assert found["repeat.matters@ytd"].value == 34
    names = trace(ledger, "repeat.matters:kind=management@ytd", AS_OF)
    assert len({row[names.columns.index("name")] for row in names.rows}) == 5


def test_fewer_of_them_stood_there_in_june(ledger: Ledger) -> None:
    assert figure(ledger, "repeat.matters@ytd", date(2018, 6, 30)).value == 0
    assert figure(ledger, "limits.used", date(2018, 6, 30)).value == 3, "June's returns came later"
    assert figure(ledger, "limits.used", date(2018, 7, 5)).value == 4


def _one_of_every_shape(found: Figures) -> list[Figure]:
    """Return, for every measure, dimensions and period, the figure with most records."""
    best: dict[tuple[object, ...], Figure] = {}
    for each in found.values():
        name = parse(each.id)
        along = tuple(key for key, _ in name.dimensions)
        shape = (name.measure, along, name.period, name.against)
        if shape not in best or each.records > best[shape].records:
            best[shape] = each
    return list(best.values())


def test_every_figure_opens_onto_its_records(ledger: Ledger, found: Figures) -> None:
    view = View(ledger, Moment(AS_OF))
    for each in _one_of_every_shape(found):
        behind = evidence(view, parse(each.id))
        assert view.figure(behind) == each
        assert behind.trace().total == each.numerator, each.id
        assert len(behind.rows) == each.records, each.id


def test_every_figure_has_words_in_both_languages(found: Figures) -> None:
    for each in found.values():
        assert each.zh
        assert each.en.isascii() or each.name
        assert parse(each.id).measure in MEASURES
        assert str(parse(each.id)) == each.id


def test_the_report_gives_every_measure(found: Figures) -> None:
    given = {parse(key).measure for key in found}
    handled = {measure.id for measure in HANDLING}
    assert set(MEASURES) - given - handled == {
        "promises.made", "promises.kept", "promises.open", "promises.overdue",
        "limits.week",
    }  # fmt: skip


def test_one_row_of_a_figure(ledger: Ledger) -> None:
    whole = trace(ledger, "cases.open", AS_OF)
    assert trace(ledger, "cases.open#1", AS_OF).rows == whole.rows[1:2]


@pytest.mark.parametrize(
    "text",
    ["", "petitions", "petitions.none@ytd", "petitions.all", "petitions.all@soon",
     "petitions.all:colour=red@ytd", "limits.used:area=Z", "repeat.rate@ytd!last-year",
     "cases.open:area=A:area=B", "petitions.all@ytd; drop table"],
)  # fmt: skip
def test_what_names_no_figure_is_refused(ledger: Ledger, text: str) -> None:
    with pytest.raises(BrokenRule) as refusal:
        trace(ledger, text, AS_OF)
    assert refusal.value.code == "figure-unknown"

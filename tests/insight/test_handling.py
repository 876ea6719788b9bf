"""Measures of handling: open ones in the denominators, extensions respected, records exact."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from math import ceil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.handled import Handled
from xinlian.insight import handling
from xinlian.insight.figure import Figure, percentile
from xinlian.insight.handling import evidence
from xinlian.insight.names import parse
from xinlian.insight.tables import Ledger, Moment
from xinlian.insight.view import View
from xinlian.rules.errors import BrokenRule
from xinlian.rules.handling_measures import HANDLING

AS_OF = date(2018, 11, 7)
D = date(2018, 3, 1)
_SETTINGS = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _view(book: Handled, home: Path, as_of: date = AS_OF) -> View:
    return View(Ledger(book.write(home)), Moment(as_of))


def _figures(book: Handled, home: Path, as_of: date = AS_OF) -> dict[str, Figure]:
    return {each.id: each for each in handling.figures(_view(book, home, as_of))}


def _parts(figure: Figure) -> tuple[int, int | None]:
    return figure.numerator, figure.denominator


def _after(days: int) -> date:
    return D + timedelta(days=days)


def _town() -> Handled:
    """Return a book in which everything that is measured happens at least once."""
    book = Handled()
    book.area("A")
    book.matter(1, D)
    first = book.received(D)
    book.link(first, 1, D, "p")
    book.step(first, "sort", "sorted", _after(2))
    wrong = book.passed(first, _after(3), "E")
    book.passed(first, _after(3), "F", lead=False)
    book.state(
        "contest.filed", wrong, _after(4), file=first, unit="E", on=_after(4),
        reasons_digest="2" * 64,
    )  # fmt: skip
    book.state(
        "contest.decided", wrong, _after(7), file=first, agreed=True, level="sender", unit="U",
        on=_after(7), answer_digest="2" * 64,
    )  # fmt: skip
    book.came_back(first, wrong, _after(7))
    book.passed(first, _after(8), "D")
    book.told(first, _after(10))
    book.accepted(first, _after(10))
    urging = book.urged(first, _after(40), _after(50))
    book.state(
        "urging.answered", urging, _after(45), file=first, text_digest="2" * 64, on=_after(45)
    )
    book.served(first, _after(60))
    book.rated(first, "basically", _after(62))
    book.reviewed(first, _after(70), _after(90))
    book.step(first, "reopen", "accepted", _after(95))
    book.urged(first, _after(100), _after(110))
    call = book.received(_after(30), profile="hotline-12345")
    book.accepted(call, _after(31))
    book.served(call, _after(40))
    book.rated(call, "satisfied", _after(41), means="call", caller="U", call="1")
    book.received(_after(200))
    return book


def test_every_measure_is_given_and_every_figure_opens_onto_its_records(tmp_path: Path) -> None:
    view = _view(_town(), tmp_path)
    found = list(handling.figures(view))
    assert {parse(each.id).measure for each in found} == {each.id for each in HANDLING}
    for each in found:
        behind = evidence(view, parse(each.id))
        assert view.figure(behind) == each
        assert behind.trace().total == each.numerator, each.id
        assert len(behind.rows) == each.records, each.id
        assert each.en.isascii() or each.name


def test_what_happened_in_the_town(tmp_path: Path) -> None:
    found = _figures(_town(), tmp_path)
    assert _parts(found["notice.timely@ytd"]) == (1, 3), "one was called, one is open"
    assert _parts(found["completion.timely@ytd"]) == (2, 2)
    assert _parts(found["settled.first@ytd"]) == (0, 1), "reviewed; the call has no matter"
    assert {each.reason: each.count for each in found["settled.first@ytd"].excluded} == {
        "unknown": 1
    }
    assert _parts(found["rating.participation:object=unit@ytd"]) == (2, 2)
    assert _parts(found["rating.participation:object=office@ytd"]) == (0, 2)
    assert _parts(found["hotline.satisfaction@ytd"]) == (1, 1)
    assert found["days.step_median:step=contesting@ytd"].value == 3
    assert found["days.step_median:step=reviewing:unit=R@ytd"].value == 20
    assert found["days.step_high:step=concluding@ytd"].value == 50
    assert found["reassigned.times:unit=E@ytd"].value == 1, "the lead; F only took part"
    assert "reassigned.times:unit=F@ytd" not in found
    assert _parts(found["reassigned.average@ytd"]) == (1, 1)
    assert found["reopened.times:unit=D@ytd"].value == 1
    assert (found["urged.times@ytd"].value, found["urged.unanswered"].value) == (2, 1)
    assert (found["open.files"].value, found["open.overdue"].value) == (2, 1), "one is reopened"


def test_open_past_due_counts_as_late_and_what_runs_does_not_count(tmp_path: Path) -> None:
    book = Handled()
    served, late, open_, running = (book.received(D) for _ in range(4))
    for petition in (served, late, open_):
        book.accepted(petition, D)
    book.accepted(running, date(2018, 10, 1))
    book.served(served, _after(60))
    book.served(late, _after(61))
    found = _figures(book, tmp_path)
    assert _parts(found["completion.timely@ytd"]) == (1, 3)
    assert str(found["completion.timely:unit=D@ytd"].value) == "33.33"
    assert _parts(found["completion.timely@2018-04"]) == (1, 3), "due on 30 April"
    assert found["open.overdue:unit=D"].value == 2, "one of them by its notice alone"


def test_the_last_day_itself_is_not_over(tmp_path: Path) -> None:
    book = Handled()
    book.accepted(book.received(D), D)
    day = _after(60)
    view = _view(book, tmp_path, day)
    assert evidence(view, parse("completion.timely@ytd")).denominator == 0
    after = View(view.ledger, Moment(_after(61)))
    assert evidence(after, parse("completion.timely@ytd")).denominator == 1


def test_a_lawful_extension_has_its_own_last_day(tmp_path: Path) -> None:
    book = Handled()
    petition = book.received(D)
    clock = book.accepted(petition, D)
    book.ended(clock, _after(50), "stopped")
    book.runs(petition, "extension", D, 90)
    book.served(petition, _after(80), "extension")
    found = _figures(book, tmp_path)["completion.timely@ytd"]
    assert _parts(found) == (1, 1)
    assert {each.reason: each.count for each in found.excluded} == {"stopped": 1}


def test_stopping_a_clock_after_its_last_day_hides_nothing(tmp_path: Path) -> None:
    book = Handled()
    petition = book.received(D)
    book.ended(book.accepted(petition, D), _after(70), "stopped")
    assert _parts(_figures(book, tmp_path)["completion.timely@ytd"]) == (0, 1)


def test_a_clock_that_moved_or_runs_again_is_read_as_it_stands(tmp_path: Path) -> None:
    book = Handled()
    moved, resumed = book.received(D), book.received(D)
    key = book.accepted(moved, D)
    book.state("clock.moved", key, _after(20), due_on=_after(70), why="withdrawal", on=_after(20))
    book.served(moved, _after(65))
    again = book.accepted(resumed, D)
    book.ended(again, _after(10), "stopped")
    book.state("clock.resumed", again, _after(12))
    assert _parts(_figures(book, tmp_path)["completion.timely@ytd"]) == (1, 2)


def test_no_accusation_and_nothing_held_is_in_any_figure(tmp_path: Path) -> None:
    book = Handled()
    held, found_out, plain = (book.received(D) for _ in range(3))
    book.accepted(plain, D)
    before = _figures(_alone(), tmp_path / "alone")
    book.step(held, "hold", "held", D)
    for petition in (held, found_out):
        book.runs(petition, "handling", D, 60)
        book.urged(petition, _after(5), _after(9))
        book.rated(petition, "satisfied", _after(9))
    book.state("petition.corrected", found_out, _after(1), purpose="accusation", reason="sorted")
    assert _figures(book, tmp_path / "with") == before


def _alone() -> Handled:
    book = Handled()
    book.accepted(book.received(D), D)
    return book


def test_who_has_no_address_is_owed_no_notice(tmp_path: Path) -> None:
    book = Handled()
    book.received(D, petitioner=None)
    found = _figures(book, tmp_path)["notice.timely@ytd"]
    assert (found.value, {each.reason: each.count for each in found.excluded}) == (
        None, {"unnamed": 1},
    )  # fmt: skip


@pytest.mark.parametrize(("came", "settled"), [(60, 1), (61, 0), (150, 0), (151, 1)], ids=str)
def test_a_repeat_within_ninety_days_unsettles(tmp_path: Path, came: int, settled: int) -> None:
    book = Handled()
    book.matter(1, D)
    first, again = book.received(D), book.received(_after(came))
    for petition in (first, again):
        book.link(petition, 1, _after(came), "p")
    book.accepted(first, D)
    book.served(first, _after(60))
    found = _figures(book, tmp_path)
    assert _parts(found["settled.first@ytd"]) == (settled, 1)
    assert "settled.first@2018-07" in found, "150 days after 1 March"


def test_days_since_first_receipt_are_not_reset_by_registering_anew(tmp_path: Path) -> None:
    book = Handled()
    book.matter(1, D)
    first, again, other = book.received(D), book.received(_after(100)), book.received(_after(200))
    for petition, who in ((first, "p"), (again, "p"), (other, "q")):
        book.link(petition, 1, _after(200), who)
    book.step(first, "withdraw", "withdrawn", _after(90))
    found = _figures(book, tmp_path)
    today = (AS_OF - D).days
    assert (found["open.age_high"].value, found["open.since_high"].value) == (today - 100, today)
    assert found["open.since_median"].value == today - 200


def test_later_ratings_replace_and_the_unrated_do_not_please(tmp_path: Path) -> None:
    book = Handled()
    for value in ("satisfied", "dissatisfied", None):
        petition = book.received(D)
        book.step(petition, "settle", "concluded", _after(30))
        if value:
            book.rated(petition, "satisfied", _after(31))
            book.rated(petition, value, _after(32))
    found = _figures(book, tmp_path)
    assert _parts(found["rating.satisfaction:object=unit@ytd"]) == (1, 2)
    assert _parts(found["rating.participation:object=unit@ytd"]) == (2, 3)


@pytest.mark.parametrize(
    "text",
    ["completion.timely", "completion.timely@ytd!last-year", "rating.satisfaction@ytd",
     "open.files@ytd", "open.files:step=sorting", "completion.timely:object=unit@ytd"],
)  # fmt: skip
def test_what_names_no_figure_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BrokenRule) as refusal:
        evidence(_view(_town(), tmp_path), parse(text))
    assert refusal.value.code == "figure-unknown"


_LIFE = st.tuples(st.integers(0, 60), st.none() | st.integers(1, 120), st.sampled_from("DE"))


@_SETTINGS
@given(st.lists(_LIFE, min_size=1, max_size=12))
def test_laws_of_the_rate(lives: list[tuple[int, int | None, str]]) -> None:
    book = Handled()
    for start, took, unit in lives:
        petition = book.received(_after(start))
        book.accepted(petition, _after(start), unit)
        if took:
            book.served(petition, _after(start + took))
    with tempfile.TemporaryDirectory() as home:
        found = _figures(book, Path(home))
        book.accepted(book.received(D), D)
        more = _figures(book, Path(home))
    rate, with_open = found["completion.timely@ytd"], more["completion.timely@ytd"]
    assert rate.value is not None
    assert 0 <= rate.value <= 100
    in_time = sum(took is not None and took <= 60 for _, took, _ in lives)
    assert _parts(rate) == (in_time, len(lives))
    assert _parts(with_open) == (in_time, len(lives) + 1), "open past due lowers the rate"
    units = [found.get(f"completion.timely:unit={unit}@ytd") for unit in "DE"]
    assert sum(each.denominator or 0 for each in units if each) == rate.denominator


@given(st.lists(st.integers(0, 400), min_size=1), st.sampled_from([50, 90]))
def test_a_percentile_is_the_nearest_rank(days: list[int], share: int) -> None:
    rank = max(1, ceil(len(days) * share / 100))
    assert percentile(Counter(days), share) == sorted(days)[rank - 1]


def test_a_percentile_of_nothing() -> None:
    assert percentile({}, 50) is None

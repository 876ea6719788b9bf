"""A pinned report beside what is known now."""

from datetime import date
from pathlib import Path

from tests.insight.factory import Book
from xinlian.insight.figures import figure, figures
from xinlian.insight.revisions import revisions
from xinlian.insight.tables import Ledger

AS_OF = date(2018, 11, 7)
LATER = date(2018, 12, 1)


def _book() -> Book:
    book = Book()
    book.area("A")
    book.matter(1, date(2018, 1, 5), kind="wages", area="A")
    for month in (2, 4, 6):
        book.link(book.visit(date(2018, month, 3), 5, area="A"), 1, date(2018, month, 4))
    book.state("limit.planned", 2018, date(2018, 1, 2), year=2018, amount=10)
    book.state("limit.set", 2018, date(2018, 1, 2), year=2018, area="A", amount=10)
    book.returned("A", 2018, 10, 2, date(2018, 11, 5))
    return book


def test_nothing_later_changes_nothing(tmp_path: Path) -> None:
    book = _book()
    ledger = Ledger(book.write(tmp_path))
    assert revisions(ledger, AS_OF, len(book.rows)) == []


def test_a_petition_entered_late_revises_the_month(tmp_path: Path) -> None:
    book = _book()
    pinned = len(book.rows)
    book.petition(date(2018, 10, 9), known=LATER, area="A")
    fact = len(book.rows)
    ledger = Ledger(book.write(tmp_path))
    ids = ["petitions.items:area=A@last-month", "visits.batches@ytd"]
    found = {each.id: each for each in revisions(ledger, AS_OF, pinned, only=ids)}
    change = found["petitions.items:area=A@last-month"]
    assert change.old is not None
    assert change.new is not None
    assert (change.old.value, change.new.value) == (0, 1)
    assert [each.seq for each in change.facts] == [fact]
    assert change.facts[0].actor == "staff:1"
    assert "visits.batches@ytd" not in found
    assert figure(ledger, "petitions.items@ytd", AS_OF).value == 0, "as known then, unchanged"


def test_a_petition_after_the_day_is_no_revision(tmp_path: Path) -> None:
    book = _book()
    pinned = len(book.rows)
    book.petition(LATER, area="A")
    book.state("limit.planned", 2018, LATER, year=2018, amount=99)
    assert revisions(Ledger(book.write(tmp_path)), AS_OF, pinned) == []


def test_a_correction_moves_a_petition_between_areas(tmp_path: Path) -> None:
    book = _book()
    pinned = len(book.rows)
    fact = book.state("petition.corrected", 1, LATER, area="B", reason="wrong place")
    moved = ["visits.batches:area=A@ytd", "visits.batches:area=B@ytd"]
    ledger = Ledger(book.write(tmp_path))
    ids = [*moved, "visits.batches@ytd"]
    found = {each.id: each for each in revisions(ledger, AS_OF, pinned, only=ids)}
    for figure_id in moved:
        assert [each.seq for each in found[figure_id].facts] == [fact]
    assert found["visits.batches:area=B@ytd"].old is None
    assert "visits.batches@ytd" not in found


def test_a_return_corrected_later_and_a_link_taken_back(tmp_path: Path) -> None:
    book = _book()
    pinned = len(book.rows)
    back = book.state("petition.unlinked", 3, LATER, matter=1, reason="another estate")
    again = book.returned("A", 2018, 10, 3, LATER)
    ledger = Ledger(book.write(tmp_path))
    ids = ["limits.used", "repeat.matters@ytd", "limits.city"]
    found = {each.id: each for each in revisions(ledger, AS_OF, pinned, only=ids)}
    assert set(found) == {"limits.used", "repeat.matters@ytd"}
    assert [each.seq for each in found["limits.used"].facts] == [again]
    left = found["repeat.matters@ytd"]
    assert left.old is not None
    assert left.old.value == 1
    assert back in {each.seq for each in left.facts}


def test_the_pinned_report_can_always_be_made_again(tmp_path: Path) -> None:
    book = _book()
    pinned = len(book.rows)
    before = figures(Ledger(book.write(tmp_path)), AS_OF, pinned)
    book.petition(date(2018, 3, 1), known=date(2018, 3, 1))
    book.returned("A", 2018, 9, 5, date(2018, 10, 5))
    ledger = Ledger(book.write(tmp_path))
    assert figures(ledger, AS_OF, pinned) == before
    assert figures(ledger, AS_OF) != before

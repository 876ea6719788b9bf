"""Folding facts: corrections, and where a petition's matter is after all that moved it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from tests.insight.factory import Book
from xinlian.insight.figures import compute, figure, figures, trace
from xinlian.insight.tables import Ledger, Moment, ledger_at
from xinlian.insight.view import View

AS_OF = date(2018, 11, 7)
D = date(2018, 3, 1)


def _view(book: Book, home: Path, as_of: date = AS_OF, pinned: int | None = None) -> View:
    return View(Ledger(book.write(home)), Moment(as_of, pinned))


def _matters(view: View) -> dict[int, int | None]:
    return {row["id"]: row["matter"] for row in view.rows(view.petitions)}


def test_the_last_stated_value_of_each_field_wins(tmp_path: Path) -> None:
    book = Book()
    petition = book.petition(D, area="A", people=1, category="x")
    book.state("petition.corrected", petition, D, area="B", reason="first")
    book.state("petition.corrected", petition, D, people=7, reason="second")
    book.state("petition.corrected", petition, D, area="C", reason="third")
    view = _view(book, tmp_path)
    (row,) = view.rows(view.petitions)
    assert (row["area"], row["people"], row["category"], row["seq"]) == ("C", 7, "x", 4)


def test_a_matter_merged_split_and_unmerged(tmp_path: Path) -> None:
    book = Book()
    first, second, third = (book.petition(D) for _ in range(3))
    book.link(first, 1, D, "p")
    book.link(second, 1, D, "p")
    book.link(third, 2, D)
    book.state("matter.merged", 1, D, into=2, petitions=[first, second], reason="same")
    merged = len(book.rows)
    book.state("matter.split", 2, D, into=3, petitions=[third], reason="other")
    split = len(book.rows)
    book.state("matter.unmerged", 1, D, out_of=2, petitions=[first, second], reason="no")
    book.state("petition.unlinked", second, D, matter=1, reason="no")
    book.write(tmp_path)
    ledger = Ledger(tmp_path / "facts")

    def standing(pinned: int | None) -> dict[int, int | None]:
        return _matters(View(ledger, Moment(AS_OF, pinned)))

    assert standing(merged) == {first: 2, second: 2, third: 2}
    assert standing(split) == {first: 2, second: 2, third: 3}
    assert standing(None) == {first: 1, second: None, third: 3}


def test_a_pseudonym_stays_in_the_matter_it_belongs_to(tmp_path: Path) -> None:
    book = Book()
    petition = book.petition(D)
    book.link(petition, 1, D, "p")
    book.state("matter.merged", 1, D, into=2, petitions=[petition], reason="same")
    view = _view(book, tmp_path)
    (row,) = view.rows(view.petitions)
    assert (row["matter"], row["pseudonym"]) == (2, None)


def test_a_local_day_ends_at_local_midnight(tmp_path: Path) -> None:
    book = Book()
    book.petition(AS_OF)
    book.petition(AS_OF)
    end = datetime(2018, 11, 7, 16, tzinfo=UTC)
    book.rows[0][1]["known_at"] = end - timedelta(microseconds=1)
    book.rows[1][1]["known_at"] = end
    assert list(_matters(_view(book, tmp_path))) == [1]


def test_a_merged_matter_is_not_in_the_books(tmp_path: Path) -> None:
    book = Book()
    for matter in (1, 2, 3):
        book.matter(matter, D, kind="land")
    book.state("matter.merged", 1, D, into=2, petitions=[], reason="same")
    book.state("matter.merged", 3, D, into=2, petitions=[], reason="same")
    book.state("matter.unmerged", 3, D, out_of=2, petitions=[], reason="no")
    book.state("matter.renamed", 2, D, kind="wages")
    book.write(tmp_path)
    ledger = ledger_at(tmp_path / "facts")
    assert ledger is ledger_at(tmp_path / "facts")
    assert figure(ledger, "matters.open", AS_OF).value == 2
    assert figure(ledger, "matters.open:kind=wages", AS_OF).value == 1
    assert [row[0] for row in trace(ledger, "matters.open", AS_OF).rows] == [2, 3]


def test_a_matter_opened_in_the_local_evening_belongs_to_that_day(tmp_path: Path) -> None:
    book = Book()
    book.matter(1, D)
    book.rows[0][1]["happened_at"] = datetime(2018, 2, 28, 16, tzinfo=UTC)
    view = _view(book, tmp_path)
    assert [row["opened_on"] for row in view.rows(view.matters)] == [D]


def test_unreviewed_links_count_and_are_told(tmp_path: Path) -> None:
    book = Book()
    book.matter(1, D, kind="wages", area="A")
    for month in (3, 4, 5):
        day = date(2018, month, 2)
        book.link(book.visit(day, 6), 1, day, basis="office" if month == 3 else "engine")
    found = {each.id: each for each in compute(_view(book, tmp_path))}
    ledger = found["repeat.matters@ytd"]
    assert (ledger.value, [each.count for each in ledger.excluded]) == (1, [2])
    assert found["repeat.unreviewed@ytd"].value == 1


def test_known_petitioners_count_where_nobody_came_in_numbers(tmp_path: Path) -> None:
    book = Book()
    book.matter(1, D)
    for number in range(5):
        book.link(book.visit(D, 1), 1, D, f"p{number}")
    assert figure(Ledger(book.write(tmp_path)), "repeat.matters@ytd", AS_OF).value == 1


def test_visits_to_a_county_do_not_bring_a_matter_onto_the_ledger(tmp_path: Path) -> None:
    book = Book()
    book.matter(1, D)
    for _ in range(3):
        book.link(book.visit(D, 9, level="county"), 1, D)
    ledger = Ledger(book.write(tmp_path))
    assert figure(ledger, "repeat.matters@ytd", AS_OF).value == 0
    assert figure(ledger, "revisits.batches:matter=1@ytd", AS_OF).value == 3


def test_the_same_day_again_is_read_back(tmp_path: Path) -> None:
    book = Book()
    book.petition(D)
    ledger = Ledger(book.write(tmp_path))
    first = figures(ledger, AS_OF)
    (kept,) = (tmp_path / "figures").glob("*.json")
    assert figures(Ledger(tmp_path / "facts"), AS_OF) == first
    kept.write_text("damaged")
    assert figures(ledger, AS_OF) == first
    book.petition(D)
    book.write(tmp_path)
    assert {each.id: each.value for each in figures(ledger, AS_OF)}["petitions.all@ytd"] == 2


def test_a_closing_known_early_counts_from_its_day(tmp_path: Path) -> None:
    book = Book()
    book.state("case.assigned", 1, D, number="1", title="t", chain=["省"], area="A", assigned_on=D)
    book.state("case.closed", 1, D, closing="withdrawn", closed_on=date(2018, 4, 1))
    ledger = Ledger(book.write(tmp_path))
    assert figure(ledger, "cases.open", date(2018, 3, 31)).value == 1
    assert figure(ledger, "cases.open", date(2018, 4, 1)).value == 0
    assert figure(ledger, "cases.resolution", AS_OF).value == 0, "withdrawn is not resolved"


def test_promises_by_their_day(tmp_path: Path) -> None:
    book = Book()
    due = date(2018, 6, 1)
    for number in (1, 2):
        book.state("promise.made", number, D, matter=1, unit="U", what="w", made_on=D, due_on=due)
    book.state("promise.kept", 1, date(2018, 5, 1), kept_on=date(2018, 5, 1), proof="paper")
    ledger = Ledger(book.write(tmp_path))
    found = {
        state: figure(ledger, f"promises.{state}:unit=U", AS_OF).value
        for state in ("made", "kept", "open", "overdue")
    }
    assert found == {"made": 2, "kept": 1, "open": 1, "overdue": 1}
    assert figure(ledger, "promises.overdue", due).value == 0, "due that day is not overdue"


def test_segments_older_than_a_field_are_read(tmp_path: Path) -> None:
    book = Book()
    for _ in range(2):
        book.petition(D, area="A")
        book.write(tmp_path)
    older, _ = sorted((tmp_path / "facts" / "petition.registered").iterdir())
    pq.write_table(pq.read_table(older).drop_columns(["unit"]), older)
    ledger = Ledger(tmp_path / "facts")
    assert figure(ledger, "petitions.all:area=A@ytd", AS_OF).value == 2
    assert ledger.last() == 2

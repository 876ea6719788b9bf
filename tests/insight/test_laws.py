"""Laws that hold for every ledger: sums agree, and what was known stays as it was."""

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.factory import Book
from xinlian.insight.figure import Figure
from xinlian.insight.figures import compute
from xinlian.insight.tables import Ledger, Moment
from xinlian.insight.view import View
from xinlian.rules.vocabulary import Channel, Level, Purpose

AS_OF = date(2018, 11, 7)
_FIRST = date(2017, 1, 1)
_COUNTS = ("petitions.all", "petitions.items", "visits.batches", "visits.people")
_SETTINGS = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a register, what later became of it, and when each was known."""

    day: int
    delay: int
    channel: Channel
    purpose: Purpose
    level: Level
    people: int
    area: str | None
    category: str | None
    unit: str | None
    matter: int
    who: str | None
    moves_to: str | None

    @property
    def received(self) -> date:
        return _FIRST + timedelta(days=self.day)

    @property
    def known(self) -> date:
        return self.received + timedelta(days=self.delay)


_ENTRY = st.builds(
    Entry,
    day=st.integers(0, 700),
    delay=st.sampled_from([0, 0, 0, 3, 60]),
    channel=st.sampled_from([Channel.VISIT, Channel.LETTER, Channel.WEB]),
    purpose=st.sampled_from(Purpose),
    level=st.sampled_from(Level),
    people=st.integers(1, 9),
    area=st.sampled_from([None, "A", "B"]),
    category=st.sampled_from([None, "城建", "城建/物业", "劳动"]),
    unit=st.sampled_from([None, "U1", "U2"]),
    matter=st.sampled_from([0, 1, 2]),
    who=st.sampled_from([None, "p", "q"]),
    moves_to=st.sampled_from([None, None, "A", "B"]),
)
_REGISTERS = st.lists(_ENTRY, max_size=25)
_KEPT = ("channel", "purpose", "level", "people", "area", "category", "unit")


def _book(rows: list[Entry]) -> Book:
    book = Book()
    for area in ("A", "B"):
        book.area(area)
    for path in ("城建", "城建/物业", "劳动"):
        parent, _, name = path.rpartition("/")
        book.state("category.declared", path, _FIRST, code=path, name=name, parent=parent or None)
    for matter in (1, 2):
        book.matter(matter, _FIRST, kind="wages", area="A")
    for row in rows:
        _enter(book, row)
    return book


def _enter(book: Book, row: Entry) -> None:
    fields = {name: getattr(row, name) for name in _KEPT}
    petition = book.petition(row.received, known=row.known, **fields)
    if row.matter:
        book.link(petition, row.matter, row.known + timedelta(days=1), row.who)
    if row.moves_to:
        later = row.known + timedelta(days=20)
        book.state("petition.corrected", petition, later, area=row.moves_to, reason="place")


def _counted(rows: list[Entry]) -> list[Entry]:
    """Return the rows that figures may count: no accusation, not even as a number."""
    return [row for row in rows if row.purpose != Purpose.ACCUSATION]


def _figures(book: Book, home: Path, as_of: date = AS_OF) -> dict[str, Figure]:
    view = View(Ledger(book.write(home)), Moment(as_of))
    return {each.id: each for each in compute(view)}


def _sum(found: dict[str, Figure], measure: str, dimension: str, period: str) -> int:
    head, tail = f"{measure}:{dimension}=", f"@{period}"
    return sum(
        each.numerator
        for key, each in found.items()
        if key.startswith(head) and key.endswith(tail) and key.count(":") == 1
    )


@_SETTINGS
@given(_REGISTERS)
def test_parts_sum_to_the_whole(rows: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as home:
        found = _figures(_book(rows), Path(home))
    for measure in _COUNTS:
        for period in ("ytd", "last-year", "last-month", "three-before"):
            whole = found[f"{measure}@{period}"].numerator
            for dimension in ("area", "category", "unit", "level"):
                assert _sum(found, measure, dimension, period) == whole, (measure, dimension)
        months = [found[f"{measure}@2018-{month:02d}"].numerator for month in range(1, 12)]
        assert sum(months) == found[f"{measure}@ytd"].numerator
        assert sum(months[7:10]) == found[f"{measure}@last-three"].numerator
        change = found[f"{measure}@ytd!last-year"]
        assert change.numerator == (
            found[f"{measure}@ytd"].numerator - found[f"{measure}@last-year"].numerator
        )


@_SETTINGS
@given(_REGISTERS)
def test_they_agree_with_counting_by_hand(rows: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as home:
        found = _figures(_book(rows), Path(home))
    known = [row for row in _counted(rows) if row.known <= AS_OF and row.received.year == 2018]
    visits = [row for row in known if row.channel == Channel.VISIT]
    groups = [row for row in visits if row.people >= 5]
    assert found["petitions.all@ytd"].value == len(known)
    assert found["visits.batches@ytd"].value == len(visits)
    assert found["visits.people@ytd"].value == sum(row.people for row in visits)
    assert found["visits.batches:form=group@ytd"].value == len(groups)


@_SETTINGS
@given(_REGISTERS)
def test_repeats_agree_with_counting_by_hand(rows: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as home:
        found = _figures(_book(rows), Path(home))
    seen: set[tuple[int, str]] = set()
    repeats = known = 0
    linked = [
        row for row in _counted(rows) if row.known + timedelta(days=1) <= AS_OF and row.matter
    ]
    for row in sorted(linked, key=lambda row: row.day):
        if row.who is None:
            continue
        this_year = row.received >= date(2018, 1, 1)
        known += this_year
        repeats += this_year and (row.matter, row.who) in seen
        seen.add((row.matter, row.who))
    rate = found["repeat.rate@ytd"]
    assert (rate.numerator, rate.denominator) == (repeats, known)
    unknown = found["petitions.all@ytd"].numerator - known
    assert [each.count for each in rate.excluded] == [unknown]


@_SETTINGS
@given(_REGISTERS, st.integers(0, 24))
def test_what_is_known_later_changes_nothing_earlier(rows: list[Entry], cut: int) -> None:
    early = date(2018, 3, 31)
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as other:
        book = _book(rows[:cut])
        before = _figures(book, Path(home), early)
        for row in rows[cut:]:
            if row.known > early:
                _enter(book, row)
        book.written = 0
        after = _figures(book, Path(other), early)
    assert after == before


def test_an_empty_ledger_has_figures_of_nothing(tmp_path: Path) -> None:
    found = _figures(Book(), tmp_path)
    assert found["petitions.all@ytd"].value == 0
    assert found["repeat.rate@ytd"].value is None
    assert found["petitions.all@ytd!last-year"].value is None
    assert "limits.used" not in found

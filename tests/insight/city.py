"""The city of product.md in small: the figures that every implementation must reproduce."""

from datetime import date

from tests.insight.factory import Book
from xinlian.rules.vocabulary import Closing, MatterKind

AS_OF = date(2018, 11, 7)
AREAS = ("A", "B", "C", "D")
OTHERS = ("E", "F")
LIMITS = {"A": 8, "B": 3, "C": 8, "D": 3, "E": 9, "F": 6}
RESERVE = 4
RETURNS = {  # area: {month: batches}; 4 by June, 9 by September, 10 in October
    "A": {2: 1, 5: 1, 8: 1, 10: 5},
    "B": {4: 1, 7: 2, 10: 3},
    "C": {6: 1, 9: 1, 10: 2},
    "D": {9: 1},
}
KINDS = {
    MatterKind.UNFINISHED: 7, MatterKind.CERTIFICATE: 8, MatterKind.MANAGEMENT: 5,
    MatterKind.INVESTMENT: 14,
}  # fmt: skip
_NEW_YEAR = date(2018, 1, 2)


def product_city() -> Book:
    """Return the ledger of the city as of 7 November 2018."""
    book = Book()
    for area in (*AREAS, *OTHERS):
        book.area(area)
    _limits(book)
    _cases(book)
    _matters(book)
    _peers(book)
    return book


def _limits(book: Book) -> None:
    book.state("limit.planned", 2018, _NEW_YEAR, year=2018, amount=41)
    for area, amount in LIMITS.items():
        book.state("limit.set", 2018, _NEW_YEAR, year=2018, area=area, amount=amount)
    book.state("limit.set", 2018, _NEW_YEAR, year=2018, amount=RESERVE)
    for month in range(1, 11):
        for area in (*AREAS, *OTHERS):
            batches = RETURNS.get(area, {}).get(month, 0)
            book.returned(area, 2018, month, batches, date(2018, month + 1, 5))


def _cases(book: Book) -> None:
    for number in range(1, 15):
        book.state(
            "case.assigned", number, date(2018, 3, 1), number=f"交{number}", title="某项目停工",
            chain=["中央", "省", "市"], area=AREAS[number % 4], assigned_on=date(2018, 3, 1),
            due_on=date(2018, 9, 30),
        )  # fmt: skip
    for number in range(1, 12):
        closing = Closing.CONFIRMED if number % 2 else Closing.FINAL
        day = date(2018, 5, number)
        book.state("case.closed", number, day, closing=str(closing), closed_on=day)


def _matters(book: Book) -> None:
    """Open 34 matters that pass the criterion; of each kind two more do not pass."""
    matter = 0
    for kind, count in KINDS.items():
        for number in range(count):
            matter += 1
            _matter(book, matter, kind, people=5 + number, months=(3, 5, 9))
        matter += 2
        _matter(book, matter - 1, kind, people=9, months=(3, 5))
        _matter(book, matter, kind, people=4, months=(3, 5, 9, 10))


def _matter(
    book: Book, matter: int, kind: MatterKind, *, people: int, months: tuple[int, ...]
) -> None:
    area = AREAS[matter % 4]
    book.matter(matter, _NEW_YEAR, f"{kind.zh}{matter}", kind=str(kind), area=area)
    for month in months:
        day = date(2018, month, 1 + matter % 28)
        petition = book.visit(day, people, area=area)
        book.link(petition, matter, day)


def _peers(book: Book) -> None:
    names = [f"市州{number}" for number in range(1, 22)]
    book.state(
        "peers.reported", 1, date(2018, 11, 2), measure="province_visits", title="到省走访批次",
        period_from=date(2018, 1, 1), period_to=date(2018, 10, 31), direction="more_is_worse",
        notice="省通报", names=names, values=list(range(210, 0, -10)), own=names[15],
    )  # fmt: skip

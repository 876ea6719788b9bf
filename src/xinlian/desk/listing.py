"""One machinery for every list: columns, filters, search, sort, pages, export.

A page declares a :class:`Listing` once and reads it with what the address bar says. All of it
happens in the database, over a set that the caller has already scoped by the view rule.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import F, OrderBy, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinlian.desk.cells import Badge, shown

PER_PAGE: Final = 50
MOST_COUNTED: Final = 100_000
"""Above this a list says "more than"; counting a nation's register would take seconds."""

NOT_SET: Final = "-"
"""The value of a filter that asks for rows without one."""

Text = str | Promise
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its value of a row, the columns it sorts by, where a cell leads.

    ``tone`` is a class of the stylesheet: ``number``, ``code``, ``main`` (the row's name).
    """

    key: str
    title: Text
    value: Callable[[Any], object]
    order: tuple[str, ...] = ()
    href: Callable[[Any], str] | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: narrows the set to a value. ``kind`` is ``choice``, ``day`` or ``text``.

    ``narrow`` takes the set and the value (a day for ``day``); ``options`` lists
    ``(value, label)`` of a choice.
    """

    key: str
    title: Text
    narrow: Callable[[Rows, Any], Rows]
    options: Callable[[], Iterable[tuple[str, Text]]] = tuple
    kind: str = "choice"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list can show. ``order`` is the order of the set where none is asked for.

    ``file_columns`` are those of an export, where they differ from the columns on the page.
    """

    name: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    order: tuple[str | OrderBy, ...] = ("pk",)
    search: Callable[[Rows, str], Rows] | None = None
    export_permission: str = ""
    file_columns: tuple[Column, ...] = ()

    def read(self, query: QueryDict, rows: Rows, *, account: Any = None) -> "Listed":  # noqa: ANN401 - an account or nobody
        """Return what the list shows of ``rows`` for what the address bar says."""
        asked = Asked(self, query)
        return Listed(self, asked, asked.narrowed(rows), account)


@dataclass(slots=True)
class Field:
    """A filter as the form shows it: its options, what was asked, what is wrong with that."""

    filter: Filter
    value: str
    error: str = ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """Return the options of a choice."""
        known = [(value, str(label)) for value, label in self.filter.options()]
        asked_for_another = self.value and self.value not in dict(known)
        return [*known, (self.value, self.value)] if asked_for_another else known

    @property
    def label(self) -> str:
        """Say what was asked, for the chip that takes it back."""
        labels = dict(self.options) if self.filter.kind == "choice" else {}
        return labels.get(self.value, self.value)


class Asked:
    """What the address bar asks of a list. What cannot be read is said, and ignored."""

    def __init__(self, listing: Listing, query: QueryDict) -> None:
        """Read the query."""
        self.listing = listing
        self.query = query
        self.text = query.get("q", "").strip()[:200]
        self.fields = [
            Field(each, query.get(each.key, "").strip()[:200]) for each in listing.filters
        ]
        sort = query.get("sort", "")
        by = sort.removeprefix("-")
        self.column = next((c for c in listing.columns if c.order and c.key == by), None)
        self.descending = sort.startswith("-")

    def narrowed(self, rows: Rows) -> Rows:
        """Return the rows that were asked for, in order."""
        if self.text and self.listing.search:
            rows = self.listing.search(rows, self.text)
        for each in self.fields:
            if each.value:
                rows = self._by(each, rows)
        return rows.order_by(*self._order())

    def _by(self, each: Field, rows: Rows) -> Rows:
        try:
            value = date.fromisoformat(each.value) if each.filter.kind == "day" else each.value
            return each.filter.narrow(rows, value)
        except ValueError:
            each.error = _("不能识别“%(value)s”，已忽略此条件。") % {"value": each.value}
            return rows

    def _order(self) -> list[Any]:
        if self.column is None:
            return list(self.listing.order)
        keys = [F(name) for name in self.column.order]
        if self.descending:
            return [key.desc(nulls_last=True) for key in keys] + ["-pk"]
        return [key.asc(nulls_last=True) for key in keys] + ["pk"]

    def but(self, **changes: str) -> str:
        """Return the query with some keys changed ('' removes) and the page begun anew."""
        query = self.query.copy()
        for name in ("page", "export"):
            query.pop(name, None)
        for key, value in changes.items():
            query.pop(key, None)
            if value:
                query[key] = value
        return f"?{query.urlencode()}"

    @property
    def active(self) -> bool:
        """Tell whether anything narrows the list."""
        return bool(self.text) or any(each.value for each in self.fields)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page shows it."""

    title: Text
    text: str
    href: str
    tone: str
    badge: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: the query that sorts by it, and how it is sorted now."""

    title: Text
    tone: str
    query: str
    sorted: str


@dataclass
class Listed:
    """A list as the page shows it."""

    listing: Listing
    asked: Asked
    rows: Rows
    account: Any = None
    _total: int | None = field(default=None, init=False)

    @property
    def total(self) -> int:
        """Return how many rows there are, counted up to :data:`MOST_COUNTED`."""
        if self._total is None:
            self._total = self.rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
        return min(self._total, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Tell whether there are more rows than are counted."""
        return self.total == MOST_COUNTED and (self._total or 0) > MOST_COUNTED

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def number(self) -> int:
        """Return the page that is shown, within what there is."""
        asked = self.asked.query.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() else 1
        return min(max(number, 1), self.pages)

    @property
    def first(self) -> int:
        """Return the place of the first row shown, counted from one."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """Return the place of the last row shown."""
        return min(self.number * PER_PAGE, self.total)

    @property
    def earlier(self) -> str:
        """Return the query of the page before, '' on the first."""
        return self.asked.but(page=str(self.number - 1)) if self.number > 1 else ""

    @property
    def later(self) -> str:
        """Return the query of the page after, '' on the last."""
        return self.asked.but(page=str(self.number + 1)) if self.number < self.pages else ""

    @property
    def headings(self) -> list[Heading]:
        """Return the heads of the columns."""
        return [self._heading(column) for column in self.listing.columns]

    @property
    def table(self) -> list[list[Cell]]:
        """Return the cells of the page that is shown."""
        start = (self.number - 1) * PER_PAGE
        # Sorted by number alone, then read: a sort that carries whole rows takes many times longer.
        shown = list(self.rows.values_list("pk", flat=True)[start : start + PER_PAGE])
        return cells(self.listing.columns, self.rows.filter(pk__in=shown))

    @property
    def chips(self) -> list[tuple[Text, str, str]]:
        """Return ``(filter, value, query without it)`` of every filter in force."""
        chips: list[tuple[Text, str, str]] = [
            (each.filter.title, each.label, self.asked.but(**{each.filter.key: ""}))
            for each in self.asked.fields
            if each.value and not each.error
        ]
        if self.asked.text:
            chips.insert(0, (_("搜索"), self.asked.text, self.asked.but(q="")))
        return chips

    @property
    def query(self) -> str:
        """Return the query that a saved view keeps."""
        return self.asked.but().removeprefix("?")

    @property
    def exports(self) -> list[tuple[str, str]]:
        """Return ``(kind of file, query)`` of the exports."""
        return [(kind, f"{self.asked.but()}&export={kind}") for kind in ("xlsx", "csv")]

    @property
    def saved(self) -> Rows | None:
        """Return the views that the account has saved of this list."""
        if self.account is None:
            return None
        views: Rows = self.account.saved_views.filter(page=self.listing.name).order_by("name")
        return views

    def _heading(self, column: Column) -> Heading:
        if not column.order:
            return Heading(column.title, column.tone, "", "")
        mine = self.asked.column == column
        now = ("descending" if self.asked.descending else "ascending") if mine else "none"
        following = f"-{column.key}" if now == "ascending" else column.key
        return Heading(column.title, column.tone, self.asked.but(sort=following), now)


def cells(columns: Sequence[Column], rows: Iterable[Any]) -> list[list[Cell]]:
    """Return the cells of rows; also for a short table without filters."""
    return [[_cell(column, row) for column in columns] for row in rows]


def headings(columns: Sequence[Column]) -> list[Heading]:
    """Return the heads of a short table that is not sorted."""
    return [Heading(column.title, column.tone, "", "") for column in columns]


def _cell(column: Column, row: Any) -> Cell:  # noqa: ANN401 - a row of any model
    value = column.value(row)
    href = column.href(row) if column.href else ""
    badge = value.tone if isinstance(value, Badge) else ""
    return Cell(column.title, shown(value), href, column.tone, badge)

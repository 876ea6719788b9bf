"""How petitions are handled, for the situation page: in all over the periods, unit by unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from xinlian.briefing.numbers import LAST_MONTH, LAST_YEAR, MONTH_BEFORE, YTD, Numbers
from xinlian.desk.language import chosen
from xinlian.insight.figure import Figure
from xinlian.insight.names import parse
from xinlian.rules.measures import MEASURES, Counted
from xinlian.rules.vocabulary import Rated, Spell

_PERIODS: Final = (YTD, LAST_YEAR, LAST_MONTH, MONTH_BEFORE)
_WHOLE: Final = (
    "notice.timely", "completion.timely", "settled.first",
    "rating.participation:object=office", "rating.participation:object=unit",
    "rating.satisfaction:object=office", "rating.satisfaction:object=unit",
    "hotline.satisfaction", "days.step_median:step=answering", "days.step_high:step=answering",
    "days.step_median:step=concluding", "days.step_high:step=concluding",
    "reassigned.times", "reassigned.average", "reopened.times", "urged.times",
)  # fmt: skip
_STANDING: Final = (
    "open.files", "open.overdue", "open.age_median", "open.age_high", "open.since_median",
    "open.since_high", "urged.unanswered",
)  # fmt: skip
_OF_UNITS: Final = (
    ("notice.timely", YTD), ("completion.timely", YTD), ("settled.first", YTD),
    ("rating.satisfaction:object=unit", YTD), ("reassigned.times", YTD), ("reopened.times", YTD),
    ("urged.times", YTD), ("open.files", ""), ("open.overdue", ""), ("open.age_median", ""),
)  # fmt: skip
_TERMS: Final = {"object": Rated, "step": Spell}

Opened = Callable[[Figure], str]
"""Returns the address of the records behind a figure."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in a table: what is shown, and where it opens; both empty where there is none."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a measure over the periods, or a unit over the measures."""

    label: str
    cells: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Handled:
    """The tables: measures over periods, what stands on the day, units over measures."""

    whole: tuple[Row, ...]
    standing: tuple[Figure, ...]
    headings: tuple[str, ...]
    units: tuple[Row, ...]


def handled(numbers: Numbers, opened: Opened) -> Handled:
    """Return how petitions are handled as of the numbers' day; nothing that is not measured."""
    whole = [
        Row(_label(head), tuple(_cell(numbers.get(f"{head}@{key}"), opened) for key in _PERIODS))
        for head in _WHOLE
    ]
    standing = (numbers.get(head) for head in _STANDING)
    return Handled(
        _said(whole),
        tuple(figure for figure in standing if figure and figure.records),
        tuple(_label(head) for head, _ in _OF_UNITS),
        _units(numbers, opened),
    )


def _units(numbers: Numbers, opened: Opened) -> tuple[Row, ...]:
    """Return the units of any of the measures by code: a table to read, not a ranking."""
    over = {head: numbers.over(head, "unit", period) for head, period in _OF_UNITS}
    codes = sorted({code for found in over.values() for code in found if code != "~"})
    rows = []
    for code in codes:
        found = [numbers.get(over[head].get(code, "")) for head, _ in _OF_UNITS]
        name = next(_unit_name(each) for each in found if each)
        rows.append(Row(name, tuple(_cell(each, opened) for each in found)))
    return _said(rows)


def _unit_name(figure: Figure) -> str:
    return figure.name.rpartition("，")[2]


def _said(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Leave out lines without any figure."""
    return tuple(row for row in rows if any(cell.href for cell in row.cells))


def _cell(figure: Figure | None, opened: Opened) -> Measured:
    if figure is None or (not figure.records and not figure.excluded):
        return Measured("", "")
    if figure.value is None:
        return Measured("—", opened(figure))
    mark = "%" if figure.unit == Counted.PERCENT else ""
    return Measured(f"{figure.value}{mark}", opened(figure))


def _label(head: str) -> str:
    """Return a measure's name with what it is of: an object, a step."""
    name = parse(head)
    words = MEASURES[name.measure].name
    terms = [_TERMS[key](value) for key, value in name.dimensions if value]
    about = [chosen(term.zh, term.en) for term in terms]
    return " · ".join([chosen(words.zh, words.en), *about])

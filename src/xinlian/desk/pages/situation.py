"""The situation in figures, each a link to its records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from xinlian.briefing.numbers import LAST_MONTH, LAST_YEAR, MONTH_BEFORE, YTD, Numbers
from xinlian.briefing.phrases import both
from xinlian.briefing.queries import numbers_as_of
from xinlian.desk.language import chosen
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.situation_handling import handled
from xinlian.desk.whole import require_whole_view
from xinlian.insight.figure import Figure
from xinlian.insight.names import parse
from xinlian.rules.errors import BrokenRule
from xinlian.rules.measures import MEASURES, Counted

_READ = "insight:figure:read"

_NAMED_UNITS = frozenset({Counted.PERCENT, Counted.DAYS})
_TOTALS = ("petitions.items", "visits.batches", "visits.people", "visits.batches:form=group")
_BREAKDOWNS = (
    ("petitions.all", "category"), ("petitions.all", "area"), ("petitions.all", "channel"),
    ("petitions.all", "purpose"), ("visits.batches", "level"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a table: what is shown and where it opens."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A measure over the periods of the page, and in words where the two directions differ."""

    label: str
    cells: tuple[Cell, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Table:
    """A breakdown: its title and its lines."""

    title: str
    lines: tuple[Line, ...]


def situation(request: StaffRequest) -> HttpResponse:
    """Show the figures as of a day, each a link to its records."""
    require_whole_view(request.actor)
    as_of = as_of_asked(request)
    numbers = numbers_as_of(settings.HOME, as_of)
    way = handled(numbers, lambda each: figure_url(each.id, as_of))
    context = {
        "as_of": as_of,
        "numbers": numbers,
        "handled": way,
        "standing": [shown(each) for each in way.standing],
        "totals": Table(
            _("总体"), tuple(_line(numbers, measure, whole=True) for measure in _TOTALS)
        ),
        "tables": [_breakdown(numbers, *each) for each in _BREAKDOWNS],
        "kinds": _shown(numbers, numbers.over("repeat.matters", "kind").values()),
        "areas": _shown(numbers, numbers.over("repeat.matters", "area").values()),
        "single": _shown(numbers, _SINGLE),
        "peers": _shown(numbers, numbers.over("peers.rank", "measure", "").values()),
    }
    return render(request, "desk/situation.html", context)


_SINGLE = (
    "repeat.matters@ytd", "repeat.petitions@ytd", "repeat.rate@ytd", "revisits.matters@ytd",
    "limits.used", "limits.share", "cases.assigned", "cases.closed", "cases.open",
    "cases.resolution", "promises.made", "promises.kept", "promises.overdue",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure as a tile: value, unit, label, where it opens."""

    value: str
    unit: str
    label: str
    href: str


def _shown(numbers: Numbers, figure_ids: Iterable[str]) -> list[FigureShown]:
    found = (numbers.get(figure_id) for figure_id in figure_ids)
    return [shown(figure) for figure in found if figure and figure.value]


def shown(figure: Figure) -> FigureShown:
    """Return a figure as a tile shows it."""
    unit = Counted(figure.unit)
    return FigureShown(
        "—" if figure.value is None else f"{figure.value}",
        chosen(unit.zh, unit.en if unit in _NAMED_UNITS else ""),
        _short(figure),
        figure_url(figure.id, figure.as_of),
    )


def _short(figure: Figure) -> str:
    """Return what a figure is about, without the period, which the page states once."""
    measure = MEASURES[parse(figure.id).measure].name
    about = figure.name
    return chosen(measure.zh, measure.en) + (f" · {about}" if about else "")


def figure_url(figure_id: str, as_of: date, pinned: int | None = None) -> str:
    """Return the page that lists the records behind a figure."""
    query = {"id": figure_id, "as_of": as_of.isoformat()}
    if pinned is not None:
        query["pinned"] = str(pinned)
    return f"{reverse('figure')}?{urlencode(query)}"


def _line(numbers: Numbers, measure: str, *, whole: bool = False) -> Line:
    """Return a measure over the periods; ``whole`` names the measure beside what it is about."""
    declared = MEASURES[measure.partition(":")[0]].name
    about = numbers.name(f"{measure}@{YTD}") if ":" in measure else ""
    label = about if about and not whole else chosen(declared.zh, declared.en)
    if about and whole:
        label = f"{label} · {about}"
    cells = (
        _cell(numbers, f"{measure}@{YTD}"),
        _cell(numbers, f"{measure}@{LAST_YEAR}"),
        Cell(numbers.against_last_year(measure).text, ""),
        _cell(numbers, f"{measure}@{LAST_MONTH}"),
        _cell(numbers, f"{measure}@{MONTH_BEFORE}"),
        Cell(numbers.against_month_before(measure).text, ""),
    )
    return Line(label, cells, both(*numbers.directions(measure)))


def _cell(numbers: Numbers, figure_id: str) -> Cell:
    known = numbers.get(figure_id)
    return Cell(
        str(numbers.count(figure_id)), figure_url(figure_id, numbers.as_of) if known else ""
    )


def _breakdown(numbers: Numbers, measure: str, dimension: str) -> Table:
    over = numbers.over(measure, dimension)
    ranked = sorted(over, key=lambda value: -numbers.count(over[value]))
    lines = tuple(
        _line(numbers, f"{measure}:{dimension}={value}")
        for value in ranked
        if numbers.count(over[value])
    )
    return Table(_TITLES[dimension](), lines)


_TITLES = {
    "category": lambda: _("按领域"),
    "area": lambda: _("按责任区域"),
    "channel": lambda: _("按信访形式"),
    "purpose": lambda: _("按信访目的"),
    "level": lambda: _("来访按到达层级"),
}


def as_of_asked(request: StaffRequest) -> date:
    """Return the day in the address, today where there is none.

    Raises :class:`BrokenRule` ``day-unreadable``.
    """
    asked = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(asked) if asked else request.today
    except ValueError as error:
        raise BrokenRule(
            "day-unreadable",
            zh="截至日期应如2018-11-07。",
            en="The day should look like 2018-11-07.",
        ) from error


ROUTES = [
    page("situation/", situation, _READ, name="situation"),
]

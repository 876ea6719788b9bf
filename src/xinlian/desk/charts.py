"""Charts as numbers for a template: values in, points of an SVG out. Nothing is drawn here.

A mark leads to its records; a chart always has its table beside it. Sizes are in SVG units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 760
HEIGHT: Final = 260
LEFT: Final = 48
RIGHT: Final = 16
TOP: Final = 14
BOTTOM: Final = 30
NAME_WIDTH: Final = 150
BAR: Final = 26
MOST_TICKS: Final = 5
MOST_NAMES: Final = 14


@dataclass(frozen=True, slots=True)
class Series:
    """Values by place on the axis (None: nothing known); ``hrefs`` lead to their records."""

    name: str
    values: Sequence[float | None]
    hrefs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, or a name on the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a line or a bar, with what it says and where it leads."""

    x: float
    y: float
    width: float
    value: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series as a path and its marks; ``place`` chooses colour and dash."""

    place: int
    name: str
    path: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class LineChart:
    """What ``desk/chart_lines.html`` draws."""

    title: str
    lines: list[Line]
    ticks: list[Tick]
    names: list[Tick]
    header: list[str]
    table: list[list[str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class BarChart:
    """What ``desk/chart_bars.html`` draws: one horizontal bar per name, longest scale common."""

    title: str
    bars: list[Mark]
    height: int
    unit: str = ""
    width: int = WIDTH
    left: int = NAME_WIDTH
    thickness: int = BAR - 8


def line_chart(title: str, names: Sequence[str], series: Sequence[Series]) -> LineChart:
    """Return a chart of series over common names (months, weeks); zero is always on the axis.

    Raises ``ValueError`` where a series has more or fewer values than there are names.
    """
    top = _round_up(max((v for s in series for v in s.values if v is not None), default=0))
    xs = _spread(len(names))
    return LineChart(
        title=title,
        lines=[_line(place, each, names, xs, top) for place, each in enumerate(series)],
        ticks=[Tick(_y(value, top), _number(value)) for value in _steps(top)],
        names=_thinned([Tick(x, name) for x, name in zip(xs, names, strict=True)]),
        header=[each.name for each in series],
        table=[[name, *(_number(s.values[at]) for s in series)] for at, name in enumerate(names)],
    )


def bar_chart(title: str, values: Sequence[tuple[str, float, str]], unit: str = "") -> BarChart:
    """Return horizontal bars for ``(name, value, href)``, in the order given.

    Raises ``ValueError`` for a value below zero: a bar has no other side.
    """
    if any(value < 0 for _, value, _ in values):
        message = "a bar stands for zero or more"
        raise ValueError(message)
    most = max((value for _, value, _ in values), default=0) or 1
    room = WIDTH - NAME_WIDTH - 70
    bars = [
        Mark(NAME_WIDTH, place * BAR + 4, round(value / most * room, 1), _number(value), name, href)
        for place, (name, value, href) in enumerate(values)
    ]
    return BarChart(title=title, bars=bars, height=len(values) * BAR + 4, unit=unit)


def _line(
    place: int, series: Series, names: Sequence[str], xs: Sequence[float], top: float
) -> Line:
    hrefs = series.hrefs or [""] * len(names)
    marks = [
        Mark(x, _y(value, top), 0, _number(value), name, href)
        for x, value, name, href in zip(xs, series.values, names, hrefs, strict=True)
        if value is not None
    ]
    return Line(place, series.name, _path(xs, series.values, top), marks)


def _path(xs: Sequence[float], values: Sequence[float | None], top: float) -> str:
    """Return a path that is broken where nothing is known."""
    parts, pen = [], "M"
    for x, value in zip(xs, values, strict=True):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{x} {_y(value, top)}")
        pen = "L"
    return " ".join(parts)


def _spread(count: int) -> list[float]:
    room = WIDTH - LEFT - RIGHT - 20
    step = room / (count - 1) if count > 1 else 0
    return [round(LEFT + 10 + place * step, 1) for place in range(count)]


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP), 1)


def _round_up(most: float) -> float:
    """Return the first of 1, 2, 2.5, 5 times a power of ten, times the ticks, not below."""
    size = 1.0
    while True:
        for factor in (1, 2, 2.5, 5):
            top = factor * size * (MOST_TICKS - 1)
            if top >= most and (factor * size) % 1 == 0:
                return top
        size *= 10


def _steps(top: float) -> list[float]:
    return [top / (MOST_TICKS - 1) * step for step in range(MOST_TICKS)]


def _thinned(ticks: list[Tick]) -> list[Tick]:
    every = -(-len(ticks) // MOST_NAMES)
    return ticks[:: every or 1]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"

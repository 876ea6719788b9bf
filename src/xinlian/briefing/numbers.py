"""The figures of one report: looked up by id, shown in words, opened onto names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xinlian.briefing.content import Shown
from xinlian.briefing.phrases import both, change, direction, percent
from xinlian.insight.figure import Figure
from xinlian.rules.measures import Counted

YTD, LAST_YEAR = "ytd", "last-year"
LAST_MONTH, MONTH_BEFORE = "last-month", "month-before"
NOT_RECORDED = "~"
"""The value of a dimension where nothing is recorded."""

_WORDS_OF_UNITS = {str(unit): unit.zh for unit in Counted}


@dataclass(frozen=True, slots=True)
class Numbers:
    """All figures as of a day, by id; ``names`` lists what some of them count, by name."""

    as_of: date
    by_id: dict[str, Figure]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        as_of: date,
        figures: Iterable[Figure],
        names: Mapping[str, Sequence[str]] | None = None,
    ) -> "Numbers":
        """Index figures by their ids."""
        return cls(as_of, {figure.id: figure for figure in figures}, names or {})

    def get(self, figure_id: str) -> Figure | None:
        """Return a figure, None where the ledger gives no such one."""
        return self.by_id.get(figure_id)

    def count(self, figure_id: str) -> int:
        """Return a count, 0 where the ledger gives no such figure."""
        figure = self.by_id.get(figure_id)
        return int(figure.value or 0) if figure else 0

    def name(self, figure_id: str) -> str:
        """Return the name of what a figure is about: an area, a unit, a field."""
        figure = self.by_id.get(figure_id)
        return figure.name if figure else figure_id

    def rate(self, figure_id: str) -> Fraction | None:
        """Return a rate as an exact fraction, None where its denominator is zero."""
        figure = self.by_id.get(figure_id)
        if not figure or not figure.denominator:
            return None
        return Fraction(int(figure.numerator or 0), int(figure.denominator))

    def shown(self, figure_id: str, text: str | None = None) -> Shown:
        """Return a figure to place in a sentence; counts carry their unit."""
        figure = self.by_id.get(figure_id)
        label = figure.zh if figure else figure_id
        if text is None:
            unit = _WORDS_OF_UNITS.get(figure.unit, "") if figure else ""
            text = f"{self.count(figure_id)}{unit}"
        return Shown(figure_id, label, text)

    def share(self, figure_id: str, places: int = 2) -> Shown:
        """Return a rate to place in a sentence, in per cent."""
        rate = self.rate(figure_id)
        return self.shown(figure_id, "—" if rate is None else percent(rate, places))

    def against_last_year(self, measure: str) -> Shown:
        """Return how a cumulative count stands against the same days of last year."""
        now, then = f"{measure}@{YTD}", f"{measure}@{LAST_YEAR}"
        text = change(self.count(now), self.count(then), "同比")
        return Shown(f"{now}!{LAST_YEAR}", f"{self.shown(now).label}（同比）", text)

    def against_month_before(self, measure: str) -> Shown:
        """Return how the last whole month stands against the one before it."""
        now, then = f"{measure}@{LAST_MONTH}", f"{measure}@{MONTH_BEFORE}"
        text = change(self.count(now), self.count(then), "环比")
        return Shown(f"{now}!{MONTH_BEFORE}", f"{self.shown(now).label}（环比）", text)

    def change(self, measure: str, now: str, then: str) -> Fraction:
        """Return the change of a count between two periods; 0 where there was none before."""
        before = self.count(f"{measure}@{then}")
        after = self.count(f"{measure}@{now}")
        return Fraction(after - before, before) if before else Fraction(0)

    def directions(self, measure: str) -> tuple[int, int]:
        """Return the direction over the year and over the last two whole months."""
        year = direction(self.count(f"{measure}@{YTD}"), self.count(f"{measure}@{LAST_YEAR}"))
        recent = direction(
            self.count(f"{measure}@{LAST_MONTH}"), self.count(f"{measure}@{MONTH_BEFORE}")
        )
        return year, recent

    def verdict(self, measure: str) -> str:
        """Say both where the year and the last months differ, '' where they agree."""
        return both(*self.directions(measure))

    def over(self, measure: str, dimension: str, period: str = YTD) -> dict[str, str]:
        """Return ``{value: figure id}`` of a measure's figures along one dimension."""
        head = f"{measure}:{dimension}="
        found = {}
        for figure_id in self.by_id:
            name, _, when = figure_id.partition("@")
            if when == period and name.startswith(head) and ":" not in name[len(head) :]:
                found[name[len(head) :]] = figure_id
        return found

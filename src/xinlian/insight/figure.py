"""What the room hands out: a figure, and the trace that opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from xinlian.insight.names import FigureName
from xinlian.rules.measures import Counted, Words

_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a figure leaves out, or counts with a caution: reason, words, how many."""

    reason: str
    zh: str
    en: str
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report.

    ``value`` is a count, or a rate in per cent rounded half up to two places; the exact rate
    is ``numerator`` / ``denominator``. It is None where there is nothing to divide by.
    ``records`` is how many rows its trace lists; their weights sum to ``numerator``.
    ``name`` is the name of what it is about (an area, a field), ``direction`` what a rank means.
    """

    id: str
    zh: str
    en: str
    value: int | Decimal | None
    unit: str
    numerator: int
    denominator: int | None
    as_of: date
    excluded: tuple[Exclusion, ...] = ()
    records: int = 0
    name: str = ""
    direction: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as JSON can carry it; ``label`` is Chinese, ``label_en`` English."""
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        return {
            "id": self.id,
            "label": self.zh,
            "label_en": self.en,
            "value": value,
            "unit": self.unit,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "as_of": self.as_of.isoformat(),
            "excluded": {each.reason: each.count for each in self.excluded},
            "records": self.records,
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """The records behind a figure.

    The last two columns of every row are ``weight``, what the row adds to the numerator, and
    ``fact``, the number of the newest fact that it rests on.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def total(self) -> int:
        """Return the sum of the weights: the figure's numerator."""
        return sum(row[-2] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Records that make up a figure, before it has words: rows as in :class:`Trace`.

    ``value`` overrides the count or the rate where the figure is neither (a rank, an estimate).
    """

    name: FigureName
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    denominator: int | None = None
    value: int | None = None
    excluded: tuple[Exclusion, ...] = ()
    title: Words | None = None
    direction: str = ""
    named: str = field(default="")

    def trace(self) -> Trace:
        """Return the records."""
        return Trace((*self.columns, "weight", "fact"), tuple(self.rows))

    @property
    def numerator(self) -> int:
        """Return the sum of the rows' weights."""
        return sum(row[-2] for row in self.rows)


def percent(numerator: int, denominator: int) -> Decimal | None:
    """Return a rate in per cent, rounded half up to two places; None over zero."""
    return quotient(numerator * 100, denominator)


def value_of(numerator: int, denominator: int | None, unit: Counted) -> int | Decimal | None:
    """Return a figure's value: the count, or the rate where its unit is one.

    Days are a percentile, which no count gives: None where nothing took any.
    """
    if unit is Counted.PERCENT:
        return percent(numerator, denominator or 0)
    if unit is Counted.PER_MATTER:
        return quotient(numerator, denominator or 0)
    return None if unit is Counted.DAYS else numerator


def quotient(numerator: int, denominator: int) -> Decimal | None:
    """Return a quotient, rounded half up to two places; None over zero."""
    if denominator == 0:
        return None
    return (Decimal(numerator) / Decimal(denominator)).quantize(_CENT, ROUND_HALF_UP)


def percentile(counts: Mapping[int, int], share: int) -> int | None:
    """Return the smallest value that at least ``share`` per cent of the values do not exceed.

    ``counts`` says how often each value occurs. That is the nearest rank: exact, in whole
    numbers, and always a value that occurs; None of nothing.
    """
    below, total = 0, sum(counts.values())
    for value in sorted(counts):
        below += counts[value]
        if below * 100 >= share * total:
            return value
    return None

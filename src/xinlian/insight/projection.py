"""From the months so far to the year's end.

Visits of a day are taken as Poisson with an unknown rate that has the Jeffreys prior
Gamma(1/2, 0); the visits of the days that remain are then negative binomial. Where the months
scatter more than Poisson counts do, its shape is divided by their dispersion (variance over
mean, at least 1), which keeps the mean and widens the interval. See Gelman et al., Bayesian
Data Analysis, 3rd ed., section 2.6.
"""

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_TAIL: Final = 0.10
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Projection:
    """Batches expected by the year's end, and the ends of the 80 % interval."""

    expected: int
    low: int
    high: int


def project(year: int, months: Sequence[int]) -> Projection:
    """Project from the batches of the whole months of a year, January first.

    With no whole month there is nothing to go on: ``ValueError``.
    """
    if not 1 <= len(months) <= _MONTHS:
        message = "a projection needs one to twelve whole months"
        raise ValueError(message)
    so_far, days = sum(months), _days(year, range(1, len(months) + 1))
    left = _days(year, range(len(months) + 1, _MONTHS + 1))
    if not left:
        return Projection(so_far, so_far, so_far)
    mean = (Fraction(so_far) + Fraction(1, 2)) * left / days
    widened = _dispersion(year, months)
    shape = (so_far + 0.5) / widened
    chance = days / (days + left * widened)
    low, high = (_quantile(shape, chance, part) for part in (_TAIL, 1 - _TAIL))
    return Projection(so_far + math.floor(mean + Fraction(1, 2)), so_far + low, so_far + high)


def _days(year: int, months: range) -> int:
    return sum(calendar.monthrange(year, month)[1] for month in months)


def _dispersion(year: int, months: Sequence[int]) -> float:
    """Return Pearson's dispersion of the months about a constant daily rate, at least 1."""
    if len(months) < 2 or not sum(months):  # noqa: PLR2004 - one month does not scatter
        return 1.0
    lengths = [calendar.monthrange(year, month)[1] for month in range(1, len(months) + 1)]
    rate = sum(months) / sum(lengths)
    scatter = sum(
        (count - rate * days) ** 2 / (rate * days)
        for count, days in zip(months, lengths, strict=True)
    )
    return max(1.0, scatter / (len(months) - 1))


def _quantile(shape: float, chance: float, part: float) -> int:
    """Return the smallest count whose cumulative probability reaches ``part``.

    Negative binomial of real ``shape`` and success probability ``chance``, summed term by term
    in logarithms so that large counts do not underflow.
    """
    count, reached = 0, 0.0
    log_start = shape * math.log(chance)
    while True:
        log_term = (
            log_start
            + math.lgamma(shape + count)
            - math.lgamma(shape)
            - math.lgamma(count + 1)
            + count * math.log1p(-chance)
        )
        reached += math.exp(log_term)
        if reached >= part - 1e-12:
            return count
        count += 1

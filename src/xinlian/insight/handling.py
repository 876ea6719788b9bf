"""How petitions are handled: every figure on it, and the records behind each."""

from collections.abc import Iterator, Mapping
from typing import Final

from xinlian.insight import handling_counts, handling_rates, observed
from xinlian.insight.figure import Evidence, Figure
from xinlian.insight.names import FigureName
from xinlian.insight.observed import Family
from xinlian.insight.view import View

FAMILIES: Final = (*handling_rates.FAMILIES, *handling_counts.FAMILIES)

MEASURES: Final[Mapping[str, Family]] = {
    measure: family for family in FAMILIES for measure in family.measures
}
"""Which family of observations gives a measure."""


def figures(view: View) -> Iterator[Figure]:
    """Return every figure of handling; a family without observations gives none."""
    for family in FAMILIES:
        yield from observed.figures(view, family)


def evidence(view: View, name: FigureName) -> Evidence:
    """Return the records behind a figure of :data:`MEASURES`."""
    return observed.evidence(view, MEASURES[name.measure], name)

"""The ledger from one moment, with what many figures share computed once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import ibis.expr.types as ir

from xinlian.insight.figure import Evidence, Exclusion, Figure, value_of
from xinlian.insight.names import FigureName
from xinlian.insight.periods import Period, period
from xinlian.insight.received import received
from xinlian.insight.tables import Ledger, Moment, Tables
from xinlian.rules.measures import GROUP_OF, MEASURES, Counted, Words
from xinlian.rules.vocabulary import (
    Channel,
    Closing,
    Direction,
    Form,
    Level,
    MatterKind,
    Purpose,
    Rated,
    Spell,
    Term,
)

TERMS: Final[Mapping[str, type[Term]]] = {
    "channel": Channel, "purpose": Purpose, "level": Level, "form": Form, "kind": MatterKind,
    "closing": Closing, "object": Rated, "step": Spell,
}  # fmt: skip
"""Dimensions whose values are a closed list."""

_NOT_STATED: Final = Words("未注明", "not stated")
_DIRECTIONS: Final = {
    Direction.MORE_IS_WORSE: Words("第1位为最多", "rank 1 is the most"),
    Direction.MORE_IS_BETTER: Words("第1位为最好", "rank 1 is the best"),
}


@dataclass
class View:
    """A ledger from a moment. ``group_of`` is how many people make a group visit."""

    ledger: Ledger
    moment: Moment
    group_of: int = GROUP_OF
    tables: Tables = field(init=False)
    listed: dict[Any, dict[FigureName, Evidence]] = field(default_factory=dict)
    _kept: dict[str, ir.Table] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the tables over the ledger."""
        self.tables = Tables(self.ledger, self.moment)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and return its rows by column."""
        names = expression.columns
        return [dict(zip(names, row, strict=True)) for row in self.ledger.engine.rows(expression)]

    def period(self, key: str) -> Period | None:
        """Return a period as of the day."""
        return period(key, self.moment.as_of)

    def kept(self, name: str, make: Callable[[], ir.Table]) -> ir.Table:
        """Return a table that others read, computed once."""
        if name not in self._kept:
            self._kept[name] = self.ledger.engine.keep(make())
        return self._kept[name]

    @cached_property
    def petitions(self) -> ir.Table:
        """Return the petitions, computed once."""
        return self.ledger.engine.keep(self.tables.petitions())

    @cached_property
    def received(self) -> ir.Table:
        """Return the petitions received by the day, computed once."""
        return self.ledger.engine.keep(received(self.petitions, self.moment.as_of, self.group_of))

    @cached_property
    def matters(self) -> ir.Table:
        """Return the matters, computed once."""
        return self.ledger.engine.keep(self.tables.matters())

    @cached_property
    def areas(self) -> dict[str, str]:
        """Return ``{code: name}`` of the accountable areas."""
        return {row["code"]: row["name"] for row in self._units if row["accountable"]}

    @cached_property
    def roots(self) -> dict[str, str]:
        """Return the topmost category above each declared one, itself at the top."""
        parents = {row["code"]: row["parent"] for row in self._categories}
        return {code: _root(code, parents) for code in parents}

    def below(self, category: str) -> list[str]:
        """Return a category's code and the codes of all categories below it."""
        parents = {row["code"]: row["parent"] for row in self._categories}
        return [category, *(code for code in parents if category in _line(parents[code], parents))]

    def words(self, dimension: str, value: str | None) -> Words:
        """Return the name of a dimension's value."""
        if value is None:
            return _NOT_STATED
        if dimension in TERMS and value in set(TERMS[dimension]):
            term = TERMS[dimension](value)
            return Words(term.zh, term.en)
        if dimension == "month":
            return Words(f"{value}月", f"month {value}")
        name = self._names.get(dimension, {}).get(value, value)
        return Words(name, name)

    def figure(self, evidence: Evidence) -> Figure:
        """Return the figure that records make up."""
        return self.figured(
            evidence.name, evidence.numerator, evidence.denominator, len(evidence.rows),
            excluded=evidence.excluded, value=evidence.value, title=evidence.title,
            direction=evidence.direction, about=evidence.named,
        )  # fmt: skip

    def figured(  # noqa: PLR0913 - the parts of a figure
        self,
        name: FigureName,
        numerator: int,
        denominator: int | None,
        records: int,
        *,
        excluded: tuple[Exclusion, ...] = (),
        value: int | None = None,
        title: Words | None = None,
        direction: str = "",
        about: str = "",
    ) -> Figure:
        """Put a figure's numbers into words."""
        unit = Counted.PERCENT if name.against else MEASURES[name.measure].unit
        label = self._label(name, title or MEASURES[name.measure].name, direction)
        named = [self.words(*pair).zh for pair in name.dimensions]
        return Figure(
            id=str(name),
            zh=label.zh,
            en=label.en,
            value=value_of(numerator, denominator, unit) if value is None else value,
            unit=str(unit),
            numerator=numerator,
            denominator=denominator,
            as_of=self.moment.as_of,
            excluded=excluded,
            records=records,
            name=about or "，".join(named),
            direction=direction,
        )

    def _label(self, name: FigureName, title: Words, direction: str) -> Words:
        parts = [self.words(*pair) for pair in name.dimensions if pair[0] != "measure"]
        span, against = self.period(name.period), self.period(name.against)
        parts += [Words(span.zh, span.en)] if span else []
        parts += [Words(f"比{against.zh}", f"against {against.en}")] if against else []
        parts += [_DIRECTIONS[Direction(direction)]] if direction else []
        if not parts:
            return title
        zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
        return Words(f"{title.zh}（{zh}）", f"{title.en} ({en})")

    @cached_property
    def _units(self) -> list[dict[str, Any]]:
        facts = self.tables.facts("unit.opened")
        return self.rows(facts.select("code", "name", "accountable", "seq").order_by("seq"))

    @cached_property
    def _categories(self) -> list[dict[str, Any]]:
        facts = self.tables.facts("category.declared")
        return self.rows(facts.select("code", "name", "parent", "seq").order_by("seq"))

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        units = {row["code"]: row["name"] for row in self._units}
        categories = {row["code"]: row["name"] for row in self._categories}
        return {"unit": units, "area": units, "category": categories}


def values(dimension: str, seen: Iterable[str | None]) -> list[str | None]:
    """Return a dimension's values: the closed list where there is one, then what was seen."""
    return list(dict.fromkeys([*map(str, TERMS.get(dimension, ())), *seen]))


def in_order(seen: Iterable[str | None]) -> list[str | None]:
    """Sort what was seen, nothing last: an engine returns groups in whatever order it likes."""
    return sorted(seen, key=lambda value: (value is None, value or ""))


def _root(code: str, parents: Mapping[str, str | None]) -> str:
    return _line(code, parents)[-1]


def _line(code: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """Return a category and those above it; a circle ends where it closes."""
    line: list[str] = []
    while code is not None and code not in line:
        line.append(code)
        code = parents.get(code)
    return line

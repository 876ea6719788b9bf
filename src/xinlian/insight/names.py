"""The grammar of figure ids: ``measure[:dimension=value]*[@period[!period]][#row]``.

``limits.share:area=A01`` is a measure along a dimension; ``visits.batches:form=group@ytd`` has
a period; ``petitions.all@ytd!last-year`` is the change of the first period against the second;
``repeat.matters:kind=wages@ytd#0`` is one row behind a figure. Dimensions stand in alphabetical
order. A value that is not recorded is ``~``; reserved signs in a value are percent-encoded.
"""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, unquote

from xinlian.rules.errors import BrokenRule
from xinlian.rules.measures import MEASURES

_RESERVED: Final = re.compile(r"[%:=@!#~\s]")
_NAME: Final = re.compile(
    r"(?P<measure>[a-z_]+\.[a-z_]+)"
    r"(?P<dimensions>(?::[a-z_]+=[^:@!#=]+)*)"
    r"(?:@(?P<period>[a-z0-9-]+)(?:!(?P<against>[a-z0-9-]+))?)?"
    r"(?:#(?P<row>\d+))?"
)
_NOTHING: Final = "~"
_EMPTY: Final = "~~"


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure's id, taken apart. A dimension's value is None where nothing is recorded."""

    measure: str
    dimensions: tuple[tuple[str, str | None], ...] = ()
    period: str = ""
    against: str = ""
    row: int | None = None

    def __str__(self) -> str:
        """Write the id."""
        parts = [self.measure]
        parts += [f":{key}={_encode(value)}" for key, value in sorted(self.dimensions)]
        parts += [f"@{self.period}"] if self.period else []
        parts += [f"!{self.against}"] if self.against else []
        parts += [] if self.row is None else [f"#{self.row}"]
        return "".join(parts)

    def over(self, period: str) -> "FigureName":
        """Return the same figure over another period, without comparison."""
        return replace(self, period=period, against="", row=None)

    def get(self, dimension: str) -> str | None:
        """Return the value of a dimension; None also where the figure has no such one."""
        return dict(self.dimensions).get(dimension)

    def has(self, dimension: str) -> bool:
        """Tell whether the figure is given along a dimension."""
        return any(key == dimension for key, _ in self.dimensions)


def named(
    measure: str, /, *, period: str = "", against: str = "", **dimensions: str | None
) -> FigureName:
    """Make a figure's name; dimensions are keyword arguments."""
    return FigureName(measure, tuple(sorted(dimensions.items())), period, against)


def parse(text: str) -> FigureName:
    """Take an id apart; raise :class:`BrokenRule` ``figure-unknown`` where it is none."""
    match = _NAME.fullmatch(text)
    if match is None or match["measure"] not in MEASURES:
        raise unknown(text)
    pairs = [pair.partition("=") for pair in match["dimensions"].split(":")[1:]]
    dimensions = tuple(sorted((key, _decode(value)) for key, _, value in pairs))
    if len(dict(dimensions)) < len(dimensions):
        raise unknown(text)
    row = int(match["row"]) if match["row"] else None
    return FigureName(
        match["measure"], dimensions, match["period"] or "", match["against"] or "", row
    )


def unknown(text: str) -> BrokenRule:
    """Return the refusal of an id that names no figure."""
    return BrokenRule(
        "figure-unknown",
        zh=f"没有编号为“{text}”的数据；编号形如 petitions.all:area=区域@ytd。",
        en=f"No figure has the id {text!r}; ids look like petitions.all:area=AREA@ytd.",
    )


def _encode(value: str | None) -> str:
    if value is None:
        return _NOTHING
    return _RESERVED.sub(_escape, value) or _EMPTY


def _decode(text: str) -> str | None:
    if text == _NOTHING:
        return None
    return "" if text == _EMPTY else unquote(text)


def _escape(match: re.Match[str]) -> str:
    return quote(match[0], safe="") if match[0] != "~" else "%7E"

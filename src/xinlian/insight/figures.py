"""All figures of the situation report as of a day, and the records behind each.

The same day again costs a file read: figures are kept beside the facts, in ``figures/``, under
the state of the segments that they were computed from and the code that computed them.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from xinlian.insight import conference, handling, limits, standing, volumes
from xinlian.insight.figure import Evidence, Exclusion, Figure, Trace
from xinlian.insight.names import FigureName, parse, unknown
from xinlian.insight.tables import Ledger, Moment
from xinlian.insight.view import View
from xinlian.rules.measures import GROUP_OF

__all__ = ["Exclusion", "Figure", "Ledger", "Trace", "figure", "figures", "trace"]

_LISTED: Final[Mapping[str, Callable[[View], Iterator[Evidence]]]] = {
    "limits": limits.evidence,
    "cases": conference.evidence,
    "promises": conference.evidence,
    "peers": conference.evidence,
    "repeat": standing.ledger_evidence,
}
"""Which function lists the evidence of a family of measures in whole."""

_KEPT_DAYS: Final = 64
"""How many sets of figures are kept beside the facts."""


def figures(
    source: Ledger, as_of: date, pinned: int | None = None, *, group_of: int = GROUP_OF
) -> list[Figure]:
    """Return all figures as known on a local day, reading facts up to number ``pinned``."""
    moment = Moment(as_of, pinned)
    with source.lock:
        place = _place(source, moment, group_of)
        kept = _load(place)
        if kept is None:
            kept = compute(_view(source, moment, group_of))
            _store(place, kept)
    return kept


def figure(
    source: Ledger,
    figure_id: str,
    as_of: date,
    pinned: int | None = None,
    *,
    group_of: int = GROUP_OF,
) -> Figure:
    """Return one figure by its id, also one along dimensions that the report does not give.

    Raises :class:`BrokenRule` ``figure-unknown``.
    """
    name = parse(figure_id)
    with source.lock:
        view = _view(source, Moment(as_of, pinned), group_of)
        return view.figure(evidence(view, name))


def trace(
    source: Ledger,
    figure_id: str,
    as_of: date,
    pinned: int | None = None,
    *,
    group_of: int = GROUP_OF,
) -> Trace:
    """Return exactly the records behind a figure; ``...#2`` gives the third of them alone.

    Raises :class:`BrokenRule` ``figure-unknown``.
    """
    name = parse(figure_id)
    with source.lock:
        found = evidence(_view(source, Moment(as_of, pinned), group_of), name).trace()
    if name.row is None:
        return found
    return Trace(found.columns, found.rows[name.row : name.row + 1])


def compute(view: View) -> list[Figure]:
    """Return all figures of a view, computed anew."""
    found = [*volumes.figures(view), *standing.figures(view), *handling.figures(view)]
    for lister in dict.fromkeys(_LISTED.values()):
        found += map(view.figure, _listed(view, lister).values())
    return found


def _listed(
    view: View, lister: Callable[[View], Iterator[Evidence]]
) -> Mapping[FigureName, Evidence]:
    """Return what a lister gives by name, listed once per view."""
    if lister not in view.listed:
        view.listed[lister] = {each.name: each for each in lister(view)}
    return view.listed[lister]


def evidence(view: View, name: FigureName) -> Evidence:
    """Return the records behind a figure."""
    name = replace(name, row=None)
    if name.measure in volumes.MEASURES:
        return volumes.evidence(view, name)
    if name.measure in standing.MEASURES:
        return standing.evidence(view, name)
    if name.measure in handling.MEASURES:
        return handling.evidence(view, name)
    found = _listed(view, _LISTED[name.measure.partition(".")[0]]).get(name)
    if found is None:
        raise unknown(str(name))
    return found


def _view(source: Ledger, moment: Moment, group_of: int) -> View:
    return source.view((moment, group_of), lambda: View(source, moment, group_of))


def _place(source: Ledger, moment: Moment, group_of: int) -> Path:
    """Return the file under which a set of figures is kept."""
    parts = (source.state(), moment.as_of.isoformat(), moment.pinned, group_of, _code())
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
    return source.folder.parent / "figures" / f"{moment.as_of}-{digest}.json"


@cache
def _code() -> str:
    """Return a digest of what computes figures: other code, other figures."""
    rooms = (Path(__file__).parent, Path(__file__).parent.parent / "rules")
    digest = hashlib.sha256()
    for file in sorted(file for room in rooms for file in room.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _load(place: Path) -> list[Figure] | None:
    try:
        rows = json.loads(place.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return [_thawed(row) for row in rows]


def _store(place: Path, found: Iterable[Figure]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_suffix(f".{os.getpid()}")
    text = json.dumps([asdict(each) for each in found], ensure_ascii=False, default=str)
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(place)
    kept = sorted(place.parent.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    for old in kept[:-_KEPT_DAYS]:
        old.unlink(missing_ok=True)


def _thawed(row: dict[str, Any]) -> Figure:
    value = row["value"]
    return Figure(
        **{
            **row,
            "value": Decimal(value) if isinstance(value, str) else value,
            "as_of": date.fromisoformat(row["as_of"]),
            "excluded": tuple(Exclusion(**each) for each in row["excluded"]),
        }
    )

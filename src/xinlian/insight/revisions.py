"""What a published report would say today: figures changed by facts recorded after it.

A report is pinned to a state of the ledger. What is recorded later but dated earlier changes
its figures: each such figure is given with its old value, its new one, and the facts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from xinlian.insight.figure import Figure, Trace
from xinlian.insight.figures import compute, evidence
from xinlian.insight.names import parse
from xinlian.insight.tables import Ledger, Moment
from xinlian.insight.view import View
from xinlian.rules.errors import BrokenRule
from xinlian.rules.facts import LATEST
from xinlian.rules.measures import GROUP_OF, MEASURES


@dataclass(frozen=True, slots=True)
class LaterFact:
    """A fact that changed a figure: its number, kind, subject, when recorded and by whom."""

    seq: int
    kind: str
    subject: str
    happened_at: datetime
    recorded_at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure of a pinned report beside its value now; either is None where there is none."""

    id: str
    old: Figure | None
    new: Figure | None
    facts: tuple[LaterFact, ...]


def revisions(
    source: Ledger,
    as_of: date,
    pinned: int,
    *,
    only: Iterable[str] | None = None,
    group_of: int = GROUP_OF,
) -> list[Revision]:
    """Return the figures of a report pinned at ``pinned`` that later facts changed.

    ``only`` are ids to look at, all figures by default. The old values are as known on the
    day; the new ones take in whatever was recorded since about the time up to the day.
    """
    with source.lock:
        then = View(source, Moment(as_of, pinned), group_of)
        now = View(source, Moment(as_of, hindsight=True), group_of)
        old = {figure.id: figure for figure in compute(then)}
        new = {figure.id: figure for figure in compute(now)}
        ids = list(dict.fromkeys([*old, *new])) if only is None else list(only)
        later = _later(source, pinned, as_of)
        return [
            Revision(each, old.get(each), new.get(each), _causes(then, now, each, later))
            for each in ids
            if _differs(old.get(each), new.get(each))
        ]


def _differs(old: Figure | None, new: Figure | None) -> bool:
    return _numbers(old) != _numbers(new)


def _numbers(figure: Figure | None) -> tuple[object, ...]:
    """Return a figure's numbers; a figure that is not given counts nothing."""
    if figure is None:
        return None, 0, None
    empty = not figure.numerator and not figure.records and not figure.denominator
    return (None, 0, None) if empty else (figure.value, figure.numerator, figure.denominator)


_NOUNS: Final = {"petition": "petition", "matter": "matter", "case": "case", "promise": "promise"}
"""The column of a trace that names the subject of facts of that noun."""


def _causes(
    then: View, now: View, figure_id: str, later: Mapping[int, LaterFact]
) -> tuple[LaterFact, ...]:
    """Return the later facts on records that joined the figure, left it or count differently."""
    before, after = _trace(then, figure_id), _trace(now, figure_id)
    changed = set(before.rows) ^ set(after.rows)
    subjects = {
        (noun, str(row[place]))
        for trace in (before, after)
        for noun, column in _NOUNS.items()
        if column in trace.columns
        for place in (trace.columns.index(column),)
        for row in trace.rows
        if row in changed and row[place] is not None
    }
    matters = {int(subject) for noun, subject in subjects if noun == "matter"}
    if matters and "petition" not in (*before.columns, *after.columns):
        subjects |= {("petition", str(each)) for view in (then, now) for each in _in(view, matters)}
    rested = {row[-1] for row in changed}
    reads = set(MEASURES[parse(figure_id).measure].facts)
    found = (
        fact
        for fact in later.values()
        if fact.kind in reads
        and (fact.seq in rested or (fact.kind.partition(".")[0], fact.subject) in subjects)
    )
    return tuple(sorted(found, key=lambda fact: fact.seq))


def _in(view: View, matters: set[int]) -> list[int]:
    """Return the petitions of matters: what joined or left them changed the matters' figures."""
    table = view.received
    inside = table.filter(table.matter.isin(sorted(matters))).select("id")
    return [petition for (petition,) in view.ledger.engine.rows(inside)]


def _trace(view: View, figure_id: str) -> Trace:
    try:
        found = evidence(view, parse(figure_id)).trace()
    except BrokenRule:
        return Trace((), ())
    return Trace(found.columns, tuple(map(_hashable, found.rows)))


def _hashable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


def _later(source: Ledger, pinned: int, as_of: date) -> dict[int, LaterFact]:
    """Return the facts that a report as of the day, pinned there, has not seen."""
    return {fact.seq: fact for kind in LATEST for fact in _later_of(source, kind, pinned, as_of)}


def _later_of(source: Ledger, kind: str, pinned: int, as_of: date) -> Iterator[LaterFact]:
    facts = source.facts(kind)
    unseen = facts.filter((facts.seq > pinned) | (facts.known_at >= Moment(as_of).end))
    columns = unseen.select("seq", "subject", "happened_at", "recorded_at", "actor")
    for seq, subject, happened, recorded, actor in source.engine.rows(columns):
        yield LaterFact(seq, kind, subject, happened, recorded, actor)

"""The ledger's facts, and the tables that they fold into as of a day.

Every table is an Ibis expression: facts known before the end of the local day (and, for a
pinned report, up to a number in the ledger), the newest fact winning. Escalated visits stand
in tables of their own and are joined with nothing.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, Final, TypeVar

import ibis
import ibis.expr.types as ir

from xinlian.insight.engines import Engine, duckdb_engine
from xinlian.rules.days import day_range
from xinlian.rules.facts import LATEST, Kind
from xinlian.rules.vocabulary import Basis, Purpose

_INSTANT: Final = "timestamp('UTC', 6)"
_TYPES: Final = {
    Kind.CODE: "string", Kind.REF: "string", Kind.DIGEST: "string", Kind.INT: "int64",
    Kind.BOOL: "boolean", Kind.DATE: "date", Kind.TIME: _INSTANT, Kind.CODES: "array<string>",
    Kind.INTS: "array<int64>",
}  # fmt: skip
_ENVELOPE: Final = {
    "seq": "int64", "version": "int16", "subject": "string", "happened_at": _INSTANT,
    "known_at": _INSTANT, "recorded_at": _INSTANT, "actor": "string", "imported": "boolean",
}  # fmt: skip

REFERENCE: Final = frozenset({"place.declared", "unit.opened", "unit.closed", "category.declared"})
"""Kinds that only give names to codes: read whenever they were recorded."""

_NO_MATTER: Final = -1
_VIEWS: Final = 4

V = TypeVar("V")


class Ledger:
    """The Parquet of a ledger: a folder with one folder per kind of fact."""

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        """Read ``folder`` (``<home>/facts``) with ``engine``, DuckDB by default."""
        self.folder = folder
        self.engine = engine or duckdb_engine()
        self.lock = RLock()  # an engine's connection serves one thread at a time
        self._open: dict[str, tuple[list[Path], ir.Table]] = {}
        self._views: dict[Hashable, Any] = {}

    def files(self, kind: str) -> list[Path]:
        """Return a kind's segments, oldest first."""
        return sorted((self.folder / kind).glob("[0-9]*.parquet"), key=_first)

    def facts(self, kind: str) -> ir.Table:
        """Return all facts of a kind, with the columns that its declaration gives."""
        files = self.files(kind)
        known, table = self._open.get(kind, (None, None))
        if table is None or known != files:
            table = self.engine.read(files, _schema(kind))
            self._open[kind] = files, table
        return table

    def last(self) -> int:
        """Return the number up to which the segments go; 0 for an empty ledger."""
        ends = (int(file.stem.partition("-")[2]) for kind in LATEST for file in self.files(kind))
        return max(ends, default=0)

    def view(self, moment: Hashable, make: Callable[[], V]) -> V:
        """Return what was made of the ledger for a moment, made anew once the ledger grew.

        The newest few are remembered, so that opening one figure after another folds once.
        """
        key = (self.state(), moment)
        found: V = self._views.pop(key) if key in self._views else make()
        self._views[key] = found
        while len(self._views) > _VIEWS:
            del self._views[next(iter(self._views))]
        return found

    def state(self) -> str:
        """Return a digest that changes whenever the segments do."""
        seen = [
            f"{file.name} {info.st_size} {info.st_mtime_ns}"
            for kind in sorted(LATEST)
            for file in self.files(kind)
            for info in (file.stat(),)
        ]
        return hashlib.sha256("\n".join(seen).encode()).hexdigest()


@cache
def ledger_at(folder: Path) -> Ledger:
    """Return the ledger of a folder, one per process, so that its folds are remembered."""
    return Ledger(folder)


@dataclass(frozen=True, slots=True)
class Moment:
    """From where the ledger is looked at.

    ``as_of`` ends what happened. What was known ends with that day too, but in ``hindsight``,
    which takes in all that is recorded by now; ``pinned`` ends at a number in the ledger.
    """

    as_of: date
    pinned: int | None = None
    hindsight: bool = False

    @property
    def end(self) -> datetime:
        """Return the first moment after the local day."""
        return day_range(self.as_of)[1]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a ledger as seen from a moment."""

    ledger: Ledger
    moment: Moment

    def facts(self, kind: str) -> ir.Table:
        """Return the facts of a kind that are seen from the moment."""
        table = self.ledger.facts(kind)
        if self.moment.pinned is not None:
            table = table.filter(table.seq <= self.moment.pinned)
        if not self.moment.hindsight and kind not in REFERENCE:
            end = ibis.literal(self.moment.end, type=_INSTANT)
            table = table.filter(table.known_at < end)
        return table

    def has(self, kind: str) -> bool:
        """Tell whether there is any segment of a kind: without one a fold leaves it out."""
        return bool(self.ledger.files(kind))

    def petitions(self) -> ir.Table:
        """Return petitions as corrected, each with its matter; accusations are left out.

        An accusation must not reach the accused as a count either, not by subtracting two
        figures: no figure and no trace here reads one (law: R22, R30), nor what may be one and
        waits to be sorted.
        Columns: id, number, received_on, channel, purpose, level, people, category, unit, area,
        seq (the newest fact of its own), and those of :meth:`links` but petition.
        """
        registered = self.facts("petition.registered")
        fields = {name: registered[name] for name in _KEPT}
        base = registered.select(
            id=registered.subject.cast("int64"), seq=registered.seq, number=registered.number,
            **fields,
        )  # fmt: skip
        if self.has("petition.corrected"):
            base = _corrected(base, self.facts("petition.corrected"))
        accuses = (base.purpose == str(Purpose.ACCUSATION)) | base.held.fill_null(False)  # noqa: FBT003 - Ibis takes it by place
        base = base.filter(~accuses).drop("held")
        links = self.links()
        joined = base.left_join(links, base.id == links.petition)
        return joined.select(
            *[base[name] for name in base.columns],
            links.matter, links.pseudonym, links.office, links.link_seq,
        )  # fmt: skip

    def links(self) -> ir.Table:
        """Return which matter each petition belongs to now.

        Columns: petition, matter, pseudonym (of its petitioner within the matter), office
        (confirmed by the office), link_seq (the newest fact that placed it).
        """
        moves = self._moves()
        newest = moves.group_by("petition").aggregate(
            matter=moves.matter.argmax(moves.seq),
            pseudonym=moves.pseudonym.argmax(moves.seq),
            office=moves.office.argmax(moves.seq, where=moves.office.notnull()),
            link_seq=moves.seq.max(),
        )
        return newest.mutate(
            matter=newest.matter.nullif(_NO_MATTER), pseudonym=newest.pseudonym.nullif("")
        )

    def _moves(self) -> ir.Table:
        """Return every fact that placed a petition; '' and -1 stand for nothing."""
        linked = self.facts("petition.linked")
        moves = linked.select(
            petition=linked.subject.cast("int64"), seq=linked.seq, matter=linked.matter,
            pseudonym=linked.pseudonym.fill_null(""), office=linked.basis == str(Basis.OFFICE),
        )  # fmt: skip
        out = self.facts("petition.unlinked")
        others = [
            _move(out, out.subject.cast("int64"), ibis.literal(_NO_MATTER, type="int64"))
        ] if self.has("petition.unlinked") else []  # fmt: skip
        for kind, target in _MOVERS.items():
            if self.has(kind):
                facts = self.facts(kind)
                to = facts[target].cast("int64")
                others.append(_move(facts, facts.petitions.unnest(), to))
        return moves.union(*others) if others else moves

    def matters(self) -> ir.Table:
        """Return matters: id, name, kind, category, area, opened_on, merged (into which), seq."""
        opened = self.facts("matter.opened")
        day = (opened.happened_at.cast("timestamp") + ibis.interval(hours=8)).date()
        base = opened.select(
            id=opened.subject.cast("int64"), seq=opened.seq, name=opened.name, kind=opened.kind,
            category=opened.category, area=opened.area, opened_on=day,
        )  # fmt: skip
        base = _corrected(base, self.facts("matter.renamed"), ("name", "kind", "category", "area"))
        merged, unmerged = self.facts("matter.merged"), self.facts("matter.unmerged")
        steps = merged.select("subject", "seq", "into").union(
            unmerged.select("subject", "seq", into=ibis.literal(_NO_MATTER, type="int64"))
        )
        last = steps.group_by("subject").aggregate(
            merged=steps["into"].argmax(steps.seq).nullif(_NO_MATTER), merge_seq=steps.seq.max()
        )
        last = last.mutate(merged_id=last.subject.cast("int64")).drop("subject")
        joined = base.left_join(last, base.id == last.merged_id).drop("merged_id")
        return joined.mutate(seq=ibis.greatest(joined.seq, joined.merge_seq.fill_null(0))).drop(
            "merge_seq"
        )

    def limits(self) -> ir.Table:
        """Return the newest limit per year and area (null: the reserve): year, area, amount."""
        facts = self._decided("limit.set")
        return _newest(facts, "year", "area").select("seq", "year", "area", "amount")

    def plans(self) -> ir.Table:
        """Return the city's newest limit per year: year, amount."""
        return _newest(self._decided("limit.planned"), "year").select("seq", "year", "amount")

    def returns(self) -> ir.Table:
        """Return the newest monthly return per area and month: area, year, month, batches."""
        newest = _newest(self.facts("visits.returned"), "area", "year", "month")
        return newest.select("seq", "area", "year", "month", "batches", "notice")

    def weeks(self) -> ir.Table:
        """Return the city's newest count per week: week (its Monday), batches."""
        newest = _newest(self.facts("visits.counted"), "week")
        return newest.select("seq", "week", "batches", "notice")

    def cases(self) -> ir.Table:
        """Return the assigned cases, each with how and when it was closed, if it was."""
        made, done = self.facts("case.assigned"), _newest(self.facts("case.closed"), "subject")
        return _finished(made, done, _CASE, ("closing", "closed_on"))

    def promises(self) -> ir.Table:
        """Return promises, each with when it was kept, if it was."""
        made, done = self.facts("promise.made"), _newest(self.facts("promise.kept"), "subject")
        return _finished(made, done, _PROMISE, ("kept_on", "proof"))

    def peers(self) -> ir.Table:
        """Return the newest table per measure whose period ended by the day."""
        facts = self.facts("peers.reported")
        ended = facts.filter(facts.period_to <= self.moment.as_of)
        newest = _newest(ended, "measure", by=("period_to", "seq"))
        return newest.drop(*[name for name in _ENVELOPE if name != "seq"])

    def _decided(self, kind: str) -> ir.Table:
        """Return decisions in force on the day: a later one never revises them in hindsight."""
        facts = self.facts(kind)
        end = ibis.literal(self.moment.end, type=_INSTANT)
        return facts.filter(ibis.least(facts.happened_at, facts.known_at) < end)


_KEPT: Final = (
    "received_on", "channel", "purpose", "level", "people", "category", "unit", "area",
    "held",
)  # fmt: skip
_MOVERS: Final = {"matter.merged": "into", "matter.split": "into", "matter.unmerged": "subject"}
_CASE: Final = ("number", "title", "chain", "area", "matter", "assigned_on", "due_on")
_PROMISE: Final = ("matter", "unit", "what", "made_on", "due_on")


def _first(file: Path) -> int:
    return int(file.stem.partition("-")[0])


@cache
def _schema(kind: str) -> ibis.Schema:
    fields = {field.name: _TYPES[field.kind] for field in LATEST[kind].fields}
    return ibis.schema({**_ENVELOPE, **fields})


def _corrected(base: ir.Table, corrections: ir.Table, fields: tuple[str, ...] = _KEPT) -> ir.Table:
    """Lay the newest stated value of each field over ``base`` (which has id and seq)."""
    newest = corrections.group_by("subject").aggregate(
        corrected_seq=corrections.seq.max(),
        **{
            f"new_{name}": corrections[name].argmax(
                corrections.seq, where=corrections[name].notnull()
            )
            for name in fields
        },
    )
    newest = newest.mutate(corrected_id=newest.subject.cast("int64")).drop("subject")
    joined = base.left_join(newest, base.id == newest.corrected_id)
    over = {name: ibis.coalesce(joined[f"new_{name}"], joined[name]) for name in fields}
    over["seq"] = ibis.greatest(joined.seq, joined.corrected_seq.fill_null(0))
    return joined.select(**{name: over.get(name, joined[name]) for name in base.columns})


def _move(facts: ir.Table, petition: ir.Value, matter: ir.Value) -> ir.Table:
    return facts.select(
        petition=petition, seq=facts.seq, matter=matter,
        pseudonym=ibis.literal(""), office=ibis.null("boolean"),
    )  # fmt: skip


def _newest(facts: ir.Table, *keys: str, by: tuple[str, ...] = ("seq",)) -> ir.Table:
    """Return the newest fact of each key."""
    order = [ibis.desc(facts[name]) for name in by]
    place = ibis.row_number().over(group_by=[facts[key] for key in keys], order_by=order)
    return facts.mutate(place=place).filter(ibis._.place == 0).drop("place")


def _finished(
    made: ir.Table, done: ir.Table, fields: tuple[str, ...], ends: tuple[str, ...]
) -> ir.Table:
    """Join what was begun with how it ended."""
    base = made.select("subject", "seq", *fields)
    end = done.select(*ends, done_id=done.subject, done_seq=done.seq)
    joined = base.left_join(end, base.subject == end.done_id)
    return joined.select(
        *fields, *ends, id=joined.subject.cast("int64"),
        seq=ibis.greatest(joined.seq, joined.done_seq.fill_null(0)),
    )  # fmt: skip

"""A little ledger for tests: facts in, Parquet in the contract's layout out."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xinlian.rules.facts import LATEST, Kind, check

_INSTANT = pa.timestamp("us", tz="UTC")
_TYPES = {
    Kind.CODE: pa.string(), Kind.REF: pa.string(), Kind.DIGEST: pa.string(),
    Kind.INT: pa.int64(), Kind.BOOL: pa.bool_(), Kind.DATE: pa.date32(), Kind.TIME: _INSTANT,
    Kind.CODES: pa.list_(pa.string()), Kind.INTS: pa.list_(pa.int64()),
}  # fmt: skip
_ENVELOPE = (
    ("seq", pa.int64()), ("version", pa.int16()), ("subject", pa.string()),
    ("happened_at", _INSTANT), ("known_at", _INSTANT), ("recorded_at", _INSTANT),
    ("actor", pa.string()), ("imported", pa.bool_()),
)  # fmt: skip


def at(day: date, hour: int = 1) -> datetime:
    """Return a moment of a local day: 01:00 UTC is nine in the morning there."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass
class Book:
    """Facts in the order in which they are recorded."""

    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    petitions: int = 0
    written: int = 0

    def state(self, kind: str, subject: object, known: date, /, **data: object) -> int:
        """Record a fact that was known on a day; return its number. Days are given as dates."""
        plain = {
            key: value.isoformat() if isinstance(value, date | datetime) else value
            for key, value in data.items()
        }
        check(kind, plain)
        seq = len(self.rows) + 1
        moment = at(known)
        envelope = {
            "seq": seq, "version": 1, "subject": str(subject), "happened_at": moment,
            "known_at": moment, "recorded_at": moment, "actor": "staff:1", "imported": False,
        }  # fmt: skip
        self.rows.append((kind, {**envelope, "data": data}))
        return seq

    def petition(self, day: date, /, *, known: date | None = None, **data: object) -> int:
        """Register a petition received on a day; return its id."""
        self.petitions += 1
        fields: dict[str, Any] = {
            "number": f"N{self.petitions:05d}", "received_at": at(day), "received_on": day,
            "channel": "letter", "purpose": "appeal", "level": "city", "people": 1,
            "occurrence": "unknown", "title_digest": "0" * 64, "text_digest": "1" * 64,
            "profile": "cn-2005", "source": "desk",
        }  # fmt: skip
        self.state("petition.registered", self.petitions, known or day, **(fields | data))
        return self.petitions

    def visit(
        self, day: date, people: int = 1, /, *, known: date | None = None, **data: object
    ) -> int:
        """Register a visit; return the petition's id."""
        return self.petition(day, known=known, channel="visit", people=people, **data)

    def link(
        self,
        petition: int,
        matter: int,
        known: date,
        pseudonym: str | None = None,
        basis: str = "office",
    ) -> int:
        """Link a petition to a matter; return the fact's number."""
        return self.state(
            "petition.linked", petition, known, matter=matter, basis=basis, reasons=[],
            pseudonym=pseudonym,
        )  # fmt: skip

    def matter(self, matter: int, known: date, name: str = "", **data: object) -> int:
        """Open a matter; return its id."""
        fields: dict[str, Any] = {"name": name or f"matter {matter}", "kind": "other"}
        self.state("matter.opened", matter, known, **(fields | data))
        return matter

    def area(self, code: str, known: date = date(2016, 1, 1)) -> str:
        """Set up an accountable area; return its code."""
        self.state(
            "unit.opened", code, known, code=code, name=f"{code}区", type="government",
            level="county", functions=[], accountable=True, since=known,
        )  # fmt: skip
        return code

    def returned(self, area: str, year: int, month: int, batches: int, known: date) -> int:
        """Enter a monthly return; return the fact's number."""
        return self.state(
            "visits.returned", area, known, area=area, year=year, month=month, batches=batches,
            notice="notice 1",
        )  # fmt: skip

    def write(self, home: Path) -> Path:
        """Write the facts recorded since the last call as segments; return the folder."""
        fresh, first = self.rows[self.written :], self.written + 1
        self.written = len(self.rows)
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for kind, row in fresh:
            by_kind[kind].append(row)
        folder = home / "facts"
        folder.mkdir(parents=True, exist_ok=True)
        for kind, rows in by_kind.items():
            (folder / kind).mkdir(exist_ok=True)
            path = folder / kind / f"{first}-{self.written}.parquet"
            pq.write_table(table_of(kind, rows), path)
        return folder


def table_of(kind: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Return facts of a kind with the columns that its declaration gives."""
    columns: dict[str, pa.Array] = {
        name: pa.array([row[name] for row in rows], type=of) for name, of in _ENVELOPE
    }
    for each in LATEST[kind].fields:
        values = [row["data"].get(each.name) for row in rows]
        columns[each.name] = pa.array(values, type=_TYPES[each.kind])
    return pa.table(columns)


def days(first: date, count: int) -> list[date]:
    """Return ``count`` days from ``first`` on."""
    return [first + timedelta(days=number) for number in range(count)]

"""The ledger as Parquet: one folder per kind of fact, segments that are never rewritten."""

import fcntl
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from xinlian.ledger.models import Fact
from xinlian.ledger.queries import facts_between, head
from xinlian.ledger.statements import Recorded
from xinlian.rules.facts import FACTS, LATEST, FactKind, Kind

_SEGMENT = 200_000
"""Facts read at once, hence the most that one segment holds."""

_INSTANT = pa.timestamp("us", tz="UTC")

_TYPES: dict[Kind, pa.DataType] = {
    Kind.CODE: pa.string(),
    Kind.REF: pa.string(),
    Kind.DIGEST: pa.string(),
    Kind.INT: pa.int64(),
    Kind.BOOL: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.TIME: _INSTANT,
    Kind.CODES: pa.list_(pa.string()),
    Kind.INTS: pa.list_(pa.int64()),
}

_ENVELOPE: tuple[tuple[str, pa.DataType], ...] = (
    ("seq", pa.int64()),
    ("version", pa.int16()),
    ("subject", pa.string()),
    ("happened_at", _INSTANT),
    ("known_at", _INSTANT),
    ("recorded_at", _INSTANT),
    ("actor", pa.string()),
    ("imported", pa.bool_()),
)


def arrow_schema(kind: FactKind) -> pa.Schema:
    """Return the columns of a kind of fact: the envelope, then its declared fields."""
    return pa.schema([*_ENVELOPE, *((f.name, _TYPES[f.kind]) for f in kind.fields)])


def export(home: Path) -> int:
    """Write what the ledger gained since the last export; return the last fact's number.

    Segments lie at ``home/facts/<kind>/<first>-<last>.parquet``. An export that belongs to
    another ledger (a database was restored or replaced) is made anew.
    """
    folder = home / "facts"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        done = _done(folder)
        last = head()
        for first in range(done + 1, last + 1, _SEGMENT):
            upto = min(first + _SEGMENT - 1, last)
            _write_segments(folder, first, upto)
            _note(folder, upto)
    return last


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _done(folder: Path) -> int:
    """Return up to where the export stands; drop what a crash or another ledger left."""
    note = folder / "exported.json"
    done: dict[str, Any] = {"last": 0, "digest": ""}
    if note.exists():
        done = orjson.loads(note.read_bytes())
    if done["last"] and _digest(done["last"]) != done["digest"]:
        done = {"last": 0, "digest": ""}
    for segment in folder.glob("*/*.parquet"):
        if int(segment.stem.partition("-")[0]) > done["last"]:
            segment.unlink()
    if not done["last"]:
        for kind in LATEST:
            shutil.rmtree(folder / kind, ignore_errors=True)
    return int(done["last"])


def _digest(seq: int) -> str:
    digest = Fact.objects.filter(seq=seq).values_list("digest", flat=True).first()
    return bytes(digest).hex() if digest else "missing"


def _note(folder: Path, last: int) -> None:
    temporary = folder / "exported.json.new"
    temporary.write_bytes(orjson.dumps({"last": last, "digest": _digest(last)}))
    temporary.replace(folder / "exported.json")


def _write_segments(folder: Path, first: int, last: int) -> None:
    by_kind: dict[str, list[Recorded]] = defaultdict(list)
    for _, fact in facts_between(first, last):
        by_kind[fact.kind].append(fact)
    for kind, facts in by_kind.items():
        place = folder / kind
        place.mkdir(exist_ok=True)
        temporary = place / f".{first}-{last}.{os.getpid()}"
        pq.write_table(_table(FACTS[kind, facts[-1].version], facts), temporary)
        temporary.replace(place / f"{first}-{last}.parquet")


def _table(kind: FactKind, facts: list[Recorded]) -> pa.Table:
    columns: list[list[Any]] = [[getattr(f, name) for f in facts] for name, _ in _ENVELOPE]
    for field in kind.fields:
        values = [fact.data.get(field.name) for fact in facts]
        if field.kind is Kind.DATE:
            values = [value and date.fromisoformat(value) for value in values]
        elif field.kind is Kind.TIME:
            values = [value and datetime.fromisoformat(value) for value in values]
        columns.append(values)
    schema = arrow_schema(kind)
    return pa.table(
        [pa.array(column, type=f.type) for column, f in zip(columns, schema, strict=True)],
        schema=schema,
    )

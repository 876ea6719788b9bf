"""The measures of the report as somebody would write them in SQL for DuckDB, without Ibis."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from xinlian.insight.names import FigureName
from xinlian.insight.periods import STANDARD, months_of_two_years, period

_SLICES: Final = (
    ((), ("all", "items", "batches", "people", "repeats")),
    (("channel",), ("all", "items")),
    (("purpose",), ("all",)),
    (("level",), ("all", "items", "batches", "people")),
    (("form",), ("batches", "people")),
    (("form", "level"), ("batches", "people")),
    (("category",), ("all", "items", "batches", "people", "repeats")),
    (("category", "form"), ("batches", "people")),
    (("unit",), ("all", "items", "batches", "people")),
    (("area",), ("all", "items", "batches", "people", "repeats")),
    (("area", "form"), ("batches", "people")),
)
_NAMES: Final = {
    "all": "petitions.all", "items": "petitions.items", "batches": "visits.batches",
    "people": "visits.people", "repeats": "repeat.petitions",
}  # fmt: skip
_COUNTS: Final = {
    "all": "count(*) FILTER (WHERE {when})",
    "items": "count(*) FILTER (WHERE form IS NULL AND {when})",
    "batches": "count(*) FILTER (WHERE form IS NOT NULL AND {when})",
    "people": "coalesce(sum(people) FILTER (WHERE form IS NOT NULL AND {when}), 0)",
    "repeats": "count(*) FILTER (WHERE repeat AND {when})",
}

_FOLD: Final = """
CREATE TEMP TABLE p AS
WITH corrected AS (
    SELECT subject::BIGINT AS id, arg_max(area, seq) AS area, arg_max(people, seq) AS people,
        arg_max(received_on, seq) AS received_on, arg_max(channel, seq) AS channel,
        arg_max(purpose, seq) AS purpose, arg_max(level, seq) AS level,
        arg_max(category, seq) AS category, arg_max(unit, seq) AS unit
    FROM '{facts}/petition.corrected/*.parquet' WHERE known_at < {end} GROUP BY 1
), linked AS (
    SELECT subject::BIGINT AS id, arg_max(matter, seq) AS matter,
        arg_max(coalesce(pseudonym, ''), seq) AS pseudonym, arg_max(basis, seq) AS basis
    FROM '{facts}/petition.linked/*.parquet' WHERE known_at < {end} GROUP BY 1
), folded AS (
    SELECT r.subject::BIGINT AS id, coalesce(c.received_on, r.received_on) AS received_on,
        coalesce(c.channel, r.channel) AS channel, coalesce(c.purpose, r.purpose) AS purpose,
        coalesce(c.level, r.level) AS level, coalesce(c.people, r.people) AS people,
        coalesce(c.category, r.category) AS code, coalesce(c.unit, r.unit) AS unit,
        coalesce(c.area, r.area) AS area, l.matter, nullif(l.pseudonym, '') AS pseudonym,
        l.basis = 'office' AS office
    FROM (SELECT * FROM '{facts}/petition.registered/*.parquet' WHERE known_at < {end}) r
    LEFT JOIN corrected c ON c.id = r.subject::BIGINT
    LEFT JOIN linked l ON l.id = r.subject::BIGINT
)
SELECT * EXCLUDE (code), split_part(code, '/', 1) AS category,
    CASE WHEN channel = 'visit' THEN CASE WHEN people >= 5 THEN 'group' ELSE 'individual' END
    END AS form,
    pseudonym IS NOT NULL AND row_number() OVER (
        PARTITION BY matter, pseudonym ORDER BY received_on, id) > 1 AS repeat
FROM folded WHERE received_on <= DATE '{as_of}' AND purpose <> 'accusation';
"""
_LEDGER: Final = """
SELECT m.kind, count(*) FROM (
    SELECT matter, max(people) AS most, count(DISTINCT pseudonym) AS known,
        count(*) FILTER (WHERE form IS NOT NULL AND level IN ('city', 'province', 'capital'))
            AS visits
    FROM p WHERE received_on >= DATE '{first}' AND matter IS NOT NULL GROUP BY matter
) v JOIN '{facts}/matter.opened/*.parquet' m ON m.subject::BIGINT = v.matter
WHERE visits >= 3 AND greatest(most, known) >= 5 GROUP BY 1
"""
_AGAIN: Final = """
SELECT count(*), coalesce(sum(n), 0) FROM (
    SELECT count(*) AS n FROM p
    WHERE form IS NOT NULL AND matter IS NOT NULL AND {when} GROUP BY matter HAVING count(*) > 1)
"""


def measures(facts: Path, as_of: date) -> dict[str, int]:
    """Return the report's counts by figure id."""
    connection = duckdb.connect(config={"threads": 2})
    connection.execute("SET TimeZone = 'UTC'")
    end = f"TIMESTAMPTZ '{as_of} 16:00:00+00'"
    connection.execute(_FOLD.format(facts=facts, end=end, as_of=as_of))
    found: dict[str, int] = {}
    for by, counts in _SLICES:
        found |= _slice(connection, by, counts, as_of)
    rows = connection.execute(_LEDGER.format(facts=facts, first=date(as_of.year, 1, 1))).fetchall()
    for kind, count in rows:
        found[str(FigureName("repeat.matters", (("kind", kind),), "ytd"))] = count
    for key in ("ytd", "last-year", "last-month"):
        again = connection.execute(_AGAIN.format(when=_when(key, as_of))).fetchone() or (0, 0)
        found[f"revisits.matters@{key}"], found[f"revisits.batches@{key}"] = again
    return found


def _slice(
    connection: duckdb.DuckDBPyConnection, by: tuple[str, ...], counts: tuple[str, ...], as_of: date
) -> dict[str, int]:
    spans = [*STANDARD, *([] if by else months_of_two_years(as_of))]
    pairs = [(count, key) for count in counts for key in spans]
    wanted = [*by, *(_COUNTS[count].format(when=_when(key, as_of)) for count, key in pairs)]
    group = f"GROUP BY {', '.join(by)}" if by else ""
    visits = "AND form IS NOT NULL" if "form" in by else ""
    query = f"SELECT {', '.join(wanted)} FROM p WHERE {_two_years(as_of)} {visits} {group}"  # noqa: S608 - names of ours
    return dict(_named(connection.execute(query).fetchall(), by, pairs))


def _named(
    rows: list[tuple[Any, ...]], by: tuple[str, ...], pairs: list[tuple[str, str]]
) -> Iterator[tuple[str, int]]:
    for row in rows:
        along = tuple(zip(by, row[: len(by)], strict=True))
        for (count, key), number in zip(pairs, row[len(by) :], strict=True):
            yield str(FigureName(_NAMES[count], along, key)), int(number)


def _two_years(as_of: date) -> str:
    return f"received_on >= DATE '{as_of.year - 1}-01-01'"


def _when(key: str, as_of: date) -> str:
    span = period(key, as_of)
    if span is None:
        raise ValueError(key)
    return f"received_on BETWEEN DATE '{span.first}' AND DATE '{span.last}'"

"""A register of any size as the ledger's Parquet, drawn by DuckDB from the row's number."""

from pathlib import Path
from typing import Final

import duckdb

SEED: Final = 11
SEGMENT: Final = 1_000_000

_DRAW: Final = f"""
CREATE OR REPLACE MACRO draw(i, what, n) AS (hash(i, what, {SEED}) % n)::BIGINT;
CREATE OR REPLACE MACRO hex64(i, what) AS md5(what || i) || md5(i || what);
CREATE OR REPLACE MACRO pick(list, i, what) AS list[1 + draw(i, what, len(list))];
CREATE OR REPLACE MACRO received(i, size) AS
    TIMESTAMPTZ '2017-01-01 00:30:00+00'
    + to_hours((i * 16200 // size)::BIGINT) + to_minutes(draw(i, 'minute', 25));
CREATE OR REPLACE MACRO matter_of(i, size) AS
    CASE WHEN draw(i, 'big', 10) < 3 THEN 1 + draw(i, 'm', 60)
         ELSE 61 + draw(i, 'm', greatest(1, size // 25)) END;
"""
_ENVELOPE: Final = """
    ({seq})::BIGINT AS seq, 1::SMALLINT AS version, ({subject})::VARCHAR AS subject,
    {known} AS happened_at, {known} AS known_at, {known} AS recorded_at,
    'staff:1' AS actor, true AS imported
"""
_REGISTERED: Final = """
    SELECT {envelope}, 'B' || i AS number, received(i, {size}) AS received_at,
        (received(i, {size})::TIMESTAMP + INTERVAL 8 HOUR)::DATE AS received_on,
        pick(['letter', 'web', 'web', 'telephone', 'visit', 'visit'], i, 'c') AS channel,
        pick(['appeal', 'appeal', 'appeal', 'suggestion', 'accusation', 'other'], i, 'p')
            AS purpose,
        pick(['county', 'city', 'city', 'province', 'capital'], i, 'l') AS level,
        1 + CASE WHEN draw(i, 'g', 9) = 0 THEN draw(i, 'n', 30) ELSE draw(i, 'n', 4) END AS people,
        'unknown' AS occurrence, 'P' || draw(i, 'place', 300) AS place,
        CASE WHEN draw(i, 'no', 50) > 0 THEN 'A' || draw(i, 'area', 12) END AS area,
        'C' || draw(i, 'cat', 15) || '/' || draw(i, 'sub', 30) AS category,
        'U' || draw(i, 'unit', 100) AS unit, hex64(i, 'r') AS petitioner,
        hex64(i, 'title') AS title_digest, hex64(i, 'text') AS text_digest,
        (received(i, {size})::TIMESTAMP + INTERVAL 15 DAY)::DATE AS notice_due,
        'cn-2005' AS profile, 'register' AS source
"""
_LINKED: Final = """
    SELECT {envelope}, matter_of(i, {size}) AS matter,
        CASE WHEN draw(i, 'b', 4) = 0 THEN 'office' ELSE 'engine' END AS basis,
        90::BIGINT AS score, ['place', 'name'] AS reasons,
        CASE WHEN draw(i, 'anon', 12) > 0
            THEN hex64(draw(i, 'who', 40), 'm' || matter_of(i, {size})) END AS pseudonym
"""
_CORRECTED: Final = """
    SELECT {envelope}, NULL::TIMESTAMPTZ AS received_at, NULL::DATE AS received_on,
        NULL::VARCHAR AS channel, NULL::VARCHAR AS purpose, NULL::VARCHAR AS level,
        CASE WHEN draw(i, 'cp', 3) = 0 THEN 1 + draw(i, 'cn', 9) END AS people,
        NULL::VARCHAR AS occurrence, NULL::VARCHAR AS place,
        'A' || draw(i, 'ca', 12) AS area, NULL::VARCHAR AS category, NULL::VARCHAR AS unit,
        NULL::VARCHAR AS petitioner, NULL::VARCHAR AS title_digest,
        NULL::VARCHAR AS text_digest, 'place' AS reason
"""
_ANSWERED: Final = """
    SELECT {envelope}, 'U' || draw(i, 'au', 100) AS unit,
        (received(i, {size})::TIMESTAMP + INTERVAL 20 DAY)::DATE AS answered_on,
        hex64(i, 'answer') AS answer_digest
"""
_MATTERS: Final = """
    SELECT {envelope}, 'matter ' || i AS name,
        pick(['unfinished', 'certificate', 'management', 'investment', 'wages'], i, 'k') AS kind,
        'C' || draw(i, 'mc', 15) AS category, 'P' || draw(i, 'mp', 300) AS place,
        'A' || draw(i, 'ma', 12) AS area
"""
_CATEGORIES: Final = """
    SELECT {envelope}, code, code AS name,
        CASE WHEN contains(code, '/') THEN split_part(code, '/', 1) END AS parent,
        NULL::VARCHAR AS kind
"""
_UNITS: Final = """
    SELECT {envelope}, code, code AS name, 'government' AS type, 'county' AS level,
        NULL::VARCHAR AS parent, NULL::VARCHAR AS place, []::VARCHAR[] AS functions,
        code LIKE 'A%' AS accountable, DATE '2016-01-01' AS since
"""
_CATEGORY_CODES: Final = """
    (SELECT 'C' || a AS code, a + 1 AS i FROM range(15) t(a) UNION ALL
     SELECT 'C' || a || '/' || b, 16 + a * 30 + b FROM range(15) t(a), range(30) u(b))
"""
_UNIT_CODES: Final = """
    (SELECT 'A' || a AS code, a + 1 AS i FROM range(12) t(a) UNION ALL
     SELECT 'U' || a, 13 + a FROM range(100) t(a))
"""


def write(folder: Path, size: int) -> int:
    """Write a ledger of ``size`` petitions, 2.6 facts each; return how many facts there are."""
    connection = duckdb.connect(config={"threads": 2})
    connection.execute(f"SET TimeZone = 'UTC'; {_DRAW}")
    seq = 1
    matters = 60 + max(1, size // 25)
    soon, later = f"received(i, {size})", f"received(i, {size}) + INTERVAL 6 DAY"
    start = "TIMESTAMPTZ '2016-01-01 00:00:00+00'"
    for kind, text, source, count, known, subject in (
        ("category.declared", _CATEGORIES, _CATEGORY_CODES, 465, start, "code"),
        ("unit.opened", _UNITS, _UNIT_CODES, 112, start, "code"),
        ("matter.opened", _MATTERS, None, matters, start, "i"),
        ("petition.registered", _REGISTERED, None, size, soon, "i"),
        ("petition.linked", _LINKED, None, size, later, "i"),
        ("petition.corrected", _CORRECTED, None, size // 10, later, "i * 10"),
        ("petition.answered", _ANSWERED, None, size // 2, later, "i"),
    ):
        place = folder / kind
        place.mkdir(parents=True)
        for first in range(1, count + 1, SEGMENT):
            last = min(first + SEGMENT - 1, count)
            rows = source or f"(SELECT unnest(range({first}, {last + 1})) AS i)"
            envelope = _ENVELOPE.format(seq=f"{seq - first} + i", subject=subject, known=known)
            query = f"{text.format(envelope=envelope, size=size)} FROM {rows}"
            path = place / f"{seq}-{seq + last - first}.parquet"
            connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
            seq += last - first + 1
    return seq - 1

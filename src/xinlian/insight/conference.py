"""Cases assigned from above, promises, and the city's place among its peers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from xinlian.insight.figure import Evidence
from xinlian.insight.names import named
from xinlian.insight.view import View
from xinlian.rules.measures import Words
from xinlian.rules.vocabulary import Closing

Row = Mapping[str, Any]
_CASE = (
    "case", "number", "title", "chain", "area", "assigned_on", "due_on", "closing", "closed_on",
)  # fmt: skip
_PROMISE = ("promise", "matter", "unit", "what", "made_on", "due_on", "kept_on", "proof")
_PEER = ("rank", "peer", "value", "own")
_RESOLVED = frozenset({str(Closing.CONFIRMED), str(Closing.FINAL)})


def evidence(view: View) -> Iterator[Evidence]:
    """Return every figure on assigned cases, promises and peers as of the view's day."""
    yield from _cases(view)
    yield from _promises(view)
    yield from _peers(view)


def _cases(view: View) -> Iterator[Evidence]:
    as_of = view.moment.as_of
    rows = [
        _ended({**row, "case": row["id"]}, "closed_on", as_of, "closing")
        for row in view.rows(view.tables.cases())
        if row["assigned_on"] <= as_of
    ]
    rows.sort(key=lambda row: (row["assigned_on"], row["number"]))
    if not rows:
        return
    yield from _case_figures(rows, as_of)
    for area in sorted({row["area"] for row in rows}):
        yield from _case_figures([row for row in rows if row["area"] == area], as_of, area=area)
    for closing in Closing:
        closed = [row for row in rows if row["closing"] == closing]
        yield Evidence(named("cases.closed", closing=str(closing)), _CASE, _cut(closed, _CASE))


def _case_figures(rows: Sequence[Row], as_of: date, **along: str) -> Iterator[Evidence]:
    still = [row for row in rows if row["closed_on"] is None]
    overdue = [row for row in still if row["due_on"] and row["due_on"] < as_of]
    closed = [row for row in rows if row["closed_on"] is not None]
    for state, found in {
        "assigned": rows, "closed": closed, "open": still, "overdue": overdue,
    }.items():  # fmt: skip
        yield Evidence(named(f"cases.{state}", **along), _CASE, _cut(found, _CASE))
    resolved = _cut(rows, _CASE, lambda row: int(row["closing"] in _RESOLVED))
    yield Evidence(named("cases.resolution", **along), _CASE, resolved, len(rows))


def _promises(view: View) -> Iterator[Evidence]:
    as_of = view.moment.as_of
    rows = [
        _ended({**row, "promise": row["id"]}, "kept_on", as_of, "proof")
        for row in view.rows(view.tables.promises())
        if row["made_on"] <= as_of
    ]
    rows.sort(key=lambda row: (row["due_on"], row["id"]))
    if not rows:
        return
    yield from _promise_figures(rows, as_of)
    for unit in sorted({row["unit"] for row in rows}):
        yield from _promise_figures([row for row in rows if row["unit"] == unit], as_of, unit=unit)


def _promise_figures(rows: Sequence[Row], as_of: date, **along: str) -> Iterator[Evidence]:
    still = [row for row in rows if row["kept_on"] is None]
    for state, found in {
        "made": rows,
        "kept": [row for row in rows if row["kept_on"] is not None],
        "open": still,
        "overdue": [row for row in still if row["due_on"] < as_of],
    }.items():
        yield Evidence(named(f"promises.{state}", **along), _PROMISE, _cut(found, _PROMISE))


def _peers(view: View) -> Iterator[Evidence]:
    """Return the ranks: peers down to the own one, so that a trace lists the whole table."""
    for table in sorted(view.rows(view.tables.peers()), key=lambda row: row["measure"]):
        own, names = table["own"], table["names"]
        if own not in names:
            continue
        rank = names.index(own) + 1
        rows = [
            (place, name, value, name == own, int(place <= rank), table["seq"])
            for place, (name, value) in enumerate(zip(names, table["values"], strict=True), 1)
        ]
        span_zh = f"{table['period_from']}至{table['period_to']}"
        span_en = f"{table['period_from']} to {table['period_to']}"
        title = Words(f"{table['title']}，{span_zh}", f"{table['title']}, {span_en}")
        yield Evidence(
            named("peers.rank", measure=table["measure"]), _PEER, rows, len(names),
            title=title, direction=table["direction"], named=table["title"],
        )  # fmt: skip


def _ended(row: Row, day: str, as_of: date, *others: str) -> Row:
    """Take back an end that lies after the day: it was known early, it was not yet so."""
    if row[day] is not None and row[day] > as_of:
        return {**row, day: None, **dict.fromkeys(others)}
    return row


def _one(_: Row) -> int:
    return 1


def _cut(
    rows: Sequence[Row], columns: tuple[str, ...], weight: Callable[[Row], int] = _one
) -> list[tuple[Any, ...]]:
    return [(*(row[name] for name in columns), weight(row), row["seq"]) for row in rows]

"""What the city's conference keeps: limits, returns, assigned cases, peer tables."""

from datetime import datetime

from xinlian.conference.commands import (
    NewCase,
    NewPeerTable,
    Return,
    WeekCount,
    assign_cases,
    close_case,
    count_weeks,
    report_peers,
    return_visits,
    set_limits,
)
from xinlian.demo.records import City
from xinlian.ledger.actors import Actor


def load_conference(city: City, matters: dict[str, int], *, by: Actor, at: datetime) -> None:
    """Enter everything, known since the days on which it was; ``matters`` are ids by name."""
    for limit in city.limits:
        set_limits(
            limit.year,
            city=limit.city,
            areas=limit.areas,
            by=by,
            at=at,
            known_at=limit.known_at,
        )
    return_visits(
        [
            Return(each.area, each.year, each.month, each.batches, each.notice, each.known_at)
            for each in city.returns
        ],
        by=by,
        at=at,
    )
    count_weeks(
        [WeekCount(each.week, each.batches, each.notice, each.known_at) for each in city.weeks],
        by=by,
        at=at,
    )
    _cases(city, matters, by=by, at=at)
    for table in city.peers:
        report_peers(
            NewPeerTable(
                table.measure,
                table.title,
                table.period_from,
                table.period_to,
                table.direction,
                table.notice,
                table.rows,
                table.own,
                table.known_at,
            ),
            by=by,
            at=at,
        )


def _cases(city: City, matters: dict[str, int], *, by: Actor, at: datetime) -> None:
    ids = assign_cases(
        [
            NewCase(
                case.number,
                case.title,
                case.chain,
                case.area,
                case.assigned_on,
                case.due_on,
                matters[case.matter],
                case.known_at,
            )
            for case in city.cases
        ],
        by=by,
        at=at,
    )
    for case_id, case in zip(ids, city.cases, strict=True):
        if case.closing and case.closed_on:
            close_case(
                case_id,
                closing=case.closing,
                closed_on=case.closed_on,
                by=by,
                at=at,
                known_at=case.closing_known_at,
            )

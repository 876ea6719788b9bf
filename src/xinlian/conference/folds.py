"""How facts become the rows of the conference."""

from collections.abc import Iterator
from datetime import date

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded


@fold("limit.planned", "conference.CityLimit")
def _planned(fact: Recorded) -> Iterator[Change]:
    year = fact.data["year"]
    yield Change("conference.CityLimit", year, None)
    yield Change("conference.CityLimit", year, {"amount": fact.data["amount"]}, creates=True)


@fold("limit.set", "conference.Limit")
def _set(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    area = data.get("area")
    key = f"{data['year']}/{area or ''}"
    columns = {"year": data["year"], "area_id": area, "amount": data["amount"]}
    yield Change("conference.Limit", key, None)
    yield Change("conference.Limit", key, columns, creates=True)


@fold("visits.returned", "conference.MonthlyReturn")
def _returned(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    key = f"{data['area']}/{data['year']}/{data['month']:02d}"
    columns = {
        "area_id": data["area"],
        "year": data["year"],
        "month": data["month"],
        "batches": data["batches"],
        "notice": data["notice"],
    }
    yield Change("conference.MonthlyReturn", key, None)
    yield Change("conference.MonthlyReturn", key, columns, creates=True)


@fold("visits.counted", "conference.WeeklyReturn")
def _counted(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    week = date.fromisoformat(data["week"])
    columns = {"batches": data["batches"], "notice": data["notice"]}
    yield Change("conference.WeeklyReturn", week, None)
    yield Change("conference.WeeklyReturn", week, columns, creates=True)


@fold("case.assigned", "conference.AssignedCase")
def _assigned(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    due = data.get("due_on")
    columns = {
        "number": data["number"],
        "title": data["title"],
        "chain": list(data["chain"]),
        "area_id": data["area"],
        "matter_id": data.get("matter"),
        "assigned_on": date.fromisoformat(data["assigned_on"]),
        "due_on": date.fromisoformat(due) if due else None,
    }
    yield Change("conference.AssignedCase", int(fact.subject), columns, creates=True)


@fold("case.closed", "conference.AssignedCase")
def _closed(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {"closing": data["closing"], "closed_on": date.fromisoformat(data["closed_on"])}
    yield Change("conference.AssignedCase", int(fact.subject), columns)


@fold("peers.reported", "conference.PeerTable")
def _reported(fact: Recorded) -> Iterator[Change]:
    data = dict(fact.data)
    data["period_from"] = date.fromisoformat(data["period_from"])
    data["period_to"] = date.fromisoformat(data["period_to"])
    yield Change("conference.PeerTable", int(fact.subject), data, creates=True)

"""How facts become the rows of the organisation."""

from collections.abc import Iterator
from datetime import date

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded


@fold("place.declared", "organisation.Place")
def _place_declared(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "name": data["name"],
        "parent_id": data.get("parent"),
        "level": data["level"],
    }
    yield Change("organisation.Place", data["code"], columns, creates=True)


@fold("area.assigned", "organisation.AreaAssignment")
def _area_assigned(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    yield Change(
        "organisation.AreaAssignment",
        f"{data['place']}@{data['since']}",
        {
            "place_id": data["place"],
            "area_id": data["area"],
            "since": date.fromisoformat(data["since"]),
        },
        creates=True,
    )


@fold("unit.opened", "organisation.Unit")
def _unit_opened(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "name": data["name"],
        "type": data["type"],
        "level": data["level"],
        "parent_id": data.get("parent"),
        "place_id": data.get("place"),
        "functions": list(data["functions"]),
        "accountable": data["accountable"],
        "since": date.fromisoformat(data["since"]),
    }
    yield Change("organisation.Unit", data["code"], columns, creates=True)


@fold("unit.closed", "organisation.Unit")
def _unit_closed(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "until": date.fromisoformat(data["until"]),
        "successor_id": data.get("successor"),
    }
    yield Change("organisation.Unit", data["code"], columns)


@fold("person.appointed", "organisation.Appointment")
def _person_appointed(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "account": data["account"],
        "unit_id": data["unit"],
        "role": data["role"],
        "since": date.fromisoformat(data["since"]),
        "until": None,
    }
    yield Change("organisation.Appointment", _appointment(fact), columns, creates=True)


@fold("person.relieved", "organisation.Appointment")
def _person_relieved(fact: Recorded) -> Iterator[Change]:
    columns = {"until": date.fromisoformat(fact.data["until"])}
    yield Change("organisation.Appointment", _appointment(fact), columns)


def _appointment(fact: Recorded) -> str:
    return "{account}@{unit}:{role}".format(**fact.data)

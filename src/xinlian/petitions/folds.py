"""How facts become the rows of petitions."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded

_PLAIN = (
    "channel", "purpose", "level", "people", "occurrence", "title_digest", "text_digest",
    "petitioner",
)  # fmt: skip
_KEYS = {"place": "place_id", "area": "area_id", "category": "category_id", "unit": "unit_id"}


@fold("category.declared", "petitions.Category")
def _category_declared(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "name": data["name"], "parent_id": data.get("parent"), "kind": data.get("kind", ""),
    }  # fmt: skip
    yield Change("petitions.Category", data["code"], columns, creates=True)


@fold("petition.registered", "petitions.Petition")
def _registered(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "number": data["number"],
        "source": data["source"],
        "profile": data["profile"],
        "petitioner": data.get("petitioner"),
        **_described(data),
    }
    yield Change("petitions.Petition", int(fact.subject), columns, creates=True)


@fold("petition.corrected", "petitions.Petition")
def _corrected(fact: Recorded) -> Iterator[Change]:
    yield Change("petitions.Petition", int(fact.subject), _described(fact.data))


@fold("petition.answered", "petitions.Petition")
def _answered(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "answered_on": date.fromisoformat(data["answered_on"]),
        "answered_by_id": data.get("unit"),
        "answer_digest": data["answer_digest"],
    }
    yield Change("petitions.Petition", int(fact.subject), columns)


@fold("petition.attached", "petitions.Attachment")
def _attached(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "petition_id": int(fact.subject),
        "digest": data["digest"],
        "media_type": data["media_type"],
        "size": data["size"],
    }
    yield Change("petitions.Attachment", f"{fact.subject}/{data['digest']}", columns, creates=True)


@fold("receipt.issued", "petitions.Receipt")
def _receipt(fact: Recorded) -> Iterator[Change]:
    columns = {"petition_id": fact.data["petition"], "issued_at": fact.happened_at}
    yield Change("petitions.Receipt", fact.data["code_digest"], columns, creates=True)


def _described(data: Any) -> dict[str, Any]:  # noqa: ANN401 - a fact's fields, of any kind
    """Return the columns for those describing fields that a fact states."""
    columns = {name: data[name] for name in _PLAIN if name in data}
    columns |= {column: data[name] for name, column in _KEYS.items() if name in data}
    if "received_at" in data:
        columns["received_at"] = datetime.fromisoformat(data["received_at"])
    if "held" in data:
        columns["held"] = data["held"]
    for name in ("received_on", "notice_due"):
        if name in data:
            columns[name] = date.fromisoformat(data[name])
    return columns

"""How facts become the rows of documents."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from xinlian.documents.terms import State
from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded


@fold("document.drafted", "documents.Document", "documents.Version")
def _drafted(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "kind": data["kind"],
        "petition_id": data.get("petition"),
        "unit_id": data["unit"],
        "to_id": data.get("to"),
        "state": State.DRAFT,
        "version": 1,
        "drafted_at": fact.recorded_at,
    }
    yield Change("documents.Document", int(fact.subject), columns, creates=True)
    yield _version(fact, 1)


@fold("document.revised", "documents.Document", "documents.Version")
def _revised(fact: Recorded) -> Iterator[Change]:
    version = fact.data["version"]
    yield Change("documents.Document", int(fact.subject), {"version": version})
    yield _version(fact, version)


@fold("document.issued", "documents.Document")
def _issued(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns: dict[str, Any] = {name: data[name] for name in ("year", "number", "written")}
    columns |= {"state": State.ISSUED, "issued_on": date.fromisoformat(data["issued_on"])}
    yield Change("documents.Document", int(fact.subject), columns)


@fold("document.voided", "documents.Document")
def _voided(fact: Recorded) -> Iterator[Change]:
    columns = {"state": State.VOID, "void_reason": fact.data["reason"]}
    yield Change("documents.Document", int(fact.subject), columns)


@fold("document.merged", "documents.Paper")
def _merged(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "document_id": int(fact.subject),
        "paper": data["paper"],
        "version": data["version"],
        "petitioner": data.get("petitioner"),
        "digest": data["digest"],
        "made_at": fact.recorded_at,
    }
    yield Change("documents.Paper", f"{fact.subject}/{data['paper']}", columns, creates=True)


@fold("document.served", "documents.Document", "documents.Served")
def _served(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    served_on = date.fromisoformat(data["served_on"])
    columns = {
        "paper_id": f"{fact.subject}/{data['paper']}",
        "service": data["service"],
        "served_on": served_on,
        "evidence_digest": data["evidence_digest"],
    }
    yield Change("documents.Served", fact.seq, columns, creates=True)
    row = {"state": State.SERVED, "served_on": served_on}
    yield Change("documents.Document", int(fact.subject), row)


def _version(fact: Recorded, version: int) -> Change:
    columns = {
        "document_id": int(fact.subject),
        "version": version,
        "petitioner": fact.data.get("petitioner"),
        "digest": fact.data["digest"],
        "made_at": fact.recorded_at,
        "made_by": fact.actor,
    }
    return Change("documents.Version", f"{fact.subject}/{version}", columns, creates=True)

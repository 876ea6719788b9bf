"""Opinions, execution, ratings, reviews, notes, recusals, stand-ins, urging."""

from collections.abc import Iterator
from datetime import date

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded

_day = date.fromisoformat


@fold("opinion.drafted", "handling.Opinion")
def _drafted(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "unit_id": data["unit"],
        "stage": data["stage"],
        "words": data["text_digest"],
        "drafted_on": _day(data["on"]),
        "drafted_by": fact.actor,
    }
    yield Change("handling.Opinion", int(fact.subject), columns, creates=True)


@fold("opinion.approved", "handling.Opinion")
def _approved(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "number": data["number"],
        "approver": data["approver"],
        "role": data["role"],
        "approved_on": _day(data["on"]),
    }
    yield Change("handling.Opinion", int(fact.subject), columns)


@fold("opinion.voided", "handling.Opinion")
def _voided(fact: Recorded) -> Iterator[Change]:
    yield Change("handling.Opinion", int(fact.subject), {"voided_on": _day(fact.data["on"])})


@fold("opinion.served", "handling.Opinion")
def _served(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "how": data["how"],
        "served_on": _day(data["on"]),
        "evidence": data["evidence_digest"],
    }
    yield Change("handling.Opinion", int(fact.subject), columns)


@fold("execution.reported", "handling.Execution")
def _executed(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "unit_id": data["unit"],
        "done": data["done"],
        "words": data["text_digest"],
        "on": _day(data["on"]),
    }
    yield Change("handling.Execution", fact.seq, columns, creates=True)


@fold("rating.given", "handling.Rating")
def _rated(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    key = f"{data['file']}/{data['object']}"
    columns = {
        "file_id": data["file"],
        "object": data["object"],
        "unit_id": data["unit"],
        "value": data["value"],
        "means": data["means"],
        "caller_id": data.get("caller"),
        "call": data.get("call", ""),
        "shown": data["shown"],
        "words": data.get("words_digest", ""),
        "on": _day(data["on"]),
    }
    yield Change("handling.Rating", key, None)
    yield Change("handling.Rating", key, columns, creates=True)


@fold("review.requested", "handling.Review")
def _requested(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "stage": data["stage"],
        "body_id": data["body"],
        "against_id": data.get("against"),
        "request": data.get("text_digest", ""),
        "requested_on": _day(data["on"]),
    }
    yield Change("handling.Review", int(fact.subject), columns, creates=True)


@fold("review.heard", "handling.Review")
def _heard(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "heard_from": _day(data["first_on"]),
        "heard_to": _day(data["last_on"]),
        "record": data.get("text_digest", ""),
    }
    yield Change("handling.Review", int(fact.subject), columns)


@fold("review.decided", "handling.Review")
def _decided(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "result": data["result"],
        "opinion_id": data.get("opinion"),
        "decided_on": _day(data["on"]),
    }
    yield Change("handling.Review", int(fact.subject), columns)


@fold("note.written", "handling.Note")
def _noted(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "unit_id": data["unit"],
        "account": fact.actor,
        "words": data["text_digest"],
        "written_at": fact.happened_at,
    }
    yield Change("handling.Note", fact.seq, columns, creates=True)


@fold("recusal.declared", "handling.Recusal")
def _recused(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    key = f"{data['file']}/{data['account']}"
    columns = {
        "file_id": data["file"],
        "account": data["account"],
        "reason": data.get("reason_digest", ""),
    }
    yield Change("handling.Recusal", key, None)
    yield Change("handling.Recusal", key, columns, creates=True)


@fold("standby.named", "handling.Standby")
def _stands_by(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "account": data["account"],
        "deputy": data["deputy"],
        "since": _day(data["since"]),
        "until": _day(data["until"]),
    }
    yield Change("handling.Standby", fact.seq, columns, creates=True)


@fold("urging.sent", "handling.Urging")
def _urged(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "sender_id": data["sender"],
        "unit_id": data["unit"],
        "kind": data["kind"],
        "ground": data["ground"],
        "words": data.get("text_digest", ""),
        "on": _day(data["on"]),
        "due_on": _day(data["due_on"]) if "due_on" in data else None,
    }
    yield Change("handling.Urging", int(fact.subject), columns, creates=True)


@fold("urging.answered", "handling.Urging")
def _urging_answered(fact: Recorded) -> Iterator[Change]:
    columns = {"answer": fact.data["text_digest"], "answered_on": _day(fact.data["on"])}
    yield Change("handling.Urging", int(fact.subject), columns)

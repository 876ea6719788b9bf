"""Files, claims, assignments, contests, clocks.

A petition registered, by hand or by import, opens its file here: the fact of the lower room
is enough, so no lower room calls this one and no registration can miss its file.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded
from xinlian.rules.vocabulary import AssignmentState, ClockState, State

_FILE: Final = "handling.File"
_CLOCK: Final = "handling.RunningClock"
_RECEIPT: Final = (("registration", "registration_due"), ("notice", "notice_due"))

_day = lru_cache(maxsize=4096)(date.fromisoformat)


@fold("petition.registered", _FILE, _CLOCK)
def _registered(fact: Recorded) -> Iterator[Change]:
    data, file = fact.data, int(fact.subject)
    received, charge = _day(data["received_on"]), data.get("unit")
    columns = {
        "petition_id": file,
        "profile": data["profile"],
        "state": State.HELD if data.get("held") else State.RECEIVED,
        "purpose": data["purpose"],
        "charge_id": charge,
        "first_on": received,
        "since": received,
    }
    yield Change(_FILE, file, columns, creates=True)
    for clock, due in _RECEIPT:
        if due in data:
            yield Change(
                _CLOCK,
                f"{file}/{clock}",
                _running(file, clock, received, _day(data[due]), charge),
                creates=True,
            )


@fold("petition.corrected", _FILE, _CLOCK)
def _corrected(fact: Recorded) -> Iterator[Change]:
    """Let a file and its clocks of receipt follow a corrected day of receipt."""
    data, file = fact.data, int(fact.subject)
    if "received_on" not in data:
        return
    received = _day(data["received_on"])
    yield Change(_FILE, file, {"first_on": received})
    for clock, due in _RECEIPT:
        if due in data:
            day = _day(data[due])
            columns = {"started_on": received, "due_on": day}
            yield Change(_CLOCK, f"{file}/{clock}", columns)


@fold("petition.answered", _FILE, _CLOCK)
def _answered(fact: Recorded) -> Iterator[Change]:
    """Conclude what an imported register says was answered; others go by their steps."""
    if not fact.imported:
        return
    file, on = int(fact.subject), _day(fact.data["answered_on"])
    yield Change(_FILE, file, {"state": State.CONCLUDED, "since": on})
    for clock, _ in _RECEIPT:
        yield Change(_CLOCK, f"{file}/{clock}", {"state": ClockState.DONE, "ended_on": on})


@fold("file.stepped", _FILE)
def _stepped(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns: dict[str, Any] = {"state": data["state"], "since": _day(data["on"])}
    columns |= {name: data[name] for name in ("purpose", "route", "bounces") if name in data}
    columns["before"] = data.get("before", "")
    if "charge" in data:
        columns |= {"charge_id": data["charge"], "official": ""}
    yield Change(_FILE, int(fact.subject), columns)


@fold("file.split", _FILE)
def _split(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "petition_id": data["petition"],
        "profile": data["profile"],
        "state": data["state"],
        "purpose": data["purpose"],
        "charge_id": data.get("charge"),
        "first_on": _day(data["received_on"]),
        "since": _day(data["received_on"]),
    }
    yield Change(_FILE, int(fact.subject), columns, creates=True)


@fold("file.redacted", _FILE)
def _redacted(fact: Recorded) -> Iterator[Change]:
    yield Change(_FILE, int(fact.subject), {"redacted": fact.data["text_digest"]})


@fold("file.marked", _FILE)
def _marked(fact: Recorded) -> Iterator[Change]:
    yield Change(_FILE, int(fact.subject), {"urgent": fact.data["urgent"]})


@fold("file.taken", _FILE)
def _taken(fact: Recorded) -> Iterator[Change]:
    yield Change(_FILE, int(fact.subject), {"official": fact.data.get("official", "")})


@fold("file.barred", "handling.Barred")
def _barred(fact: Recorded) -> Iterator[Change]:
    unit = fact.data["unit"]
    columns = {"file_id": int(fact.subject), "unit_id": unit, "basis": fact.data["basis"]}
    yield Change("handling.Barred", f"{fact.subject}/{unit}", None)
    yield Change("handling.Barred", f"{fact.subject}/{unit}", columns, creates=True)


@fold("file.unbarred", "handling.Barred")
def _unbarred(fact: Recorded) -> Iterator[Change]:
    yield Change("handling.Barred", f"{fact.subject}/{fact.data['unit']}", None)


@fold("claim.stated", "handling.Claim")
def _stated(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    key = f"{fact.subject}/{data['position']}"
    columns = {
        "file_id": int(fact.subject),
        "position": data["position"],
        "purpose": data["purpose"],
        "route": data.get("route", ""),
        "words": data["words_digest"],
    }
    yield Change("handling.Claim", key, None)
    yield Change("handling.Claim", key, columns, creates=True)


@fold("claim.dropped", "handling.Claim")
def _dropped(fact: Recorded) -> Iterator[Change]:
    yield Change("handling.Claim", f"{fact.subject}/{fact.data['position']}", None)


@fold("claim.answered", "handling.Claim")
def _claim_answered(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {"result": data["result"]}
    columns |= {name: data[f"{name}_digest"] for name in ("facts", "reasons", "basis")}
    yield Change("handling.Claim", f"{fact.subject}/{data['position']}", columns)


@fold("assignment.given", "handling.Assignment")
def _given(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "kind": data["kind"],
        "sender_id": data["sender"],
        "to_id": data["to"],
        "lead": data["lead"],
        "given_on": _day(data["on"]),
        "due_on": _day(data["due_on"]) if "due_on" in data else None,
        "report_owed": data["report_owed"],
        "words": data.get("text_digest", ""),
        "state": AssignmentState.PENDING,
        "moved_on": _day(data["on"]),
    }
    yield Change("handling.Assignment", int(fact.subject), columns, creates=True)


@fold("assignment.moved", "handling.Assignment")
def _assignment_moved(fact: Recorded) -> Iterator[Change]:
    columns = {"state": fact.data["state"], "moved_on": _day(fact.data["on"])}
    yield Change("handling.Assignment", int(fact.subject), columns)


@fold("contest.filed", "handling.Contest")
def _contested(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "file_id": data["file"],
        "unit_id": data["unit"],
        "filed_on": _day(data["on"]),
        "reasons": data["reasons_digest"],
        "proposed_id": data.get("proposed"),
        "agreed": None,
    }
    yield Change("handling.Contest", int(fact.subject), columns, creates=True)


@fold("contest.decided", "handling.Contest")
def _contest_decided(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "agreed": data["agreed"],
        "level": data["level"],
        "decided_by_id": data["unit"],
        "decided_on": _day(data["on"]),
        "answer": data["answer_digest"],
    }
    yield Change("handling.Contest", int(fact.subject), columns)


@fold("clock.started", _CLOCK)
def _started(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    due = _day(data["due_on"]) if "due_on" in data else None
    columns = _running(data["file"], data["clock"], _day(data["started_on"]), due, data.get("unit"))
    columns |= {
        "days": data.get("days", 0),
        "approver": data.get("approver", ""),
        "reason": data.get("reason_digest", ""),
    }
    yield Change(_CLOCK, fact.subject, columns, creates=True)


@fold("clock.moved", _CLOCK)
def _clock_moved(fact: Recorded) -> Iterator[Change]:
    due = _day(fact.data["due_on"])
    columns = {"due_on": due, "why": fact.data["why"]}
    yield Change(_CLOCK, fact.subject, columns)


@fold("clock.ended", _CLOCK)
def _ended(fact: Recorded) -> Iterator[Change]:
    columns = {"state": fact.data["state"], "ended_on": _day(fact.data["ended_on"])}
    yield Change(_CLOCK, fact.subject, columns)


@fold("clock.resumed", _CLOCK)
def _resumed(fact: Recorded) -> Iterator[Change]:
    yield Change(_CLOCK, fact.subject, {"state": ClockState.RUNNING, "ended_on": None})


@fold("clock.expired", _CLOCK)
def _expired(fact: Recorded) -> Iterator[Change]:
    columns = {"state": ClockState.EXPIRED, "expired_at": fact.happened_at}
    yield Change(_CLOCK, fact.subject, columns)


def _running(
    file: int, clock: str, started: date, due: date | None, unit: str | None
) -> dict[str, Any]:
    return {
        "file_id": file,
        "clock": clock,
        "unit_id": unit,
        "started_on": started,
        "due_on": due,
        "state": ClockState.RUNNING,
    }

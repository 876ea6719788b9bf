"""Stored clocks: extended once and in time, swept once, withdrawn and taken back."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connections

from tests.cast import AT, Cast
from tests.handling.lives import (
    NOW,
    accepted,
    answer,
    clock,
    day,
    registered,
    sent,
    sorted_as,
    state,
)
from tests.petitions.drafts import draft
from xinlian.handling.commands import extend_files, pass_on, resume_files, sweep, withdraw_files
from xinlian.handling.models import File, RunningClock
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.models import Fact
from xinlian.ledger.verify import verify
from xinlian.petitions.commands import register_petitions
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import ClockState


def test_an_extension_is_lawful_and_not_overdue(cast: Cast) -> None:
    """30 days follow day 60 itself; the last day is in Qingming and moves (law's own reckoning)."""
    file = accepted(cast)
    assert clock(file, "handling").due_on == date(2026, 3, 6)
    extend_files([file], days=30, reasons="鉴定未完成。", by=cast.head, at=day(50))
    assert clock(file, "handling").state == ClockState.STOPPED
    extended = clock(file, "extension")
    assert (extended.due_on, extended.days) == (date(2026, 4, 7), 30)
    assert extended.approver == "head"
    sweep(by=SYSTEM, at=day(70))
    assert {clock(file, name).state for name in ("handling", "extension")} == {"stopped", "running"}
    answer(cast, file, at=day(80))
    assert clock(file, "extension").state == ClockState.DONE
    assert verify().difference is None


@pytest.mark.parametrize(
    ("days", "at", "why"),
    [(31, 50, "extension-length"), (0, 50, "extension-length"), (30, 61, "step-late")],
)
def test_an_extension_is_short_and_in_time(cast: Cast, days: int, at: int, why: str) -> None:
    """At most 30 days, before the 60 end (R34)."""
    file = accepted(cast)
    with pytest.raises(BrokenRule, match=why):
        extend_files([file], days=days, reasons="鉴定未完成。", by=cast.head, at=day(at))
    assert not RunningClock.objects.filter(clock="extension").exists()


def test_an_extension_is_given_once_by_the_head_with_a_reason(cast: Cast) -> None:
    """Not by the handler, not in silence, not twice."""
    file = accepted(cast)
    with pytest.raises(Forbidden):
        extend_files([file], days=10, reasons="鉴定未完成。", by=cast.handler, at=day(1))
    with pytest.raises(BrokenRule, match="step-needs"):
        extend_files([file], days=10, reasons="", by=cast.head, at=day(1))
    extend_files([file], days=10, reasons="鉴定未完成。", by=cast.head, at=day(1))
    with pytest.raises(BrokenRule, match="step-once"):
        extend_files([file], days=10, reasons="再延长。", by=cast.head, at=day(2))


def test_a_clock_runs_out_at_its_legal_instant_whenever_that_is_noticed(cast: Cast) -> None:
    """Due on 20 January: from the first moment of the 21st it is late, once."""
    file = registered(cast)
    assert sweep(by=SYSTEM, at=datetime(2026, 1, 20, 15, 59, tzinfo=UTC)) == 0
    assert sweep(by=SYSTEM, at=day(40)) == 2
    assert sweep(by=SYSTEM, at=day(41)) == 0
    expired = clock(file, "notice")
    assert expired.expired_at == datetime(2026, 1, 20, 16, 0, tzinfo=UTC)
    facts = Fact.objects.filter(kind="clock.expired")
    assert {fact.happened_at for fact in facts} == {expired.expired_at}
    assert verify().difference is None


def test_what_is_done_late_stays_late(cast: Cast) -> None:
    """Passing it on after the day ends the clock; that it had run out is still to be seen."""
    file = registered(cast)
    sweep(by=SYSTEM, at=day(20))
    sorted_as(cast, file, at=day(21))
    pass_on([file], to=["housing"], by=cast.registrar, at=day(21))
    late = clock(file, "registration")
    assert (late.state, late.ended_on) == ("done", date(2026, 1, 26))
    assert late.expired_at


def test_a_withdrawal_taken_back_restores_state_and_clocks(cast: Cast) -> None:
    """The days between are left out; days since first receipt were never reset."""
    file = sent(cast)
    withdraw_files([file], reasons="已协商。", by=cast.registrar, at=day(1))
    assert state(file) == "withdrawn"
    running = RunningClock.objects.filter(state=ClockState.RUNNING)
    assert list(running.values_list("clock", flat=True)) == ["resume"]
    resume_files([file], by=cast.registrar, at=day(11))
    assert state(file) == "sent"
    assert set(running.values_list("clock", flat=True)) == {"notice", "objection"}
    assert clock(file, "notice").due_on == date(2026, 1, 30)
    assert File.objects.get(pk=file).first_on == date(2026, 1, 5)
    assert verify().difference is None
    withdraw_files([file], reasons="已协商。", by=cast.registrar, at=day(21))
    with pytest.raises(BrokenRule, match="step-late"):
        resume_files([file], by=cast.registrar, at=day(55))


@pytest.mark.django_db(databases=["default", "vault"], transaction=True)
@pytest.mark.usefixtures("empty_index")
def test_of_two_sweepers_one_finds_nothing_left() -> None:
    """Both start at once; each clock runs out in one fact."""
    register_petitions([draft(str(n), received_at=AT) for n in range(5)], by=SYSTEM, at=AT)
    ready, found = threading.Barrier(2), []

    def run() -> None:
        ready.wait()
        while True:
            try:
                found.append(sweep(by=SYSTEM, at=NOW))
            except OperationalError:  # SQLite in memory says "locked" instead of waiting
                continue
            connections.close_all()
            return

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 10]
    assert Fact.objects.filter(kind="clock.expired").count() == 10

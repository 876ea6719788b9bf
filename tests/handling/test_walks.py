"""Random walks through the commands: whatever is done in whatever order, three things hold.

The stored clocks are those that the rules reckon from the steps taken; the day of first receipt
never changes; and replaying the ledger gives the tables.
"""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.cast import Cast
from tests.handling.lives import ANSWER, CLAIM, day, registered
from xinlian.handling import commands
from xinlian.handling.clocks import remember, standing
from xinlian.handling.commands.afterwards import NewRating
from xinlian.handling.commands.deciding import Draft
from xinlian.handling.commands.review import Decision
from xinlian.handling.commands.sorting import Sorting
from xinlian.handling.models import File, RunningClock
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.verify import verify
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import (
    ClockState,
    Delivery,
    Ground,
    Means,
    Rated,
    ReviewResult,
    Satisfaction,
    Stage,
)

Act = Callable[[int, int, Cast], object]


def _decide(file: int, at: int, _: Cast) -> object:
    decision = Decision(_draft(file), ReviewResult.UPHELD, Delivery.PERSON, "签收")
    return commands.decide_reviews([decision], by=SYSTEM, at=day(at))


def _review(stage: Stage) -> Act:
    body = {Stage.REVIEW: "east", Stage.REEXAMINATION: "west"}[stage]
    return lambda file, at, _: commands.request_reviews(
        [file], stage=stage, body=body, request="不服。", by=SYSTEM, at=day(at)
    )


def _draft(file: int) -> Draft:
    return Draft(file, "意见。", {1: ANSWER})


def _rate(file: int, at: int, cast: Cast) -> object:
    rating = NewRating(file, Rated.UNIT, Satisfaction.DISSATISFIED, Means.CALL, call="1")
    return commands.take_ratings([rating], by=cast.registrar, at=day(at))


_ACTS: tuple[Act, ...] = (
    lambda f, at, _: commands.sort_files([Sorting(f, (CLAIM,))], by=SYSTEM, at=day(at)),
    lambda f, at, _: commands.pass_on([f], to=["housing"], by=SYSTEM, at=day(at)),
    lambda f, at, c: commands.contest_files([f], reasons="否。", by=c.handler, at=day(at)),
    lambda f, at, _: commands.decide_contests(
        [f], agreed=at % 2 == 0, answer="答。", by=SYSTEM, at=day(at)
    ),
    lambda f, at, c: commands.accept_files([f], by=c.handler, at=day(at)),
    lambda f, at, c: commands.extend_files([f], days=20, reasons="难。", by=c.head, at=day(at)),
    lambda f, at, c: commands.ask_facts([f], questions="？", by=c.handler, at=day(at)),
    lambda f, at, _: commands.take_facts([f], facts="有。", by=SYSTEM, at=day(at)),
    lambda f, at, c: commands.draft_opinions([_draft(f)], by=c.handler, at=day(at)),
    lambda f, at, c: commands.approve_opinions([f], by=c.head, at=day(at)),
    lambda f, at, c: commands.serve_opinions(
        [f], how=Delivery.POST, evidence="回执", by=c.handler, at=day(at)
    ),
    lambda f, at, c: commands.report_execution(
        [f], text="已办。", done=at % 2 == 0, by=c.handler, at=day(at)
    ),
    lambda f, at, _: commands.reopen_files([f], reasons="再办。", by=SYSTEM, at=day(at)),
    lambda f, at, _: commands.withdraw_files([f], reasons="撤。", by=SYSTEM, at=day(at)),
    lambda f, at, _: commands.resume_files([f], by=SYSTEM, at=day(at)),
    lambda f, at, _: commands.refuse_files(
        [f], ground=Ground.ELSEWHERE, reasons="否。", where="某局", by=SYSTEM, at=day(at)
    ),
    lambda f, at, _: commands.sweep(by=SYSTEM, at=day(at)) + f,
    _review(Stage.REVIEW),
    _review(Stage.REEXAMINATION),
    lambda f, at, _: commands.hear(
        [f],
        first_on=day(at).date(),
        last_on=day(at).date(),
        record_text="笔录",
        by=SYSTEM,
        at=day(at),
    ),
    _decide,
    _rate,
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_clocks_first_day_and_ledger_agree(cast: Cast, seed: int) -> None:
    """Refusals change nothing; every step taken is in the clocks."""
    draw = random.Random(seed)
    file, at, taken = registered(cast), 0, 0
    for _ in range(70):
        at += draw.choice((0, 0, 0, 1, 3))
        with suppress(BrokenRule):
            draw.choice(_ACTS)(file, at, cast)
            taken += 1
    assert taken > 2
    _clocks_agree(file, at)
    assert File.objects.get().first_on == day(0).date()
    assert verify().difference is None


def _clocks_agree(file: int, at: int) -> None:
    found = File.objects.get(pk=file)
    remember([found])
    reckoned = [
        (clock.name, clock.start, clock.due and clock.due.due, clock.runs)
        for clock in standing(found, day(at).date())
    ]
    live = {ClockState.RUNNING, ClockState.EXPIRED}
    stored = [
        (row.clock, row.started_on, row.due_on, row.state in live)
        for row in RunningClock.objects.filter(file=file)
    ]
    assert sorted(map(str, stored)) == sorted(map(str, reckoned))

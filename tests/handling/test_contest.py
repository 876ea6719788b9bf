"""The second life: a wrong assignment contested; in time, once, answered, never in a circle."""

from datetime import date
from functools import partial

import pytest

from tests.cast import Cast
from tests.handling.conftest import Bodies
from tests.handling.lives import NOW, clock, day, registered, sent, sorted_as, state
from xinlian.handling.commands import (
    accept_files,
    contest_files,
    decide_contests,
    pass_on,
    settle_lead,
)
from xinlian.handling.keep import read
from xinlian.handling.models import Contest, File
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.verify import verify
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import DecidedBy


def test_a_wrong_assignment_goes_back_and_on_to_the_right_unit(cast: Cast, bodies: Bodies) -> None:
    """The sender agrees with a reason; the days since first receipt go on counting."""
    file = sent(cast)
    assert clock(file, "objection").due_on == date(2026, 1, 12)
    contest_files([file], reasons="属人社部门职责。", proposed="labour", by=cast.handler, at=day(2))
    assert state(file) == "contested"
    decide_contests([file], agreed=True, answer="同意。", by=cast.registrar, at=day(3))
    found = File.objects.get(pk=file)
    assert (found.state, found.charge_id, found.bounces) == ("sorted", "office", 1)
    assert found.first_on == date(2026, 1, 5)
    pass_on([file], to=["labour"], by=cast.registrar, at=day(3))
    accept_files([file], by=bodies.handlers["labour"], at=day(4))
    assert state(file) == "accepted"
    contest = Contest.objects.get()
    assert (contest.agreed, contest.level) == (True, "sender")
    assert read([contest.answer]) == {contest.answer: "同意。"}
    assert verify().difference is None


def test_a_refused_objection_leaves_the_unit_in_charge(cast: Cast) -> None:
    """Refused with reasons, the unit accepts; it does not object a second time."""
    file = sent(cast)
    contest_files([file], reasons="不属本局职责。", by=cast.handler, at=day(1))
    decide_contests([file], agreed=False, answer="职责清单第三项。", by=cast.registrar, at=day(2))
    assert state(file) == "upheld"
    with pytest.raises(BrokenRule, match="contest-once"):
        contest_files([file], reasons="仍有异议。", by=cast.handler, at=day(2))
    accept_files([file], by=cast.handler, at=day(3))
    assert verify().difference is None


@pytest.mark.parametrize(("days", "refused"), [(7, False), (8, True)])
def test_five_working_days_and_not_one_more(cast: Cast, days: int, refused: bool) -> None:  # noqa: FBT001 - a table's column
    """Monday 5 January to Monday 12 January, the weekend between them not counted (R23)."""
    file = sent(cast)
    if refused:
        with pytest.raises(BrokenRule, match="step-late"):
            contest_files([file], reasons="不属本局职责。", by=cast.handler, at=day(days))
    else:
        contest_files([file], reasons="不属本局职责。", by=cast.handler, at=day(days))
    assert state(file) == ("sent" if refused else "contested")


def test_an_objection_needs_reasons_and_so_does_its_answer(cast: Cast) -> None:
    """Nothing bounces without a word."""
    file = sent(cast)
    with pytest.raises(BrokenRule, match="step-needs"):
        contest_files([file], reasons=" ", by=cast.handler, at=NOW)
    contest_files([file], reasons="不属本局职责。", by=cast.handler, at=NOW)
    with pytest.raises(BrokenRule, match="step-needs"):
        decide_contests([file], agreed=True, answer="", by=cast.registrar, at=NOW)


def test_only_the_sender_answers(cast: Cast) -> None:
    """Not the unit that objects, and not a stranger to the file."""
    file = sent(cast)
    contest_files([file], reasons="不属本局职责。", by=cast.handler, at=NOW)
    with pytest.raises(BrokenRule, match="step-role"):
        decide_contests([file], agreed=True, answer="同意。", by=cast.handler, at=NOW)
    with pytest.raises(BrokenRule, match="file-unknown"):
        decide_contests([file], agreed=True, answer="同意。", by=cast.other, at=NOW)


def test_what_would_go_round_in_a_circle_stops_at_the_head_of_the_office(cast: Cast) -> None:
    """A unit that gave it back gets it again only by decision of the office's head."""
    file = sent(cast)
    contest_files([file], reasons="不属本局职责。", by=cast.handler, at=NOW)
    decide_contests([file], agreed=True, answer="同意。", by=cast.registrar, at=NOW)
    with pytest.raises(BrokenRule, match="file-circular"):
        pass_on([file], to=["housing"], by=cast.registrar, at=NOW)
    pass_on([file], to=["housing"], by=SYSTEM, at=NOW)
    assert state(file) == "sent"


def test_units_that_cannot_agree_go_to_their_common_superior(cast: Cast, bodies: Bodies) -> None:
    """Labour and water have the city above them: it decides, not the conference (R24)."""
    file = registered(cast)
    sorted_as(cast, file)
    pass_on([file], to=["labour"], by=cast.registrar, at=NOW)
    contest_files(
        [file], reasons="属水务。", proposed="water", by=bodies.handlers["labour"], at=NOW
    )
    settle = partial(settle_lead, [file], to=["water", "labour"], answer="水务牵头。", at=day(1))
    with pytest.raises(BrokenRule, match="settle-level"):
        settle(level=DecidedBy.CONFERENCE, by=cast.office)
    with pytest.raises(Forbidden, match="settle-authority"):
        settle(level=DecidedBy.SUPERIOR, by=bodies.handlers["labour"])
    settle(level=DecidedBy.SUPERIOR, by=bodies.handlers["city"])
    found = File.objects.get(pk=file)
    assert (found.state, found.charge_id, found.bounces) == ("sent", "water", 1)
    accept_files([file], by=bodies.handlers["water"], at=day(2))
    assert verify().difference is None


def test_without_a_common_superior_the_conference_decides(cast: Cast, bodies: Bodies) -> None:
    """Housing and the district have nobody above both."""
    del bodies
    file = sent(cast)
    contest_files([file], reasons="属东岭区。", proposed="east", by=cast.handler, at=NOW)
    settle_lead(
        [file],
        to=["east"],
        level=DecidedBy.CONFERENCE,
        answer="东岭区办理。",
        by=cast.office,
        at=NOW,
    )
    assert File.objects.get(pk=file).charge_id == "east"

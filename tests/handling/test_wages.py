"""The first life: a letter about wages, from registration to the served answer."""

from datetime import date

from tests.cast import Cast
from tests.handling.lives import clock, day, registered, sorted_as, state
from xinlian.handling.commands import (
    accept_files,
    approve_opinions,
    draft_opinions,
    pass_on,
    serve_opinions,
)
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.sorting import NewClaim
from xinlian.handling.models import Claim, File, Opinion
from xinlian.ledger.verify import verify
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import ClaimResult, ClockState, Delivery, Purpose, Route


def test_a_letter_about_wages_is_answered(cast: Cast) -> None:
    """Received, sorted, forwarded, accepted, decided, approved, served; every day explained."""
    file = registered(
        cast, channel="letter", title="拖欠工资", text="工地欠我三个月工资，要求支付。"
    )
    assert state(file) == "received"
    assert clock(file, "registration").due_on == date(2026, 1, 20)
    sorted_as(cast, file, NewClaim("支付三个月工资。", Purpose.APPEAL, Route.PETITION), at=day(3))
    pass_on([file], to=["housing"], by=cast.registrar, at=day(3))
    assert clock(file, "registration").state == ClockState.DONE
    assert clock(file, "notice").due_on == date(2026, 1, 23)
    accept_files([file], by=cast.handler, at=day(5))
    assert clock(file, "notice").state == ClockState.DONE
    assert clock(file, "handling").due_on == date(2026, 3, 11)
    found = ClaimAnswer(ClaimResult.SUPPORTED, "工资表属实。", "未按月支付。", "劳动法第五十条")
    draft_opinions([Draft(file, "责令支付。", {1: found})], by=cast.handler, at=day(30))
    assert approve_opinions([file], by=cast.head, at=day(31)) == ["housing〔2026〕1号"]
    serve_opinions([file], how=Delivery.PERSON, evidence="本人签收", by=cast.handler, at=day(32))
    assert state(file) == "served"
    assert clock(file, "handling").state == ClockState.DONE
    assert clock(file, "review-request").started_on == date(2026, 2, 6)
    assert Claim.objects.get().result == ClaimResult.SUPPORTED
    assert Opinion.objects.get().served_on == date(2026, 2, 6)
    assert Petition.objects.get().answered_on == date(2026, 2, 6)
    assert File.objects.get().first_on == date(2026, 1, 5)
    assert verify().difference is None

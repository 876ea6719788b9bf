"""The seventh life: review and re-examination with a hearing; another body, in time, final."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.handling.conftest import Bodies
from tests.handling.lives import ANSWER, clock, day, registered, sorted_as, state
from xinlian.handling.commands import (
    accept_files,
    approve_opinions,
    decide_reviews,
    draft_opinions,
    hear,
    pass_on,
    refuse_ended,
    report_execution,
    request_reviews,
    serve_opinions,
)
from xinlian.handling.commands.deciding import Draft
from xinlian.handling.commands.review import Decision
from xinlian.handling.models import Opinion, Review
from xinlian.handling.queries import whole_file
from xinlian.handling.scope import files_for
from xinlian.ledger.verify import verify
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Delivery, ReviewResult, Stage


@pytest.fixture
def answered(cast: Cast, bodies: Bodies) -> int:
    """Have the inspectors answer a claim; the answer was served on day 40."""
    file = registered(cast)
    sorted_as(cast, file)
    pass_on([file], to=["inspectors"], by=cast.registrar, at=day(1))
    handler, head = bodies.handlers["inspectors"], bodies.heads["inspectors"]
    accept_files([file], by=handler, at=day(2))
    draft_opinions([_draft(file)], by=handler, at=day(39))
    approve_opinions([file], by=head, at=day(39))
    serve_opinions([file], how=Delivery.POST, evidence="回执", by=handler, at=day(40))
    return file


def _draft(file: int) -> Draft:
    return Draft(file, "意见。如不服，可自收到之日起30日内申请复查。", {1: ANSWER})


def _decided(file: int) -> Decision:
    return Decision(_draft(file), ReviewResult.UPHELD, Delivery.PERSON, "本人签收")


def _asked(file: int, stage: Stage, body: str, cast: Cast, at: int) -> None:
    request_reviews([file], stage=stage, body=body, request="不服。", by=cast.registrar, at=day(at))


def test_a_refused_claim_goes_through_review_and_re_examination_to_its_end(
    answered: int, cast: Cast, bodies: Bodies
) -> None:
    """The superior reviews, its superior re-examines; a hearing's time is left out (R36)."""
    _asked(answered, Stage.REVIEW, "labour", cast, 60)
    assert clock(answered, "review").unit_id == "labour"
    before = clock(answered, "review").due_on
    hear(
        [answered],
        first_on=date(2026, 3, 10),
        last_on=date(2026, 3, 12),
        record_text="听证笔录",
        by=bodies.handlers["labour"],
        at=day(67),
    )
    assert clock(answered, "review").due_on == before
    decide_reviews([_decided(answered)], by=bodies.heads["labour"], at=day(80))
    assert state(answered) == "reviewed"
    _asked(answered, Stage.REEXAMINATION, "city", cast, 90)
    assert clock(answered, "reexamination").due_on == date(2026, 5, 6)
    hear(
        [answered],
        first_on=date(2026, 4, 10),
        last_on=date(2026, 4, 14),
        record_text="听证笔录",
        by=bodies.handlers["city"],
        at=day(100),
    )
    assert clock(answered, "reexamination").due_on == date(2026, 5, 11)
    decide_reviews([_decided(answered)], by=bodies.heads["city"], at=day(110))
    assert state(answered) == "final"
    assert list(Opinion.objects.order_by("pk").values_list("unit", "stage")) == [
        ("inspectors", "handling"),
        ("labour", "review"),
        ("city", "reexamination"),
    ]
    assert verify().difference is None


def test_the_same_facts_are_not_accepted_again_and_help_goes_on(
    answered: int, cast: Cast, bodies: Bodies
) -> None:
    """The answer says by whom and when it was decided; what was supported is still carried out."""
    again = registered(cast, number="again")
    sorted_as(cast, again)
    with pytest.raises(BrokenRule, match="not-ended"):
        refuse_ended([again], ended=answered, by=cast.registrar, at=day(50))
    _asked(answered, Stage.REVIEW, "labour", cast, 60)
    decide_reviews([_decided(answered)], by=bodies.heads["labour"], at=day(70))
    _asked(answered, Stage.REEXAMINATION, "city", cast, 80)
    decide_reviews([_decided(answered)], by=bodies.heads["city"], at=day(90))
    refuse_ended([again], ended=answered, by=cast.registrar, at=day(91))
    assert state(again) == "refused"
    report_execution(
        [answered], text="已支付。", done=True, by=bodies.handlers["inspectors"], at=day(95)
    )
    assert state(answered) == "final"
    assert verify().difference is None


@pytest.mark.parametrize(
    ("body", "why"),
    [("inspectors", "review-same-body"), ("water", "review-road"), ("city", "review-road")],
)
def test_another_body_reviews_and_it_is_the_next_higher_one(
    answered: int, cast: Cast, bodies: Bodies, body: str, why: str
) -> None:
    """Not the one that answered, not one beside it, not one further up."""
    del bodies
    with pytest.raises(BrokenRule, match=why):
        _asked(answered, Stage.REVIEW, body, cast, 60)
    assert not Review.objects.exists()


@pytest.mark.parametrize(("asked", "late"), [(70, False), (71, True)])
def test_thirty_days_from_receipt_of_the_opinion(
    answered: int, cast: Cast, bodies: Bodies, asked: int, *, late: bool
) -> None:
    """Served on 14 February: the thirtieth day is 16 March, a Monday (R35)."""
    del bodies
    assert clock(answered, "review-request").due_on == date(2026, 3, 16)
    if late:
        with pytest.raises(BrokenRule, match="step-late"):
            _asked(answered, Stage.REVIEW, "labour", cast, asked)
    else:
        _asked(answered, Stage.REVIEW, "labour", cast, asked)
        assert state(answered) == "under_review"


def test_the_body_has_the_whole_file_before_it_and_decides_alone(
    answered: int, cast: Cast, bodies: Bodies
) -> None:
    """Documents are carried over; another unit's head decides nothing."""
    _asked(answered, Stage.REVIEW, "labour", cast, 60)
    whole = whole_file(bodies.handlers["labour"], answered, day(60).date())
    assert [opinion.unit_id for opinion in whole.opinions] == ["inspectors"]
    assert whole.words[whole.opinions[0].words].startswith("意见。")
    assert not files_for(bodies.heads["water"]).exists()
    with pytest.raises(Forbidden, match="review-not-yours"):
        decide_reviews([_decided(answered)], by=bodies.heads["inspectors"], at=day(61))

"""Further lives: a suggestion, arbitration, a joint petition, a matter of many, the old time."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import Cast
from tests.handling.conftest import Bodies
from tests.handling.lives import (
    ANSWER,
    NOW,
    accepted,
    answer,
    clock,
    day,
    registered,
    sent,
    served,
    sorted_as,
    state,
)
from tests.petitions.drafts import draft
from xinlian.handling.commands import (
    accept_files,
    approve_opinions,
    ask_facts,
    contest_files,
    declare_recusals,
    decline_reopening,
    draft_opinions,
    give_files,
    guide_files,
    hand_over,
    name_standby,
    pass_on,
    reopen_files,
    reply_files,
    report_execution,
    serve_opinions,
    settle_files,
    sort_files,
    take_facts,
    take_ratings,
    urge_units,
    write_note,
)
from xinlian.handling.commands.afterwards import NewRating
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.handling.models import Claim, File, Opinion, Rating, RunningClock, Urging
from xinlian.handling.queries import desk_queue, office_queue, unit_queue, whole_file
from xinlian.handling.scope import files_for, petitioner_of
from xinlian.ledger.verify import verify
from xinlian.petitions.commands import register_petitions
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import (
    Adoption,
    ClaimResult,
    ClockState,
    Delivery,
    Means,
    Passing,
    Purpose,
    Rated,
    Route,
    Satisfaction,
    UrgingGround,
    UrgingKind,
)


def test_a_suggestion_is_adopted_in_part(cast: Cast) -> None:
    """No 60 days run; "partly" is an answer to a suggestion (R29) and to nothing else."""
    file = registered(cast, text="建议在柳桥镇增设公交站。", purpose="suggestion")
    sorted_as(cast, file, NewClaim("增设公交站。", Purpose.SUGGESTION))
    pass_on([file], to=["housing"], by=cast.registrar, at=NOW)
    accept_files([file], by=cast.handler, at=NOW)
    assert not RunningClock.objects.filter(clock="handling").exists()
    with pytest.raises(BrokenRule, match="claim-result"):
        _reply(cast, file, ClaimResult.SUPPORTED)
    _reply(cast, file, Adoption.PARTLY)
    assert state(file) == "concluded"
    assert Claim.objects.get().result == Adoption.PARTLY
    assert verify().difference is None


def _reply(cast: Cast, file: int, result: str) -> None:
    found = ClaimAnswer(result, "已研究。", "年内增设一处。", "交通规划")
    reply = Draft(file, "部分采纳，年内增设一处。", {1: found})
    reply_files([reply], how=Delivery.ONLINE, evidence="网上送达", by=cast.handler, at=day(9))


def test_a_claim_is_led_to_arbitration(cast: Cast) -> None:
    """The petitioner is told where; nothing runs any more."""
    file = registered(cast)
    sorted_as(cast, file, NewClaim("确认劳动关系。", Purpose.APPEAL, Route.ARBITRATION))
    with pytest.raises(BrokenRule, match="step-needs"):
        guide_files([file], where="", reasons="属劳动争议。", by=cast.registrar, at=NOW)
    guide_files([file], where="市劳动仲裁委", reasons="属劳动争议。", by=cast.registrar, at=NOW)
    assert state(file) == "guided"
    assert not RunningClock.objects.filter(state=ClockState.RUNNING).exists()
    assert verify().difference is None


def test_a_joint_petition_of_23_people_is_handled_by_several_under_one_lead(
    cast: Cast, bodies: Bodies
) -> None:
    """The lead is in charge and answers; the others see it and have no file of their own."""
    file = registered(cast, people=23)
    sorted_as(cast, file)
    pass_on(
        [file],
        to=["housing", "water"],
        kind=Passing.ASSIGN,
        due_on=date(2026, 2, 10),
        by=cast.office,
        at=NOW,
    )
    assert clock(file, "report").due_on == date(2026, 2, 10)
    assert File.objects.get().charge_id == "housing"
    assert list(files_for(bodies.handlers["water"])) == [File.objects.get()]
    with pytest.raises(BrokenRule, match="step-role"):
        accept_files([file], by=bodies.handlers["water"], at=NOW)
    accept_files([file], by=cast.handler, at=NOW)
    answer(cast, file, at=day(20))
    assert state(file) == "served"
    assert verify().difference is None


def test_sixty_petitions_of_a_matter_are_answered_at_once(cast: Cast) -> None:
    """In one act each, while every petition keeps its own clock and its own answer."""
    drafts = [draft(str(n), received_at=NOW, name=f"钱多多{n}") for n in range(60)]
    files = register_petitions(drafts, by=cast.registrar, at=NOW)
    claim = (NewClaim("要求复工。", Purpose.APPEAL, Route.PETITION),)
    sort_files([Sorting(file, claim) for file in files], by=cast.registrar, at=NOW)
    pass_on(files, to=["housing"], by=cast.registrar, at=NOW)
    accept_files(files[:1], by=cast.handler, at=NOW)
    accept_files(files[1:], by=cast.handler, at=day(1))
    opinions = [Draft(file, "责成复工。", {1: ANSWER}) for file in files]
    draft_opinions(opinions, by=cast.handler, at=day(20))
    numbers = approve_opinions(files, by=cast.head, at=day(20))
    assert numbers == [f"housing〔2026〕{n}号" for n in range(1, 61)]
    serve_opinions(files, how=Delivery.POST, evidence="挂号清单", by=cast.handler, at=day(21))
    handling = RunningClock.objects.filter(clock="handling", state=ClockState.DONE)
    due = [each.due_on for each in handling.order_by("due_on")]
    assert due == [date(2026, 3, 6), *[date(2026, 3, 9)] * 59]
    assert Opinion.objects.exclude(served_on=None).count() == 60
    assert verify().difference is None


def test_one_from_the_old_regulations_time_lives_by_it(cast: Cast) -> None:
    """Received in 2018: its clocks cite the regulations of 2005 for life."""
    file = accepted(cast, at=datetime(2018, 11, 7, 1, 0, tzinfo=UTC))
    whole = whole_file(cast.handler, file, date(2018, 11, 8))
    assert whole.file.profile == "cn-2005"
    handling = next(each for each in whole.clocks if each.name == "handling")
    assert handling.due
    assert handling.due.article == "R05 33"


def test_what_was_supported_is_carried_out_to_the_end(cast: Cast) -> None:
    """Served, in execution, carried out: only then is it concluded."""
    file = served(cast)
    report_execution([file], text="已进场。", done=False, by=cast.handler, at=day(5))
    assert state(file) == "executing"
    with pytest.raises(BrokenRule, match="step-needs"):
        report_execution([file], text=" ", done=True, by=cast.handler, at=day(9))
    report_execution([file], text="复工令。", done=True, by=cast.handler, at=day(9))
    assert state(file) == "concluded"
    assert verify().difference is None


def test_a_bad_rating_asks_for_reopening_which_is_decided_with_reasons(cast: Cast) -> None:
    """Reopened, it keeps its first day; no statutory period starts again."""
    file = served(cast)
    report_execution([file], text="复工令。", done=True, by=cast.handler, at=day(1))
    bad = NewRating(file, Rated.UNIT, Satisfaction.DISSATISFIED, Means.CODE, "仍未复工。")
    take_ratings([bad], by=petitioner_of(file), at=day(3))
    with pytest.raises(BrokenRule, match="step-needs"):
        decline_reopening([file], reasons="", by=cast.handler, at=day(4))
    reopen_files([file], reasons="经查未复工。", by=cast.handler, at=day(4))
    assert state(file) == "accepted"
    assert File.objects.get().first_on == date(2026, 1, 5)
    assert clock(file, "handling").state == ClockState.DONE
    whole = whole_file(cast.handler, file, day(4).date())
    assert whole.ratings[0].words == ""  # the petitioner did not agree to show them
    assert whole_file(cast.office, file, day(4).date()).ratings[0].words
    assert verify().difference is None


def test_only_the_petitioner_rates_or_another_unit_that_called(cast: Cast) -> None:
    """Never the unit that handled, and no call without a number."""
    file = served(cast)
    good = (file, Rated.UNIT, Satisfaction.SATISFIED)
    for by, rating, why in (
        (cast.handler, NewRating(*good, Means.CALL, call="7"), "rating-own"),
        (cast.registrar, NewRating(*good, Means.CODE), "rating-call"),
        (cast.registrar, NewRating(*good, Means.CALL), "rating-call"),
        (petitioner_of(file), NewRating(*good, Means.CALL, call="7"), "rating-call"),
    ):
        with pytest.raises(BrokenRule, match=why):
            take_ratings([rating], by=by, at=day(1))
    take_ratings([NewRating(*good, Means.CALL, call="7")], by=cast.registrar, at=day(1))
    row = Rating.objects.get()
    assert (row.unit_id, row.caller_id, row.call) == ("housing", "office", "7")


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {1: ANSWER, 2: ANSWER},
        {1: ClaimAnswer(ClaimResult.SUPPORTED, "事实", " ", "依据")},
        {1: ClaimAnswer(Adoption.PARTLY, "事实", "理由", "依据")},
    ],
)
def test_no_opinion_without_a_whole_answer_to_each_claim(
    cast: Cast, answers: dict[int, ClaimAnswer]
) -> None:
    """A missing claim, one too many, a bare result, a result of another kind."""
    file = accepted(cast)
    with pytest.raises(BrokenRule, match="claim-"):
        draft_opinions([Draft(file, "意见。", answers)], by=cast.handler, at=day(1))
    assert not Opinion.objects.exists()


def test_questions_and_a_settlement(cast: Cast) -> None:
    """Asked for facts, the clock runs on; settled in writing, it is done (R33)."""
    file = accepted(cast)
    ask_facts([file], questions="合同编号？", by=cast.handler, at=day(1))
    take_facts([file], facts="见附件。", by=cast.registrar, at=day(2))
    assert clock(file, "handling").due_on == date(2026, 3, 6)
    settle_files([file], agreement="双方同意分期。", by=cast.handler, at=day(9))
    assert (state(file), clock(file, "handling").state) == ("concluded", ClockState.DONE)


def test_a_recused_official_handles_approves_and_reads_nothing(cast: Cast) -> None:
    """For the head named in it the file is not there; a colleague goes on (R28)."""
    file = accepted(cast)
    write_note(file, "内部备注", by=cast.handler, at=NOW)
    declare_recusals([file], account="head", reason="系当事人亲属。", by=cast.handler, at=NOW)
    draft_opinions([Draft(file, "意见。", {1: ANSWER})], by=cast.handler, at=NOW)
    with pytest.raises(BrokenRule, match="file-unknown"):
        approve_opinions([file], by=cast.head, at=NOW)
    with pytest.raises(BrokenRule, match="file-unknown"):
        whole_file(cast.head, file, NOW.date())
    assert len(whole_file(cast.handler, file, NOW.date()).notes) == 1
    assert whole_file(cast.auditor, file, NOW.date()).notes == []


def test_a_desk_is_looked_after_and_handed_over(cast: Cast) -> None:
    """Named responsibility at every moment; only within the unit."""
    file = accepted(cast)
    give_files([file], to="handler", by=cast.handler, at=NOW)
    assert not desk_queue(cast.head, NOW.date()).exists()
    first, last = date(2026, 1, 5), date(2026, 1, 9)
    name_standby("handler", deputy="head", since=first, until=last, by=cast.handler, at=NOW)
    assert desk_queue(cast.head, last).exists()
    assert not desk_queue(cast.head, date(2026, 1, 10)).exists()
    with pytest.raises(BrokenRule, match="desk-elsewhere"):
        hand_over("handler", to="other", by=cast.head, at=NOW)
    assert hand_over("handler", to="head", by=cast.head, at=NOW) == [file]
    assert File.objects.get().official == "head"
    assert verify().difference is None


def test_queues_by_due_date_and_by_first_receipt(cast: Cast) -> None:
    """A unit sees what is its own, the soonest due first; the office what waits longest."""
    old, new = sent(cast), sent(cast, at=day(3))
    waiting = [registered(cast, at=day(n)) for n in (9, 1)]
    assert [file.pk for file in unit_queue(cast.handler)] == [old, new]
    assert not unit_queue(cast.other).exists()
    queue = list(office_queue(cast.office))
    assert [file.pk for file in queue] == [waiting[1], waiting[0]]
    assert [getattr(file, "due_on") for file in queue] == [date(2026, 1, 21), date(2026, 1, 29)]  # noqa: B009 - an annotation


def test_urging_has_a_ground_and_is_answered_by_the_unit(cast: Cast) -> None:
    """By the office, never by the unit itself."""
    file = accepted(cast)
    with pytest.raises(Forbidden):
        urge_units([file], kind=UrgingKind.URGING, ground=UrgingGround.DELAY, text="请办。",
                   by=cast.handler, at=day(50))  # fmt: skip
    urge_units([file], kind=UrgingKind.URGING, ground=UrgingGround.DELAY, text="请办。",
               by=cast.office, at=day(50))  # fmt: skip
    assert Urging.objects.get().unit_id == "housing"
    assert verify().difference is None


def test_a_stranger_knows_of_nothing(cast: Cast) -> None:
    """Another unit's handler and somebody without a role are told there is no such file."""
    file = sent(cast)
    for actor in (cast.other, cast.stranger):
        assert not files_for(actor).exists()
        with pytest.raises(BrokenRule, match="file-unknown"):
            whole_file(actor, file, NOW.date())
    with pytest.raises(BrokenRule, match="file-unknown"):
        contest_files([file], reasons="否。", by=cast.other, at=NOW)

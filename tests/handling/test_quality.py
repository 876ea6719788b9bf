"""Closed but not settled: each sign is found where it is, and only there; never for a person."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.handling.lives import (
    ANSWER,
    NOW,
    accepted,
    day,
    registered,
    sent,
    served,
    sorted_as,
)
from xinlian.handling.commands import (
    approve_opinions,
    contest_files,
    decide_contests,
    draft_opinions,
    guide_files,
    pass_on,
    report_execution,
    serve_opinions,
)
from xinlian.handling.commands.deciding import Draft
from xinlian.handling.commands.sorting import NewClaim
from xinlian.handling.quality import Sign, by_unit, unsettled
from xinlian.matters.commands import NewLink, NewMatter, link_petitions, open_matters
from xinlian.rules.vocabulary import Delivery, MatterKind, Purpose, Route

_SAME = "经核实，您反映的问题已收悉，我局高度重视，将按照有关规定认真研究办理，感谢您的支持。"


def _signs(cast: Cast, at: int) -> set[tuple[str, Sign, int]]:
    found = unsettled(cast.office, day(at).date())
    return {(each.unit, each.sign, each.file) for each in found}


def _replied(cast: Cast, text: str) -> int:
    file = accepted(cast)
    draft_opinions([Draft(file, text, {1: ANSWER})], by=cast.handler, at=NOW)
    approve_opinions([file], by=cast.head, at=NOW)
    serve_opinions([file], how=Delivery.POST, evidence="回执", by=cast.handler, at=NOW)
    return file


def test_an_answer_that_only_sends_elsewhere(cast: Cast) -> None:
    """Led into another procedure: lawful, and to be looked at with what became of it."""
    file = registered(cast)
    sorted_as(cast, file, NewClaim("确认劳动关系。", Purpose.APPEAL, Route.ARBITRATION))
    pass_on([file], to=["housing"], by=cast.registrar, at=NOW)
    guide_files([file], where="仲裁委", reasons="劳动争议。", by=cast.handler, at=NOW)
    assert _signs(cast, 1) == {("housing", Sign.ELSEWHERE, file)}


def test_replies_that_copy_one_another(cast: Cast) -> None:
    """A word changed is still a copy; an answer of its own is none."""
    one = _replied(cast, _SAME)
    two = _replied(cast, _SAME.replace("您", "你"))
    _replied(cast, "金桂花园二期已于一月三日复工，主体工程将在六月底前封顶，逾期每日支付违约金。")
    assert _signs(cast, 1) == {("housing", Sign.COPY, one), ("housing", Sign.COPY, two)}


def test_one_answer_to_many_petitions_of_a_matter_is_no_copy(cast: Cast) -> None:
    """They ask the same and are told the same."""
    files = [_replied(cast, _SAME) for _ in range(2)]
    (matter,) = open_matters([NewMatter("金桂花园", MatterKind.UNFINISHED)], by=cast.office, at=NOW)
    link_petitions([NewLink(file, matter) for file in files], by=cast.office, at=NOW)
    assert _signs(cast, 1) == set()


def test_a_file_that_was_passed_round(cast: Cast) -> None:
    """Given back by two units, it shows at the last."""
    file = sent(cast)
    contest_files([file], reasons="属东岭区。", by=cast.handler, at=NOW)
    decide_contests([file], agreed=True, answer="同意。", by=cast.registrar, at=NOW)
    pass_on([file], to=["east"], by=cast.registrar, at=NOW)
    assert _signs(cast, 1) == set()
    contest_files([file], reasons="属住建局。", by=cast.other, at=NOW)
    decide_contests([file], agreed=True, answer="同意。", by=cast.registrar, at=NOW)
    assert _signs(cast, 1) == {("east", Sign.CIRCULAR, file)}


@pytest.mark.parametrize(("days", "again"), [(0, False), (1, True), (90, True), (91, False)])
def test_filed_again_within_ninety_days(cast: Cast, days: int, *, again: bool) -> None:
    """By the same petitioner in the same matter, which the matter's own pseudonym shows."""
    first = served(cast)
    report_execution([first], text="复工令。", done=True, by=cast.handler, at=NOW)
    second = registered(cast, at=day(days), number="again")
    (matter,) = open_matters([NewMatter("金桂花园", MatterKind.UNFINISHED)], by=cast.office, at=NOW)
    links = [NewLink(first, matter), NewLink(second, matter)]
    link_petitions(links, by=cast.office, at=day(days))
    assert (("housing", Sign.AGAIN, first) in _signs(cast, days)) is again


@pytest.mark.parametrize(("after", "silent"), [(60, False), (61, True)])
def test_silence_after_support(cast: Cast, after: int, *, silent: bool) -> None:
    """Supported, and for sixty days no word of what was done."""
    file = served(cast)
    assert (("housing", Sign.SILENCE, file) in _signs(cast, after)) is silent
    report_execution([file], text="已进场。", done=False, by=cast.handler, at=day(after))
    assert _signs(cast, after) == set()


def test_accusations_are_counted_for_nobody(cast: Cast) -> None:
    """Not even as a number of the office."""
    file = registered(cast)
    sorted_as(cast, file, NewClaim("检举。", Purpose.ACCUSATION), accused=("housing",))
    assert unsettled(cast.office, date(2026, 12, 1)) == []


def test_the_table_of_a_unit_is_its_records(cast: Cast) -> None:
    """Every number opens onto its files."""
    file = served(cast)
    table = by_unit(unsettled(cast.office, day(61).date()))
    assert table == {"housing": {Sign.SILENCE: [file]}}

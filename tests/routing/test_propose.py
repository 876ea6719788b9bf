"""Proposals: rules before past work, sure before ready, held before anything."""

import pytest

from xinlian.routing.classifier import Guess
from xinlian.routing.propose import Proposal, propose
from xinlian.routing.rules import Case, Rule

_UNITS = {"E": "市教育局", "T": "市交通局", "C": "城东区政府"}
_RULES = (
    Rule("乱收费", "C", "收费属地管理", "fees are local", words=("学费",)),
    Rule("教育", "E", "教育归教育局", "schools", categories=("教育文体",)),
)
_GUESSES = (Guess("教育文体", 0.7, ("幼儿园",)), Guess("交通运输", 0.2, ()), Guess("其他", 0.1, ()))
_PAST = {("T", "交通运输/公交"): 3, ("C", "交通运输"): 1, ("gone", "交通运输"): 6}


def _proposed(case: Case, threshold: float = 0.6) -> Proposal:
    return propose(case, _RULES, _GUESSES, _PAST, threshold=threshold, units=_UNITS)


def _ranked(proposal: Proposal) -> dict[str, float]:
    return {one.unit: one.probability for one in proposal.ranked}


def test_rules_and_past_work_share_what_the_guesses_give() -> None:
    proposal = _proposed(Case(text="幼儿园太少"))
    assert _ranked(proposal) == pytest.approx({"E": 0.7, "T": 0.2 * 3 / 11, "C": 0.2 / 11})
    assert [one.unit for one in proposal.ranked] == ["E", "T", "C"]
    assert proposal.ready
    assert proposal.held is None


def test_each_unit_has_its_reasons() -> None:
    first, second, _ = _proposed(Case(text="幼儿园太少")).ranked
    assert [reason.code for reason in first.reasons] == ["rule", "category"]
    assert "第 2 条规则“教育”" in first.reasons[0].zh
    assert "70%" in first.reasons[1].zh
    assert "幼儿园" in first.reasons[1].zh
    assert "10 件中由其办理 3 件" in second.reasons[0].zh


def test_below_the_threshold_it_is_asked() -> None:
    assert not _proposed(Case(text="幼儿园太少"), threshold=0.71).ready


def test_what_a_person_has_set_is_not_guessed() -> None:
    assert _ranked(_proposed(Case(category="教育文体/收费"))) == {"E": 1.0}


def test_a_rule_that_asks_for_no_category_decides_alone() -> None:
    proposal = _proposed(Case(text="学费太高"))
    assert _ranked(proposal) == pytest.approx({"C": 1.0})


def test_nothing_known_nothing_proposed() -> None:
    proposal = propose(Case(), (), (), {}, threshold=0.0, units=_UNITS)
    assert proposal == Proposal((), ready=False, held=None)


def test_an_accusation_is_held_and_proposed_to_nobody() -> None:
    text = "市教育局王局长收受红包，学费乱收"
    proposal = _proposed(Case(text=text, category="教育文体"), threshold=0.0)
    assert proposal.ranked == ()
    assert not proposal.ready
    assert proposal.held is not None
    assert "王局长" in proposal.held


def test_once_sorted_the_accused_are_not_proposed() -> None:
    text = "市教育局王局长收受红包，幼儿园太少"
    case = Case(text=text, sorted=True, barred=frozenset({"E"}))
    assert _ranked(_proposed(case)) == pytest.approx({"T": 0.2 * 3 / 11, "C": 0.2 / 11})

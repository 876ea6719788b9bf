"""Procedures are data: complete, without dead ends, and held by random walks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import NEEDS, ROLES, Procedure, procedure, read_procedure
from xinlian.rules.profiles import NAMES, profile
from xinlian.rules.vocabulary import Purpose, Route, State

CN2022 = procedure("cn-2022")

SMALL = """
rights = []
[given]
[steps.register]
zh = "登记"
en = "registering"
note_zh = "产品规则"
note_en = "product rule"
roles = ["office"]
after = "received"
starts = ["acknowledgement"]
[steps.reply]
zh = "答复"
en = "replying"
note_zh = "产品规则"
note_en = "product rule"
roles = ["unit"]
before = ["received"]
after = "concluded"
ends = ["acknowledgement"]
[steps.rate]
zh = "评价"
en = "rating"
note_zh = "产品规则"
note_en = "product rule"
roles = ["petitioner"]
before = ["concluded"]
"""


def names(found: tuple[object, ...]) -> set[str]:
    return {str(getattr(step, "name", "")) for step in found}


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_has_the_steps_of_its_field(name: str) -> None:
    read = procedure(name)
    everywhere = {"register", "sort", "refuse", "contest", "accept", "ask_facts", "investigate"}
    everywhere |= {"rate", "reopen", "withdraw", "resume", "urge", "explain_again"}
    assert everywhere <= read.steps.keys()
    law = {"forward", "assign", "mediate", "settle", "hear", "extend", "decide", "approve"}
    law |= {"serve", "execute", "executed", "request_review", "review_decided", "conclude"}
    law |= {"request_reexamination", "reexamination_decided", "not_accepted_again", "hold"}
    if name.startswith("cn-"):
        assert law <= read.steps.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_told_in_both_languages_and_says_under_what(name: str) -> None:
    pattern = re.compile(r"R(05 )?\d+(, R(05 )?\d+)*")
    for step in procedure(name).steps.values():
        assert step.zh
        assert step.en
        assert pattern.fullmatch(step.article) if step.article else step.note_zh and step.note_en
        assert step.roles <= ROLES.keys()
        assert set(step.needs) <= NEEDS.keys()


@pytest.mark.parametrize("name", ["hotline-12345", "generic"])
def test_what_is_no_law_cites_no_article(name: str) -> None:
    assert not any(step.article for step in procedure(name).steps.values())


def test_the_regulation_of_2005_leads_nothing_into_another_procedure() -> None:
    old = procedure("cn-2005")
    assert "guide" not in old.steps
    assert "objection" not in old.profile.clocks
    assert all(step.article.startswith("R05 ") for step in old.steps.values() if step.article)
    assert (old.step("advise").starts, old.step("advise").article) == (("suggestion",), "R05 36")


def test_only_the_petition_route_has_sixty_days() -> None:
    for route in Route:
        found = CN2022.open_to(State.SENT, purpose=Purpose.APPEAL, route=route)
        starts = {clock for step in found for clock in step.starts}
        assert ("handling" in starts) == (route is Route.PETITION), route
    for purpose in (Purpose.SUGGESTION, Purpose.ACCUSATION, Purpose.OTHER):
        found = CN2022.open_to(State.SENT, purpose=purpose)
        assert "take_up" in names(found)
        assert "accept" not in names(found)


@pytest.mark.parametrize(
    ("route", "guided"),
    [(route, route not in {Route.DUTY, Route.PETITION}) for route in Route],
)
def test_the_first_four_routes_lead_elsewhere(route: Route, guided: bool) -> None:  # noqa: FBT001 - a case
    found = CN2022.open_to(State.SORTED, purpose=Purpose.APPEAL, route=route)
    assert ("guide" in names(found)) is guided


@pytest.mark.parametrize(
    ("name", "asked", "code"),
    [
        ("fly", {"state": State.SENT}, "step-unknown"),
        ("accept", {"state": State.RECEIVED}, "step-state"),
        ("accept", {"state": None}, "step-state"),
        ("register", {"state": State.SENT}, "step-state"),
        ("contest", {"state": State.UPHELD, "given": ["reasons"]}, "step-state"),
        ("accept", {"state": State.SENT, "purpose": Purpose.SUGGESTION}, "step-purpose"),
        (
            "accept",
            {"state": State.SENT, "purpose": Purpose.APPEAL, "route": Route.PARTY},
            "step-purpose",
        ),
        ("agree_contest", {"state": State.CONTESTED, "role": "unit"}, "step-role"),
        ("contest", {"state": State.SENT, "role": "unit"}, "step-needs"),
        ("extend", {"state": State.ACCEPTED, "given": ["ground", "reasons"]}, "step-needs"),
        ("extend", {"state": State.ACCEPTED, "taken": ["extend"]}, "step-once"),
    ],
)
def test_a_refusal_says_what_would_be_right(name: str, asked: dict[str, object], code: str) -> None:
    with pytest.raises(BrokenRule) as refusal:
        CN2022.check(name, **asked)  # type: ignore[arg-type] # cases of several kinds
    assert refusal.value.code == code
    assert refusal.value.zh.endswith("。")
    assert refusal.value.en.endswith(".")
    if code != "step-unknown":
        assert refusal.value.article == CN2022.step(name).article


def test_a_step_that_is_right_is_returned() -> None:
    step = CN2022.check(
        "accept",
        state=State.SENT,
        purpose=Purpose.APPEAL,
        route=Route.PETITION,
        given={"unit"},
        role="unit",
    )
    assert (step.after, step.starts, step.document) == (State.ACCEPTED, ("handling",), "受理告知书")


def test_the_end_takes_only_duties() -> None:
    found = CN2022.open_to(State.FINAL)
    assert {"explain_again", "not_accepted_again", "carry_out", "rate"} <= names(found)
    assert all(step.after is None and not step.starts for step in found)


def test_what_may_accuse_goes_to_nobody_before_it_is_sorted() -> None:
    assert names(CN2022.open_to(State.HELD)) == {"release", "sort", "report_urgent", "withdraw"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('roles = ["unit"]', 'roles = ["wizard"]'),
        ('roles = ["unit"]', "roles = []"),
        ('ends = ["acknowledgement"]', 'ends = ["parking"]'),
        ('ends = ["acknowledgement"]', ""),
        ('starts = ["acknowledgement"]', ""),
        ('note_zh = "产品规则"', 'note_zh = ""'),
        ('before = ["concluded"]', 'before = ["final"]'),
        ('after = "concluded"', 'after = "served"'),
        ('after = "received"', 'after = "nowhere"'),
        ("[steps.register]", '[steps.register]\nbefore = ["received"]'),
        ("rights = []", 'rights = ["parking"]'),
        ("rights = []", ""),
        ('en = "rating"', 'en = "rating"\nneeds = ["courage"]'),
        ('en = "rating"', 'en = "rating"\ncolour = "red"'),
    ],
)
def test_a_procedure_that_cannot_be_is_refused(old: str, new: str) -> None:
    assert len(read_procedure(SMALL, profile("generic")).steps) == 3
    assert old in SMALL
    with pytest.raises(BrokenRule) as refusal:
        read_procedure(SMALL.replace(old, new), profile("generic"))
    assert refusal.value.code == "procedure-invalid"


def test_an_unknown_profile_has_none() -> None:
    with pytest.raises(BrokenRule) as refusal:
        procedure("cn-1995")
    assert refusal.value.code == "profile-unknown"


def ways_on(read: Procedure, state: State) -> set[State]:
    reached, waiting = {state}, [state]
    while waiting:
        for step in read.open_to(waiting.pop()):
            if step.after and step.after not in reached:
                reached.add(step.after)
                waiting.append(step.after)
    return reached


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_from_everywhere_the_petition_can_end(name: str, data: st.DataObject) -> None:
    read = procedure(name)
    states = sorted({step.after for step in read.steps.values() if step.after})
    state = data.draw(st.sampled_from(states))
    ends = {State.CONCLUDED, State.FINAL, State.REFUSED, State.GUIDED, State.WITHDRAWN}
    assert ways_on(read, state) & ends

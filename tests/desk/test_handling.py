"""Handling at the desk: each step a form, what is open is what the rules open."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.conftest import Register, SignIn, body
from tests.handling.lives import state
from xinlian.desk.steps.acts import ACTS
from xinlian.handling.models import Assignment, Claim, File, Opinion
from xinlian.organisation.permissions import MATRIX
from xinlian.rules.procedure import procedure

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

CLAIM = {"claim1-words": "要求复工。", "claim1-purpose": "appeal", "claim1-route": "petition"}
ANSWER = {
    "claim1-result": "supported", "claim1-facts": "停工两年。", "claim1-reasons": "开发商违约。",
    "claim1-basis": "城市房地产管理法第四十五条", "opinion": "责成一个月内复工。",
}  # fmt: skip


def take(client: Client, file: int, act: str, **answers: Any) -> Any:  # noqa: ANN401 - the test client's own class
    """Take a step by its form; what follows is the page after it."""
    return client.post(reverse("step", args=[file, act]), answers, follow=True)


def sort(client: Client, file: int, **answers: Any) -> Any:  # noqa: ANN401 - the test client's own class
    """Sort a file into one claim of the petition procedure."""
    return take(client, file, "sort", claims="3", **(CLAIM | answers))


def test_every_act_is_a_step_of_a_procedure_and_somebody_may_take_it() -> None:
    granted = frozenset().union(*MATRIX.values())
    for act in ACTS.values():
        assert act.open_to or act.takes in procedure("cn-2022").steps, act.name
        assert act.permission in granted, act.name


def test_a_petition_is_sorted_sent_accepted_answered_approved_and_served(
    register: Register, signed_in: SignIn
) -> None:
    file = register.stalled
    office, handler, head = signed_in("office"), signed_in("handler"), signed_in("head")
    assert sort(office, file).status_code == 200
    assert state(file) == "sorted"
    assert "云州市住建局" in office.get(reverse("step", args=[file, "forward"])).content.decode()
    take(office, file, "forward", to="housing", text="请依法办理。")
    assert state(file) == "sent"
    take(handler, file, "accept")
    take(handler, file, "decide", **ANSWER)
    take(head, file, "approve")
    done = take(handler, file, "serve", how="post", on="2018-03-16", evidence="挂号回执")
    assert state(file) == "served"
    page = done.content.decode()
    assert "已送达" in page
    assert "housing〔2018〕1号" in page
    assert "责成一个月内复工。" in page
    assert Claim.objects.get().result == "supported"
    assert Opinion.objects.get().served_on is not None


def test_what_a_person_typed_is_kept_and_the_refusal_names_its_article(
    register: Register, signed_in: SignIn
) -> None:
    answer = sort(signed_in("office"), register.stalled, **{"claim1-route": ""})
    assert answer.status_code == 422
    assert "R31" in answer.content.decode()
    assert "要求复工。" in answer.content.decode()
    assert state(register.stalled) == "received"


def test_a_further_claim_loses_no_word(register: Register, signed_in: SignIn) -> None:
    page = sort(signed_in("office"), register.stalled, more="yes").content.decode()
    assert 'name="claim4-words"' in page
    assert "要求复工。" in page
    assert state(register.stalled) == "received"


def test_a_step_that_is_not_open_says_why_and_a_strange_one_does_not_exist(
    register: Register, signed_in: SignIn
) -> None:
    office = signed_in("office")
    refused = take(office, register.stalled, "forward", to="housing")
    assert refused.status_code == 409
    assert "已甄别" in refused.content.decode()
    assert take(office, register.stalled, "nonsense").status_code == 404


def test_an_objection_comes_back_and_the_next_unit_is_asked(
    register: Register, signed_in: SignIn
) -> None:
    file = register.stalled
    office, handler = signed_in("office"), signed_in("handler")
    sort(office, file)
    take(office, file, "forward", to="housing")
    take(handler, file, "contest", reasons="属东岭区职权。", proposed="east")
    assert state(file) == "contested"
    assert "属东岭区职权。" in office.get(reverse("file", args=[file])).content.decode()
    take(office, file, "agree_contest", answer="同意，改送东岭区。")
    assert state(file) == "sorted"
    assert File.objects.get(pk=file).bounces == 1
    take(office, file, "forward", to="east")
    assert File.objects.get(pk=file).charge_id == "east"


def test_many_files_go_to_one_unit_in_one_act_or_none_does(
    register: Register, signed_in: SignIn
) -> None:
    office = signed_in("office")
    files = [register.stalled, register.wages]
    for file in files:
        sort(office, file)
    sent = office.post(
        reverse("work_many", args=["forward"]),
        {"file": files, "to": "housing", "back": "work_office"},
    )
    assert sent["Location"] == reverse("work_office")
    assert Assignment.objects.filter(to="housing").count() == 2
    again = office.post(reverse("work_many", args=["forward"]), {"file": files, "to": "east"})
    assert again.status_code == 422
    assert not Assignment.objects.filter(to="east").exists()
    assert office.get(reverse("work_many", args=["forward"])).status_code == 409
    assert office.get(reverse("work_many", args=["sort"])).status_code == 404


def test_what_may_not_be_seen_does_not_exist(register: Register, signed_in: SignIn) -> None:
    other = signed_in("other")
    for url in (
        reverse("file", args=[register.wages]),
        reverse("step", args=[register.wages, "accept"]),
        reverse("note", args=[register.wages]),
        f"{reverse('work_many', args=['accept'])}?file={register.wages}",
    ):
        assert other.get(url).status_code == 404, url


def test_an_accusation_changes_no_page_of_the_accused_unit(
    register: Register, signed_in: SignIn
) -> None:
    office, handler = signed_in("office"), signed_in("handler")
    sort(office, register.stalled)
    take(office, register.stalled, "forward", to="housing")
    urls = [reverse(name) for name in ("work", "today", "petitions")]
    before = [_steady(handler.get(url).content.decode()) for url in urls]
    accusing = {"claim1-purpose": "accusation", "claim1-route": "", "accused": ["housing"]}
    sort(office, register.wages, **accusing)
    assert state(register.wages) == "sorted"
    refused = take(office, register.wages, "forward", to="housing")
    assert refused.status_code == 422
    assert "R30" in refused.content.decode()
    assert [_steady(handler.get(url).content.decode()) for url in urls] == before
    assert handler.get(reverse("file", args=[register.wages])).status_code == 404


def test_lists_filter_and_export(register: Register, signed_in: SignIn) -> None:
    office = signed_in("office")
    sort(office, register.stalled)
    waiting = office.get(reverse("work_office"), {"phase": "send"}).content.decode()
    assert "阳光花园停工两年" in waiting
    assert "建议增加公交" not in waiting
    assert office.get(reverse("work_office"), {"phase": "nonsense"}).status_code == 200
    lines = body(office.get(reverse("work_office"), {"export": "csv"})).decode()
    assert "阳光花园停工两年" in lines
    assert lines.splitlines()[0].startswith("\ufeff收到至今")


def test_notes_are_kept_among_those_who_handle(register: Register, signed_in: SignIn) -> None:
    office = signed_in("office")
    office.post(reverse("note", args=[register.stalled]), {"text": "请先电话核实。"})
    page = reverse("file", args=[register.stalled])
    assert "请先电话核实。" in office.get(page).content.decode()
    assert "请先电话核实。" not in signed_in("convener").get(page).content.decode()


def _steady(page: str) -> str:
    """Return a page without the token of its forms, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

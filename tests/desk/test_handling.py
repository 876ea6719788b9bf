"""Handling at the desk: each step a form, what is open is what the rules open."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.conftest import Register, SignIn
from tests.handling.lives import state
from xinlian.desk.steps.acts import ACTS
from xinlian.handling.models import Claim, Opinion
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

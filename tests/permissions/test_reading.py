"""Reading a text outside the unit in charge is a recorded read with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.permissions.conftest import SignIn
from tests.permissions.line import NOW, hired
from xinlian import clock
from xinlian.handling.commands import read_petition
from xinlian.ledger.models import Fact
from xinlian.ledger.verify import verify
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Reading, Role

_TEXT = "云州纺织厂拖欠我三个月工资"


@pytest.mark.parametrize(
    ("unit", "role"),
    [("labour", Role.HANDLER), ("labour", Role.HEAD), ("office", Role.REGISTRAR),
     ("office", Role.OFFICE)],
)  # fmt: skip
def test_the_unit_in_charge_and_the_routing_office_read_freely(
    line: list[int], signed_in: SignIn, unit: str, role: Role
) -> None:
    """Daily work is not hindered and leaves no record."""
    client = signed_in(hired(unit, role))
    for url in (reverse("petition", args=[line[0]]), reverse("file", args=[line[0]])):
        assert _TEXT in client.get(url).content.decode()
    assert not Fact.objects.filter(kind="petition.read").exists()


@pytest.mark.parametrize(
    ("unit", "role"),
    [("east", Role.HANDLER), ("city", Role.CONVENER), ("city", Role.AUDITOR),
     ("city", Role.HEAD)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["petition", "file"])
def test_others_say_why_once_a_day_and_it_is_on_record(  # noqa: PLR0913, PLR0917 - a table of cases
    line: list[int],
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    unit: str,
    role: Role,
    name: str,
) -> None:
    """Supervisors, conveners, auditors, areas: the text comes after the reason."""
    staff = hired(unit, role)
    client, url = signed_in(staff), reverse(name, args=[line[0]])
    first = client.get(url, follow=True)
    if first.status_code == 404:
        assert (unit, name) in {("east", "file"), ("city", "petition")}
        return
    assert _TEXT not in first.content.decode()
    gate = reverse("read_petition", args=[line[0]])
    assert client.post(gate, {"reading": "", "next": url}).status_code == 422
    assert client.post(gate, {"reading": "curious", "next": url}).status_code == 422
    assert client.post(gate, {"reading": "supervise", "next": url})["Location"] == url
    assert _TEXT in client.get(url).content.decode()
    (fact,) = Fact.objects.filter(kind="petition.read")
    assert (fact.subject, fact.actor) == (str(line[0]), staff.actor.ref)
    assert verify().difference is None
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    assert client.get(url).status_code == 302


def test_the_gate_is_no_way_to_what_one_may_not_see_and_leads_nowhere_else(
    line: list[int], signed_in: SignIn
) -> None:
    """A guessed number does not exist; another site is not gone on to."""
    staff = hired("west", Role.HANDLER)
    gate = reverse("read_petition", args=[line[0]])
    assert signed_in(staff).get(gate).status_code == 404
    assert signed_in(staff).post(gate, {"reading": "audit"}).status_code == 404
    with pytest.raises(BrokenRule, match="petition-unknown"):
        read_petition(line[0], reason=Reading.AUDIT, by=staff.actor, at=NOW)
    east = signed_in(hired("east", Role.HANDLER))
    for elsewhere in ("https://example.org/", "//example.org/"):
        sent = east.post(gate, {"reading": "audit", "next": elsewhere})
        assert sent["Location"] == reverse("petition", args=[line[0]])

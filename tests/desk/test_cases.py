"""Assigned cases on their pages: listed, entered, closed, by whoever may."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import AT, Cast
from xinlian.conference.commands import NewCase, assign_cases, close_case
from xinlian.conference.models import AssignedCase
from xinlian.rules.vocabulary import Closing

FORM = {
    "number": "省交〔2018〕7号",
    "title": "金桂花园停工",
    "chain": "国家信访局\n省信访局\n",
    "area": "east",
    "assigned_on": "2018-02-20",
    "due_on": "2018-05-20",
}


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """Return the petitions office, signed in."""
    client.force_login(cast.accounts["office"])
    return client


def _case(cast: Cast, number: str = "1号", area: str = "east", **changes: object) -> int:
    fields = {"title": f"事项{number}", "chain": ("省信访局",), "assigned_on": date(2018, 1, 5)}
    case = NewCase(number=number, area=area, **(fields | changes))  # type: ignore[arg-type]  # fields by name
    return assign_cases([case], by=cast.office, at=AT)[0]


def test_a_case_is_entered_with_its_chain(office: Client) -> None:
    """The chain is read line by line, topmost first; the page shows it."""
    response = office.post("/cases/new/", FORM, follow=True)
    case = AssignedCase.objects.get()
    assert case.chain == ["国家信访局", "省信访局"]
    assert response.redirect_chain[-1][0] == f"/cases/{case.pk}/"
    assert "省信访局" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("assigned_on", "2999-01-01"), ("due_on", "2018-01-01"), ("matter", "99"), ("area", "office")],
)
def test_an_impossible_case_keeps_what_was_typed(office: Client, field: str, value: str) -> None:
    """Nothing is entered; the form shows the error at its field and the words typed."""
    response = office.post("/cases/new/", FORM | {field: value})
    assert field in response.context["form"].errors
    assert "金桂花园停工" in response.content.decode()
    assert not AssignedCase.objects.exists()


def test_a_case_is_closed_once(cast: Cast, office: Client) -> None:
    """Closing says which way; a second closing is refused on the page."""
    pk = _case(cast)
    form = {"closing": "confirmed", "closed_on": "2018-02-01"}
    office.post(f"/cases/{pk}/close/", form)
    assert AssignedCase.objects.get(pk=pk).closing == Closing.CONFIRMED
    response = office.post(f"/cases/{pk}/close/", form)
    assert "该交办件已办结" in response.content.decode()


def test_open_and_closed_are_told_apart(cast: Cast, office: Client) -> None:
    """Filters narrow by state and area."""
    pk = _case(cast, "1号")
    _case(cast, "2号", "west")
    close_case(pk, closing=Closing.FINAL, closed_on=date(2018, 2, 1), by=cast.office, at=AT)

    def numbers(query: str) -> list[str]:
        rows = office.get(f"/cases/{query}").context["listed"].rows
        return [row.number for row in rows]

    assert numbers("") == ["2号", "1号"]
    assert numbers("?state=open") == ["2号"]
    assert numbers("?state=closed") == ["1号"]
    assert numbers("?area=east") == ["1号"]


def test_the_resolution_rate_opens_onto_its_records(cast: Cast, office: Client) -> None:
    """The tile is a link to the figure."""
    _case(cast)
    page = office.get("/cases/").content.decode()
    assert "/figure/?id=cases.resolution" in page


def test_who_may_not_close_sees_no_form(cast: Cast, client: Client) -> None:
    """An auditor reads; entering and closing are refused."""
    pk = _case(cast)
    client.force_login(cast.accounts["auditor"])
    assert client.get(f"/cases/{pk}/").status_code == 200
    assert client.post(f"/cases/{pk}/close/", {}).status_code == 403
    assert client.get("/cases/new/").status_code == 403
    client.force_login(cast.accounts["registrar"])
    assert client.get("/cases/").status_code == 403

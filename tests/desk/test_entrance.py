"""Coming in: signing in and out, demonstration accounts, refusals, headers, health."""

from collections.abc import Iterator

import orjson
import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.desk.conftest import Register, SignIn

PASSWORD = "a long enough passphrase"  # noqa: S105 - of an account that exists in tests only


@pytest.fixture
def office(cast: Cast) -> Cast:
    """Give the office's account a password."""
    cast.accounts["office"].set_password(PASSWORD)
    cast.accounts["office"].save()
    return cast


@pytest.fixture
def demonstration(office: Cast, _today: None) -> Iterator[Cast]:
    """Make the home a demonstration that offers two accounts, one of which is gone."""
    note = settings.HOME / "sign-ins.json"
    note.write_bytes(orjson.dumps({"office": PASSWORD, "gone": "nothing"}))
    yield office
    note.unlink()


def test_signing_in_leads_to_where_one_wanted_to_go(office: Cast) -> None:
    client = Client()
    asked = client.get("/petitions/?channel=visit")
    signed = client.post(asked["Location"], {"login": "office", "password": PASSWORD})
    assert office.office.ref == "office"
    assert signed["Location"] == "/petitions/?channel=visit"
    shown = client.get("/petitions/")
    assert shown.status_code == 200
    assert not list(shown.context["messages"])
    client.post("/accounts/logout/")
    assert client.get("/petitions/").status_code == 302


def test_a_wrong_password_is_refused_and_the_account_stays_typed(office: Cast) -> None:
    assert office.office.ref == "office"
    page = Client().post("/accounts/login/", {"login": "office", "password": "wrong"})
    assert page.status_code == 200
    assert 'value="office"' in page.content.decode()
    assert "账号或密码不对" in page.content.decode()
    assert "wrong" not in page.content.decode()


def test_demonstration_accounts_are_offered_and_enter_with_one_press(demonstration: Cast) -> None:
    client = Client()
    page = client.get("/accounts/login/").content.decode()
    assert f'name="password" value="{PASSWORD}"' in page
    assert "gone" not in page
    assert demonstration.office.ref in page
    client.post("/accounts/login/", {"login": "office", "password": PASSWORD})
    assert "系统日期停在2018-03-16" in client.get("/").content.decode()


def test_no_account_is_offered_outside_a_demonstration(demonstration: Cast) -> None:
    assert demonstration.office.ref == "office"
    day = settings.HOME / "clock"
    written = day.read_text()
    day.unlink()
    assert PASSWORD not in Client().get("/accounts/login/").content.decode()
    day.write_text(written)


@pytest.mark.django_db
def test_nobody_signs_up() -> None:
    for url in ("/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"):
        assert Client().get(url).status_code == 404


def test_a_password_is_changed_by_its_owner_only(office: Cast, signed_in: SignIn) -> None:
    url, new = "/accounts/password/change/", "another long passphrase"
    client = signed_in("office")
    assert Client().get(url).status_code == 302
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(url, typed | {"oldpassword": "guess"}).status_code == 200
    assert client.post(url, typed).status_code == 302
    office.accounts["office"].refresh_from_db()
    assert office.accounts["office"].check_password(new)


def test_an_account_without_a_password_is_told_so(signed_in: SignIn) -> None:
    page = signed_in("office").get("/accounts/password/change/")
    assert page.status_code == 409
    assert "account-without-password" in page.content.decode()


def test_pages_forbid_inline_scripts_and_are_kept_nowhere(signed_in: SignIn) -> None:
    page = signed_in("office").get("/units/")
    assert "script-src" not in page["Content-Security-Policy"]
    assert page["Content-Security-Policy"].startswith("default-src 'self'")
    assert "no-store" in page["Cache-Control"]
    assert page["X-Frame-Options"] == "DENY"
    assert "<script>" not in page.content.decode()
    assert " style=" not in page.content.decode()


def test_a_form_from_elsewhere_is_refused_in_words(cast: Cast, register: Register) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.accounts["office"], backend="django.contrib.auth.backends.ModelBackend")
    refused = client.post(f"/petitions/{register.stalled}/answer/", {"text": "x"})
    assert refused.status_code == 403
    assert "页面已过期" in refused.content.decode()


def test_what_is_not_there_is_said_in_words(signed_in: SignIn) -> None:
    page = signed_in("office").get("/nowhere/")
    assert page.status_code == 404
    assert "没有找到" in page.content.decode()


def test_a_view_of_no_list_is_refused(signed_in: SignIn) -> None:
    client = signed_in("office")
    for listing in ("nowhere", "petition", "drop_view"):
        typed = {"page": listing, "name": "x", "query": ""}
        assert client.post("/views/save/", typed).status_code == 409


@pytest.mark.django_db(databases=["default", "vault"])
def test_health_answers_without_an_account() -> None:
    assert Client().get("/health").json() == {"status": "ok"}

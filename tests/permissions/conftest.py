"""What the tests of permissions share: a fixed moment, a city with lines, who is signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.permissions.line import NOW, Staff, everyday, found_line
from xinlian import clock
from xinlian.matters.suggesting import forget
from xinlian.site.translations import compile_all

SignIn = Callable[[Staff], Client]


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    """Compile the English of the pages."""
    compile_all()


@pytest.fixture
def line(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Found the city with its lines on a fixed moment; return the ids of its petitions."""
    del cast
    monkeypatch.setattr(clock, "now", lambda: NOW)
    found_line()
    forget()
    return everyday()


@pytest.fixture
def signed_in() -> SignIn:
    """Return a way to sign somebody in."""

    def sign_in(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff.account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in

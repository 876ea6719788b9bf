"""Every URL of the application: in the matrix, and answered as the matrix says."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter
from django.urls.resolvers import URLResolver

from tests.cast import Cast
from tests.desk.conftest import Register, SignIn
from xinlian.desk.routes import PAGES, Page
from xinlian.organisation.permissions import MATRIX


def patterns(within: URLResolver) -> Iterator[URLPattern]:
    for each in within.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def _names() -> list[str]:
    return sorted(str(pattern.name) for pattern in patterns(get_resolver()))


def test_every_url_stands_in_the_registry_with_its_permission_or_why_it_needs_none() -> None:
    granted = frozenset().union(*MATRIX.values())
    assert set(_names()) == set(_pages())
    for page in _pages().values():
        assert page.public_because or page.permissions, page.name
        assert set(page.permissions) <= granted, page.name
        assert not (page.public_because and page.permissions), page.name


def test_public_urls_are_the_few_that_are_explained() -> None:
    public = {name for name, page in _pages().items() if page.public_because}
    assert public == {
        "account_login", "account_logout", "account_change_password", "account_inactive",
        "language", "health",
    }  # fmt: skip


def _pages() -> dict[str, Page]:
    """Return the registry, which is filled when the URLs are read."""
    assert _names()
    return PAGES


def some_address(pattern: URLPattern) -> str:
    """Return an address of the pattern; what it names need not exist."""
    converters = pattern.pattern.converters
    some = {name: 1 if isinstance(each, IntConverter) else "x" for name, each in converters.items()}
    return reverse(str(pattern.name), kwargs=some)


def test_every_url_refuses_who_lacks_its_permission_and_says_which(
    cast: Cast, signed_in: SignIn
) -> None:
    clients = {who: signed_in(who) for who in cast.accounts}
    for pattern in patterns(get_resolver()):
        permissions = _pages()[str(pattern.name)].permissions
        for who, client in clients.items() if permissions else ():
            may = getattr(cast, who).may
            if not any(may(permission) for permission in permissions):
                for answer in (
                    client.get(some_address(pattern)),
                    client.post(some_address(pattern)),
                ):
                    assert answer.status_code == 403, (pattern.name, who)
                    assert permissions[0] in answer.content.decode()


@pytest.mark.django_db
def test_every_url_asks_who_is_not_signed_in_to_sign_in(client: Client) -> None:
    for pattern in patterns(get_resolver()):
        if _pages()[str(pattern.name)].permissions:
            answer = client.get(some_address(pattern))
            assert answer.status_code == 302, pattern.name
            assert answer["Location"].startswith("/accounts/login/?next="), pattern.name


@pytest.mark.parametrize("name", ["today", "petitions", "units", "areas", "people"])
def test_whoever_may_opens_a_page(
    name: str, cast: Cast, register: Register, signed_in: SignIn
) -> None:
    del register
    for who in cast.accounts:
        if any(getattr(cast, who).may(permission) for permission in _pages()[name].permissions):
            assert signed_in(who).get(reverse(name)).status_code == 200, (who, name)

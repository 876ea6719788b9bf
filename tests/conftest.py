"""Fixtures that all rooms share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cast import Cast

# A machine that is busy with something else is no reason for a test to fail.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open both databases, the main one and the vault, for whatever works with the cast."""
    for item in items:
        if "cast" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(databases=["default", "vault"]))


@pytest.fixture
def empty_index(transactional_db: None) -> Iterator[None]:
    """Empty the search index after a test: it is no model's table, so Django does not."""
    del transactional_db
    yield
    from django.db import connection  # noqa: PLC0415 - pure tests run without Django

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM petitions_search")


@pytest.fixture
def cast(db: None) -> "Cast":
    """Return the fixed cast in its little city."""
    del db
    from tests.cast import found_city  # noqa: PLC0415 - pure tests run without Django

    return found_city()

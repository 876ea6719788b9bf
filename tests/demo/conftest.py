"""The city is made once for all tests; none of them changes it."""

import pytest

from xinlian.demo.city import generate
from xinlian.demo.records import City


@pytest.fixture(scope="session")
def city() -> City:
    """Return the demonstration city."""
    return generate()

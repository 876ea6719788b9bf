"""What every test of the vault stands on: a home of its own, two databases, two actors."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from xinlian.ledger.actors import Actor
from xinlian.ledger.models import Counter
from xinlian.vault import references
from xinlian.vault.personal import PersonalData

AT = datetime(2018, 3, 1, 1, 0, tzinfo=UTC)

PERSON = PersonalData("周晓岚", "990102198804053217", "19900001234", "青石街道桂花路18号3栋502室")

OFFICER = Actor(
    ref="officer", permissions=frozenset({"vault:identity:open", "vault:identity:erase"})
)
STRANGER = Actor(ref="stranger")


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own home, and so its own master key."""
    monkeypatch.delenv("XINLIAN_MASTER_KEY", raising=False)
    monkeypatch.delenv("XINLIAN_MASTER_KEY_PREVIOUS", raising=False)
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def referring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the names of counters refer to identities, in place of a higher room's rows."""
    monkeypatch.setattr(references, "_COLUMNS", {("ledger.Counter", "name")})


def refer_to(ref: str) -> None:
    """Write a row in the main database that refers to an identity."""
    Counter.objects.create(name=ref)

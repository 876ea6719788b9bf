"""What a registrar has typed and not registered yet: kept sealed, one per account.

A draft is working state, no record: no fact tells of it, and it goes when its petition is
registered. It holds identity, so it is sealed under the vault's key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from xinlian.petitions.models import RegistrationDraft
from xinlian.rules.errors import BrokenRule
from xinlian.vault.keys import open_under, seal_under

_PURPOSE: Final = "draft"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept draft: what was typed, by the names of the fields, and when it was kept."""

    fields: dict[str, str]
    saved_at: datetime

    def __repr__(self) -> str:
        """Say when, and nothing of what was typed."""
        return f"Kept(saved_at={self.saved_at})"


def save_draft(account: str, fields: Mapping[str, str], at: datetime) -> None:
    """Keep what an account has typed, in place of what it had kept."""
    sealed = seal_under(_PURPOSE, orjson.dumps(dict(fields)), owner=account)
    RegistrationDraft.objects.update_or_create(
        account=account, defaults={"sealed": sealed, "saved_at": at}
    )


def load_draft(account: str) -> Kept | None:
    """Return what an account has kept; None where that is nothing or can no longer be opened."""
    row = RegistrationDraft.objects.filter(pk=account).first()
    if row is None:
        return None
    try:
        plain = open_under(_PURPOSE, bytes(row.sealed), owner=account)
    except BrokenRule:
        # A draft that was sealed under a lost key must not keep its registrar from working.
        return None
    return Kept(orjson.loads(plain), row.saved_at)


def drop_draft(account: str) -> None:
    """Forget what an account has kept."""
    RegistrationDraft.objects.filter(pk=account).delete()

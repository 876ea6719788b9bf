"""What a command says happened, and the same once the ledger has taken it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact about to be recorded. Absent times are the time of the command."""

    kind: str
    subject: int | str
    data: Mapping[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it stands in the ledger. All times are aware and in UTC."""

    seq: int
    kind: str
    version: int
    subject: str
    happened_at: datetime
    known_at: datetime
    recorded_at: datetime
    actor: str
    imported: bool
    data: Mapping[str, Any]

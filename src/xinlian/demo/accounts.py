"""The sign-ins of a demonstration home: fresh passwords, kept in the home for those who try it."""

import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import orjson
from django.conf import settings

from xinlian.demo import units
from xinlian.demo.records import SignIn
from xinlian.ledger.actors import Actor
from xinlian.organisation.commands import appoint, open_account
from xinlian.rules.days import local_day

_WORDS = ("ting", "lan", "song", "heng", "yuan", "qiao", "wu", "ping", "lu", "he", "yun", "xi")
_LENGTH = 4


def open_sign_ins(sign_ins: Sequence[SignIn], *, by: Actor, at: datetime) -> dict[str, str]:
    """Create the accounts with random passwords and appoint them; return the passwords."""
    passwords = {}
    for each in sign_ins:
        passwords[each.account] = _password()
        open_account(
            each.account, display=each.display, password=passwords[each.account], by=by, at=at
        )
        appoint(each.account, unit=each.unit, role=each.role, since=local_day(at), by=by, at=at)
    return passwords


def keep(passwords: dict[str, str]) -> None:
    """Keep the passwords for the sign-in page, in a file that its owner alone can read."""
    descriptor = os.open(_note(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(orjson.dumps(passwords))


def sign_ins() -> list[tuple[str, str, str]]:
    """Return ``(account, password, role)`` of this demonstration home; none elsewhere."""
    note = _note()
    if not note.exists():
        return []
    passwords: dict[str, str] = orjson.loads(note.read_bytes())
    return [
        (each.account, passwords[each.account], f"{each.role.zh} / {each.role.en}")
        for each in units.sign_ins()
        if each.account in passwords
    ]


def _password() -> str:
    """Return a password that can be read out: four syllables and six digits."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(_LENGTH))
    return f"{words}-{secrets.randbelow(1_000_000):06d}"


def _note() -> Path:
    return Path(settings.HOME) / "sign-ins.json"

"""The sign-ins that a demonstration home offers to whoever opens it. Never anywhere else."""

from dataclasses import dataclass
from pathlib import Path

import orjson
from django.conf import settings

from xinlian import clock
from xinlian.organisation.models import Account
from xinlian.organisation.queries import actor_for
from xinlian.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """An account that everybody may try, with what it does."""

    account: str
    password: str
    display: str
    roles: tuple[Role, ...]


def demo_sign_ins() -> list[DemoSignIn]:
    """Return the demonstration accounts; none where the home is no demonstration.

    The loader of the city leaves them in ``<home>/sign-ins.json`` as ``{account: password}``.
    """
    note = Path(settings.HOME) / "sign-ins.json"
    if clock.demonstration_day() is None or not note.exists():
        return []
    passwords: dict[str, str] = orjson.loads(note.read_bytes())
    accounts = {each.account: each for each in Account.objects.filter(account__in=passwords)}
    return [
        DemoSignIn(name, password, accounts[name].display, _roles(accounts[name]))
        for name, password in passwords.items()
        if name in accounts
    ]


def _roles(account: Account) -> tuple[Role, ...]:
    held = actor_for(account, clock.today()).roles
    return tuple(role for role in Role if role in held)

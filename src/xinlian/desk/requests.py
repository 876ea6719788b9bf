"""What a request on a staff page knows."""

from datetime import date, datetime
from typing import Protocol

from django.http import HttpRequest

from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Account


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in: who, as what, and when."""

    actor: Actor
    account: Account
    now: datetime
    today: date


class HasActor(Protocol):
    """A request that went through the middleware: nobody may be signed in."""

    actor: Actor | None

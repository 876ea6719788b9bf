"""A home with a register of any size: what ``bench/worklist.py`` is measured on.

The demonstration city's register is written several times over, each time under other numbers,
and loaded by the demonstration's own loader: through the import, as facts, rows, sealed
identities and the search index. One petition in five has no answer, and part of those were sent
on to units by the office, so that every work list is long.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from xinlian.demo.city import generate
from xinlian.demo.load import put
from xinlian.demo.records import City, Petition
from xinlian.handling.commands import pass_on, sort_files
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.handling.models import File
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.organisation.commands import appoint, open_account
from xinlian.organisation.models import Account, Unit
from xinlian.organisation.queries import actor_for
from xinlian.rules.days import ZONE, local_day
from xinlian.rules.vocabulary import Purpose, Role, Route, State

SEED = 2018
OPEN_OF_TEN = 2
SENT = 10_000
"""Files that the office sorted and sent on, every second one to :data:`BUSY`."""

OFFICE, HANDLER, HEAD, MAYOR = "demo-office", "demo-county", "demo-head", "whole-city"
"""Who sees all of it, a district's handler, a department's head: sign-ins of the city; and a
head who has every unit below.
"""

BUSY = "lc-yt"
"""The unit of :data:`HANDLER`."""

_BATCH = 250


def make(size: int) -> None:
    """Load ``size`` petitions into this empty home; send some of the open ones on."""
    city = generate(SEED)
    put(replace(city, petitions=list(_copies(city, size))))
    at = datetime.combine(city.as_of, time(18), tzinfo=ZONE)
    open_head(at)
    _send(actor_for(Account.objects.get(account=OFFICE), city.as_of), at)


def open_head(at: datetime) -> None:
    """Open the sign-in of a head above all units: their list of open files is the longest."""
    open_account(MAYOR, display="市政府负责人", password=None, by=SYSTEM, at=at)
    appoint(MAYOR, unit="lc", role=Role.HEAD, since=local_day(at), by=SYSTEM, at=at)


def _copies(city: City, size: int) -> Iterator[Petition]:
    """Yield the city's petitions over and over, each under a number of its own."""
    dice = random.Random(SEED)
    for place in range(size):
        time_over, at = divmod(place, len(city.petitions))
        petition = city.petitions[at]
        number = f"{petition.number}-{time_over}"
        copy = replace(petition, number=number, life=None)
        if dice.randrange(10) < OPEN_OF_TEN:
            copy = replace(copy, answer="", answered_at=None, answered_by="")
        yield copy


def _send(office: Actor, at: datetime) -> None:
    """Sort open claims and send them on: by turns to the busy unit and to each other one."""
    units = list(
        Unit.objects.filter(until=None).exclude(code=office.unit).order_by("code")
        .values_list("code", flat=True)
    )  # fmt: skip
    waiting = File.objects.filter(state=State.RECEIVED, purpose=Purpose.APPEAL).order_by("-pk")
    ids = list(waiting.values_list("pk", flat=True)[:SENT])
    for batch, begin in enumerate(range(0, len(ids), _BATCH)):
        files = ids[begin : begin + _BATCH]
        claims = (NewClaim("请求依法处理", Purpose.APPEAL, Route.PETITION),)
        sort_files([Sorting(file, claims) for file in files], by=office, at=at)
        to = BUSY if batch % 2 else units[batch // 2 % len(units)]
        pass_on(files, to=[to], by=office, at=at)

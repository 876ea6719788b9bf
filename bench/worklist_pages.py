"""The pages of ``bench/worklist.py``: who asks for which addresses, and how long that takes."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import cycle, islice
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from measuring import seconds
from worklist_home import HANDLER, HEAD, MAYOR, OFFICE

from xinlian import clock
from xinlian.desk.pages import petitions
from xinlian.organisation.models import Account
from xinlian.petitions.models import Petition

_TWO = ("停工", "工资", "物业", "道路", "噪声")
_FOUR = ("延期交房", "拖欠工资", "物业收费", "项目停工", "道路积水")
_STATES = ("overdue", "today", "soon", "open", "answered")
_PHASES = ("sort", "send", "accept", "hand")
_SORTS = ("days", "number", "-state", "purpose", "-charge", "due", "-due")
_WARM = 3
_REFERENCE_RUNS = 9


@dataclass(frozen=True, slots=True)
class Walk:
    """A line of the table: what is asked for, by whom, at which addresses in turn."""

    what: str
    who: str
    addresses: Sequence[str]


def measure(runs: int) -> list[dict[str, Any]]:
    """Return milliseconds of each walk: percentiles over ``runs`` answers, and the bare rows."""
    size = Petition.objects.count()
    clients = {who: _signed_in(who) for who in (OFFICE, HANDLER, HEAD, MAYOR)}
    return [_measured(walk, clients[walk.who], runs, size) for walk in walks()]


def walks() -> Iterator[Walk]:
    """Yield what staff open all day."""
    for who in (OFFICE, HANDLER, HEAD):
        yield Walk("today", who, ["/"])
        yield Walk("petitions", who, ["/petitions/"])
        yield Walk("petitions by state", who, _asked("/petitions/", "state", _STATES))
        yield Walk("search, two characters", who, _asked("/petitions/", "q", _TWO))
        yield Walk("search, four characters", who, _asked("/petitions/", "q", _FOUR))
    yield from _petitions_of_the_office()
    yield from _work("/work/", HANDLER)
    yield from _work("/work/office/", OFFICE)
    yield from _work("/work/supervise/", MAYOR)


def _petitions_of_the_office() -> Iterator[Walk]:
    shown = petitions.listing(clock.today())
    for each in shown.filters:
        if each.key in {"channel", "area", "category", "matter"}:
            values = [value for value, _ in each.options()]
            yield Walk(f"petitions by {each.key}", OFFICE, _asked("/petitions/", each.key, values))
    for column in shown.columns:
        if column.order:
            sorts = (column.key, f"-{column.key}")
            yield Walk(
                f"petitions sorted by {column.key}", OFFICE, _asked("/petitions/", "sort", sorts)
            )
    pages = [str(page) for page in (500, 1000, 1900)]
    yield Walk("petitions, deep pages", OFFICE, _asked("/petitions/", "page", pages))
    several = Petition.objects.order_by("title_digest").values_list("pk", flat=True)[:50]
    yield Walk("one petition", OFFICE, [f"/petitions/{pk}/" for pk in several])


def _work(address: str, who: str) -> Iterator[Walk]:
    """Yield a work list of handling, by phase, by due day and sorted."""
    yield Walk(address, who, [address])
    yield Walk(f"{address} by phase", who, _asked(address, "phase", _PHASES))
    yield Walk(f"{address} by due day", who, _asked(address, "due", ("overdue", "today", "soon")))
    yield Walk(f"{address} sorted", who, _asked(address, "sort", _SORTS))
    yield Walk(f"{address} searched", who, _asked(address, "q", _FOUR))


def _asked(address: str, key: str, values: Iterable[str]) -> list[str]:
    return [f"{address}?{urlencode({key: value})}" for value in values]


def _signed_in(who: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    account = Account.objects.get(account=who)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _measured(walk: Walk, client: Client, runs: int, size: int) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as caught:
        _milliseconds(client, walk.addresses[0])
    queries = [query["sql"] for query in caught.captured_queries]
    for address in islice(cycle(walk.addresses), _WARM):
        _milliseconds(client, address)
    turns = max(runs, len(walk.addresses))
    taken = [_milliseconds(client, each) for each in islice(cycle(walk.addresses), turns)]
    median, p95, p99 = np.percentile(taken, [50, 95, 99])
    reference = _bare(queries)
    return {
        "what": walk.what,
        "who": walk.who,
        "size": size,
        "addresses": len(walk.addresses),
        "runs": turns,
        "queries": len(queries),
        "p50_ms": float(median),
        "p95_ms": float(p95),
        "p99_ms": float(p99),
        "reference_ms": reference,
        "ratio": float(median) / reference,
    }


def _milliseconds(client: Client, address: str) -> float:
    begun = perf_counter()
    response = client.get(address)
    taken = perf_counter() - begun
    if response.status_code != HTTPStatus.OK:
        message = f"{address}: {response.status_code}"
        raise RuntimeError(message)
    return taken * 1000


def _bare(queries: Sequence[str]) -> float:
    """Return the milliseconds that all reads of a page take in ``sqlite3`` alone."""
    reads = [query for query in queries if query.startswith("SELECT")]
    database = sqlite3.connect(settings.HOME / "xinlian.sqlite3")
    taken = seconds(lambda: [database.execute(read).fetchall() for read in reads], _REFERENCE_RUNS)
    database.close()
    return taken * 1000

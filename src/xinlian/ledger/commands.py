"""The verbs of the ledger: reserve numbers, record facts; and what makes a function a command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import F

from xinlian.ledger.actors import Actor
from xinlian.ledger.digests import canonical, digest_of
from xinlian.ledger.folds import write_rows
from xinlian.ledger.inserts import insert_tuples
from xinlian.ledger.models import Counter, Fact
from xinlian.ledger.statements import Recorded, Statement
from xinlian.rules.facts import LATEST, check

_COLUMNS = tuple(field.attname for field in Fact._meta.concrete_fields)  # noqa: SLF001 - public API by custom

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command: where it stands and the permission it asks for."""

    name: str
    permission: str


COMMANDS: dict[str, Command] = {}
"""Every command by ``module.function``; a test holds it against the permission matrix."""


def command(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a command: permission first, then one transaction around it.

    The function takes ``by`` (an :class:`Actor`) and ``at`` (an aware time) by keyword.
    Raises :class:`Forbidden` where the actor lacks ``permission``.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by: Any = kwargs["by"]
            by.require(permission)
            with transaction.atomic():
                return function(*args, **kwargs)

        name = f"{function.__module__.removeprefix('xinlian.')}.{function.__name__}"
        COMMANDS[name] = Command(name, permission)
        return run

    return declare


def reserve(name: str, count: int = 1) -> range:
    """Give out the next ``count`` numbers under ``name``; gapless, in order of commit.

    Must run inside a transaction: the counter's row stays locked until it ends.
    """
    if not Counter.objects.filter(name=name).update(value=F("value") + count):
        Counter.objects.create(name=name, value=count)
    last = Counter.objects.values_list("value", flat=True).get(name=name)
    return range(last - count + 1, last + 1)


def record(
    statements: Sequence[Statement],
    *,
    by: Actor,
    at: datetime,
    imported: bool = False,
) -> range:
    """Append ``statements`` as facts and write the rows they imply; return their numbers.

    Raises :class:`BrokenRule` ``fact-invalid`` where one does not fit its declaration and
    :class:`Forbidden` where ``by`` may not state it. Only ``imported`` statements may say
    that they were known earlier than ``at``.
    """
    for kind in {statement.kind for statement in statements} & LATEST.keys():
        by.require(LATEST[kind].permission)
    for statement in statements:
        check(statement.kind, statement.data)
    numbers = reserve("fact", len(statements))
    at = at.astimezone(UTC)
    facts = [
        _recorded(statement, seq, by=by, at=at, imported=imported)
        for seq, statement in zip(numbers, statements, strict=True)
    ]
    insert_tuples(Fact, _COLUMNS, [_row(fact) for fact in facts])
    write_rows(facts)
    return numbers


def _recorded(
    statement: Statement, seq: int, *, by: Actor, at: datetime, imported: bool
) -> Recorded:
    happened = statement.happened_at.astimezone(UTC) if statement.happened_at else at
    known = statement.known_at.astimezone(UTC) if imported and statement.known_at else at
    return Recorded(
        seq=seq,
        kind=statement.kind,
        version=LATEST[statement.kind].version,
        subject=str(statement.subject),
        happened_at=happened,
        known_at=known,
        recorded_at=at,
        actor=by.ref,
        imported=imported,
        data={key: value for key, value in statement.data.items() if value is not None},
    )


def _row(fact: Recorded) -> tuple[Any, ...]:
    data = canonical(fact.data)
    return (
        fact.seq,
        fact.kind,
        fact.version,
        fact.subject,
        fact.happened_at,
        fact.known_at,
        fact.recorded_at,
        fact.actor,
        fact.imported,
        data.decode(),
        digest_of(fact, data),
    )

"""Recording facts: numbers, times, permissions, rows, all in one transaction."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from tests.cast import AT, Cast
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.ledger.commands import COMMANDS, record, reserve
from xinlian.ledger.models import Counter, Fact
from xinlian.ledger.queries import facts_about, head
from xinlian.ledger.statements import Statement
from xinlian.ledger.verify import verify
from xinlian.organisation.models import Unit
from xinlian.organisation.permissions import MATRIX
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.facts import FACTS, check

CLOSED = Statement("unit.closed", "west", {"code": "west", "until": "2018-12-31"})
EARLIER = datetime(2018, 1, 2, tzinfo=UTC)


def test_a_fact_writes_its_row(cast: Cast) -> None:
    """Fact and row appear together, numbered without a gap."""
    before = head()
    with transaction.atomic():
        numbers = record([CLOSED], by=cast.administrator, at=AT)
    assert list(numbers) == [before + 1] == [head()]
    assert Unit.objects.get(pk="west").until == date(2018, 12, 31)
    assert [fact.kind for fact in facts_about("unit", "west")] == ["unit.opened", "unit.closed"]


def test_a_transaction_that_fails_leaves_neither_fact_nor_row_nor_gap(cast: Cast) -> None:
    """Whatever fails after recording takes the fact, the row and the number with it."""
    before = head()

    def fail() -> None:
        with transaction.atomic():
            record([CLOSED], by=cast.administrator, at=AT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert head() == before
    assert Unit.objects.get(pk="west").until is None
    with transaction.atomic():
        assert list(record([CLOSED], by=cast.administrator, at=AT)) == [before + 1]


def test_who_may_not_state_a_fact_is_refused(cast: Cast) -> None:
    """The ledger itself asks for the permission that the kind of fact declares."""
    with pytest.raises(Forbidden, match="permission-missing"):
        record([CLOSED], by=cast.registrar, at=AT)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("unit.closed", {"until": "2018-12-31"}),
        ("unit.closed", {"code": "west", "until": "31.12.2018"}),
        ("unit.closed", {"code": 7, "until": "2018-12-31"}),
        ("unit.closed", {"code": "west", "until": "2018-12-31", "name": "x"}),
        ("limit.planned", {"year": True, "amount": 41}),
        ("case.assigned", {"number": "1", "chain": "centre"}),
        ("unit.vanished", {}),
    ],
)
def test_data_that_does_not_fit_the_declaration_is_refused(
    kind: str, data: dict[str, object]
) -> None:
    """A missing, mistyped or undeclared field never reaches the ledger."""
    with pytest.raises(BrokenRule, match="fact-invalid"):
        check(kind, data)


def test_only_imported_facts_were_known_before_they_were_recorded(cast: Cast) -> None:
    """``known_at`` of what is entered now is now, whatever the caller says."""
    statement = Statement("unit.closed", "west", CLOSED.data, EARLIER, EARLIER)
    with transaction.atomic():
        numbers = record([statement], by=cast.administrator, at=AT)
        numbers_imported = record([statement], by=SYSTEM, at=AT, imported=True)
    entered, imported = Fact.objects.get(pk=numbers[0]), Fact.objects.get(pk=numbers_imported[0])
    assert (entered.happened_at, entered.known_at, entered.recorded_at) == (EARLIER, AT, AT)
    assert (imported.known_at, imported.recorded_at, imported.imported) == (EARLIER, AT, True)


def test_numbers_are_given_out_once_and_in_order(cast: Cast) -> None:
    """Every name counts for itself."""
    del cast
    with transaction.atomic():
        assert list(reserve("thing", 3)) == [1, 2, 3]
        assert list(reserve("thing")) == [4]
        assert list(reserve("other thing", 0)) == []


def test_the_replay_agrees_with_the_tables(cast: Cast) -> None:
    """The city that the commands founded is the city that the facts tell of."""
    del cast
    found = verify()
    assert found.difference is None
    assert found.facts == head() > 0
    assert found.rows > 0


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda: Unit.objects.filter(pk="west").update(name="别处"), "organisation.Unit west.name"),
        (lambda: Fact.objects.filter(pk=3).update(data="{}"), "fact #3"),
        (lambda: Fact.objects.filter(pk=3).update(actor="somebody"), "fact #3"),
        (
            lambda: Fact.objects.filter(pk=3).update(recorded_at=AT + timedelta(1)),
            "fact #3",
        ),
        (lambda: Counter.objects.filter(name="fact").update(value=10_000), "the ledger's end"),
    ],
)
def test_the_first_difference_is_named(cast: Cast, spoil: Callable[[], object], where: str) -> None:
    """A row, a fact or the ledger's end changed behind the commands' back is found."""
    del cast
    spoil()
    difference = verify().difference
    assert difference is not None
    assert difference.where == where


def test_a_fact_taken_out_of_the_middle_is_missed(cast: Cast) -> None:
    """Numbers have no gaps, so a removed fact shows."""
    del cast
    Fact.objects.filter(pk=5).delete()
    difference = verify().difference
    assert difference is not None
    assert difference.where == "fact #5"


def test_every_permission_of_commands_and_facts_stands_in_the_matrix() -> None:
    """No command and no kind of fact asks for a permission that nobody can hold."""
    held = frozenset().union(*MATRIX.values())
    asked = {command.permission for command in COMMANDS.values()}
    asked |= {kind.permission for kind in FACTS.values()}
    assert asked <= held


def test_a_stranger_may_do_nothing(cast: Cast) -> None:
    """An account without a role holds no permission."""
    assert cast.stranger.permissions == frozenset()
    assert Actor("nobody").may("petitions:petition:read") is False

"""What an accusation leaves behind for those it accuses: nothing, on no page, byte for byte."""

from dataclasses import replace

import pytest

from tests.permissions.conftest import SignIn
from tests.permissions.line import CLAIM, NOW, Staff, hired, letter
from tests.permissions.walking import Seen, walk
from xinlian.handling.commands import pass_on, sort_files
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.handling.models import File
from xinlian.ledger.actors import SYSTEM
from xinlian.organisation.queries import view_of
from xinlian.petitions.commands import attach_file, issue_receipt, register_petitions
from xinlian.rules.vocabulary import Purpose, Role

_ACCUSES = "云州纺织厂老板向王局长行贿十万元，王局长收受贿赂，包庇欠薪。"
_WORDS = ("行贿", "云州纺织厂", "收受贿赂", "王局长", "2026-9", "2026-8", "2026-7")

_LINE = {
    "labour": ("labour", "inspectors"),
    "east": ("east", "town"),
    "office": ("office",),
}
"""Of each accused unit: its line in the city of the tests."""


def accuse(accused: str, *, mixed: bool) -> None:
    """Register letters against a unit: an accusation, a mixed letter, and one that is still held.

    The rest of a mixed letter is seen by whoever sees the whole city: ``mixed`` leaves it out.
    What the petitions office has to sort it reads, until it is known to accuse that very office.
    """
    letters = [
        letter("2026-9", title="举报", text=_ACCUSES, purpose="accusation"),
        letter("2026-8", title="讨薪", text=f"工厂欠我工资。{_ACCUSES}", unit="discipline"),
    ]
    plain, *both = register_petitions(letters[: 1 + mixed], by=SYSTEM, at=NOW)
    if accused != "office":
        held = letter("2026-7", title="云州纺织厂", text=_ACCUSES)
        register_petitions([held], by=SYSTEM, at=NOW)
    attach_file(plain, b"%PDF-1.4 evidence", by=SYSTEM, at=NOW)
    issue_receipt(plain, by=SYSTEM, at=NOW)
    accusing, named = NewClaim(_ACCUSES, Purpose.ACCUSATION), (accused,)
    sortings = [Sorting(plain, (accusing,), accused=named)]
    sortings += [
        Sorting(each, (CLAIM, accusing), accused=named, redacted="工厂欠我工资。") for each in both
    ]
    parts = sort_files(sortings, by=SYSTEM, at=NOW).values()
    pass_on([plain, *parts], to=["discipline"], by=replace(SYSTEM, unit="city"), at=NOW)


def _different(before: Seen, after: Seen) -> dict[str, tuple[bytes, bytes]]:
    """Return what is not the same: the address, and where its answers begin to differ."""
    found = {}
    for url, (status, body) in before.items():
        if (status, body) != after[url]:
            now = after[url][1]
            at = next((i for i in range(len(body)) if body[: i + 1] != now[: i + 1]), len(body))
            found[url] = body[at - 99 : at + 99], now[at - 99 : at + 99]
    return found


_WATCHERS = [
    *((accused, unit, role) for accused, units in _LINE.items() for unit in units
      for role in (Role.HANDLER, Role.OFFICE)),
    ("labour", "labour", Role.HEAD),
    ("labour", "labour", Role.REGISTRAR),
    ("labour", "water", Role.HEAD),
    ("labour", "city", Role.HEAD),
    ("labour", "office", Role.CONVENER),
    ("labour", "labour", Role.CONVENER),
    ("east", "office", Role.AUDITOR),
    ("east", "west", Role.OFFICE),
]  # fmt: skip


@pytest.mark.parametrize(("accused", "unit", "role"), _WATCHERS)
def test_every_page_answers_as_if_nobody_had_accused_anybody(
    line: list[int], signed_in: SignIn, accused: str, unit: str, role: Role
) -> None:
    """Lists, searches, filters, exports, records of the ledger, guessed numbers: all the same."""
    staff: Staff = hired(unit, role)
    hired("office", Role.REGISTRAR)
    client, ids = signed_in(staff), range(1, len(line) + 6)
    before = walk(client, staff.actor, ids, _WORDS)
    whole = view_of(staff.actor).everything
    accuse(accused, mixed=not whole)
    assert File.objects.filter(purpose=Purpose.ACCUSATION).count() == 2 - whole
    different = _different(before, walk(client, staff.actor, ids, _WORDS))
    assert not different, "\n".join(different)

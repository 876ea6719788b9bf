"""Roles x commands x own unit, below, other, accused: each cell as the matrix and the view say."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.db import transaction
from django.urls import reverse

import xinlian
from tests.permissions.calls import ELSEWHERE, ON_FILES, Call
from tests.permissions.conftest import SignIn
from tests.permissions.line import CLAIM, NOW, hired, letter
from xinlian.handling.commands import pass_on, sort_files
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.ledger.actors import SYSTEM, Actor
from xinlian.ledger.commands import COMMANDS
from xinlian.matters.commands import NewLink, NewMatter, link_petitions, open_matters
from xinlian.organisation.permissions import MATRIX, permissions_of
from xinlian.petitions.commands import register_petitions
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import MatterKind, Purpose, Role

_HERE = "handling.commands."


def _commands() -> dict[str, str]:
    """Return every command by name with its permission; every room is read for it first."""
    for found in walk_packages(xinlian.__path__, "xinlian."):
        if ".commands" in found.name or found.name.endswith(".serving"):
            import_module(found.name)
    return {
        name: each.permission for name, each in COMMANDS.items() if not name.startswith("tests.")
    }


def _function(name: str) -> Callable[..., object]:
    module, _, function = name.rpartition(".")
    found: Callable[..., object] = getattr(import_module(f"xinlian.{module}"), function)
    return found


def test_every_command_has_its_entry() -> None:
    """A new command says how it is called on a file, or what keeps it within the view."""
    assert set(_commands()) == {_HERE + name for name in ON_FILES} | set(ELSEWHERE)


def test_every_permission_of_a_command_is_somebodys_and_every_role_holds_known_ones() -> None:
    """Nothing is declared that nobody may do."""
    granted = permissions_of(Role)
    assert {permission for permission in _commands().values() if permission not in granted} == set()


@pytest.mark.django_db(databases=["default", "vault"])
@pytest.mark.parametrize("role", list(Role))
def test_a_command_lets_in_exactly_the_roles_of_the_matrix(role: Role) -> None:
    """Who lacks the permission is told which; who holds it is asked for the rest."""
    by = Actor("somebody", "unit", frozenset({role}), permissions_of([role]))
    for name, permission in _commands().items():
        expected = TypeError if permission in MATRIX[role] else Forbidden
        with pytest.raises(expected) as refused:
            _function(name)(by=by)
        if isinstance(refused.value, Forbidden):
            assert refused.value.code == "permission-missing", name
            assert permission in refused.value.zh, name


_PLACES = {"own": True, "below": True, "other": False, "accused": False}
"""Where a file stands to the actor's unit, and whether the actor may know of it."""


def _files() -> dict[str, int]:
    """Return a file in charge of labour, of its inspectors, of the water office; one accusing."""
    accusation = letter("x4", text="王局长收受贿赂。", purpose="accusation")
    drafts = [letter("x1"), letter("x2"), letter("x3", category=""), accusation]
    own, below, other, accused = register_petitions(drafts, by=SYSTEM, at=NOW)
    sort_files([Sorting(each, (CLAIM,)) for each in (own, below, other)], by=SYSTEM, at=NOW)
    accusing = NewClaim("收受贿赂。", Purpose.ACCUSATION)
    sort_files([Sorting(accused, (accusing,), accused=("labour",))], by=SYSTEM, at=NOW)
    office = hired("office", Role.OFFICE).actor
    for file, unit in ((own, "labour"), (below, "inspectors"), (other, "water"),
                       (accused, "discipline")):  # fmt: skip
        pass_on([file], to=[unit], by=office, at=NOW)
    return {"own": own, "below": below, "other": other, "accused": accused}


@pytest.mark.parametrize("role", list(Role))
def test_each_command_on_each_file_as_matrix_and_view_say(line: list[int], role: Role) -> None:
    """What is not in view answers like a number never given out, whatever the command."""
    del line
    files, staff = _files(), hired("labour", role).actor
    permissions = _commands()
    wrong = []
    for name, call in ON_FILES.items():
        may = permissions[_HERE + name] in MATRIX[role]
        for place, known in _PLACES.items():
            answered = _answered(call, files[place], staff)
            if not may:
                fits = answered == "permission-missing"
            elif known:
                fits = answered not in {"file-unknown", "permission-missing"}
            else:
                fits = answered == _answered(call, 10_000, staff)
            if not fits:
                wrong.append((name, place, answered))
    assert not wrong


def _answered(call: Call, file: int, by: Actor) -> str:
    """Return the code of a refusal, '' where there is none; nothing stays of what was done."""
    try:
        with transaction.atomic():
            call(file, by)
            transaction.set_rollback(True)
    except BrokenRule as refusal:
        return refusal.code
    return ""


_ACTS = (
    "petition", "open_petitioner", "answer_petition", "attach_file", "correct_petition",
    "link_petition", "receipt", "another_receipt",
)  # fmt: skip


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.HANDLER, Role.HEAD, Role.OFFICE])
def test_acts_on_a_petition_that_is_not_in_view_do_not_exist(
    line: list[int], signed_in: SignIn, role: Role
) -> None:
    """The commands of petitions are reached through pages that look the petition up first."""
    del line
    files, staff = _files(), hired("labour", role)
    client = signed_in(staff)
    for name in _ACTS:
        answers = {}
        for place, pk in (*files.items(), ("nowhere", 10_000)):
            with transaction.atomic():
                answers[place] = client.post(reverse(name, args=[pk]), {}).status_code
                transaction.set_rollback(True)
        allowed = answers["own"] != 403
        for place in ("accused", "other", "nowhere"):
            assert answers[place] == (404 if allowed else 403), (name, place)
        assert answers["own"] != 404, name


def test_acts_on_a_matter_that_is_not_in_view_do_not_exist(
    line: list[int], signed_in: SignIn
) -> None:
    """Neither linking, merging, splitting nor a merged matter's number lets it be seen."""
    west, ours = open_matters(
        [NewMatter("西河水库", MatterKind.OTHER, None, "9902", "west"),
         NewMatter("东岭纺织", MatterKind.WAGES, "劳动社保/欠薪", "9901", "east")],
        by=SYSTEM, at=NOW,
    )  # fmt: skip
    link_petitions([NewLink(line[2], west)], by=SYSTEM, at=NOW)
    client = signed_in(hired("east", Role.OFFICE))
    assert client.get(reverse("matter", args=[ours])).status_code == 200
    for name in ("matter", "confirm_links", "unlink_petitions", "split_matter", "unmerge_matter",
                 "describe_matter", "merge_matter"):  # fmt: skip
        send = client.get if name == "matter" else client.post
        assert send(reverse(name, args=[west]), {}).status_code == 404, name
    into = {"into": str(west), "reason": "同一事项"}
    assert client.post(reverse("merge_matter", args=[ours]), into).status_code == 404

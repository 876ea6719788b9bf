"""No table but the vault's has a place for a person's identity, and the vault's hold it sealed."""

import re
from typing import Any

from django.apps import apps
from django.db import models

IDENTITY = re.compile(
    r"(^|_)(id_?number|id_?card|identity|telephone|phone|mobile|address|e?mail|birth\w*|sex|gender"
    r"|surname|first_?name|last_?name|full_?name|real_?name|person_?name|applicant|complainant)($|_)"
)
WRITER = re.compile("姓名|身份证|证件号|联系电话|手机|住址|联系地址|出生")

NAMED_THINGS = {
    "organisation.Place", "organisation.Unit",
    "petitions.Category", "petitions.Import", "petitions.Attachment",
    "matters.Matter", "ledger.Counter", "desk.SavedView",
}  # fmt: skip
"""Models whose ``name`` is that of a place, a unit, a subject, a view, a matter."""


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("xinlian.")]


def _about(model: type[models.Model]) -> Any:  # noqa: ANN401 - Django leaves its type open
    return model._meta


def _fields(*, vault: bool) -> "list[tuple[str, models.Field[Any, Any]]]":
    return [
        (_about(model).label, field)
        for model in _ours()
        for field in _about(model).concrete_fields
        if (_about(model).app_label == "vault") is vault
    ]


def test_the_walk_sees_the_rooms() -> None:
    assert {"ledger", "vault"} <= {_about(model).app_label for model in _ours()}
    assert IDENTITY.search("petitioner_phone")
    assert not IDENTITY.search("petitioner")


def test_no_model_outside_the_vault_has_a_field_for_an_identity() -> None:
    found = [
        f"{label}.{field.name}"
        for label, field in _fields(vault=False)
        if IDENTITY.search(field.name) or WRITER.search(str(field.verbose_name))
    ]
    assert found == []


def test_only_things_have_names() -> None:
    found = {label for label, field in _fields(vault=False) if field.name == "name"}
    assert found <= NAMED_THINGS


def test_the_vault_holds_nothing_of_a_person_in_plain() -> None:
    plain = {
        (label.partition(".")[2], field.name)
        for label, field in _fields(vault=True)
        if isinstance(field, models.CharField | models.TextField)
    }
    assert plain == {
        ("Identity", "ref"), ("PersonKey", "ref"), ("SealedText", "ref"),
        ("PersonKey", "master"), ("MatterKey", "master"), ("HouseKey", "master"),
        ("HouseKey", "purpose"),
    }  # fmt: skip

"""Every kind of fact that can enter the ledger, declared once: a file for each room.

From these declarations come the ledger's validation, the columns of the analytical files,
the published data dictionary (``docs/facts.md``) and the list of who may state what. A kind
that must change gets a new version beside the old one; readers know both.

Free text never stands in a fact: a fact carries its salted digest (``..._digest``), the text
stands in the room that keeps it, so that a text can be corrected or erased without breaking
a seal. A person never stands in a fact: a reference (``ref``) into the vault does.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from xinlian.rules.errors import BrokenRule
from xinlian.rules.facts import (
    answering,
    briefing,
    conference,
    documents,
    handling,
    matters,
    organisation,
    petitions,
    vault,
)
from xinlian.rules.facts.kinds import FactKind, Field, Kind

__all__ = ["FACTS", "LATEST", "FactKind", "Field", "Kind", "check"]

_DECLARED: Final = (
    *organisation.DECLARED,
    *petitions.DECLARED,
    *vault.DECLARED,
    *matters.DECLARED,
    *documents.DECLARED,
    *handling.DECLARED,
    *answering.DECLARED,
    *conference.DECLARED,
    *briefing.DECLARED,
)

FACTS: Final[Mapping[tuple[str, int], FactKind]] = {(k.name, k.version): k for k in _DECLARED}
"""Every kind of fact by name and version."""

LATEST: Final[Mapping[str, FactKind]] = {
    k.name: k for k in sorted(_DECLARED, key=lambda kind: kind.version)
}
"""The version in which new facts of a kind are written."""


_PLAIN: Final[Mapping[Kind, type]] = {
    Kind.CODE: str, Kind.REF: str, Kind.DIGEST: str, Kind.TIME: str, Kind.INT: int, Kind.BOOL: bool,
}  # fmt: skip
"""Kinds of which every value of exactly this type fits; others are looked at."""

_CHECKS: Final[Mapping[str, Mapping[str, tuple[bool, type | None, Kind]]]] = {
    name: {f.name: (f.optional, _PLAIN.get(f.kind), f.kind) for f in kind.fields}
    for name, kind in LATEST.items()
}
"""Of each kind of fact by field: whether it may be absent, and what its values must be."""


def check(name: str, data: Mapping[str, object]) -> None:
    """Raise :class:`BrokenRule` ``fact-invalid`` unless ``data`` fits the kind ``name``."""
    kind = LATEST.get(name)
    if kind is None:
        raise _invalid(name, "", "a declared kind of fact")
    if extra := data.keys() - _CHECKS[name].keys():
        raise _invalid(name, min(extra), f"one of {', '.join(sorted(_CHECKS[name]))}")
    for field, (optional, plain, of) in _CHECKS[name].items():
        value = data.get(field)
        if value is None:
            if not optional:
                raise _invalid(name, field, "a value: the field is compulsory")
        elif type(value) is not plain and not _fits(of, value):
            raise _invalid(name, field, f"a value of kind {of}")


def _fits(kind: Kind, value: object) -> bool:
    if kind is Kind.INT:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is Kind.BOOL:
        return isinstance(value, bool)
    if kind is Kind.DATE:
        return isinstance(value, str) and _is_iso_day(value)
    if kind is Kind.CODES:
        return _is_list_of(value, str)
    if kind is Kind.INTS:
        return _is_list_of(value, int)
    return isinstance(value, str)


def _is_iso_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_list_of(value: object, of: type) -> bool:
    return (
        isinstance(value, Iterable)
        and not isinstance(value, str)
        and all(isinstance(item, of) for item in value)
    )


def _invalid(kind: str, field: str, right: str) -> BrokenRule:
    return BrokenRule(
        "fact-invalid",
        zh=f"事实“{kind}”的字段“{field}”不符合声明；应为：{right}。",
        en=f"Fact {kind!r}, field {field!r}: it should be {right}.",
    )

"""Facts told to readers: what happened, when, by whom, with every code given its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from xinlian.desk.cells import shown
from xinlian.desk.language import chosen, term
from xinlian.desk.people import staff_names
from xinlian.ledger.models import Fact
from xinlian.ledger.queries import recorded
from xinlian.ledger.statements import Recorded
from xinlian.organisation.models import Place, Unit
from xinlian.rules.facts import FACTS, Field, Kind

_VOCABULARY: Final = {
    "channel": "Channel",
    "purpose": "Purpose",
    "level": "Level",
    "occurrence": "Occurrence",
    "kind": "MatterKind",
    "basis": "Basis",
    "reading": "Reading",
    "closing": "Closing",
    "direction": "Direction",
    "type": "UnitType",
    "role": "Role",
}
_UNITS: Final = frozenset({"unit", "area", "successor"})
_PLACES: Final = frozenset({"place"})
_MATTERS: Final = frozenset({"matter", "into", "out_of"})
_CORRECTING: Final = frozenset({"petition.corrected", "matter.renamed"})
_MACHINE: Final = frozenset({Kind.DIGEST, Kind.REF})


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of a fact: its label, its value for reading, where that leads.

    ``machine`` marks a digest or a reference, which says nothing to a reader; ``before`` is
    what an earlier fact about the same record said.
    """

    label: str
    value: str
    href: str = ""
    machine: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a page tells it. ``row`` is the ledger's own row."""

    row: Fact
    fact: Recorded
    name: str
    actor: str
    details: list[Detail]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the fact's canonical form, in hexadecimal."""
        return bytes(self.row.digest).hex()

    @property
    def readable(self) -> list[Detail]:
        """Return the details that say something to a reader."""
        return [detail for detail in self.details if not detail.machine]


def told(rows: Sequence[Fact]) -> list[Told]:
    """Return the facts of rows, in their order, told in the language that is read."""
    facts = [recorded(row) for row in rows]
    actors = staff_names(fact.actor for fact in facts)
    names = _names(facts)
    stated: dict[tuple[str, str], str] = {}
    return [
        Told(row, fact, _kind_name(fact), actors[fact.actor], _details(fact, names, stated))
        for row, fact in zip(rows, facts, strict=True)
    ]


def _kind_name(fact: Recorded) -> str:
    kind = FACTS[fact.kind, fact.version]
    return chosen(kind.zh, kind.en)


def _details(
    fact: Recorded, names: dict[str, str], stated: dict[tuple[str, str], str]
) -> list[Detail]:
    """Return the fields of a fact; of a correction, with what was ``stated`` before."""
    details = []
    for field in FACTS[fact.kind, fact.version].fields:
        if field.name in fact.data:
            detail = _detail(field, fact.data[field.name], names)
            key = (fact.subject, field.name)
            if fact.kind in _CORRECTING and field.name != "reason" and key in stated:
                detail = replace(detail, before=stated[key])
            stated[key] = detail.value
            details.append(detail)
    return details


def _detail(field: Field, value: Any, names: dict[str, str]) -> Detail:  # noqa: ANN401 - any kind of field
    label = chosen(field.zh, field.en)
    if field.kind in _MACHINE:
        return Detail(label, str(value), machine=True)
    if field.kind is Kind.TIME:
        return Detail(label, shown(datetime.fromisoformat(value)))
    if field.name in _VOCABULARY:
        return Detail(label, shown(term(_VOCABULARY[field.name], value) or value))
    if field.name in _UNITS | _PLACES:
        return Detail(label, names.get(value, value))
    if field.name in _MATTERS:
        return Detail(label, str(value), reverse("matter", args=[value]))
    return Detail(label, shown(value))


def _names(facts: Iterable[Recorded]) -> dict[str, str]:
    """Return the names of the units and places that the facts carry."""
    units = {fact.data[key] for fact in facts for key in _UNITS & fact.data.keys()}
    places = {fact.data[key] for fact in facts for key in _PLACES & fact.data.keys()}
    return dict(Place.objects.filter(code__in=places).values_list("code", "name")) | dict(
        Unit.objects.filter(code__in=units).values_list("code", "name")
    )

"""The matters that the city's office knows, with its links and what units promised."""

from datetime import datetime

from xinlian.demo.places import area_on
from xinlian.demo.records import City, Matter
from xinlian.ledger.actors import Actor
from xinlian.matters.commands import (
    NewLink,
    NewMatter,
    NewPromise,
    keep_promise,
    link_petitions,
    make_promises,
    open_matters,
)
from xinlian.petitions.models import Petition
from xinlian.rules.days import ZONE
from xinlian.rules.vocabulary import Basis

_REASON = "经办人员核对标题、内容和属地"


def load_matters(city: City, *, by: Actor, at: datetime) -> dict[str, int]:
    """Open the matters that the office knows and link their petitions; return ids by name."""
    known = {
        number: _new(city, matter, matter.opened_at)
        for number, matter in enumerate(city.matters)
        if matter.opened_at
    }
    ids = dict(zip(known, open_matters([*known.values()], by=by, at=at), strict=True))
    _link(city, ids, by=by, at=at)
    names = {city.matters[number].name: matter for number, matter in ids.items()}
    _promise(city, names, by=by, at=at)
    return names


def _new(city: City, matter: Matter, opened: datetime) -> NewMatter:
    place = next(place.code for place in city.places if place.name == matter.town)
    return NewMatter(
        matter.name,
        matter.subject.kind,
        matter.subject.category,
        place,
        area_on(city.belongings, place, opened.astimezone(ZONE).date()),
        opened,
    )


def _link(city: City, ids: dict[int, int], *, by: Actor, at: datetime) -> None:
    petitions = dict(Petition.objects.values_list("number", "id"))
    link_petitions(
        [
            NewLink(
                petitions[petition.number],
                ids[petition.matter],
                Basis.OFFICE,
                None,
                (_REASON,),
                petition.linked_at,
            )
            for petition in city.petitions
            if petition.linked_at
        ],
        by=by,
        at=at,
    )


def _promise(city: City, names: dict[str, int], *, by: Actor, at: datetime) -> None:
    made = make_promises(
        [
            NewPromise(
                names[each.matter], each.unit, each.what, each.made_on, each.due_on, each.known_at
            )
            for each in city.promises
        ],
        by=by,
        at=at,
    )
    for promise, each in zip(made, city.promises, strict=True):
        if each.kept_on:
            keep_promise(
                promise,
                kept_on=each.kept_on,
                proof=each.proof,
                by=by,
                at=at,
                known_at=each.kept_known_at,
            )

"""How facts become the rows of matters."""

from collections.abc import Iterable, Iterator
from datetime import date

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded
from xinlian.rules.days import local_day

_KEYS = {"category": "category_id", "place": "place_id", "area": "area_id"}


@fold("matter.opened", "matters.Matter")
def _opened(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "name": data["name"],
        "kind": data["kind"],
        **{column: data.get(name) for name, column in _KEYS.items()},
        "opened_on": local_day(fact.happened_at),
        "merged_into_id": None,
    }
    yield Change("matters.Matter", int(fact.subject), columns, creates=True)


@fold("matter.renamed", "matters.Matter")
def _renamed(fact: Recorded) -> Iterator[Change]:
    columns = {_KEYS.get(name, name): value for name, value in fact.data.items()}
    yield Change("matters.Matter", int(fact.subject), columns)


@fold("petition.linked", "matters.Link", "matters.Refusal")
def _linked(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "matter_id": data["matter"],
        "basis": data["basis"],
        "score": data.get("score"),
        "reasons": list(data["reasons"]),
        "pseudonym": data.get("pseudonym", ""),
        "linked_at": fact.happened_at,
        "linked_by": fact.actor,
    }
    yield Change("matters.Link", int(fact.subject), None)
    yield Change("matters.Link", int(fact.subject), columns, creates=True)
    yield Change("matters.Refusal", f"{fact.subject}/{data['matter']}", None)


@fold("petition.unlinked", "matters.Link", "matters.Refusal")
def _unlinked(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    yield Change("matters.Link", int(fact.subject), None)
    columns = {
        "petition_id": int(fact.subject), "matter_id": data["matter"], "reason": data["reason"],
    }  # fmt: skip
    yield Change("matters.Refusal", f"{fact.subject}/{data['matter']}", columns, creates=True)


@fold("matter.merged", "matters.Matter", "matters.Link")
def _merged(fact: Recorded) -> Iterator[Change]:
    into = fact.data["into"]
    yield Change("matters.Matter", int(fact.subject), {"merged_into_id": into})
    yield from _moved(fact.data["petitions"], into)


@fold("matter.unmerged", "matters.Matter", "matters.Link")
def _unmerged(fact: Recorded) -> Iterator[Change]:
    yield Change("matters.Matter", int(fact.subject), {"merged_into_id": None})
    yield from _moved(fact.data["petitions"], int(fact.subject))


@fold("matter.split", "matters.Link")
def _split(fact: Recorded) -> Iterator[Change]:
    yield from _moved(fact.data["petitions"], fact.data["into"])


@fold("promise.made", "matters.Promise")
def _promised(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {
        "matter_id": data["matter"],
        "unit_id": data["unit"],
        "what": data["what"],
        "made_on": date.fromisoformat(data["made_on"]),
        "due_on": date.fromisoformat(data["due_on"]),
        "kept_on": None,
        "proof": "",
    }
    yield Change("matters.Promise", int(fact.subject), columns, creates=True)


@fold("promise.kept", "matters.Promise")
def _kept(fact: Recorded) -> Iterator[Change]:
    data = fact.data
    columns = {"kept_on": date.fromisoformat(data["kept_on"]), "proof": data["proof"]}
    yield Change("matters.Promise", int(fact.subject), columns)


def _moved(petitions: Iterable[int], matter: int) -> Iterator[Change]:
    for petition in petitions:
        yield Change("matters.Link", petition, {"matter_id": matter})

"""Which matter a petition may belong to, while it is being typed.

The index holds what is linked, so it follows the ledger: it is built when it is first asked
and brought up to date from the facts since.
"""

import threading
from dataclasses import dataclass, field
from typing import Any

from xinlian.ledger.actors import Actor
from xinlian.ledger.models import Fact
from xinlian.ledger.queries import head
from xinlian.linking.index import Index
from xinlian.matters.models import Link
from xinlian.matters.queries import counted, matters_for
from xinlian.matters.registers import register_of, single
from xinlian.petitions.models import Petition

_LEAST_TYPED = 4
_MOVES = (
    "petition.linked", "petition.unlinked", "petition.corrected", "matter.merged",
    "matter.unmerged", "matter.split",
)  # fmt: skip
_TOO_MANY = 20_000
_CONSIDERED = 4
_LEAST_SCORE = 0.15
_NEAR_BEST = 0.4
"""A matter far behind the best one distracts more than it helps."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A matter that a petition may belong to: how well it fits (per cent) and why.

    ``matter`` is a :class:`Matter` with the counts of :func:`xinlian.matters.queries.counted`.
    """

    matter: Any
    score: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Shelf:
    """The index of this process and the last fact that it knows."""

    index: Index = field(default_factory=Index)
    known: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


_SHELF = _Shelf()


def suggest(  # noqa: PLR0913 - what has been typed so far
    actor: Actor, *, title: str, text: str, place: str = "", category: str = "", k: int = 5
) -> list[Suggested]:
    """Return up to ``k`` matters in the actor's view that what was typed may belong to."""
    if len(title) + len(text) < _LEAST_TYPED:
        return []
    with _SHELF.lock:
        _bring_up_to_date()
        query = single(title=title, text=text, place=place, category=category)
        (found,) = _SHELF.index.suggest(query, k=k * _CONSIDERED)
    best = max((each.score for each in found), default=0.0)
    found = [each for each in found if each.score >= max(_LEAST_SCORE, best * _NEAR_BEST)]
    matters = counted(matters_for(actor)).in_bulk([each.matter for each in found])
    return [
        Suggested(
            matters[each.matter],
            min(100, max(1, round(100 * each.score))),
            tuple(reason.zh for reason in each.reasons),
        )
        for each in found
        if each.matter in matters
    ][:k]


def warm() -> None:
    """Build the index before anybody asks."""
    with _SHELF.lock:
        _bring_up_to_date()


def forget() -> None:
    """Forget the index, so that it is built anew when it is next asked."""
    with _SHELF.lock:
        _SHELF.index, _SHELF.known = Index(), 0


def _bring_up_to_date() -> None:
    """Add, correct and remove what the facts since the last time say."""
    last = head()
    if last == _SHELF.known:
        return
    if last < _SHELF.known or last - _SHELF.known > _TOO_MANY:
        _SHELF.index = Index()
        moved = None
    else:
        moved = _moved_since(_SHELF.known)
    _add(moved)
    _SHELF.known = last


def _moved_since(seq: int) -> list[int]:
    """Return the petitions whose place among matters or words changed after a fact."""
    facts = Fact.objects.filter(seq__gt=seq, kind__in=_MOVES)
    own = facts.filter(kind__startswith="petition.").values_list("subject", flat=True)
    return [int(subject) for subject in own]


def _add(petitions: list[int] | None) -> None:
    rows = Petition.objects.exclude(link=None)
    if petitions is not None:
        _SHELF.index.remove(petitions)
        rows = rows.filter(pk__in=petitions)
    ids, register = register_of(rows)
    links = dict(Link.objects.values_list("petition_id", "matter_id"))
    _SHELF.index.add(ids, register, matters=[links[petition] for petition in ids])

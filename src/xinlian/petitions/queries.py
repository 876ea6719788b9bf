"""Reads of petitions, always scoped by who asks."""

from collections.abc import Callable
from typing import Final

from django.db.models import Q, QuerySet

from xinlian.ledger.actors import Actor
from xinlian.organisation.queries import view_of
from xinlian.petitions import search as index
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import Purpose

HIDDEN: Final = Q(purpose=Purpose.ACCUSATION) | Q(held=True)
"""What accuses somebody, or may do so and was read by nobody yet."""

UNSEEN: Final[list[Callable[[Actor], Q]]] = []
"""Further conditions of what an actor may not see; the rooms above add theirs."""


def petitions_for(actor: Actor) -> QuerySet[Petition]:
    """Return the petitions in an actor's view: one rule for lists and single look-ups.

    Accusations are shown only to those who sort them: the accused unit and its line get
    nothing of them, whichever area or function they would fall under (R22, R30). What names a
    wrongdoer and is not sorted yet is hidden in the same way. Below the city only the unit that
    registered one sees it: the area or function it falls under may be the accused. Once it is
    known whom it accuses, nobody of that line sees it, in whatever role (``UNSEEN``).
    """
    view = view_of(actor)
    condition = view.condition(unit="unit", area="area", category="category")
    seen = Petition.objects.filter(condition)
    if not actor.may("petitions:accusation:read"):
        seen = seen.exclude(HIDDEN)
    elif not view.everything:
        elsewhere = ~Q(unit=actor.unit) | Q(unit=None)
        seen = seen.exclude(HIDDEN, elsewhere)
    if not actor.everything:
        for unseen in UNSEEN:
            seen = seen.exclude(unseen(actor))
    return seen.select_related("words", "place", "area", "category", "unit")


def search(actor: Actor, text: str) -> QuerySet[Petition]:
    """Return the petitions in view whose words hold ``text`` or whose number is ``text``."""
    text = text.strip()
    by_number = petitions_for(actor).filter(number=text)
    if by_number.exists():
        return by_number
    return petitions_for(actor).filter(pk__in=index.find(text))

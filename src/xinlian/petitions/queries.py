"""Reads of petitions, always scoped by who asks."""

from django.db.models import QuerySet

from xinlian.ledger.actors import Actor
from xinlian.organisation.queries import view_of
from xinlian.petitions import search as index
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import Purpose


def petitions_for(actor: Actor) -> QuerySet[Petition]:
    """Return the petitions in an actor's view: one rule for lists and single look-ups.

    Accusations are shown only to those who sort them: the accused unit and its line get
    nothing of them, whichever area or function they would fall under (R22, R30).
    """
    condition = view_of(actor).condition(unit="unit", area="area", category="category")
    seen = Petition.objects.filter(condition)
    if not actor.may("petitions:accusation:read"):
        seen = seen.exclude(purpose=Purpose.ACCUSATION)
    return seen.select_related("words", "place", "area", "category", "unit")


def search(actor: Actor, text: str) -> QuerySet[Petition]:
    """Return the petitions in view whose words hold ``text`` or whose number is ``text``."""
    text = text.strip()
    by_number = petitions_for(actor).filter(number=text)
    if by_number.exists():
        return by_number
    return petitions_for(actor).filter(pk__in=index.find(text))

"""Who reads a petition's text freely, and who must say why first (a product rule).

Freely: the unit that registered it, that is or was given a file of it, that reviews or answered
it; and whoever registers and routes petitions, whose daily work it is. Anybody else who has it
in view, supervisors, conveners, auditors and departments by function among them, states a reason
once a day. The reason is a fact and stands in the petition's own history.
"""

from datetime import date

from django.db.models import Q

from xinlian.handling.models import File
from xinlian.handling.scope import SORTERS
from xinlian.ledger.actors import Actor
from xinlian.ledger.models import Fact
from xinlian.petitions.models import Petition
from xinlian.rules.days import day_range


def reads_freely(actor: Actor, petition: int) -> bool:
    """Tell whether an actor who has a petition in view needs no reason to read its text."""
    if actor.everything or actor.roles & SORTERS:
        return True
    unit = actor.unit
    own = Petition.objects.filter(Q(unit=unit) | Q(answered_by=unit), pk=petition)
    given = Q(charge=unit) | Q(assignments__to=unit) | Q(reviews__body=unit)
    return own.exists() or File.objects.filter(given, petition=petition).exists()


def owes_reason(actor: Actor, petition: int, on: date) -> bool:
    """Tell whether an actor must say why before reading a petition's text on a local day."""
    if reads_freely(actor, petition):
        return False
    first, last = day_range(on)
    said = Fact.objects.filter(kind="petition.read", subject=str(petition), actor=actor.ref)
    return not said.filter(recorded_at__gte=first, recorded_at__lt=last).exists()

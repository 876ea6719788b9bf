"""Reads of matters, always scoped by who asks."""

from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from xinlian.ledger.actors import Actor
from xinlian.matters.models import Link, Matter, Promise
from xinlian.organisation.queries import view_of
from xinlian.rules.vocabulary import Basis, Channel, Purpose


def matters_for(actor: Actor) -> QuerySet[Matter]:
    """Return the matters in an actor's view that are not part of another."""
    condition = view_of(actor).condition(area="area", category="category")
    return Matter.objects.filter(condition, merged_into=None).select_related(
        "category", "place", "area"
    )


def counted(matters: QuerySet[Matter]) -> QuerySet[Any]:
    """Add to each matter: petitions, visits, people on visits, first and last day, unreviewed.

    What was linked and found to accuse somebody since is counted for nobody.
    """
    known = ~(Q(links__petition__purpose=Purpose.ACCUSATION) | Q(links__petition__held=True))
    visits = Q(links__petition__channel=Channel.VISIT) & known
    return matters.annotate(
        petitions=Count("links", filter=known),
        visits=Count("links", filter=visits),
        people=Sum("links__petition__people", filter=visits, default=0),
        first_on=Min("links__petition__received_on", filter=known),
        last_on=Max("links__petition__received_on", filter=known),
        unreviewed=Count("links", filter=Q(links__basis=Basis.ENGINE) & known),
    )


def links_of(matter: Matter) -> QuerySet[Link]:
    """Return a matter's links with their petitions, the newest petition first.

    None that accuses somebody, or may: it could reach the accused with its matter.
    """
    hidden = Q(petition__purpose=Purpose.ACCUSATION) | Q(petition__held=True)
    links = (
        Link.objects.filter(matter=matter)
        .exclude(hidden)
        .select_related("petition__words", "petition__place", "petition__unit")
    )
    return links.order_by("-petition__received_on", "-petition_id")


def promises_for(actor: Actor) -> QuerySet[Promise]:
    """Return the promises on matters in an actor's view, the soonest due first."""
    condition = view_of(actor).condition(
        unit="unit", area="matter__area", category="matter__category"
    )
    promises = Promise.objects.filter(condition).select_related("matter", "unit")
    return promises.order_by(F("kept_on").asc(nulls_first=True), "due_on", "pk")

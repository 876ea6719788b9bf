"""Reads of the conference."""

from django.db.models import F, QuerySet

from xinlian.conference.models import AssignedCase, Limit, MonthlyReturn, PeerTable
from xinlian.ledger.actors import Actor
from xinlian.organisation.queries import view_of


def cases_for(actor: Actor) -> QuerySet[AssignedCase]:
    """Return the assigned cases in an actor's view, open ones first, oldest first."""
    condition = view_of(actor).condition(category="")
    cases = AssignedCase.objects.filter(condition).select_related("area", "matter")
    return cases.order_by(F("closed_on").asc(nulls_first=True), "assigned_on", "id")


def limits_of(year: int) -> QuerySet[Limit]:
    """Return a year's limits by area, the reserve last."""
    return Limit.objects.filter(year=year).select_related("area").order_by("area__code")


def returns_of(year: int) -> QuerySet[MonthlyReturn]:
    """Return a year's monthly returns, by area and month."""
    returns = MonthlyReturn.objects.filter(year=year).select_related("area")
    return returns.order_by("area__code", "month")


def peer_tables() -> QuerySet[PeerTable]:
    """Return the peer tables, the newest first."""
    return PeerTable.objects.order_by("-period_to", "measure")

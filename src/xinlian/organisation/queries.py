"""Reads of the organisation, and the one rule of who sees what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Account, Appointment, AreaAssignment, Place, Unit
from xinlian.organisation.permissions import permissions_of
from xinlian.rules.vocabulary import Level, Role

_SEES_ALL = frozenset({Role.CONVENER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class View:
    """Which petitions and matters an actor sees: all, or those of units and functions.

    A row is in view if its registering unit or accountable area is in ``units``, or its
    category in or below ``categories`` (what the actor's department is responsible for; a
    category's code is its path, so what lies below begins with it).
    """

    everything: bool
    units: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    def condition(self, *, unit: str = "", area: str = "area", category: str = "category") -> Q:
        """Return the rule as a condition over columns of the given names ('' for none)."""
        if self.everything:
            return Q()
        rule = Q(pk__in=[])
        for name in filter(None, (unit, area)):
            rule |= Q(**{f"{name}__in": self.units})
        for path in self.categories if category else ():
            rule |= Q(**{f"{category}__code": path})
            rule |= Q(**{f"{category}__code__startswith": f"{path}/"})
        return rule


def actor_for(account: Account, on: date) -> Actor:
    """Return the actor that an account is on a day: roles, unit and permissions."""
    held = list(
        Appointment.objects.filter(account=account.account, since__lte=on)
        .filter(Q(until=None) | Q(until__gte=on))
        .order_by("since", "key")
    )
    roles = frozenset(Role(appointment.role) for appointment in held)
    return Actor(
        ref=account.account,
        unit=held[0].unit_id if held else "",
        roles=roles,
        permissions=permissions_of(roles),
    )


def view_of(actor: Actor) -> View:
    """Return the view rule of an actor: the same for lists and for single look-ups.

    Conveners, auditors and the city's own petitions office see all; other staff see their
    unit and those below it, and departments what falls under their functions.
    """
    if actor.everything or actor.roles & _SEES_ALL:
        return View(everything=True)
    if not actor.may("petitions:petition:read"):
        return View(everything=False)
    own = Unit.objects.filter(code=actor.unit).select_related("parent").first()
    if own is None:
        return View(everything=False)
    if actor.roles & {Role.REGISTRAR, Role.OFFICE} and _is_petitions_office(own):
        return View(everything=True)
    return View(
        everything=False,
        units=frozenset(subtree(own.code)),
        categories=frozenset(own.functions),
    )


def _is_petitions_office(unit: Unit) -> bool:
    """Tell whether a unit is the city's petitions office.

    It is at the city's level, somebody holds that office's role there, and neither it nor the
    unit above it is responsible for any matter: a department's registrars see their department.
    """
    if unit.level != Level.CITY or unit.functions or (unit.parent and unit.parent.functions):
        return False
    return Appointment.objects.filter(unit=unit, role=Role.OFFICE).exists()


def subtree(code: str) -> list[str]:
    """Return the code of a unit and of all units below it."""
    below: dict[str | None, list[str]] = {}
    for child, parent in Unit.objects.values_list("code", "parent_id"):
        below.setdefault(parent, []).append(child)
    found, waiting = [], [code]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(below.get(found[-1], ()))
    return found


def area_of_places(places: Iterable[str]) -> dict[str, list[tuple[date, str]]]:
    """Return for each place its accountable areas as ``[(since, area)]``, latest first.

    A place without an assignment of its own belongs where the place above it belongs.
    """
    assigned: dict[str, list[tuple[date, str]]] = {}
    for place, area, since in AreaAssignment.objects.order_by("-since").values_list(
        "place_id", "area_id", "since"
    ):
        assigned.setdefault(place, []).append((since, area))
    parents = dict(Place.objects.values_list("code", "parent_id"))
    answer: dict[str, list[tuple[date, str]]] = {}
    for place in places:
        spans: list[tuple[date, str]] = []
        above: str | None = place
        while above is not None:
            first = min((since for since, _ in spans), default=date.max)
            spans += [(since, area) for since, area in assigned.get(above, ()) if since < first]
            above = parents.get(above)
        answer[place] = spans
    return answer


def area_on(spans: Iterable[tuple[date, str]], day: date) -> str | None:
    """Return the area in force on a day from what :func:`area_of_places` gives for a place."""
    return next((area for since, area in spans if since <= day), None)


def open_units(on: date) -> QuerySet[Unit]:
    """Return the units that exist on a day."""
    return Unit.objects.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))

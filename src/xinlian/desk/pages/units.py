"""Units and people: the tree with successors, accountable areas with their places, staff."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.exports import exported
from xinlian.desk.language import term_name
from xinlian.desk.listing import Column, Filter, Listing
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.organisation.models import Account, Appointment, AreaAssignment, Place, Unit
from xinlian.organisation.queries import area_of_places, area_on
from xinlian.rules.vocabulary import Role

_READ = "organisation:unit:read"
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree: how deep, and whether it exists on the day."""

    unit: Unit
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Area:
    """An accountable area, the places it holds on the day, and what moved in or out when."""

    unit: Unit
    places: list[Place]
    history: list[AreaAssignment]


def units(request: StaffRequest) -> HttpResponseBase:
    """Show the tree of units, those that were closed with whom they were succeeded by."""
    rows = Unit.objects.select_related("parent", "place", "successor").order_by("code")
    context = {"tree": list(branches(rows, request.today)), "tab": "units"}
    return render(request, "desk/units.html", context)


def areas(request: StaffRequest) -> HttpResponseBase:
    """Show each accountable area with the places that belong to it on the day."""
    return render(request, "desk/areas.html", {"areas": areas_on(request.today), "tab": "areas"})


def people(request: StaffRequest) -> HttpResponseBase:
    """List who holds which role in which unit."""
    rows = Appointment.objects.select_related("unit")
    listed = _people().read(request.GET, rows, account=request.account)
    context = {"listed": listed, "may_export": True, "tab": "people"}
    return exported(request, listed) or render(request, "desk/people.html", context)


def branches(rows: Iterable[Unit], day: date) -> Iterator[Branch]:
    """Yield units so that those below a unit follow it."""
    below: dict[str | None, list[Unit]] = {}
    for unit in rows:
        below.setdefault(unit.parent_id, []).append(unit)
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        yield Branch(unit, min(depth, _DEEPEST), bool(unit.until and unit.until < day))
        waiting.extend((child, depth + 1) for child in reversed(below.get(unit.code, [])))


def areas_on(day: date) -> list[Area]:
    """Return the accountable areas with their places on a day."""
    places = list(Place.objects.order_by("code"))
    spans = area_of_places(place.code for place in places)
    holding: dict[str | None, list[Place]] = {}
    for place in places:
        holding.setdefault(area_on(spans[place.code], day), []).append(place)
    moved: dict[str, list[AreaAssignment]] = {}
    for assignment in AreaAssignment.objects.select_related("place").order_by("since", "key"):
        moved.setdefault(assignment.area_id, []).append(assignment)
    accountable = Unit.objects.filter(accountable=True).select_related("place").order_by("code")
    return [
        Area(unit, holding.get(unit.code, []), moved.get(unit.code, [])) for unit in accountable
    ]


def _people() -> Listing:
    displays = dict(Account.objects.values_list("account", "display"))
    return Listing(
        name="people",
        columns=(
            Column("display", lazy("姓名或岗位"), lambda a: displays.get(a.account, a.account),
                   ("account",), tone="main"),
            Column("account", lazy("账号"), lambda a: a.account, ("account",), tone="code"),
            Column("role", lazy("角色"), lambda a: Role(a.role), ("role",)),
            Column("unit", lazy("单位"), lambda a: a.unit, ("unit__code",)),
            Column("since", lazy("自"), lambda a: a.since, ("since",), tone="day"),
            Column("until", lazy("至"), lambda a: a.until, ("until",), tone="day"),
        ),
        filters=(
            Filter("role", lazy("角色"), lambda rows, role: rows.filter(role=role),
                   lambda: [(str(role), term_name(role)) for role in Role]),
            Filter("unit", lazy("单位"), lambda rows, unit: rows.filter(unit=unit), _units),
            Filter("on", lazy("在任日期"), _held_on, kind="day"),
        ),
        order=("unit__code", "role", "account"),
        export_permission=_READ,
    )  # fmt: skip


def _units() -> Iterable[tuple[str, str]]:
    return Unit.objects.order_by("code").values_list("code", "name")


def _held_on(rows: QuerySet[Appointment], day: date) -> QuerySet[Appointment]:
    return rows.filter(since__lte=day).exclude(until__lt=day)


ROUTES = [
    page("units/", units, _READ, name="units"),
    page("units/areas/", areas, _READ, name="areas"),
    page("units/people/", people, _READ, name="people"),
]

"""Which units a form offers, the likeliest first, each with the reasons for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext as _

from xinlian.desk.language import chosen
from xinlian.handling.bar import line_above, require_road
from xinlian.handling.models import Assignment, File
from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Account, Appointment, AreaAssignment, Place, Unit
from xinlian.routing.propose import propose
from xinlian.routing.rules import Case
from xinlian.rules import responsibility
from xinlian.rules.errors import Forbidden
from xinlian.rules.responsibility import Body, Map, responsible
from xinlian.rules.vocabulary import AssignmentState, Level

Choices = list[tuple[str, object]]
_MOST: Final = 5
_WORKED: Final = (AssignmentState.ACCEPTED, AssignmentState.DONE)


@dataclass(slots=True)
class Proposed:
    """A unit that may be the right one, and why."""

    code: str
    name: str
    reasons: list[str] = field(default_factory=list)


def others() -> Choices:
    """Return every unit that is not closed, by code."""
    return list(Unit.objects.filter(until=None).order_by("code").values_list("code", "name"))


def proposed(files: Sequence[File], on: date) -> list[Proposed]:
    """Return the units proposed for all of the files, those of the first file first.

    Place, function and level decide before past work does. A unit that the bar keeps out of one
    of the files is not proposed (R28).
    """
    if not files:
        return []
    each = [_of_one(file, on) for file in files]
    common = set(each[0]).intersection(*each[1:])
    return [one for code, one in each[0].items() if code in common][:_MOST]


def offered(proposals: Iterable[Proposed]) -> Choices:
    """Return the choices of a unit: those proposed, then all others."""
    first = [(each.code, each.name) for each in proposals]
    taken = {code for code, _name in first}
    rest = [each for each in others() if each[0] not in taken]
    groups: Choices = [(str(_("建议")), first)] if first else []
    return [("", _("请选择")), *groups, (str(_("其他单位")), rest)]


def above(files: Sequence[File]) -> Choices:
    """Return the bodies above the unit in charge; all other units where it has none above."""
    charge = {str(file.charge_id) for file in files if file.charge_id}
    bodies = [line_above(unit) - {unit} for unit in charge]
    common = frozenset.intersection(*bodies) if bodies else frozenset()
    every = others()
    higher = [each for each in every if each[0] in common]
    return [("", _("请选择")), *(higher or [each for each in every if each[0] not in charge])]


def colleagues(actor: Actor, on: date) -> Choices:
    """Return the accounts that hold a role in the actor's unit on a day."""
    held = Appointment.objects.filter(unit=actor.unit, since__lte=on).exclude(until__lt=on)
    rows = Account.objects.filter(account__in=held.values("account")).order_by("account")
    return list(rows.values_list("account", "display"))


def _of_one(file: File, on: date) -> dict[str, Proposed]:
    names = dict(Unit.objects.filter(until=None).values_list("code", "name"))
    found: dict[str, Proposed] = {}
    for code, reasons in (*_by_tables(file, on), *_by_work(file, names)):
        if code in names and _may_go(file, code):
            one = found.setdefault(code, Proposed(code, names[code]))
            told = [chosen(reason.zh, reason.en) for reason in reasons]
            one.reasons += [reason for reason in told if reason not in one.reasons]
    return found


def _may_go(file: File, code: str) -> bool:
    try:
        require_road([file], [code])
    except Forbidden:
        return False
    return True


def _by_tables(file: File, on: date) -> list[tuple[str, tuple[responsibility.Reason, ...]]]:
    """Return who answers by place, function and level: the city's bodies, then the area's."""
    places = Map(
        [responsibility.Place(*row) for row in Place.objects.values_list("code", "name", "parent")],
        [
            responsibility.Assignment(*row)
            for row in AreaAssignment.objects.values_list("place", "area", "since")
        ],
    )
    bodies = [
        Body(unit.code, unit.name, Level(unit.level), unit.parent_id, tuple(unit.functions),
             unit.until, unit.successor_id)
        for unit in Unit.objects.all()
    ]  # fmt: skip
    petition = file.petition
    answers = [
        responsible(
            petition.place_id, petition.category_id, level, on=on, places=places, bodies=bodies
        )
        for level in (Level.COUNTY, Level.CITY)
    ]
    return [(code, answer.reasons) for answer in answers for code in answer.candidates]


def _by_work(
    file: File, names: dict[str, str]
) -> list[tuple[str, tuple[responsibility.Reason, ...]]]:
    """Return who has worked on petitions of the same category, the busiest first."""
    category = file.petition.category_id
    if not category:
        return []
    rows = Assignment.objects.filter(state__in=_WORKED, file__petition__category=category)
    counts = rows.values_list("to").annotate(count=Count("pk"))
    past = {(unit, category): count for unit, count in counts}
    case = Case(category=category, sorted=True)
    answer = propose(case, (), (), past, threshold=1.0, units=names)
    return [(each.unit, each.reasons) for each in answer.ranked]

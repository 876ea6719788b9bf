"""Which units a form offers, and why."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from xinlian.handling.bar import line_above
from xinlian.handling.models import File
from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Unit

Choices = list[tuple[str, object]]


def others() -> Choices:
    """Return every unit that is not closed, by code."""
    return list(Unit.objects.filter(until=None).order_by("code").values_list("code", "name"))


def ranked(files: Sequence[File], actor: Actor, today: date) -> Choices:
    """Return the units a file may go to: those proposed first, then all others."""
    del files, actor, today
    return [("", _("请选择")), *others()]


def above(files: Sequence[File]) -> Choices:
    """Return the bodies above the unit in charge; all other units where it has none above."""
    charge = {str(file.charge_id) for file in files if file.charge_id}
    bodies = (
        frozenset.intersection(*(line_above(unit) - {unit} for unit in charge)) if charge else ()
    )
    every = others()
    higher = [(code, name) for code, name in every if code in bodies]
    return [("", _("请选择")), *(higher or [each for each in every if each[0] not in charge])]

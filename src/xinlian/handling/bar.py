"""The bar by purpose (R28): who gets nothing of a file. One rule for every way a file can go.

An accused unit and its line (all below it) get nothing; nor does whoever succeeded it. What
complains of how a unit handled an earlier petition goes above it. An accusation whose accused
is not known goes to the discipline bodies alone. Units only: no person is ever written down.
"""

from collections.abc import Collection, Sequence
from typing import Final

from xinlian.handling.models import Barred, File
from xinlian.organisation.models import Unit
from xinlian.rules.errors import Forbidden
from xinlian.rules.vocabulary import Bar, Purpose, UnitType

_DISCIPLINE: Final = frozenset({UnitType.SUPERVISION, UnitType.PARTY})


def line_above(unit: str) -> frozenset[str]:
    """Return a unit, all units above it, and those that any of these succeeded.

    A unit is in the line of the accused exactly if the accused is among them.
    """
    rows = Unit.objects.values_list("code", "parent_id", "successor_id")
    parents = {code: parent for code, parent, _ in rows}
    before: dict[str, list[str]] = {}
    for code, _, successor in rows:
        if successor:
            before.setdefault(successor, []).append(code)
    found: set[str] = set()
    waiting: list[str | None] = [unit]
    while waiting:
        at = waiting.pop()
        if at and at not in found:
            found.add(at)
            waiting += [parents.get(at), *before.get(at, ())]
    return frozenset(found)


def barred(file: File, unit: str) -> Bar | None:
    """Return why a unit gets nothing of a file; None where it may have it."""
    line = line_above(unit)
    for each in file.barred.all():
        if each.unit_id in line:
            return Bar(each.basis)
    return None


def require_road(files: Sequence[File], units: Collection[str]) -> None:
    """Refuse where a unit may not be given one of the files.

    Raises :class:`Forbidden` ``file-held``, ``unit-barred``, ``road-discipline`` or
    ``road-superior``.
    """
    _require_looked_at(files)
    ids = [file.pk for file in files]
    bars: dict[int, list[Barred]] = {}
    for each in Barred.objects.filter(file__in=ids):
        bars.setdefault(each.file_id, []).append(each)
    types = dict(Unit.objects.filter(code__in=units).values_list("code", "type"))
    for unit in units:
        line = line_above(unit)
        for file in files:
            found = bars.get(file.pk, [])
            _require_outside(line, found)
            if file.purpose == Purpose.ACCUSATION and not found:
                _require_discipline(types.get(unit, ""))


def _require_looked_at(files: Sequence[File]) -> None:
    """Refuse what names a wrongdoer and was read by nobody, also where that came later."""
    for file in files:
        if file.petition.held:
            raise Forbidden(
                "file-held",
                zh=f"办理件{file.pk}涉及检举控告内容，甄别前不得转送。",
                en=f"File {file.pk} names a wrongdoer and goes nowhere until a person sorted it.",
                article="R30",
            )


def _require_outside(line: frozenset[str], bars: Sequence[Barred]) -> None:
    for each in bars:
        if each.unit_id in line:
            raise Forbidden(
                "unit-barred",
                zh="被检举控告或者被反映的单位及其下属单位不得经手该件；请交由有权处理的其他机关。",
                en="An accused unit and those below it get nothing of this; another body with the "
                "power takes it.",
                article="R30" if each.basis == Bar.ACCUSED else "R40",
            )
    complained = [each.unit_id for each in bars if each.basis == Bar.COMPLAINED]
    for unit in complained:
        above = line_above(unit) - {unit}
        if above and not above & line:
            raise Forbidden(
                "road-superior",
                zh="反映原办理单位处理不当的，应交其上级机关。",
                en="What complains of how a unit handled a petition goes to a body above it.",
                article="R40",
            )


def _require_discipline(kind: str) -> None:
    if kind not in _DISCIPLINE:
        raise Forbidden(
            "road-discipline",
            zh="检举控告件未列明被反映单位的，只能转送纪检监察机关或者有权处理的党委部门。",
            en="An accusation that names no unit goes to a discipline or party body only.",
            article="R30",
        )

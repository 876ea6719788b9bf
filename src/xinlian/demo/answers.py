"""Answers: nearly all that is older than three weeks has one, a few came late."""

from datetime import date, datetime, timedelta
from random import Random

from xinlian.demo.chance import happens
from xinlian.demo.places import local
from xinlian.demo.records import Matter, Petition
from xinlian.demo.rhythm import LAST_DAY, is_working
from xinlian.demo.units import DISCIPLINE, units
from xinlian.demo.words import answer
from xinlian.rules.vocabulary import Level, Purpose

_ANSWERED = 0.985
_IN_TIME = 0.95
_SUCCEEDED = date(2018, 6, 30)
_PREDECESSORS = {"城乡建设/房产管理": "lc-fc", "城乡建设/物业服务": "lc-fc"}


def give_answers(petitions: list[Petition], matters: list[Matter], rng: Random) -> None:
    """Write an answer, its time and its unit into part of the petitions."""
    names = {unit.code: unit.name for unit in units()}
    for petition in petitions:
        if not happens(rng, _ANSWERED):
            continue
        at = _when(petition.received_at, rng)
        if at.date() >= LAST_DAY:
            continue
        matter = matters[petition.matter]
        petition.answered_by = _who(petition, matter, at.date())
        petition.answered_at = at
        petition.answer = answer(matter, names[petition.answered_by], rng)


def _when(received: datetime, rng: Random) -> datetime:
    """Return a working day: within a fortnight as a rule, up to seventy days later else."""
    span = (1, 12, 7) if happens(rng, _IN_TIME) else (12, 70, 20)
    day = received.date() + timedelta(round(rng.triangular(*span)))
    while not is_working(day):
        day += timedelta(1)
    return local(day, rng.randint(9, 16), rng.randint(0, 59))


def _who(petition: Petition, matter: Matter, day: date) -> str:
    """Return the unit responsible on that day: the county's office or the city's department.

    An accusation is answered by the discipline body alone.
    """
    if petition.purpose is Purpose.ACCUSATION:
        return DISCIPLINE
    if petition.level is Level.COUNTY:
        return petition.unit
    path = matter.subject.category.rpartition("/")[0]
    if day <= _SUCCEEDED and path in _PREDECESSORS:
        return _PREDECESSORS[path]
    return matter.subject.unit

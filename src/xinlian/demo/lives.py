"""What became of each petition: sorted, sent, accepted, answered, and what followed.

The city works in the system since July 2018: what was received from then on has a whole life.
What the old register left open was taken over on the first working day and sorted then.
"""

from datetime import date, timedelta
from random import Random
from typing import Final

from xinlian.demo.chance import happens, pick
from xinlian.demo.course import Course, working
from xinlian.demo.data import load
from xinlian.demo.records import Act, Matter, Petition, Step
from xinlian.demo.rhythm import LAST_DAY
from xinlian.demo.units import DISCIPLINE, units
from xinlian.demo.words import answer, claim
from xinlian.rules.vocabulary import (
    Adoption,
    ClaimResult,
    Delivery,
    Ground,
    Level,
    Purpose,
    Satisfaction,
)

SINCE: Final = date(2018, 7, 1)
"""The day of receipt from which a petition's whole life is in the system."""

TAKEN_OVER: Final = date(2018, 7, 2)
"""The first working day: what the old register left open is sorted."""

_TWO_CLAIMS = 0.12
_COUNTY = 0.25
_NOTICE, _HANDLING = 15, 60
_RESULTS = (
    (46, ClaimResult.SUPPORTED), (38, ClaimResult.EXPLAINED), (16, ClaimResult.NOT_SUPPORTED),
)  # fmt: skip
_ADOPTIONS = ((35, Adoption.ADOPTED), (45, Adoption.PARTLY), (20, Adoption.NOT_ADOPTED))
_DELIVERIES = (
    (45, Delivery.ONLINE), (30, Delivery.POST), (20, Delivery.PERSON), (3, Delivery.NOTICE),
    (2, Delivery.LEFT),
)  # fmt: skip
_RATED = 0.45
_RATINGS = (
    (46, Satisfaction.SATISFIED), (31, Satisfaction.BASICALLY), (23, Satisfaction.DISSATISFIED),
)  # fmt: skip
_GROUNDS = ((55, Ground.LEGAL), (20, Ground.ELSEWHERE), (15, Ground.RUNNING), (10, Ground.UNCLEAR))
_LEFT_OPEN = ((50, Act.REFUSE), (25, Act.SETTLE), (8, Act.WITHDRAW), (17, Act.DECIDE))
"""How what has no answer went on: not accepted, settled, withdrawn, or still being handled."""

_WHERE_TO = {
    Ground.LEGAL: "请依法向人民法院起诉或者申请行政复议",
    Ground.ELSEWHERE: "请向有权处理的上级机关提出",
    Ground.RUNNING: "请等待原办理机关的书面答复",
    Ground.UNCLEAR: "请补充具体诉求后再提出",
}


def give_lives(petitions: list[Petition], matters: list[Matter], rng: Random) -> None:
    """Write into each petition what was done about it; one from before keeps its old answer."""
    names = {unit.code: unit.name for unit in units()}
    for petition in petitions:
        recent = petition.received_at.date() >= SINCE
        if recent or not petition.answer:
            life = _Life(petition, matters[petition.matter], names, rng)
            petition.life = life.steps(taken_over=not recent)


class _Life:
    """One petition on its way, day by day."""

    def __init__(
        self, petition: Petition, matter: Matter, names: dict[str, str], rng: Random
    ) -> None:
        self._petition, self._matter, self._names, self._rng = petition, matter, names, rng
        begin = max(petition.received_at.date(), TAKEN_OVER - timedelta(1))
        self._course = Course(working(begin + timedelta(1)), rng)

    def steps(self, *, taken_over: bool) -> tuple[Step, ...]:
        """Return the life up to the city's evening."""
        petition, course, rng = self._petition, self._course, self._rng
        if petition.answered_at:
            self._handled(petition.answered_by, petition.answered_at.date())
            self._rate()
        elif taken_over or (LAST_DAY - petition.received_at.date()).days > _NOTICE + 10:
            self._left_open(pick(rng, _LEFT_OPEN))
        else:
            self._handled(self._target(), working(LAST_DAY + timedelta(rng.randint(1, 12))))
        return course.until(LAST_DAY)

    def _rate(self) -> None:
        """Let some of those who were answered say how satisfied they are."""
        if happens(self._rng, _RATED):
            day = self._course.some_day(self._course.day + timedelta(20))
            self._course.take(Act.RATE, day, term=pick(self._rng, _RATINGS))

    def _handled(self, target: str, last: date) -> None:
        """Bring it to its served opinion, on the day ``last``."""
        self._sort(last)
        self._send(target, last)
        self._accept(last)
        course, rng = self._course, self._rng
        accepted = course.day
        if (last - accepted).days > _HANDLING:
            course.take(Act.EXTEND, working(accepted + timedelta(50)))
        written = course.some_day(last)
        course.take(Act.DECIDE, written, term=self._result(), words=(self._opinion(target),))
        course.take(Act.APPROVE, course.some_day(last))
        course.take(Act.SERVE, last, term=pick(rng, _DELIVERIES))

    def _sort(self, last: date) -> None:
        course, rng = self._course, self._rng
        words = [claim(self._matter, rng)]
        if happens(rng, _TWO_CLAIMS):
            words.append(claim(self._matter, rng))
        # The same demand drawn twice is one claim.
        course.take(Act.SORT, course.some_day(last, within=3), words=tuple(dict.fromkeys(words)))

    def _send(self, target: str, last: date) -> None:
        if target == self._petition.unit:
            return
        self._course.take(Act.SEND, self._course.some_day(last, within=3), unit=target)

    def _accept(self, last: date) -> None:
        self._course.take(Act.ACCEPT, self._course.some_day(last, within=12))

    def _left_open(self, end: Act) -> None:
        course, rng = self._course, self._rng
        day = working(course.day + timedelta(rng.randint(4, 12)))
        if end is Act.DECIDE:
            self._handled(self._target(), working(LAST_DAY + timedelta(rng.randint(2, 60))))
            return
        self._sort(day)
        if end is Act.REFUSE:
            ground = pick(rng, _GROUNDS)
            course.take(end, day, term=ground, words=(_WHERE_TO[ground],))
            return
        self._send(self._target(), day)
        self._accept(day)
        course.take(end, day)

    def _target(self) -> str:
        """Return the unit responsible: by function in the city, by place in the county."""
        petition = self._petition
        if petition.purpose is Purpose.ACCUSATION:
            return DISCIPLINE
        if petition.level is Level.COUNTY or happens(self._rng, _COUNTY):
            return _area_of(self._matter.town)
        return self._matter.subject.unit

    def _result(self) -> str:
        suggestion = self._petition.purpose is Purpose.SUGGESTION
        return str(pick(self._rng, _ADOPTIONS) if suggestion else pick(self._rng, _RESULTS))

    def _opinion(self, unit: str) -> str:
        return self._petition.answer or answer(self._matter, self._names[unit], self._rng)


def _area_of(town: str) -> str:
    return str(next(area["unit"] for area in load("places")["area"] if town in area["towns"]))

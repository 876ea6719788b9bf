"""The working days of a life: each act at its hour, never before what came before it."""

from datetime import date, timedelta
from random import Random
from typing import Final

from xinlian.demo.places import days_between, local
from xinlian.demo.records import Act, Step
from xinlian.demo.rhythm import is_working

EVENING: Final = 17
"""The hour after which nothing is done on a day."""

_FIRST_MINUTE, _EACH = 9 * 60, 15


def working(day: date) -> date:
    """Return the day, or the next on which offices work."""
    while not is_working(day):
        day += timedelta(1)
    return day


class Course:
    """Acts in order; ``day`` is that of the last one."""

    def __init__(self, first: date, rng: Random) -> None:
        """Begin on a working day."""
        self.day = first
        self.steps: list[Step] = []
        self._rng = rng

    def take(
        self, act: Act, day: date, *, unit: str = "", term: str = "", words: tuple[str, ...] = ()
    ) -> None:
        """Add an act on a working day, not before the last one's."""
        minute = _FIRST_MINUTE + _EACH * list(Act).index(act)
        at = local(day, minute // 60, minute % 60)
        self.day = day
        self.steps.append(Step(act, at, unit, term, words))

    def some_day(self, last: date, *, within: int | None = None) -> date:
        """Return a working day from the last act's to ``last``, ``within`` some days at most."""
        if within is not None:
            last = min(last, self.day + timedelta(within))
        days = [day for day in days_between(self.day, last) if is_working(day)]
        return self._rng.choice(days or [self.day])

    def until(self, last: date) -> tuple[Step, ...]:
        """Return what was done by the evening of a day."""
        return tuple(step for step in self.steps if step.at <= local(last, EVENING))

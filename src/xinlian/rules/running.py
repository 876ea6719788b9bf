"""The clocks of one petition: folded from the steps that were taken, as of any day.

Several run at once. A clock keeps its start: no forwarding, contest, withdrawal or registering
anew lets days since the first receipt disappear. A clock ends at the end of a local day
(Asia/Shanghai), whenever a job may look at it. A lawful extension is never overdue; one that
the rules do not allow changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from xinlian.rules.calendar import Calendar
from xinlian.rules.clocks import Due, Event, Extension, Hearing, Pause, due
from xinlian.rules.days import ZONE, day_range, local_day
from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import Procedure, Step
from xinlian.rules.vocabulary import State, Term

WORKING_HOURS: Final = (time(9), time(17))
"""From when to when staff and petitioners are reminded, local time."""

_ONE: Final = timedelta(days=1)


class Standing(Term):
    """Where a clock stands on a day (期限状态)."""

    RUNNING = "running", "进行中", "running"
    OVERDUE = "overdue", "已超期", "overdue"
    LAPSED = "lapsed", "期限已过", "lapsed"
    IN_TIME = "in_time", "按期完成", "done in time"
    LATE = "late", "超期完成", "done late"
    STOPPED = "stopped", "不再适用", "no longer owed"
    EXTENDED = "extended", "已依法延长", "lawfully extended"
    UNKNOWN = "unknown", "该年节假日未录入", "the holidays of that year are not known"


@dataclass(frozen=True, slots=True)
class Taken:
    """A step taken on a local day.

    ``details`` that clocks read: ``received_on`` (a day: when what starts a clock reached who
    owes it; the step's own day by default), ``due`` (a day: of a given clock), ``days`` (of an
    extension), ``first`` and ``last`` (days: of a hearing, both included).
    """

    step: str
    day: date
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PetitionClock:
    """One clock of a petition. ``due`` is None where no calendar says; ``why`` then does.

    ``started_by`` and ``ended_by`` name steps; ``ended_on`` is None while it runs.
    """

    name: str
    zh: str
    en: str
    start: date
    started_by: str
    standing: Standing
    due: Due | None
    ended_on: date | None = None
    ended_by: str = ""
    why: BrokenRule | None = None

    @property
    def runs(self) -> bool:
        """Return whether nothing has ended it: it may be past."""
        return self.ended_on is None

    @property
    def expires_at(self) -> datetime | None:
        """Return the first moment (UTC) at which it is past: the end of the local day."""
        return day_range(self.due.due)[1] if self.due else None


@dataclass(slots=True)
class _Open:
    """A clock while events are folded."""

    name: str
    start: date
    started_by: str
    events: list[Event]
    given: date | None = None
    ended_on: date | None = None
    ended_by: str = ""
    done: bool = False
    extended: bool = False


@dataclass(slots=True)
class _Book:
    """What is known of a petition while events are folded."""

    procedure: Procedure
    calendar: Calendar
    state: State | None = None
    clocks: list[_Open] = field(default_factory=list)
    left: tuple[State | None, date, list[_Open]] | None = None

    def running(self, name: str) -> _Open | None:
        return next((c for c in self.clocks if c.name == name and c.ended_on is None), None)


def clocks(
    procedure: Procedure, taken: Sequence[Taken], calendar: Calendar, *, on: date
) -> tuple[PetitionClock, ...]:
    """Return every clock that started, in order, as it stands at the end of the day ``on``.

    ``taken`` is in the order in which the steps were taken; steps after ``on`` are not known
    yet. Raises ``step-unknown``.
    """
    book = _fold(procedure, taken, calendar, on)
    return tuple(_stand(clock, book, on) for clock in book.clocks)


def running(
    procedure: Procedure, taken: Sequence[Taken], calendar: Calendar, *, on: date
) -> tuple[PetitionClock, ...]:
    """Return the clocks that nothing has ended, the one that ends first at the head."""
    found = [clock for clock in clocks(procedure, taken, calendar, on=on) if clock.runs]
    return tuple(sorted(found, key=lambda clock: clock.due.due if clock.due else date.max))


def state(procedure: Procedure, taken: Sequence[Taken]) -> State | None:
    """Return where the petition stands after the steps; None before its registration."""
    return _fold(procedure, taken, Calendar(), date.max).state


def days_since_receipt(taken: Sequence[Taken], on: date) -> int:
    """Return the calendar days since the first receipt; nothing resets them."""
    return (on - min(_start(each) for each in taken)).days


def check_in_time(step: Step, found: Sequence[PetitionClock]) -> None:
    """Refuse (``step-late``) a step whose time is past, or has not begun.

    ``found`` is as of the day on which the step is to be taken (:func:`clocks`).
    """
    open_now = (clock for clock in found if clock.runs and clock.name in step.within)
    if not step.within or any(clock.standing in _OPEN for clock in open_now):
        return
    last = next((clock for clock in reversed(found) if clock.name in step.within), None)
    day = last.due.due if last and last.due else None
    raise BrokenRule(
        "step-late",
        zh=f"“{step.zh}”应在期限内进行" + (f"（至{day}届满）。" if day else "，该期限未在进行中。"),
        en=f"{step.en[0].upper()}{step.en[1:]} is to be done within its period"
        + (f", which ended on {day}." if day else ", which is not running."),
        article=step.article,
    )


def remind_at(
    now: datetime, calendar: Calendar, hours: tuple[time, time] = WORKING_HOURS
) -> datetime:
    """Return ``now`` if it is in working hours on a working day, else when they next begin.

    ``now`` is aware; the answer is in Asia/Shanghai. Raises ``calendar-year-unknown``.
    """
    local = now.astimezone(ZONE)
    day, (begin, end) = local_day(now), hours
    if calendar.is_working_day(day) and local.timetz().replace(tzinfo=None) < end:
        return max(local, datetime.combine(day, begin, tzinfo=ZONE))
    return datetime.combine(calendar.working_days_after(day, 1), begin, tzinfo=ZONE)


_OPEN: Final = frozenset({Standing.RUNNING, Standing.UNKNOWN})


def _fold(procedure: Procedure, taken: Sequence[Taken], calendar: Calendar, on: date) -> _Book:
    book = _Book(procedure, calendar)
    for each in taken:
        if each.day <= on:
            _take(book, each)
    return book


def _take(book: _Book, taken: Taken) -> None:
    step = book.procedure.step(taken.step)
    before = book.state
    _hear(book, taken)
    if not (_extends(book, step) and not _extend(book, step, taken)):
        closed = _close(book, step, taken)
        for name in step.starts:
            _open(book, name, taken)
        if step.after is State.WITHDRAWN:
            book.left = before, taken.day, [clock for clock in closed if not clock.done]
    if step.restores and book.left:
        _restore(book, taken)
    elif step.after:
        book.state = step.after


def _hear(book: _Book, taken: Taken) -> None:
    """Give the days of a hearing to what runs; :func:`due` knows for which clock they count."""
    if "first" in taken.details:
        first = taken.details["first"]
        hearing = Hearing(first, taken.details.get("last", first))
        for clock in book.clocks:
            if clock.ended_on is None:
                clock.events.append(hearing)


def _extends(book: _Book, step: Step) -> str:
    """Return the clock that a step extends, '' for none."""
    rules = book.procedure.profile.clocks
    return next((rules[name].after for name in step.starts if name in rules), "")


def _extend(book: _Book, step: Step, taken: Taken) -> bool:
    """Open the extension of a running clock; False where the rules do not allow it."""
    old = book.running(_extends(book, step))
    if old is None:
        return False
    name = next(each for each in step.starts if each in book.procedure.profile.clocks)
    longest = book.procedure.profile.clock(name).length
    extension = Extension(taken.details.get("days", longest), taken.day)
    new = _Open(name, old.start, taken.step, [*old.events, extension])
    try:
        _due(new, book)
    except BrokenRule as refusal:
        if refusal.code.startswith("extension-"):
            return False
    old.extended = True
    book.clocks.append(new)
    return True


def _close(book: _Book, step: Step, taken: Taken) -> list[_Open]:
    closed = []
    for name in (*step.ends, *step.stops):
        if clock := book.running(name):
            clock.ended_on, clock.ended_by = taken.day, taken.step
            clock.done = name in step.ends
            closed.append(clock)
    return closed


def _open(book: _Book, name: str, taken: Taken) -> None:
    """Start a clock; one that runs already keeps its start."""
    if book.running(name) is None:
        given = taken.details.get("due") if name in book.procedure.given else None
        book.clocks.append(_Open(name, _start(taken), taken.step, [], given))


def _restore(book: _Book, taken: Taken) -> None:
    """Let the state and the clocks of before a withdrawal go on; the days between are left out."""
    if book.left is None:
        return
    book.state, left_on, stopped = book.left
    for clock in stopped:
        clock.ended_on, clock.ended_by = None, ""
        if taken.day > left_on:
            clock.events.append(Pause(left_on, taken.day - _ONE))
    book.left = None


def _start(taken: Taken) -> date:
    day = taken.details.get("received_on", taken.day)
    return day if isinstance(day, date) else taken.day


def _stand(clock: _Open, book: _Book, on: date) -> PetitionClock:
    given = book.procedure.given.get(clock.name)
    rule = given or book.procedure.profile.clock(clock.name)
    stood = PetitionClock(
        name=clock.name,
        zh=rule.zh,
        en=rule.en,
        start=clock.start,
        started_by=clock.started_by,
        standing=Standing.UNKNOWN,
        due=None,
        ended_on=clock.ended_on,
        ended_by=clock.ended_by,
    )
    try:
        reckoned = _due(clock, book)
    except BrokenRule as refusal:
        return replace(stood, why=refusal, standing=_without_date(clock))
    right = clock.name in book.procedure.rights
    return replace(stood, due=reckoned, standing=_standing(clock, reckoned.due, on, right=right))


def _standing(clock: _Open, last: date, on: date, *, right: bool) -> Standing:
    if clock.extended:
        return Standing.EXTENDED
    if clock.ended_on is None:
        past = Standing.LAPSED if right else Standing.OVERDUE
        return past if on > last else Standing.RUNNING
    if clock.done:
        return Standing.LATE if clock.ended_on > last else Standing.IN_TIME
    return Standing.STOPPED


def _without_date(clock: _Open) -> Standing:
    if clock.extended:
        return Standing.EXTENDED
    return Standing.UNKNOWN if clock.ended_on is None or clock.done else Standing.STOPPED


def _due(clock: _Open, book: _Book) -> Due:
    if clock.name in book.procedure.given:
        return _given_due(clock, book)
    return due(clock.name, clock.start, book.procedure.profile, book.calendar, clock.events)


def _given_due(clock: _Open, book: _Book) -> Due:
    """Return the day that the step itself gave; it moves for nothing but a withdrawal."""
    rule = book.procedure.given[clock.name]
    paused = sum(
        (event.last - event.first).days + 1 for event in clock.events if isinstance(event, Pause)
    )
    if clock.given is None:
        raise BrokenRule(
            "clock-not-given",
            zh=f"“{rule.zh}”的期限未指定。",
            en=f"No day was given for: {rule.en}.",
            article=rule.article,
        )
    last = clock.given + _ONE * paused
    return Due(
        clock=clock.name,
        start=clock.start,
        due=last,
        unmoved=last,
        warn_on=book.calendar.last_working_day(last),
        days=(clock.given - clock.start).days,
        counted=(last - clock.start).days,
        excluded=paused,
        moved_by=0,
        article=rule.article,
        explanation_zh=f"{clock.start}转交时指定，至{last}。",
        explanation_en=f"Given when it was passed on, {clock.start}: to {last}.",
    )

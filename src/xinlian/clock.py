"""The one place that reads the clock, for the faces; everything below takes time as an argument.

A demonstration home holds a file ``clock`` with a day: there, it is always the evening of that
day, so that a city whose records end in November 2018 is seen as of then.
"""

from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings

from xinlian.rules.days import ZONE

_EVENING = time(18)
_SLOWER = 5
"""A real day passes between six in the evening and eleven."""


def now() -> datetime:
    """Return the present, aware and in UTC; in a demonstration home, the evening of its day."""
    present = real()
    day = demonstration_day()
    if day is None:
        return present
    since_midnight = present - present.replace(hour=0, minute=0, second=0, microsecond=0)
    evening = datetime.combine(day, _EVENING, tzinfo=ZONE)
    return (evening + since_midnight / _SLOWER).astimezone(UTC)


def real() -> datetime:
    """Return the present of the world, also where a demonstration stands on another day.

    For one question only: whether a register's date is still to come.
    """
    return datetime.now(UTC)


def today() -> date:
    """Return the local day of :func:`now`."""
    return now().astimezone(ZONE).date()


def demonstration_day() -> date | None:
    """Return the day on which a demonstration home stands, None elsewhere."""
    note = _note()
    return date.fromisoformat(note.read_text().strip()) if note.exists() else None


def set_demonstration_day(day: date) -> None:
    """Make this home a demonstration that stands on ``day``."""
    _note().write_text(day.isoformat())


def _note() -> Path:
    return Path(settings.HOME) / "clock"

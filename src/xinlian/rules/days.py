"""Days as the field counts them: local days in Asia/Shanghai, ranges half-open.

The zone is part of the rules, not of the machine: a petition received at 23:59 local time
belongs to that day wherever the server stands.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""The zone in which a moment becomes a day."""


def local_day(at: datetime) -> date:
    """Return the local day of an aware moment; a naive one raises ``ValueError``."""
    if at.tzinfo is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    return at.astimezone(ZONE).date()


def day_range(first: date, last: date | None = None) -> tuple[datetime, datetime]:
    """Return ``[start, end)`` in UTC of the local day ``first``, or of ``first`` to ``last``.

    Both days are included; ``end`` is the first moment after them.
    """
    return _midnight(first), _midnight((last or first) + timedelta(days=1))


def same_day_last_year(day: date) -> date:
    """Return the same day one year before; 28 February for 29 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZONE).astimezone(UTC)

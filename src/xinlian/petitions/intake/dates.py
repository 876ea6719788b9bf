"""Dates and times as registers write them, local to Asia/Shanghai, returned aware in UTC."""

import re
from datetime import UTC, date, datetime, time
from typing import Final

from xinlian.petitions.intake.sheet import serial_to_time
from xinlian.petitions.intake.table import Cell
from xinlian.rules.days import ZONE

_FIRST_SERIAL: Final = 18_264.0
"""1950-01-01; a smaller number in a date column is no date but a slip."""
_FIRST_YEAR: Final = 1950
_LAST_YEAR: Final = 2199
_WRITTEN: Final = re.compile(
    r"""(?P<year>\d{4})\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})
        \s*[日号]?
        (?:[T\s]*(?P<half>上午|下午|AM|PM)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})?
           \s*[:分]?\s*(?P<second>\d{1,2})?(?:\.\d+)?\s*秒?\s*(?P<half_after>AM|PM)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT: Final = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:\s*(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?)?"
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_WIDE: Final = str.maketrans("０１２３４５６７８９：／－．　", "0123456789:/-. ")
_NOON: Final = 12


def read_time(cell: Cell) -> datetime | None:
    """Return the instant (aware, UTC) a cell states, None where it states none that exists.

    Read are spreadsheet dates and serials, ``2018/1/6 12:09:38``, ``2018-01-06``,
    ``2018年1月6日下午3时5分`` and ``20180106``. A day without a time is its local midnight.
    """
    local = _local(cell)
    if local is None or not _FIRST_YEAR <= local.year <= _LAST_YEAR:
        return None
    if local.tzinfo is None:
        local = local.replace(tzinfo=ZONE)
    return local.astimezone(UTC)


def _local(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _number(cell)
    return _text(cell.strip()) if isinstance(cell, str) else None


def _number(value: float) -> datetime | None:
    """Read a day written without separators as a number, or a serial."""
    if value >= 10_000_000 and value == int(value):  # noqa: PLR2004 - eight digits
        return _text(str(int(value)))
    return serial_to_time(value) if value >= _FIRST_SERIAL else None


def _text(text: str) -> datetime | None:
    text = text.translate(_WIDE)
    match = _WRITTEN.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        return _made(match.groupdict())
    return _number(float(text)) if _SERIAL.fullmatch(text) else None


def _made(parts: dict[str, str | None]) -> datetime | None:
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or parts.get("half_after") or "").upper()
    if half in {"下午", "PM"} and hour < _NOON:
        hour += _NOON
    elif half == "AM" and hour == _NOON:
        hour = 0
    try:
        return datetime(  # noqa: DTZ001 - the register's own local time; read_time adds the zone
            int(parts["year"] or 0),
            int(parts["month"] or 0),
            int(parts["day"] or 0),
            hour,
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
        )
    except ValueError:
        return None

"""``xinlian clock``: when a period ends, every step of the reckoning, and its article."""

import argparse
import os
from datetime import date

from xinlian.cli.output import print_json
from xinlian.rules.calendar import calendar_of, holidays_folder
from xinlian.rules.clocks import Due, Event, Extension, Hearing, Pause, due
from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import profile

_YEARS = range(1900, 2200)


def run(options: argparse.Namespace) -> None:
    """Print when the clock ends, as text or as JSON; bad input is refused."""
    governing = profile(options.profile)
    if options.variant:
        governing = governing.variant(options.variant)
    calendar = calendar_of(options.holidays or holidays_folder(os.environ))
    events = [_event(text) for text in options.event]
    found = due(options.clock, _day(options.start), governing, calendar, events)
    if options.format == "json":
        print_json(_as_dict(found, options.profile))
    else:
        for name, value in _lines(found):
            print(f"{name}\t{value}")


def _as_dict(found: Due, profile_name: str) -> dict[str, object]:
    return {
        "profile": profile_name,
        "clock": found.clock,
        "start": found.start,
        "due": found.due,
        "days": found.days,
        "counted": found.counted,
        "excluded": found.excluded,
        "unmoved": found.unmoved,
        "moved_by": found.moved_by,
        "warn_on": found.warn_on,
        "article": found.article,
        "explanation": f"{found.explanation_zh}\n{found.explanation_en}",
        "explanation_zh": found.explanation_zh,
        "explanation_en": found.explanation_en,
    }


def _lines(found: Due) -> list[tuple[str, object]]:
    return [
        ("届满 / due", found.due),
        ("期限 / days", found.days),
        ("历时 / counted", found.counted),
        ("顺延 / moved by", found.moved_by),
        ("提醒 / warned on", found.warn_on),
        ("依据 / article", found.article or "产品规则 / product rule"),
        ("说明", found.explanation_zh),
        ("explanation", found.explanation_en),
    ]


def _event(text: str) -> Event:
    kind, _, rest = text.partition(":")
    if kind == "extension":
        days, _, approved = rest.partition("@")
        if days.isascii() and days.isdigit():
            return Extension(int(days), _day(approved))
    elif kind in {"hearing", "pause"}:
        first, _, last = rest.partition("..")
        begin, end = _day(first), _day(last or first)
        if begin <= end:
            return Hearing(begin, end) if kind == "hearing" else Pause(begin, end)
    raise BrokenRule(
        "event-invalid",
        zh=f"无法识别“{text}”；写法：hearing:2026-03-01..2026-03-02，extension:30@2026-02-20。",
        en=f"{text!r} is not an event; write hearing:2026-03-01..2026-03-02 or "
        "extension:30@2026-02-20.",
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in _YEARS:
        raise BrokenRule(
            "date-invalid",
            zh=f"“{text}”不是可用的日期；写法：2026-03-01。",
            en=f"{text!r} is not a date that can be used; write 2026-03-01.",
        )
    return day

"""The statutory clocks: when something is due, and every step of the reckoning.

Periods in days are calendar days, the first day is not counted (民法典 201-203 by analogy);
a last day that is a holiday moves to the first day after it where the profile says so. Only
the objection runs in working days. Only a re-examination leaves out the time of a hearing
(R36). Lengths and articles are data of the profile; nothing here knows a number of days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xinlian.rules.calendar import ENGLISH, Calendar, shipped
from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import Clock, DayUnit, Profile, profile

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing (听证) from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of ``days`` days approved on a day (R34)."""

    days: int
    approved_on: date


Event = Hearing | Extension


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock ends, and how that was reckoned.

    ``due`` is the lawful last day; ``unmoved`` the day before any move for a holiday;
    ``warn_on`` the last working day on or before ``unmoved``, when staff are warned;
    ``days`` the length of the period in the clock's unit; ``counted`` the calendar days from
    the start to ``due``; ``excluded`` days of hearing left out; ``moved_by`` days moved.
    """

    clock: str
    start: date
    due: date
    unmoved: date
    warn_on: date
    days: int
    counted: int
    excluded: int
    moved_by: int
    article: str
    explanation_zh: str
    explanation_en: str


def due(
    clock: str, start: date, profile: Profile, calendar: Calendar, events: Sequence[Event] = ()
) -> Due:
    """Return when ``clock`` of ``profile`` ends if it started on the local day ``start``.

    ``handling`` with an :class:`Extension` among ``events`` is reckoned as ``extension``: its
    days follow day 60 itself, not the day to which day 60 may have moved. ``extension``
    without one is the longest possible. Raises ``calendar-year-unknown`` beyond the calendar,
    ``extension-...`` for an extension that the rules do not allow, ``clock-unknown``.
    """
    rule = profile.clock(clock)
    extensions = [event for event in events if isinstance(event, Extension)]
    if extensions and clock == "handling":
        rule = profile.clock("extension")
    length = _length(rule, profile, _granted(rule, extensions, start, profile, calendar))
    left_out = _hearing_days(events) if rule.hearing_excluded else frozenset()
    unmoved = _count(rule, start, length, calendar, left_out)
    last = _moved(unmoved, profile, calendar)
    zh, en = _explain(rule, profile, calendar, start, length, unmoved, last)
    excluded = sum(start < day <= unmoved for day in left_out)
    return Due(
        clock=rule.name,
        start=start,
        due=last,
        unmoved=unmoved,
        warn_on=calendar.last_working_day(unmoved),
        days=length,
        counted=(last - start).days,
        excluded=excluded,
        moved_by=(last - unmoved).days,
        article=rule.article,
        explanation_zh=zh + (f"听证所需的{excluded}日不计算在内。" if excluded else ""),
        explanation_en=en + (f" {excluded} days of hearing are left out." if excluded else ""),
    )


def notice_due(profile_name: str, received_on: date) -> date | None:
    """Return when notice of a petition is due; None where no clock or no calendar says.

    The calendar is the shipped one. None is to be shown as "the holidays of that year are not
    known" (:func:`due` gives the sentence), never as "nothing is due".
    """
    governing = profile(profile_name)
    if "notice" not in governing.clocks:
        return None
    try:
        return due("notice", received_on, governing, shipped()).due
    except BrokenRule as refusal:
        if refusal.code != "calendar-year-unknown":
            raise
        return None


def _length(rule: Clock, profile: Profile, granted: int) -> int:
    return granted + (profile.clock(rule.after).length if rule.after else 0)


def _granted(
    rule: Clock, extensions: Sequence[Extension], start: date, profile: Profile, calendar: Calendar
) -> int:
    """Return the clock's own days, for an extension those approved, once and in time."""
    if not rule.after or not extensions:
        return rule.length
    if len(extensions) > 1:
        raise _refused("twice", "办理期限只能延长一次。", "Handling is extended once.", "")
    extension = extensions[0]
    if not 1 <= extension.days <= rule.length:
        raise _refused(
            "length",
            f"延长期限应为1至{rule.length}日。",
            f"An extension is of 1 to {rule.length} days.",
            rule.article,
        )
    ends = due(rule.after, start, profile, calendar).due
    if not start <= extension.approved_on <= ends:
        raise _refused(
            "time",
            f"延长应在办理期限届满（{ends}）前批准。",
            f"An extension is approved before the period ends ({ends}).",
            "",
        )
    return extension.days


def _hearing_days(events: Iterable[Event]) -> frozenset[date]:
    return frozenset(
        event.first + _ONE * offset
        for event in events
        if isinstance(event, Hearing)
        for offset in range((event.last - event.first).days + 1)
    )


def _count(
    rule: Clock, start: date, length: int, calendar: Calendar, left_out: frozenset[date]
) -> date:
    if rule.unit is DayUnit.WORKING_DAYS:
        return calendar.working_days_after(start, length)
    day = start + _ONE * length
    if left_out:
        day = start
        while length:
            day += _ONE
            length -= day not in left_out
    return day


def _moved(day: date, profile: Profile, calendar: Calendar) -> date:
    if profile.last_day.moves:
        while calendar.is_holiday(day, weekends=profile.last_day.weekends):
            day += _ONE
    return day


def _explain(  # noqa: PLR0913, PLR0917 - every step of the reckoning
    rule: Clock,
    profile: Profile,
    calendar: Calendar,
    start: date,
    length: int,
    unmoved: date,
    last: date,
) -> tuple[str, str]:
    working = rule.unit is DayUnit.WORKING_DAYS
    zh = (
        f"{rule.from_zh}之日{start}不计，{_sum_of(rule, profile, length)}"
        f"{'个工作日' if working else '日'}，至{unmoved}。依据：{_source(rule, profile)[0]}。"
    )
    en = (
        f"The day of {rule.from_en}, {start}, is not counted; {_sum_of(rule, profile, length)} "
        f"{'working days' if working else 'days'}, to {unmoved}. "
        f"Under: {_source(rule, profile)[1]}."
    )
    if last == unmoved:
        return zh, en
    reason = calendar.off_because(unmoved)
    source = profile.last_day
    return (
        zh + f"当日为{reason}，顺延至{last}（{source.source_zh}）。",
        en + f" That day is {ENGLISH.get(reason, reason)}: moved to {last} ({source.source_en}).",
    )


def _sum_of(rule: Clock, profile: Profile, length: int) -> str:
    if not rule.after:
        return str(length)
    first = profile.clock(rule.after).length
    return f"{first} + {length - first} = {length}"


def _source(rule: Clock, profile: Profile) -> tuple[str, str]:
    if rule.source:
        return rule.source, rule.source
    if not rule.article:
        return "产品规则（非法定期限）", "a product rule, not the law"
    number = int(rule.article.replace("R05 ", "").lstrip("R"))
    return f"《{profile.law_zh}》第{_chinese(number)}条", f"{profile.law_en}, article {number}"


def _chinese(number: int) -> str:
    """Return a number below 100 as articles are numbered: 23 -> 二十三."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{digits[tens]}十")
    return head + (digits[ones] if ones or not tens else "")


def _refused(code: str, zh: str, en: str, article: str) -> BrokenRule:
    return BrokenRule(f"extension-{code}", zh=zh, en=en, article=article)

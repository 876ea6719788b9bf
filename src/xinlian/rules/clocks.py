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


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing was asked for: from a withdrawal's day to the day before it ended.

    A product rule (R is silent): the days are left out of any clock that ran on meanwhile.
    """

    first: date
    last: date


Event = Hearing | Extension | Pause


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock ends, and how that was reckoned.

    ``due`` is the lawful last day; ``unmoved`` the day before any move for a holiday;
    ``warn_on`` the last working day on or before ``unmoved``, when staff are warned;
    ``days`` the length of the period in the clock's unit; ``counted`` the calendar days from
    the start to ``due``; ``excluded`` days left out (of a hearing, of a withdrawal);
    ``moved_by`` days moved.
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
    pauses = [event for event in events if isinstance(event, Pause)]
    granted = _granted(rule, extensions, start, profile, calendar, pauses)
    length = _length(rule, profile, granted)
    hearings = [event for event in events if isinstance(event, Hearing)]
    heard = _days_of(hearings) if rule.hearing_excluded else frozenset()
    left_out = heard | _days_of(pauses)
    unmoved = _count(rule, start, length, calendar, left_out)
    last = _moved(unmoved, profile, calendar)
    zh, en = _explain(rule, profile, calendar, start, length, unmoved, last)
    told_zh, told_en = _told(
        sum(start < day <= unmoved for day in heard),
        sum(start < day <= unmoved for day in left_out - heard),
    )
    return Due(
        clock=rule.name,
        start=start,
        due=last,
        unmoved=unmoved,
        warn_on=calendar.last_working_day(unmoved),
        days=length,
        counted=(last - start).days,
        excluded=sum(start < day <= unmoved for day in left_out),
        moved_by=(last - unmoved).days,
        article=rule.article,
        explanation_zh=zh + told_zh,
        explanation_en=en + told_en,
    )


def notice_due(
    profile_name: str, received_on: date, calendar: Calendar | None = None
) -> date | None:
    """Return when notice of a petition is due; None where no clock or no calendar says.

    ``calendar`` is the office's, the shipped one by default. None is to be shown as "the
    holidays of that year are not known" (:func:`due` gives the sentence), never as "nothing is
    due".
    """
    return receipt_due("notice", profile_name, received_on, calendar)


def receipt_due(
    clock: str, profile_name: str, received_on: date, calendar: Calendar | None = None
) -> date | None:
    """Return when a clock that runs from receipt ends; None as in :func:`notice_due`."""
    governing = profile(profile_name)
    if clock not in governing.clocks:
        return None
    try:
        return due(clock, received_on, governing, calendar or shipped()).due
    except BrokenRule as refusal:
        if refusal.code != "calendar-year-unknown":
            raise
        return None


def _length(rule: Clock, profile: Profile, granted: int) -> int:
    return granted + (profile.clock(rule.after).length if rule.after else 0)


def _granted(  # noqa: PLR0913, PLR0917 - what an extension is judged by
    rule: Clock,
    extensions: Sequence[Extension],
    start: date,
    profile: Profile,
    calendar: Calendar,
    pauses: Sequence[Pause],
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
    ends = due(rule.after, start, profile, calendar, pauses).due
    if not start <= extension.approved_on <= ends:
        raise _refused(
            "time",
            f"延长应在办理期限届满（{ends}）前批准。",
            f"An extension is approved before the period ends ({ends}).",
            "",
        )
    return extension.days


def _days_of(spans: Iterable[Hearing | Pause]) -> frozenset[date]:
    return frozenset(
        span.first + _ONE * offset
        for span in spans
        for offset in range((span.last - span.first).days + 1)
    )


def _told(heard: int, paused: int) -> tuple[str, str]:
    zh = f"听证所需的{heard}日不计算在内。" if heard else ""
    en = f" {heard} days of hearing are left out." if heard else ""
    if paused:
        zh += f"撤回期间的{paused}日不计算在内（产品规则）。"
        en += f" {paused} days of a withdrawal are left out (product rule)."
    return zh, en


def _count(
    rule: Clock, start: date, length: int, calendar: Calendar, left_out: frozenset[date]
) -> date:
    working = rule.unit is DayUnit.WORKING_DAYS
    if not left_out:
        return calendar.working_days_after(start, length) if working else start + _ONE * length
    day = start
    while length:
        day += _ONE
        length -= day not in left_out and (not working or calendar.is_working_day(day))
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
    return cited(rule.article, profile)


def cited(article: str, profile: Profile) -> tuple[str, str]:
    """Return how articles (``R23``, ``R05 21``, ``R29, R30``) are cited; '' for none."""
    if not article:
        return "", ""
    numbers = [int(each.replace("R05 ", "").lstrip("R")) for each in article.split(", ")]
    listed = "、".join(f"第{_chinese(number)}条" for number in numbers)
    word = "article" if len(numbers) == 1 else "articles"
    return (
        f"《{profile.law_zh}》{listed}",
        f"{profile.law_en}, {word} {', '.join(map(str, numbers))}",
    )


def _chinese(number: int) -> str:
    """Return a number below 100 as articles are numbered: 23 -> 二十三."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{digits[tens]}十")
    return head + (digits[ones] if ones or not tens else "")


def _refused(code: str, zh: str, en: str, article: str) -> BrokenRule:
    return BrokenRule(f"extension-{code}", zh=zh, en=en, article=article)

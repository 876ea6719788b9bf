"""Jurisdiction profiles: the rules of procedure as data with dates of validity.

A profile is a folder with a ``profile.toml``: clocks with length, unit, start event and
article, what happens to a last day that is a holiday, thresholds and wording. The profile in
force on the day of receipt governs a petition for its whole life.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from xinlian.rules.errors import BrokenRule

NAMES: Final = ("cn-2005", "cn-2022", "hotline-12345", "generic")
"""The profiles that come with this version."""


class DayUnit(StrEnum):
    """What a clock counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Clock:
    """One period: its length in ``unit``, the event it runs from, and where it is written.

    ``after`` names the clock whose own length is counted first (an extension continues the
    handling it extends). ``article`` is empty for a product rule or a local setting, which
    then has a ``source``.
    """

    name: str
    zh: str
    en: str
    from_zh: str
    from_en: str
    length: int
    unit: DayUnit = DayUnit.DAYS
    article: str = ""
    after: str = ""
    hearing_excluded: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class LastDay:
    """What happens to a last day that is a holiday: whether it moves, whether weekends count."""

    moves: bool
    weekends: bool
    source_zh: str
    source_en: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules that govern what was received from ``since`` to ``until``, both included."""

    name: str
    zh: str
    en: str
    governs: str
    group_visit: int
    representatives: int
    last_day: LastDay
    clocks: Mapping[str, Clock]
    wording: Mapping[str, tuple[str, str]]
    since: date | None = None
    until: date | None = None
    law_zh: str = ""
    law_en: str = ""
    variants: Mapping[str, Mapping[str, Any]] | None = None

    def clock(self, name: str) -> Clock:
        """Return a clock; a profile that has none of that name refuses (``clock-unknown``)."""
        if name not in self.clocks:
            raise BrokenRule(
                "clock-unknown",
                zh=f"“{self.zh}”没有规定期限“{name}”。",
                en=f"{self.en} sets no period called {name!r}.",
            )
        return self.clocks[name]

    def governed(self, day: date) -> bool:
        """Return whether the profile is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def variant(self, name: str) -> "Profile":
        """Return the profile with a locality's own lengths, each marked with its source.

        A length in another unit is a table: ``{ length = 5, unit = "working_days" }``. What a
        locality sets is not under the article that it replaces.
        """
        if name not in (self.variants or {}):
            raise _unknown(f"{self.name}/{name}")
        chosen = (self.variants or {})[name]
        changed = {
            name: replace(self.clock(name), **_own(rule), source=chosen["source"], article="")
            for name, rule in chosen["clocks"].items()
        }
        return replace(self, clocks={**self.clocks, **changed})


@lru_cache(maxsize=len(NAMES))
def profile(name: str) -> Profile:
    """Return the profile of that name; any other name is refused (``profile-unknown``)."""
    if name not in NAMES:
        raise _unknown(name)
    text = (files("xinlian.rules.profiles") / name / "profile.toml").read_text(encoding="utf-8")
    return read_profile(text)


@lru_cache(maxsize=4096)
def profile_for(received_on: date, governs: str = "petitions") -> Profile:
    """Return the profile that governs what was received on a local day, for its whole life."""
    for name in NAMES:
        found = profile(name)
        if found.governs == governs and found.governed(received_on):
            return found
    raise _unknown(f"{governs}@{received_on}")


def read_profile(text: str) -> Profile:
    """Read a profile from TOML; a missing or unknown key raises ``profile-invalid``."""
    try:
        data = tomllib.loads(text)
        clocks = {
            name: Clock(name=name, **{**rule, "unit": DayUnit(rule.get("unit", DayUnit.DAYS))})
            for name, rule in data.pop("clocks").items()
        }
        wording = {key: (zh, en) for key, (zh, en) in data.pop("wording").items()}
        last_day = LastDay(**data.pop("last_day"))
        read = Profile(clocks=clocks, wording=wording, last_day=last_day, **data)
        wrong = [clock.name for clock in clocks.values() if not _runs(clock, clocks)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # TOML's own among them
        raise _invalid(str(error)) from error
    if wrong:
        raise _invalid(", ".join(wrong))
    return read


def _own(rule: int | dict[str, Any]) -> dict[str, Any]:
    """Return what a locality changes of a clock: its length, or its length and unit."""
    if isinstance(rule, int):
        return {"length": rule}
    return {"length": rule["length"], "unit": DayUnit(rule["unit"])}


def _runs(clock: Clock, clocks: Mapping[str, Clock]) -> bool:
    """Return whether a clock has a length and follows only a clock that follows none."""
    return clock.length >= 1 and (not clock.after or not clocks[clock.after].after)


def _unknown(name: str) -> BrokenRule:
    return BrokenRule(
        "profile-unknown",
        zh=f"没有适用的规程“{name}”。",
        en=f"There is no profile {name!r}.",
    )


def _invalid(why: str) -> BrokenRule:
    return BrokenRule(
        "profile-invalid",
        zh=f"规程文件有误：{why}。",
        en=f"This profile is not valid: {why}.",
    )

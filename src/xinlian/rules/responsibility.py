"""Who is responsible: the place of the matter x its function x the level, with reasons.

属地管理、分级负责，谁主管、谁负责: the place says which area answers for a matter, the function
which body of the level has the power. Tables in, an answer with its reasons out; the place is
that of the matter, never of the household. An area may be a functional zone without an
administrative code (新区, 经开区): it is a body like any other, to which places are assigned.
Each place belongs to exactly one area on each date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code, name and the place above it."""

    code: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """From the day ``since`` on, ``place`` and what lies in it belong to ``area``."""

    place: str
    area: str
    since: date


@dataclass(frozen=True, slots=True)
class Body:
    """A unit: its level, the unit above, its functions (category paths) and its life.

    ``until`` is its last day; from then on ``successor`` has its powers (R24).
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    functions: tuple[str, ...] = ()
    until: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the answer, in both languages, with the article where there is one."""

    code: str
    zh: str
    en: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The area that answers, the unit that handles, the units among which to choose, and why.

    ``unit`` is None where the tables do not decide; with two or more ``candidates`` they agree,
    or their common superior decides (R24).
    """

    area: str | None
    unit: str | None
    candidates: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Map:
    """Places and their areas, checked once, asked often."""

    def __init__(self, places: Iterable[Place], assignments: Iterable[Assignment]) -> None:
        """Index the tables; refuse a place with two areas from one day (``area-ambiguous``)."""
        self._places = {place.code: place for place in places}
        self._areas: dict[str, dict[date, str]] = {}
        for row in assignments:
            spans = self._areas.setdefault(row.place, {})
            if spans.setdefault(row.since, row.area) != row.area:
                raise BrokenRule(
                    "area-ambiguous",
                    zh=f"地区“{row.place}”自{row.since}起被划给两个责任区域；只能属于一个。",
                    en=f"Place {row.place!r} is given to two areas from {row.since}; "
                    "it belongs to exactly one.",
                )

    def name(self, place: str) -> str:
        """Return a place's name, its code where it is not in the table."""
        return self._places[place].name if place in self._places else place

    def assignment(self, place: str, on: date) -> Assignment | None:
        """Return the assignment that decides for ``place`` on a day.

        The nearest place upwards that is assigned on that day decides; so a town given to a
        zone stays with the zone whatever happens to the district around it.
        """
        for code in self._upwards(place):
            since = max((day for day in self._areas.get(code, ()) if day <= on), default=None)
            if since is not None:
                return Assignment(code, self._areas[code][since], since)
        return None

    def area(self, place: str, on: date) -> str | None:
        """Return the one area to which ``place`` belongs on a day, None before any."""
        found = self.assignment(place, on)
        return found.area if found else None

    def _upwards(self, place: str) -> Iterable[str]:
        seen: set[str] = set()
        code: str | None = place
        while code is not None and code not in seen:
            seen.add(code)
            yield code
            code = self._places[code].parent if code in self._places else None


def responsible(  # noqa: PLR0913 - the three dimensions, the day and the two tables
    place: str | None,
    function: str | None,
    level: Level,
    *,
    on: date,
    places: Map,
    bodies: Sequence[Body],
) -> Responsibility:
    """Return who is responsible on a day for a matter at ``place`` about ``function``.

    ``function`` is a category path (``a/b/c``). Below the city's level the bodies of the area
    alone come into question; where none of them has the function, the area itself handles.
    """
    table = {body.code: body for body in bodies}
    area, reasons = _area(place, on, places, table)
    found, why = _functional(function, level, area, on, table)
    reasons += why
    if len(found) == 1:
        return Responsibility(area, found[0], tuple(found), tuple(reasons))
    if found:
        reasons.append(_several(found, table))
        return Responsibility(area, None, tuple(found), tuple(reasons))
    if area is None:
        reasons.append(Reason("undecided", "需信访局确定。", "The petitions office decides."))
        return Responsibility(None, None, (), tuple(reasons))
    name = _name(area, table)
    zh, en = f"没有对应的主管单位，由{name}负责。", f"No body has the function: {name} handles."
    reasons.append(Reason("territorial", zh, en, "R22"))
    return Responsibility(area, area, (area,), tuple(reasons))


def in_force(code: str, on: date, bodies: Mapping[str, Body]) -> str | None:
    """Return the body that has ``code``'s powers on a day: itself or its successor (R24).

    None where it is closed without one, or where the chain leaves the table.
    """
    seen: set[str] = set()
    current: str | None = code
    while current is not None and current in bodies and current not in seen:
        seen.add(current)
        body = bodies[current]
        if body.until is None or on <= body.until:
            return current
        current = body.successor
    return None


def _area(
    place: str | None, on: date, places: Map, bodies: Mapping[str, Body]
) -> tuple[str | None, list[Reason]]:
    if place is None:
        return None, [Reason("place-unknown", "问题属地不明。", "The place is not known.")]
    found = places.assignment(place, on)
    named = places.name(place)
    if found is None:
        zh, en = f"{named}未划定责任区域。", f"{named} is given to no area."
        return None, [Reason("area-unknown", zh, en)]
    area = in_force(found.area, on, bodies)
    if area is None:
        zh = f"{named}所属的{_name(found.area, bodies)}已撤销且无承继单位。"
        en = f"{named} belonged to {_name(found.area, bodies)}, which has no successor."
        return None, [Reason("area-closed", zh, en, "R24")]
    through = "" if found.place == place else f"（随{places.name(found.place)}）"
    by = "" if found.place == place else f", through {places.name(found.place)}"
    name = _name(area, bodies)
    zh = f"问题在{named}{through}，自{found.since}起属{name}（属地管理）。"
    en = f"The matter is in {named}{by}, which belongs to {name} since {found.since}."
    return area, [Reason("place", zh, en)]


def _functional(
    function: str | None, level: Level, area: str | None, on: date, bodies: Mapping[str, Body]
) -> tuple[list[str], list[Reason]]:
    """Return the bodies with the most exact function at the level, successors in their stead."""
    if not function:
        return [], [Reason("function-unknown", "内容分类不明。", "The function is not known.")]
    exact: dict[int, set[str]] = {}
    for body in bodies.values():
        depth = max((_depth(own, function) for own in body.functions), default=0)
        if not depth or body.level != level or not _within(body, level, area, bodies):
            continue
        holder = in_force(body.code, on, bodies)
        if holder:
            exact.setdefault(depth, set()).add(holder)
    if not exact:
        return [], []
    found = sorted(exact[max(exact)])
    names_zh = "、".join(_name(code, bodies) for code in found)
    names_en = ", ".join(_name(code, bodies) for code in found)
    zh = f"“{function}”的{level.zh}主管单位：{names_zh}（谁主管、谁负责）。"
    en = f"At the level {level.en}, {function!r} is a function of {names_en}."
    return found, [Reason("function", zh, en)]


def _depth(own: str, function: str) -> int:
    """Return how many steps of the path a function covers: 0 where it does not."""
    return own.count("/") + 1 if f"{function}/".startswith(f"{own}/") else 0


def _within(body: Body, level: Level, area: str | None, bodies: Mapping[str, Body]) -> bool:
    """Return whether a body comes into question: below the city only those of the area."""
    if level is not Level.COUNTY:
        return True
    seen: set[str] = set()
    current: str | None = body.code
    while current is not None and current in bodies and current not in seen:
        if current == area:
            return True
        seen.add(current)
        current = bodies[current].parent
    return False


def _several(found: Sequence[str], bodies: Mapping[str, Body]) -> Reason:
    zh = "、".join(_name(code, bodies) for code in found)
    en = ", ".join(_name(code, bodies) for code in found)
    return Reason(
        "several",
        f"涉及{zh}，由其协商受理；协商不成的，由共同的上一级机关决定。",
        f"{en} agree who accepts; else their common superior decides.",
        "R24",
    )


def _name(code: str, bodies: Mapping[str, Body]) -> str:
    return bodies[code].name if code in bodies else code

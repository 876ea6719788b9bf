"""Places, accountable areas and the time in which the city lives."""

from datetime import date, datetime, time, timedelta

from xinlian.demo.data import load
from xinlian.demo.records import Belonging, Place
from xinlian.rules.days import ZONE

CITY_CODE = "990300000000"
CITY_AREA = "lc-sz"
"""The accountable area of what belongs to no county: the city's own bodies (市直)."""

_SINCE = date(2016, 1, 1)


def local(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return an aware local time on a day."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def days_between(first: date, last: date) -> list[date]:
    """Return the days from first to last, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def places() -> list[Place]:
    """Return the prefecture, its counties and their towns, those above first.

    A functional zone is no place: its towns stand under the county it lies in.
    """
    data = load("places")
    counties = [area for area in data["area"] if "inside" not in area]
    codes = {area["name"]: f"9903{n:02d}000000" for n, area in enumerate(counties, start=1)}
    found = [Place(CITY_CODE, data["city"], None, "city")]
    found += [Place(code, name, CITY_CODE, "county") for name, code in codes.items()]
    counts = dict.fromkeys(codes, 0)
    for area in data["area"]:
        county = area.get("inside", area["name"])
        for town in area["towns"]:
            counts[county] += 1
            code = f"{codes[county][:6]}{counts[county]:03d}000"
            found.append(Place(code, town, codes[county], "town"))
    return found


def belongings() -> list[Belonging]:
    """Return which place belongs to which area since when; a town moved during 2018."""
    data = load("places")
    codes = {place.name: place.code for place in places()}
    found = [Belonging(CITY_CODE, CITY_AREA, _SINCE)]
    for area in data["area"]:
        names = area["towns"] if "inside" in area else [area["name"], *area["towns"]]
        found += [Belonging(codes[name], area["unit"], _SINCE) for name in names]
    found += [Belonging(codes[m["town"]], m["to"], m["since"]) for m in data["moved"]]
    return found


def area_on(given: list[Belonging], place: str, day: date) -> str:
    """Return the accountable area of a place on a day."""
    held = [each for each in given if each.place == place and each.since <= day]
    return max(held, key=lambda each: each.since).area

"""Units, the conference's special groups and the demonstration sign-ins."""

from datetime import date

from xinlian.demo.data import load
from xinlian.demo.places import CITY_AREA, CITY_CODE, places
from xinlian.demo.records import SignIn, Unit
from xinlian.rules.vocabulary import Level, Role, UnitType

CITY_UNIT = "lc"
PETITIONS_OFFICE = "lc-xf"
DISCIPLINE = "lc-jw"
"""The one unit that accusations go to."""

_BRANCHES = {
    "xf": ("信访局", ()),
    "zj": ("住房和城乡建设局", ("城乡建设",)),
    "rs": ("人力资源和社会保障局", ("劳动社保",)),
}


def units() -> list[Unit]:
    """Return all units, those above first; successors stand before whom they succeed."""
    top = Unit(CITY_UNIT, "澜川市人民政府", UnitType.GOVERNMENT, Level.CITY, None, CITY_CODE)
    return [top, *_departments(), *_areas()]


def groups() -> dict[str, str]:
    """Return the 16 special groups and the code of the unit that leads each."""
    return dict(load("units")["groups"])


def sign_ins() -> list[SignIn]:
    """Return one sign-in per role, two for handlers."""
    return [
        SignIn(each["account"], each["display"], Role(each["role"]), each["unit"])
        for each in load("units")["account"]
    ]


def _departments() -> list[Unit]:
    return [
        Unit(
            each["code"],
            each["name"],
            UnitType(each["type"]),
            Level.CITY,
            each.get("parent", CITY_UNIT),
            CITY_CODE,
            tuple(each["functions"]),
            until=each.get("until"),
            successor=each.get("successor"),
        )
        for each in load("units")["department"]
    ]


def _areas() -> list[Unit]:
    found = [
        Unit(
            CITY_AREA,
            "市直",
            UnitType.GOVERNMENT,
            Level.CITY,
            CITY_UNIT,
            CITY_CODE,
            accountable=True,
        )
    ]
    codes = {place.name: place.code for place in places()}
    for area in load("places")["area"]:
        place = codes.get(area["name"])
        since = date(2000, 1, 1) if place else date(2014, 1, 1)
        found.append(
            Unit(
                area["unit"],
                area["name"],
                UnitType.GOVERNMENT,
                Level.COUNTY,
                CITY_UNIT,
                place,
                accountable=True,
                since=since,
            )
        )
        found += _branches(area["unit"], area["name"], place, since)
        found += [
            Unit(
                f"{area['unit']}-{n:02d}",
                f"{town}办事处" if town[-1] == "道" else f"{town}政府",
                UnitType.GOVERNMENT,
                Level.COUNTY,
                area["unit"],
                codes[town],
                since=since,
            )
            for n, town in enumerate(area["towns"], start=1)
        ]
    return found


def _branches(area: str, name: str, place: str | None, since: date) -> list[Unit]:
    """Return the area's own petitions, housing and labour offices."""
    return [
        Unit(
            f"{area}-{code}",
            f"{name}{title}",
            UnitType.GOVERNMENT,
            Level.COUNTY,
            area,
            place,
            functions,
            since=since,
        )
        for code, (title, functions) in _BRANCHES.items()
    ]

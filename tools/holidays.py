"""Write ``rules/holidays/<year>.toml`` from the package chinesecalendar.

Run it after a new version of that package: ``.venv/bin/python tools/holidays.py``. Look at
what changed before committing it: these days decide deadlines.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path

from chinese_calendar.constants import holidays, workdays

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
_FOLDER = Path(__file__).parents[1] / "src" / "xinlian" / "rules" / "holidays"


def main() -> None:
    """Write one file a year."""
    years = sorted({day.year for day in holidays})
    for year in years:
        (_FOLDER / f"{year}.toml").write_text(_text(year), encoding="utf-8")
    print(f"{_FOLDER}: {years[0]}-{years[-1]}")


def _text(year: int) -> str:
    by_name: dict[str, list[date]] = defaultdict(list)
    for day, name in sorted(holidays.items()):
        if day.year == year:
            by_name[_NAMES[name]].append(day)
    lines = ["# Written by tools/holidays.py; docs/calendar.md says where the days come from."]
    lines += [f"year = {year}", f"makeup = [{_listed(sorted(workdays), year)}]", "", "[holidays]"]
    lines += [f'"{name}" = [{_listed(days, year)}]' for name, days in by_name.items()]
    return "\n".join(lines) + "\n"


def _listed(days: list[date], year: int) -> str:
    return ", ".join(day.isoformat() for day in days if day.year == year)


if __name__ == "__main__":
    main()

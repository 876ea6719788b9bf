"""The whole city from one seed, and its register as a spreadsheet."""

from collections import Counter
from pathlib import Path
from random import Random

import xlsxwriter

from xinlian.demo import conference
from xinlian.demo.answers import give_answers
from xinlian.demo.fields import everyday
from xinlian.demo.filing import Filing
from xinlian.demo.lives import give_lives
from xinlian.demo.persons import Population
from xinlian.demo.places import belongings, places
from xinlian.demo.records import City, Matter, Petition
from xinlian.demo.repeats import edges, repeats
from xinlian.demo.rhythm import LAST_DAY
from xinlian.demo.subjects import categories
from xinlian.demo.units import groups, sign_ins, units
from xinlian.demo.words import register_time
from xinlian.rules.vocabulary import Channel

SEED = 2018

_COLUMNS = (
    "登记编号", "登记日期", "信访形式", "信访目的", "到达层级", "信访人数", "初次重复", "属地",
    "内容分类", "标题", "内容", "姓名", "证件号码", "联系电话", "住址", "登记单位",
)  # fmt: skip
_ANSWER_COLUMNS = ("答复意见", "答复时间", "答复单位")
_SPOKEN = {Channel.VISIT: "走访", Channel.WEB: "网上投诉", Channel.TELEPHONE: "来电"}


def generate(seed: int = SEED) -> City:
    """Return the demonstration city; the same seed makes the same city."""
    rng = Random(seed)
    filing = Filing(rng, Population(rng))
    matters, petitions = repeats(filing, rng, 0)
    more_matters, more_petitions = edges(filing, rng, len(matters))
    matters += more_matters
    petitions += more_petitions
    petitions += everyday(filing, rng, matters, petitions)
    petitions.sort(key=lambda petition: petition.received_at)
    give_answers(petitions, matters, rng)
    give_lives(petitions, matters, rng)
    _number(petitions)
    _open(matters, petitions)
    return _with_conference(matters, petitions)


def write_register(city: City, path: Path, *, answers: bool = False) -> None:
    """Write the city's register as a spreadsheet with the columns of an old register.

    ``answers`` adds the columns 答复意见, 答复时间 and 答复单位. Every cell is text.
    """
    columns = (*_COLUMNS, *_ANSWER_COLUMNS) if answers else _COLUMNS
    units_by_code = {unit.code: unit.name for unit in city.units}
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("信访登记")
        sheet.write_row(0, 0, columns)
        for row, petition in enumerate(city.petitions, start=1):
            for column, value in enumerate(_cells(petition, units_by_code)[: len(columns)]):
                if value:
                    sheet.write_string(row, column, value)


def _cells(petition: Petition, units_by_code: dict[str, str]) -> list[str]:
    person, at = petition.person, petition.answered_at
    return [
        petition.number,
        register_time(petition.received_at),
        _SPOKEN.get(petition.channel, petition.channel.zh),
        petition.purpose.zh,
        petition.level.zh,
        str(petition.people),
        petition.occurrence.zh,
        petition.place,
        petition.category,
        petition.title,
        petition.text,
        person.name,
        person.id_number,
        person.telephone,
        person.address,
        units_by_code[petition.unit],
        petition.answer,
        register_time(at) if at else "",
        units_by_code.get(petition.answered_by, ""),
    ]


def _number(petitions: list[Petition]) -> None:
    """Give the rows their numbers within each year, in the order of receipt."""
    counts: Counter[int] = Counter()
    for petition in petitions:
        year = petition.received_at.year
        counts[year] += 1
        petition.number = f"澜信〔{year}〕{counts[year]:06d}"


def _open(matters: list[Matter], petitions: list[Petition]) -> None:
    """Date the opening of each matter that the office knows by its first link."""
    for petition in petitions:
        linked, matter = petition.linked_at, matters[petition.matter]
        if linked and (matter.opened_at is None or linked < matter.opened_at):
            matter.opened_at = linked


def _with_conference(matters: list[Matter], petitions: list[Petition]) -> City:
    all_places, all_units = places(), units()
    names = {unit.code: unit.name for unit in all_units if unit.accountable}
    return City(
        name=all_places[0].name,
        as_of=LAST_DAY,
        places=all_places,
        belongings=belongings(),
        units=all_units,
        groups=groups(),
        sign_ins=sign_ins(),
        categories=categories(),
        matters=matters,
        petitions=petitions,
        limits=conference.limits(),
        returns=conference.returns(),
        weeks=conference.weeks(),
        cases=conference.cases(names),
        peers=conference.peers(),
        promises=conference.promises(),
    )

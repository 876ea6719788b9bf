"""The register: how many, when, by whom, and that nobody in it can exist."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from xinlian.demo.city import generate, write_register
from xinlian.demo.persons import TELEPHONE_PREFIX, id_check
from xinlian.demo.records import City
from xinlian.rules.days import ZONE
from xinlian.rules.vocabulary import Channel, Level, Occurrence

FELL = ("城乡建设", "涉众型集资投资", "劳动社保")
ANY_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def _months(city: City, field: str) -> Counter[tuple[int, int]]:
    return Counter(
        (p.received_at.year, p.received_at.month)
        for p in city.petitions
        if p.category.partition("/")[0] == field
    )


def _same_days(city: City, field: str, year: int) -> int:
    until = city.as_of.replace(year=year)
    return sum(
        date(year, 1, 1) <= p.received_at.astimezone(ZONE).date() <= until
        for p in city.petitions
        if p.category.partition("/")[0] == field
    )


def test_same_seed_same_city_other_seed_another(city: City) -> None:
    assert generate() == city
    assert generate(seed=7).petitions != city.petitions


def test_size_and_span(city: City) -> None:
    assert 19_000 <= len(city.petitions) <= 21_000
    days = [p.received_at.astimezone(ZONE).date() for p in city.petitions]
    assert days == sorted(days)
    assert min(days) >= date(2017, 1, 1)
    assert max(days) == city.as_of == date(2018, 11, 7)
    assert len({p.number for p in city.petitions}) == len(city.petitions)


@pytest.mark.parametrize("field", FELL)
def test_three_fields_fell_against_the_same_days_of_2017(city: City, field: str) -> None:
    assert _same_days(city, field, 2018) < _same_days(city, field, 2017)


def test_fund_raising_rebounds_in_october_and_the_others_go_on_falling(city: City) -> None:
    by_month = {field: _months(city, field) for field in FELL}
    rebound = by_month["涉众型集资投资"]
    assert rebound[2018, 10] > 1.5 * rebound[2018, 9]
    for field in ("城乡建设", "劳动社保"):
        assert by_month[field][2018, 10] < by_month[field][2018, 9]


def test_no_other_field_fell(city: City) -> None:
    fields = {subject.partition("/")[0] for subject, _ in city.categories} - set(FELL)
    fell = {f for f in fields if _same_days(city, f, 2018) < _same_days(city, f, 2017)}
    assert fell <= {"经济管理"}


def test_no_visit_to_the_capital_is_registered_one_by_one(city: City) -> None:
    visits = [p for p in city.petitions if p.channel is Channel.VISIT]
    assert {p.level for p in visits} == {Level.COUNTY, Level.CITY, Level.PROVINCE}
    assert any(p.level is Level.CAPITAL for p in city.petitions)


def test_identities_cannot_exist(city: City) -> None:
    people = {p.person for p in city.petitions}
    numbers = [person.id_number for person in people if person.id_number]
    assert numbers
    for number in numbers:
        assert number.startswith("9903")
        assert number[-1] == id_check(number[:-1])
    assert all(person.telephone[:7] in {"", TELEPHONE_PREFIX} for person in people)


def test_texts_hold_no_telephone_number_but_the_invented_ones(city: City) -> None:
    found = [n for p in city.petitions for n in ANY_MOBILE.findall(f"{p.title} {p.text}")]
    assert found
    assert all(number.startswith(TELEPHONE_PREFIX) for number in found)


@pytest.mark.parametrize(
    ("body", "check"), [("11010519491231002", "X"), ("44052418800101001", "4")]
)
def test_check_character_of_the_standards_examples(body: str, check: str) -> None:
    """The two worked examples of GB 11643-1999."""
    assert id_check(body) == check


def test_anonymous_ones_and_writers_who_name_themselves(city: City) -> None:
    nameless = sum(not p.person.name for p in city.petitions) / len(city.petitions)
    assert 0.07 <= nameless <= 0.1
    own = sum(bool(p.person.name) and p.person.name in p.text for p in city.petitions)
    assert own > 1000


def test_repeats_are_recorded_as_such(city: City) -> None:
    seen: set[tuple[int, object]] = set()
    for petition in city.petitions:
        key = (petition.matter, petition.person)
        if petition.occurrence is Occurrence.REPEAT:
            assert petition.person.name
        seen.add(key)
    assert Counter(p.occurrence for p in city.petitions)[Occurrence.REPEAT] > 500


def test_answers_come_later_from_units_that_exist_then(city: City) -> None:
    units = {unit.code: unit for unit in city.units}
    answered = [p for p in city.petitions if p.answer]
    assert len(answered) > 8000
    for petition in answered:
        assert petition.answered_at is not None
        assert petition.received_at < petition.answered_at
        day = petition.answered_at.date()
        assert day <= city.as_of
        assert (units[petition.answered_by].until or day) >= day


def test_weekends_are_quiet(city: City) -> None:
    by_weekday = Counter(p.received_at.weekday() for p in city.petitions)
    assert max(by_weekday[5], by_weekday[6]) < min(by_weekday[day] for day in range(5)) / 2


@pytest.mark.parametrize("answers", [False, True])
def test_register_file_holds_every_row(city: City, tmp_path: Path, *, answers: bool) -> None:
    path, part = tmp_path / "register.xlsx", replace(city, petitions=city.petitions[:800])
    write_register(part, path, answers=answers)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["登记编号", "登记日期", "信访形式", "信访目的"]
    assert len(rows[0]) == (19 if answers else 16)
    assert [row[0] for row in rows[1:]] == [p.number for p in part.petitions]

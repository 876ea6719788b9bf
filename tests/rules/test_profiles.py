"""Profiles are data with dates of validity."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import NAMES, DayUnit, profile, profile_for, read_profile


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2018, 11, 7), "cn-2005"),
        (date(2022, 4, 30), "cn-2005"),
        (date(2022, 5, 1), "cn-2022"),
        (date(2030, 1, 1), "cn-2022"),
    ],
)
def test_the_day_of_receipt_decides(day: date, name: str) -> None:
    assert profile_for(day).name == name


@given(st.dates())
def test_exactly_one_profile_governs_petitions_each_day(day: date) -> None:
    in_force = [n for n in NAMES if profile(n).governs == "petitions" and profile(n).governed(day)]
    assert in_force == [profile_for(day).name]


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_is_complete_in_both_languages(name: str) -> None:
    read = profile(name)
    assert read.name == name
    for clock in read.clocks.values():
        assert all((clock.zh, clock.en, clock.from_zh, clock.from_en))
    assert {"petition", "petitioner", "office", "opinion"} <= read.wording.keys()
    assert all(zh and en for zh, en in read.wording.values())


@pytest.mark.parametrize("name", ["cn-2005", "cn-2022"])
def test_what_the_law_sets_names_its_article(name: str) -> None:
    without = {clock.name for clock in profile(name).clocks.values() if not clock.article}
    assert without == {"resume"}, "a product rule"
    assert profile(name).law_zh


def test_the_only_period_in_working_days() -> None:
    units = {clock.name: clock.unit for clock in profile("cn-2022").clocks.values()}
    assert [n for n, unit in units.items() if unit is DayUnit.WORKING_DAYS] == ["objection"]


def test_thresholds() -> None:
    assert (profile("cn-2022").group_visit, profile("cn-2022").representatives) == (5, 5)


def test_a_city_has_its_own_lengths_with_their_source() -> None:
    hotline = profile("hotline-12345")
    guangdong = hotline.variant("guangdong-2022")
    assert guangdong.clock("request").length == 10
    assert guangdong.clock("request").source == "广东2022"
    assert guangdong.clock("hard") == hotline.clock("hard")
    assert hotline.clock("request").length == 5, "the profile itself stays"


def test_a_province_has_its_own_lengths_in_other_units() -> None:
    zhejiang = profile("cn-2005").variant("zhejiang-2016")
    registration = zhejiang.clock("registration")
    assert (registration.length, registration.unit) == (5, DayUnit.WORKING_DAYS)
    assert (registration.article, registration.source) == ("", "浙江2016")
    lengths = [zhejiang.clock(name).length for name in ("handling", "extension", "review")]
    assert lengths == [30, 60, 30]
    assert zhejiang.clock("review").article == "R05 34"


def test_unknown_names_are_refused() -> None:
    for ask, code in (
        (lambda: profile("../cn-2022"), "profile-unknown"),
        (lambda: profile_for(date(2018, 1, 1), "parking"), "profile-unknown"),
        (lambda: profile("generic").clock("handling"), "clock-unknown"),
        (lambda: profile("generic").variant("moon"), "profile-unknown"),
    ):
        with pytest.raises(BrokenRule) as refusal:
            ask()
        assert refusal.value.code == code


MINIMAL = """
name = "x"
zh = "试"
en = "trial"
governs = "trial"
group_visit = 5
representatives = 5
last_day = { moves = true, weekends = true, source_zh = "试", source_en = "trial" }
wording = { petition = ["件", "item"] }
[clocks.a]
zh = "甲"
en = "a"
from_zh = "始"
from_en = "start"
length = 3
"""


def test_an_office_can_write_its_own() -> None:
    assert read_profile(MINIMAL).clock("a").length == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("length = 3", "length = 0"),
        ("length = 3", ""),
        ("length = 3", 'length = "3"'),
        ("length = 3", 'length = 3\nunit = "weeks"'),
        ("length = 3", 'length = 3\nafter = "b"'),
        ("length = 3", "length = 3\nspeed = 1"),
        ('governs = "trial"', ""),
        ('["件", "item"]', '["件"]'),
        ("[clocks.a]", "[clocks.a"),
    ],
)
def test_a_profile_with_a_mistake_is_refused(old: str, new: str) -> None:
    assert old in MINIMAL
    with pytest.raises(BrokenRule) as refusal:
        read_profile(MINIMAL.replace(old, new))
    assert refusal.value.code == "profile-invalid"


def test_validity_leaves_no_gap() -> None:
    older, newer = profile("cn-2005"), profile("cn-2022")
    assert older.until is not None
    assert newer.since == older.until + timedelta(days=1)

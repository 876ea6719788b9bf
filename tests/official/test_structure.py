"""A document that could not be printed or followed is refused; its headings are numbered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.official.samples import ISSUED, MEETING_PAPER, TOTAL
from xinlian.official.numerals import chinese, numbered
from xinlian.official.structure import Heading, Paragraph, Run, Table
from xinlian.official.text import clean, day_in_words, ems, hyperlink
from xinlian.rules.errors import BrokenRule

REFUSALS: dict[str, Callable[[], object]] = {
    "document-heading-level": lambda: Heading(5, "第五级"),
    "document-table-shape": lambda: Table("表", ("甲", "乙"), ((Run("一"),),)),
    "document-organ-missing": lambda: replace(ISSUED, organ=""),
    "document-markings": lambda: replace(ISSUED, markings=("一", "二", "三", "四")),
    "document-reference-twice": lambda: replace(ISSUED, references=(TOTAL, TOTAL)),
    "document-reference-missing": lambda: replace(MEETING_PAPER, references=(TOTAL,)),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_refuses_with_a_sentence_in_both_languages(code: str) -> None:
    with pytest.raises(BrokenRule) as refused:
        REFUSALS[code]()
    assert refused.value.code == code
    assert refused.value.zh
    assert refused.value.en


def test_headings_are_numbered_by_level_and_start_again_below_a_higher_one() -> None:
    levels = (1, 2, 2, 3, 4, 1, 2, 3)
    numbers = [number for _, number in numbered(Heading(level, "题") for level in levels)]
    assert numbers == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）", "1."]


def test_what_is_no_heading_has_no_number() -> None:
    assert [number for _, number in numbered([Paragraph((Run("文"),))])] == [""]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"),
     (105, "一百零五"), (110, "一百一十"), (119, "一百一十九"), (321, "三百二十一")],
)  # fmt: skip
def test_chinese_numbers(number: int, written: str) -> None:
    assert chinese(number) == written


def test_control_characters_go_and_everything_else_stays() -> None:
    assert clean("甲\x00乙\x0b丙\ud800丁\ufffe\r\n=1+1\t〈𠮷〉") == "甲乙丙丁\n=1+1\t〈𠮷〉"


def test_width_counts_half_for_western_characters() -> None:
    assert ems("2018年1—10月") == pytest.approx(6.5, abs=0.01)


def test_days_have_no_leading_zeros() -> None:
    assert day_in_words(date(2018, 1, 8)) == "2018年1月8日"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("/figures/a?x=1", True),
        ("javascript:alert(1)", False),
        ("//example.org", False),
        ("/\\example.org", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_addresses_of_pages_are_linked(url: str, *, linked: bool) -> None:
    assert bool(hyperlink(url)) is linked

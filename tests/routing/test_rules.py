"""Rules that staff edit: the first that matches wins; a table with a fault is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xinlian.routing.rule_file import read_rules
from xinlian.routing.rules import Case, Rule, first_match
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Level


def _rule(name: str, **conditions: Any) -> Rule:  # noqa: ANN401 - fields of several types
    return Rule(name, "U", "理由", "reason", **conditions)


def test_the_first_match_wins() -> None:
    rules = [_rule("a", categories=("城乡建设",)), _rule("b", categories=("城乡建设/物业",))]
    found = first_match(rules, Case(category="城乡建设/物业"))
    assert found is not None
    assert (found.rule.name, found.line) == ("a", 1)


@pytest.mark.parametrize(
    ("conditions", "case", "matches"),
    [
        ({}, Case(), True),
        ({"places": frozenset({"P"})}, Case(places=("Q", "P")), True),
        ({"places": frozenset({"P"})}, Case(), False),
        ({"categories": ("a/b",)}, Case(category="a/b/c"), True),
        ({"categories": ("a/b",)}, Case(category="a/bc"), False),
        ({"categories": ("a/b",)}, Case(category="a"), False),
        ({"categories": ("a/b",)}, Case(), False),
        ({"levels": frozenset({Level.CITY})}, Case(level=Level.CITY), True),
        ({"levels": frozenset({Level.CITY})}, Case(level=Level.COUNTY), False),
        ({"levels": frozenset({Level.CITY})}, Case(), False),
        ({"words": ("房产证",)}, Case(text="沒有房產證"), True),
        ({"words": ("房产证",)}, Case(text="没有产权"), False),
        ({"words": ("x",), "places": frozenset({"P"})}, Case(text="x"), False),
    ],
)
def test_every_condition_must_hold(
    conditions: dict[str, Any], case: Case, *, matches: bool
) -> None:
    assert (first_match([_rule("a", **conditions)], case) is not None) is matches


_LINE = '[[rule]]\nname = "n"\nunit = "U"\nreason_zh = "因"\nreason_en = "for"\n'


def test_rules_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    more = 'places = ["P"]\ncategories = ["a/b/"]\nlevels = ["city"]\nwords = ["w"]\n'
    path.write_text(_LINE + more, "utf-8")
    assert read_rules(path) == (
        Rule("n", "U", "因", "for", frozenset({"P"}), ("a/b",), frozenset({Level.CITY}), ("w",)),
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("x", "routing-rules-broken"),
        ("x = 1", "routing-rules-broken"),
        ("rule = [1]", "routing-rule-field"),
        (_LINE.replace('"U"', '" "'), "routing-rule-field"),
        (f"{_LINE}place = []", "routing-rule-field"),
        (f'{_LINE}words = "w"', "routing-rule-field"),
        (f'{_LINE}words = [""]', "routing-rule-field"),
        (f'{_LINE}levels = ["moon"]', "routing-rule-level"),
        (_LINE + _LINE, "routing-rule-twice"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(BrokenRule) as refusal:
        read_rules(path)
    assert refusal.value.code == code


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule, match="routing-rules-unreadable"):
        read_rules(tmp_path / "none.toml")


def test_the_documented_table_can_be_read(tmp_path: Path) -> None:
    page = Path(__file__).parents[2].joinpath("docs/routing.md").read_text("utf-8")
    path = tmp_path / "rules.toml"
    path.write_text(page.split("```toml")[1].split("```")[0], "utf-8")
    rules = read_rules(path)
    case = Case(text="学费太高", category="教育文体/教育收费", level=Level.COUNTY)
    elsewhere = first_match(rules, case)
    east = first_match(rules, replace(case, places=("district-east",)))
    assert elsewhere is not None
    assert east is not None
    assert (elsewhere.rule.unit, east.rule.unit) == ("education", "area-east")

"""The report's sentences follow from its figures, and from nothing else."""

from datetime import date

import pytest

from xinlian.briefing.numbers import Numbers
from xinlian.briefing.outline import MANDATORY, compose_from
from xinlian.insight.figure import Figure
from xinlian.rules.measures import MEASURES

AS_OF = date(2018, 11, 7)


def _figure(figure_id: str, value: int, denominator: int | None = None) -> Figure:
    measure = MEASURES[figure_id.partition(":")[0].partition("@")[0]]
    name = figure_id.rpartition("=")[2].partition("@")[0] if "=" in figure_id else ""
    return Figure(
        figure_id, measure.name.zh, measure.name.en, value, str(measure.unit), value, denominator,
        AS_OF, name=name,
    )  # fmt: skip


def _report(counts: dict[str, int | tuple[int, int]]) -> str:
    figures = [
        _figure(key, *value) if isinstance(value, tuple) else _figure(key, value)
        for key, value in counts.items()
    ]
    content = compose_from(Numbers.of(AS_OF, figures, {"promises.overdue:unit=住建局": ["复工"]}))
    lines = content.as_lines()
    for number, shown in enumerate(content.figures):
        lines = [line.replace(f"【{shown.text}#{number}】", shown.text) for line in lines]
    return "\n".join(lines)


def test_an_empty_ledger_makes_a_report_that_says_so() -> None:
    text = _report({})
    assert "没有显示需要通报的突出问题" in text
    assert "请联席办补充" in text
    assert "群众来访0" in text


@pytest.mark.parametrize(
    ("months", "words"),
    [((90, 60), "总体下降，但近期反弹"), ((60, 90), "")],
)
def test_a_fall_with_a_rebound_says_both(months: tuple[int, int], words: str) -> None:
    text = _report(
        {
            "petitions.all:category=城乡建设@ytd": 900,
            "petitions.all:category=城乡建设@last-year": 1000,
            "petitions.all:category=城乡建设@last-month": months[0],
            "petitions.all:category=城乡建设@month-before": months[1],
        }
    )
    assert "城乡建设等领域信访量下降：城乡建设900件（批）次（同比下降10%）" in text
    assert ("反弹" in text.partition("二、")[0].partition("存在")[0]) == bool(words)
    assert words in text


def test_an_overrun_leads_to_resolving_and_not_to_stopping_anybody() -> None:
    text = _report(
        {
            "limits.city": 41, "limits.used": 6, "limits.share": (6, 41), "limits.areas": 3,
            "limits.reserve": 38, "limits.used:area=甲区": 6, "limits.limit:area=甲区": 3,
            "limits.share:area=甲区": (6, 3), "limits.overrun:area=甲区": 3,
            "limits.excess:area=甲区": (3, 3),
        }
    )  # fmt: skip
    assert "甲区指标3批次、已用6批次，使用率200%，超出3批次（100%）" in text
    assert "甲区指标已用完或超出，请先梳理本区域长期未化解的事项" in text
    assert "不得以任何方式限制群众依法信访" in text


def test_what_was_promised_and_not_done_is_named_and_asked_for() -> None:
    text = _report(
        {
            "promises.made": 2, "promises.kept": 1, "promises.open": 1, "promises.overdue": 1,
            "promises.overdue:unit=住建局": 1,
        }
    )  # fmt: skip
    assert "逾期未兑现的：住建局1项（复工）" in text
    assert "对逾期未兑现的承诺1项" in text


def test_mandatory_figures_are_placed_wherever_they_exist() -> None:
    found = [_figure(key, 5, 7) for key in MANDATORY]
    found += [_figure("limits.city", 41), _figure("promises.made", 9)]
    content = compose_from(Numbers.of(AS_OF, found))
    assert content.omitted() == []
    assert content.unverified() == []

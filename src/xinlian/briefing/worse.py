"""Part two, then: repeat matters by kind with their names, what rose, what is owed."""

from fractions import Fraction

from xinlian.briefing.numbers import (
    LAST_MONTH,
    LAST_YEAR,
    MONTH_BEFORE,
    NOT_RECORDED,
    YTD,
    Numbers,
)
from xinlian.briefing.writer import Piece, Writer
from xinlian.rules.vocabulary import MatterKind


def write(writer: Writer, numbers: Numbers) -> None:
    """Write what got worse, with the names of projects and areas."""
    _repeat(writer, numbers)
    _risen(writer, numbers)
    _promises(writer, numbers)
    _open_cases(writer, numbers)


def _repeat(writer: Writer, numbers: Numbers) -> None:
    by_kind = numbers.over("repeat.matters", "kind")
    kinds = [kind for kind in MatterKind if numbers.count(by_kind.get(kind, ""))]
    if not kinds:
        return
    writer.heading(2, "重复信访突出的事项")
    writer.paragraph(
        "列入重复事项台账的事项共", numbers.shown("repeat.matters@ytd"), "，多次到市及以上反映。",
    )  # fmt: skip
    for kind in kinds:
        figure_id = by_kind[kind]
        pieces: list[Piece] = [f"{kind.zh}类", numbers.shown(figure_id)]
        names = numbers.names.get(figure_id, [])
        if names:
            pieces.append("：")
        for number, name in enumerate(names):
            pieces += ["、" if number else "", numbers.shown(f"{figure_id}#{number}", name)]
        writer.paragraph(*pieces, "。")
    unreviewed = numbers.get("repeat.unreviewed@ytd")
    if unreviewed and numbers.count("repeat.unreviewed@ytd"):
        writer.paragraph(
            "上述统计中有", numbers.shown("repeat.unreviewed@ytd"),
            "由系统串并、尚未经工作人员核对。",
        )  # fmt: skip


_RISE = Fraction(5, 100)
_REBOUND = Fraction(20, 100)
_LEAST = 20
_MOST = 6
"""A rise of 5 % over the year, or of 20 % from month to month to at least 20, is reported;
at most six fields and six areas, the steepest first."""


def _risen(writer: Writer, numbers: Numbers) -> None:
    """Write fields and areas that rose over the year or rebounded in the last month."""
    for dimension, what in (("category", "领域"), ("area", "区域")):
        risen = sorted(
            (
                (_steepness(numbers, f"petitions.all:{dimension}={value}"), value)
                for value in numbers.over("petitions.all", dimension)
                if value != NOT_RECORDED
            ),
            reverse=True,
        )
        pieces: list[Piece] = []
        for _, value in [each for each in risen if each[0]][:_MOST]:
            measure = f"petitions.all:{dimension}={value}"
            figure_id = f"{measure}@{YTD}"
            pieces += [
                "；" if pieces else "", numbers.name(figure_id), numbers.shown(figure_id),
                "（", numbers.against_last_year(measure), "，上月",
                numbers.shown(f"{measure}@{LAST_MONTH}"), "、",
                numbers.against_month_before(measure), "）",
            ]  # fmt: skip
        if pieces:
            writer.heading(2, f"上升或反弹的{what}")
            writer.paragraph(*pieces, "。")


def _steepness(numbers: Numbers, measure: str) -> Fraction:
    """Return how steep a reportable rise is, 0 for none."""
    year = numbers.change(measure, YTD, LAST_YEAR)
    month = numbers.change(measure, LAST_MONTH, MONTH_BEFORE)
    enough = numbers.count(f"{measure}@{LAST_MONTH}") >= _LEAST
    return max(
        year if year >= _RISE else Fraction(0),
        month if month >= _REBOUND and enough else Fraction(0),
    )


def _promises(writer: Writer, numbers: Numbers) -> None:
    if not numbers.count("promises.made"):
        return
    writer.heading(2, "承诺兑现情况")
    writer.paragraph(
        "各单位就信访事项作出承诺", numbers.shown("promises.made"), "，已兑现",
        numbers.shown("promises.kept"), "，未兑现", numbers.shown("promises.open"),
        "，其中逾期", numbers.shown("promises.overdue"), "。",
    )  # fmt: skip
    pieces: list[Piece] = []
    for figure_id in numbers.over("promises.overdue", "unit", "").values():
        if numbers.count(figure_id):
            pieces += [
                "；" if pieces else "逾期未兑现的：", numbers.name(figure_id),
                numbers.shown(figure_id),
            ]  # fmt: skip
            names = numbers.names.get(figure_id, [])
            if names:
                pieces.append(f"（{'；'.join(names)}）")
    if pieces:
        writer.paragraph(*pieces, "。")


def _open_cases(writer: Writer, numbers: Numbers) -> None:
    pieces: list[Piece] = []
    for figure_id in numbers.over("cases.open", "area", "").values():
        if numbers.count(figure_id):
            pieces += ["、" if pieces else "", numbers.name(figure_id), numbers.shown(figure_id)]
    if pieces:
        writer.heading(2, "上级交办未办结事项")
        writer.paragraph("未办结的上级交办事项：", *pieces, "。")

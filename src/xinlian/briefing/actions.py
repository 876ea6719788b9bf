"""Part three: what should be done, each line following from a figure above it."""

from fractions import Fraction

from xinlian.briefing.numbers import Numbers
from xinlian.briefing.phrases import listed
from xinlian.briefing.writer import Piece, Writer
from xinlian.rules.vocabulary import MatterKind


def write(writer: Writer, numbers: Numbers) -> None:
    """Write one paragraph for each thing that a figure shows to be owed."""
    steps = [step for step in (_resolve, _kinds, _promises, _cases, _review) if step(numbers)]
    for number, step in enumerate(steps, 1):
        writer.paragraph(f"{_ORDINALS[number - 1]}是", *step(numbers))


_ORDINALS = "一二三四五六七八九"

_RESOLVE = (
    "指标已用完或超出，请先梳理本区域长期未化解的事项，逐件明确责任单位、"
    "措施和时限，就地解决群众合理诉求；不得以任何方式限制群众依法信访。"
)


def _resolve(numbers: Numbers) -> list[Piece]:
    """Answer an overrun by resolving what is unresolved, not by what remains of a limit."""
    over = [
        numbers.name(f"limits.used:area={area}")
        for area, figure_id in numbers.over("limits.share", "area", "").items()
        if (numbers.rate(figure_id) or Fraction(0)) >= 1
    ]
    if not over:
        return []
    return [f"{listed(over)}{_RESOLVE}"]


def _kinds(numbers: Numbers) -> list[Piece]:
    pieces: list[Piece] = []
    by_kind = numbers.over("repeat.matters", "kind")
    for kind in MatterKind:
        figure_id = by_kind.get(kind, "")
        if numbers.count(figure_id):
            pieces += ["、" if pieces else "", kind.zh, numbers.shown(figure_id)]
    if not pieces:
        return []
    return [
        "对重复事项台账中的", *pieces,
        "，由牵头部门会同属地逐项明确包案负责人，说明何时解决、缺什么条件，按月报告进展。",
    ]  # fmt: skip


def _promises(numbers: Numbers) -> list[Piece]:
    if not numbers.count("promises.overdue"):
        return []
    return [
        "对逾期未兑现的承诺", numbers.shown("promises.overdue"),
        "，承诺单位应书面说明原因和新的完成日期，并向信访人说明。",
    ]  # fmt: skip


def _cases(numbers: Numbers) -> list[Piece]:
    if not numbers.count("cases.open"):
        return []
    return [
        "对上级交办未办结事项", numbers.shown("cases.open"),
        "，责任区域应落实责任领导，办结须经信访人确认或依法终结。",
    ]  # fmt: skip


def _review(numbers: Numbers) -> list[Piece]:
    if not numbers.count("repeat.unreviewed@ytd"):
        return []
    return [
        "联席办对系统串并、尚未核对的", numbers.shown("repeat.unreviewed@ytd"),
        "组织核对，核对结果计入下期通报。",
    ]  # fmt: skip

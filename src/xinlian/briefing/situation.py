"""Part one of the report: how it stands in figures."""

from xinlian.briefing.numbers import LAST_MONTH, LAST_YEAR, NOT_RECORDED, YTD, Numbers
from xinlian.briefing.phrases import listed
from xinlian.briefing.writer import Piece, Writer
from xinlian.rules.vocabulary import Channel, Direction, Level, Purpose

_ITEMS = (Channel.LETTER, Channel.WEB, Channel.TELEPHONE)


def write(writer: Writer, numbers: Numbers) -> None:
    """Write totals, levels, purposes, the fields that fell, peers and assigned cases."""
    _totals(writer, numbers)
    _levels(writer, numbers)
    _purposes(writer, numbers)
    _fields(writer, numbers)
    _peers(writer, numbers)
    _assigned(writer, numbers)


def _totals(writer: Writer, numbers: Numbers) -> None:
    as_of = numbers.as_of
    writer.paragraph(
        f"{as_of.year}年1月1日至{as_of.month}月{as_of.day}日，全市共登记来信、网上和电话信访",
        *_with_change(numbers, "petitions.items"),
        *_visits(numbers),
        "。",
        *_verdicts(numbers),
    )
    channels = [
        [f"{channel.zh}", *_with_change(numbers, f"petitions.items:channel={channel}")]
        for channel in _ITEMS
        if numbers.count(f"petitions.items:channel={channel}@{YTD}")
    ]
    writer.paragraph("按形式分，", *_joined(channels), "。") if channels else None


def _visits(numbers: Numbers) -> list[Piece]:
    """Write visits and, of them, group visits; also where there were none."""
    return [
        "；群众来访",
        *_with_change(numbers, "visits.batches"),
        "、",
        *_with_change(numbers, "visits.people"),
        "，其中集体访",
        *_with_change(numbers, "visits.batches:form=group"),
        "、",
        numbers.shown(f"visits.people:form=group@{YTD}"),
    ]


def _levels(writer: Writer, numbers: Numbers) -> None:
    parts = [
        [f"到{level.zh}" if level is not Level.CAPITAL else level.zh,
         *_with_change(numbers, f"visits.batches:level={level}"), "、",
         numbers.shown(f"visits.people:level={level}@{YTD}")]
        for level in Level
        if numbers.count(f"visits.batches:level={level}@{YTD}")
    ]  # fmt: skip
    if parts:
        writer.paragraph("来访按到达层级分，", *_joined(parts), "。")


def _purposes(writer: Writer, numbers: Numbers) -> None:
    """Accusations are counted by their bodies and are in no figure that is shown here."""
    parts: list[list[Piece]] = [
        [purpose.zh, numbers.shown(f"petitions.all:purpose={purpose}@{YTD}")]
        for purpose in (Purpose.APPEAL, Purpose.SUGGESTION)
        if numbers.count(f"petitions.all:purpose={purpose}@{YTD}")
    ]
    if parts:
        writer.paragraph("按信访目的分，", *_joined(parts), "。")


def _fields(writer: Writer, numbers: Numbers) -> None:
    fell = _fallen(numbers)
    if not fell:
        return
    names = [numbers.name(f"petitions.all:category={category}@{YTD}") for category in fell]
    pieces: list[Piece] = [f"与上年同期相比，{listed(names)}等领域信访量下降："]
    for number, (category, name) in enumerate(zip(fell, names, strict=True)):
        measure = f"petitions.all:category={category}"
        verdict = numbers.verdict(measure)
        pieces += ["；" if number else "", name, *_with_change(numbers, measure)]
        if verdict:
            pieces += [
                f"，{verdict}（上月", numbers.shown(f"{measure}@{LAST_MONTH}"), "，",
                numbers.against_month_before(measure), "）",
            ]  # fmt: skip
    writer.paragraph(*pieces, "。")


def _fallen(numbers: Numbers) -> list[str]:
    """Return the fields in which fewer petitions came than last year, the largest fall first."""
    change = {
        category: numbers.count(f"{measure}@{YTD}") - numbers.count(f"{measure}@{LAST_YEAR}")
        for category in _categories(numbers)
        for measure in [f"petitions.all:category={category}"]
    }
    fallen = (each for each in change if change[each] < 0)
    return sorted(fallen, key=lambda each: (change[each], each))


def _peers(writer: Writer, numbers: Numbers) -> None:
    for figure_id in numbers.over("peers.rank", "measure", "").values():
        figure = numbers.by_id[figure_id]
        meaning = "第1位为最多" if figure.direction == Direction.MORE_IS_WORSE else "第1位为最好"
        writer.paragraph(
            f"{figure.name}，我市列", numbers.shown(figure_id, f"第{numbers.count(figure_id)}位"),
            f"（共{figure.denominator}个市州，{meaning}）。",
        )  # fmt: skip


def _assigned(writer: Writer, numbers: Numbers) -> None:
    if not numbers.count("cases.assigned"):
        return
    writer.paragraph(
        "上级交办信访事项", numbers.shown("cases.assigned"), "，已办结",
        numbers.shown("cases.closed"), "，化解率", numbers.share("cases.resolution"),
        "，未办结", numbers.shown("cases.open"), "。",
    )  # fmt: skip


def _with_change(numbers: Numbers, measure: str) -> list[Piece]:
    return [numbers.shown(f"{measure}@{YTD}"), "（", numbers.against_last_year(measure), "）"]


def _verdicts(numbers: Numbers) -> list[Piece]:
    for measure, what in (("petitions.items", "信访量"), ("visits.batches", "来访量")):
        verdict = numbers.verdict(measure)
        if verdict:
            return [f"{what}{verdict}：上月", numbers.shown(f"{measure}@{LAST_MONTH}"), "，",
                    numbers.against_month_before(measure), "。"]  # fmt: skip
    return []


def _categories(numbers: Numbers) -> list[str]:
    found = numbers.over("petitions.all", "category")
    return [category for category in found if category != NOT_RECORDED]


def _joined(parts: list[list[Piece]]) -> list[Piece]:
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        pieces += ["；" if number else "", *part]
    return pieces

"""Part two, first: escalated visits against the year's limit, area by area.

They are a sign that nearer levels failed to resolve; the paragraph leads to unresolved
matters as a whole and never to a visit or a person.
"""

from fractions import Fraction

from xinlian.briefing.numbers import Numbers
from xinlian.briefing.writer import Piece, Writer


def write(writer: Writer, numbers: Numbers) -> None:
    """Write the limit's use by city and area, its path over the months and its projection."""
    if not numbers.count("limits.city"):
        return
    writer.heading(2, "越级走访指标使用情况")
    writer.paragraph(
        "全年指标", numbers.shown("limits.city"), "，已使用", numbers.shown("limits.used"),
        "，占", numbers.share("limits.share"), "；其中区域指标",
        numbers.shown("limits.areas"), "，机动", numbers.shown("limits.reserve"), "。",
    )  # fmt: skip
    _areas(writer, numbers)
    _path(writer, numbers)


def _areas(writer: Writer, numbers: Numbers) -> None:
    used = [
        (area, figure_id)
        for area, figure_id in numbers.over("limits.used", "area", "").items()
        if numbers.count(figure_id)
    ]
    used.sort(key=lambda row: -(numbers.rate(f"limits.share:area={row[0]}") or Fraction(0)))
    pieces: list[Piece] = []
    for area, figure_id in used:
        limit = f"limits.limit:area={area}"
        share = f"limits.share:area={area}"
        pieces += [
            "；" if pieces else "", f"{numbers.name(figure_id)}指标", numbers.shown(limit),
            "、已用", numbers.shown(figure_id), "，使用率", numbers.share(share, 1),
        ]  # fmt: skip
        over = (numbers.rate(share) or Fraction(0)) - 1
        if over > 0:
            pieces += [
                "，超出", numbers.shown(f"limits.overrun:area={area}"),
                "（", numbers.share(f"limits.excess:area={area}", 1), "）",
            ]  # fmt: skip
        elif over == 0:
            pieces.append("，已用完")
    if pieces:
        writer.paragraph(*pieces, "。")


def _path(writer: Writer, numbers: Numbers) -> None:
    """Write the path by quarters up to the last month that brought visits, and what it brought."""
    path = numbers.over("limits.path", "month", "")
    months = sorted(map(int, path))
    moving = [month for month in months if numbers.count(f"limits.month:month={month}")]
    if moving:
        pieces: list[Piece] = ["逐月看，"]
        for month in (month for month in months if month % 3 == 0 and month < moving[-1]):
            pieces += [f"至{month}月底累计", numbers.shown(path[str(month)]), "，"]
        last = str(moving[-1])
        pieces += [f"{last}月新增", numbers.shown(f"limits.month:month={last}")]
        pieces += ["，累计", numbers.shown(path[last])]
        if moving[-1] < numbers.as_of.month:
            pieces.append(f"；{moving[-1] + 1}月以来没有新增")
        writer.paragraph(*pieces, "。")
    if numbers.get("limits.projection"):
        low, high = numbers.count("limits.projection_low"), numbers.count("limits.projection_high")
        writer.paragraph(
            "按目前走势推算，全年约", numbers.shown("limits.projection"),
            f"（八成把握在{low}至{high}之间）。",
        )  # fmt: skip

"""The situation report (通报), composed from figures by rules that can be read here.

Three parts, as the document of the conference asks: how it stands in figures; where it got
worse, with names; what should be done. A sentence appears only where its figures exist.
"""

from datetime import date
from pathlib import Path

from xinlian.briefing import actions, limits, situation, worse
from xinlian.briefing.content import Content
from xinlian.briefing.numbers import Numbers
from xinlian.briefing.writer import Writer
from xinlian.insight.figure import Trace
from xinlian.insight.figures import figures, trace
from xinlian.insight.tables import ledger_at


def compose(home: Path, as_of: date, pinned: int | None = None) -> Content:
    """Compose the report as of a day, reading the ledger's facts up to ``pinned``."""
    ledger = ledger_at(home / "facts")
    found = figures(ledger, as_of, pinned)
    names = {
        figure.id: _names(trace(ledger, figure.id, as_of, pinned))
        for figure in found
        if figure.numerator and figure.id.startswith(_NAMED)
    }
    return compose_from(Numbers.of(as_of, found, names))


_NAMED = ("repeat.matters:kind=", "promises.overdue:unit=")
"""Figures whose records the report names."""


def _names(found: Trace) -> list[str]:
    """Return what each record is called: a matter's name, or what was promised by when."""
    rows = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    return [row.get("name") or f"{row['what']}（期限{row['due_on']}）" for row in rows]


def compose_from(numbers: Numbers) -> Content:
    """Compose the report from figures already computed."""
    writer = Writer()
    writer.heading(1, "总体情况")
    situation.write(writer, numbers)
    writer.heading(1, "存在的主要问题")
    limits.write(writer, numbers)
    worse.write(writer, numbers)
    if writer.is_open:
        writer.paragraph("现有记录没有显示需要通报的突出问题。")
    writer.heading(1, "下步工作建议")
    actions.write(writer, numbers)
    if writer.is_open:
        writer.paragraph("现有记录没有引出工作建议，请联席办补充。")
    as_of = numbers.as_of
    title = f"关于{as_of.year}年{_months(as_of)}全市信访工作情况的通报"
    mandatory = [figure_id for figure_id in MANDATORY if numbers.get(figure_id)]
    return writer.content(title, tuple(mandatory))


MANDATORY = (
    "petitions.items@ytd",
    "visits.batches@ytd",
    "visits.people@ytd",
    "limits.used",
    "limits.share",
    "cases.assigned",
    "cases.open",
    "promises.overdue",
)
"""Figures that no situation report leaves out; what an edit omits is listed with the version."""


def _months(as_of: date) -> str:
    return "1月" if as_of.month == 1 else f"1—{as_of.month}月"

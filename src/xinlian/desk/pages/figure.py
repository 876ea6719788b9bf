"""One figure: what it means, how it comes out, and exactly the records behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xinlian.briefing.queries import numbers_as_of, trace_as_of
from xinlian.desk.cells import shown
from xinlian.desk.language import chosen, term
from xinlian.desk.pages.situation import as_of_asked
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.whole import require_whole_view
from xinlian.insight.figure import Trace
from xinlian.insight.names import parse
from xinlian.organisation.models import Unit
from xinlian.rules.measures import MEASURES, Words

_MOST_ROWS = 500

_COLUMNS: Final[Mapping[str, Words]] = {
    "petition": Words("信访件", "petition"),
    "matter": Words("事项", "matter"),
    "number": Words("编号", "number"),
    "name": Words("名称", "name"),
    "title": Words("事项", "about"),
    "area": Words("责任区域", "area"),
    "unit": Words("单位", "unit"),
    "received_on": Words("收到日期", "received on"),
    "channel": Words("形式", "channel"),
    "level": Words("层级", "level"),
    "people": Words("人数", "people"),
    "category": Words("内容分类", "category"),
    "kind": Words("类型", "kind"),
    "visits": Words("来访批次", "visits"),
    "visits_above": Words("到市及以上批次", "visits to the city or above"),
    "unreviewed": Words("未核对批次", "not reviewed"),
    "known": Words("可识别信访人", "known petitioners"),
    "opened_on": Words("建立日期", "opened on"),
    "year": Words("年", "year"),
    "month": Words("月", "month"),
    "week": Words("周", "week"),
    "batches": Words("批次", "batches"),
    "amount": Words("限额", "limit"),
    "notice": Words("依据通知", "notice"),
    "case": Words("交办件", "case"),
    "chain": Words("交办链条", "chain"),
    "assigned_on": Words("交办日期", "assigned on"),
    "due_on": Words("期限", "due on"),
    "closing": Words("办结方式", "closed by"),
    "closed_on": Words("办结日期", "closed on"),
    "promise": Words("承诺", "promise"),
    "what": Words("承诺内容", "what was promised"),
    "made_on": Words("作出日期", "made on"),
    "kept_on": Words("兑现日期", "kept on"),
    "proof": Words("凭据", "proof"),
    "rank": Words("名次", "rank"),
    "peer": Words("地区", "peer"),
    "value": Words("数值", "value"),
    "own": Words("本市", "this city"),
    "clock": Words("期限", "period"),
    "ended_on": Words("完成日期", "ended on"),
    "concluded": Words("办结日期", "concluded on"),
    "object": Words("评价对象", "rated"),
    "day": Words("日期", "day"),
    "rated_on": Words("评价日期", "rated on"),
    "rating": Words("评价", "rating"),
    "step": Words("环节", "step"),
    "begun_on": Words("起点日期", "begun on"),
    "days": Words("天数", "days"),
    "since": Words("首次收到日期", "first received on"),
    "on": Words("日期", "day"),
    "returned_on": Words("退回日期", "came back on"),
    "urging": Words("督办方式", "urged how"),
    "ground": Words("督办情形", "urged why"),
    "weight": Words("计入", "counts"),
    "fact": Words("账本序号", "fact"),
}
"""The columns of traces, in both languages."""

_TERMS = {
    "channel": "Channel", "level": "Level", "kind": "MatterKind", "closing": "Closing",
    "object": "Rated", "rating": "Satisfaction", "step": "Spell", "urging": "UrgingKind",
    "ground": "UrgingGround",
}  # fmt: skip
_PAGES = {"petition": "petition", "matter": "matter"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a record: what is shown, and the page it opens, if it has one."""

    text: str
    href: str


def figure(request: StaffRequest) -> HttpResponse:
    """Show one figure as of a day; ``pinned`` in the address reads an earlier ledger."""
    require_whole_view(request.actor)
    as_of = as_of_asked(request)
    asked = request.GET.get("pinned", "")
    pinned = int(asked) if asked.isascii() and asked.isdigit() else None
    figure_id = request.GET.get("id", "")
    measure = MEASURES[parse(figure_id).measure]
    found = trace_as_of(settings.HOME, figure_id, as_of, pinned)
    context = {
        "as_of": as_of,
        "id": figure_id,
        "figure": numbers_as_of(settings.HOME, as_of, pinned).get(figure_id),
        "name": chosen(measure.name.zh, measure.name.en),
        "definition": chosen(measure.definition.zh, measure.definition.en),
        "exclusions": chosen(measure.exclusions.zh, measure.exclusions.en),
        "columns": [_heading(column) for column in found.columns],
        "rows": _rows(found),
        "total": len(found.rows),
        "most": _MOST_ROWS,
    }
    return render(request, "desk/figure.html", context)


def _heading(column: str) -> str:
    words = _COLUMNS.get(column)
    return chosen(words.zh, words.en) if words else column


def _rows(found: Trace) -> list[list[Cell]]:
    units = dict(Unit.objects.values_list("code", "name"))
    writers = [_writer(column, units) for column in found.columns]
    return [
        [writer(value) for writer, value in zip(writers, row, strict=True)]
        for row in found.rows[:_MOST_ROWS]
    ]


def _writer(column: str, units: Mapping[str, str]) -> Callable[[Any], Cell]:
    """Return how the values of a column are written: by name where they are codes."""
    if column in _TERMS:
        return lambda code: Cell(shown(term(_TERMS[column], code) or code), "")
    if column in {"area", "unit"}:
        return lambda code: Cell(shown(units.get(code, code)), "")
    if column in _PAGES:
        return lambda key: Cell(shown(key), reverse(_PAGES[column], args=[key]) if key else "")
    return lambda value: Cell(shown(value), "")


ROUTES = [page("figure/", figure, "insight:figure:read", name="figure")]

"""Today: what is due and overdue, what is new, what was promised; by what one may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.conference.models import AssignedCase
from xinlian.conference.queries import cases_for
from xinlian.desk.cells import Badge
from xinlian.desk.deadlines import SOON, remaining
from xinlian.desk.listing import Cell, Column, Heading, cells, headings
from xinlian.desk.pages.petitions import READ, for_list, pick
from xinlian.desk.pages.work import MINE, SENDING, Queue
from xinlian.desk.pages.work import READ as FILES
from xinlian.desk.pages.work import columns as file_columns
from xinlian.desk.pages.work import due as due_files
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import PAGES, page
from xinlian.handling.models import File
from xinlian.handling.queries import office_queue, unit_queue
from xinlian.ledger.actors import Actor
from xinlian.matters.models import Promise
from xinlian.matters.queries import promises_for
from xinlian.petitions.models import Petition
from xinlian.petitions.queries import petitions_for

ROWS: Final = 8
"""Rows of each section; the whole list is one click away."""

_CASES = "conference:case:read"
_MATTERS = "matters:matter:read"
_NEAR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: how many there are, the first of them, where the rest is."""

    key: str
    title: str
    count: int
    href: str
    headings: list[Heading]
    rows: list[list[Cell]]
    tone: str = ""
    nothing: str = ""


def today(request: StaffRequest) -> HttpResponse:
    """Show what this day asks of the actor."""
    may, day = request.actor.may, request.today
    sections: list[Section] = []
    if may(FILES):
        sections += _work(request.actor, day)
    if may(READ):
        sections += _petitions(petitions_for(request.actor), day)
    if may(_MATTERS):
        sections.append(_promises(promises_for(request.actor), day))
    if may(_CASES):
        sections.append(_cases(cases_for(request.actor), day))
    return render(request, "desk/today.html", {"sections": sections})


def _work(actor: Actor, day: date) -> list[Section]:
    """Return what the actor's own lists of work ask: overdue and due soon, to be sent."""
    mine = ("left", "due", "title", "state", "charge", "days")
    sending = ("days", "title", "state", "purpose", "left", "due")
    late = due_files(unit_queue(actor), "overdue", day)
    soon = due_files(unit_queue(actor), "week", day)
    sections = [
        _of_files(
            MINE, "work-late", _("本单位办理超期"), late, mine, {"due": "overdue"}, day, "bad"
        ),
        _of_files(
            MINE, "work-soon", _("本单位七日内到期"), soon, mine, {"due": "week"}, day, "warn"
        ),
    ]
    if actor.may(SENDING.needs):
        rows = office_queue(actor)
        title = _("待甄别分送")
        sections.append(_of_files(SENDING, "work-send", title, rows, sending, {}, day, "warn"))
    return sections


def _of_files(  # noqa: PLR0913, PLR0917 - the words of one section
    queue: Queue,
    key: str,
    title: str,
    rows: QuerySet[File],
    keys: tuple[str, ...],
    query: dict[str, str],
    day: date,
    tone: str,
) -> Section:
    every = file_columns(day)
    href = f"{reverse(queue.name)}?{urlencode(query)}"
    columns = tuple(every[each] for each in keys)
    return _section(key, title, rows, columns, href, _("没有待办的件"), tone)


def _petitions(rows: QuerySet[Petition], day: date) -> list[Section]:
    opened = rows.filter(answered_on=None)
    yesterday = day - timedelta(days=1)
    due = ("title", "channel", "area", "category", "due", "standing")
    new = ("received", "title", "channel", "area", "category", "matter")
    return [
        _of_petitions(
            "today", _("今日到期"), opened.filter(notice_due=day).order_by("pk"), due,
            {"state": "today"}, day, _("今天没有到期的告知。"), "bad",
        ),
        _of_petitions(
            "overdue", _("超过告知期限未答复"),
            opened.filter(notice_due__lt=day).order_by("-notice_due", "pk"), due,
            {"state": "overdue", "sort": "-due"}, day, _("没有超期的信访件。"), "bad",
        ),
        _of_petitions(
            "soon", _("七日内到期"),
            opened.filter(notice_due__gt=day, notice_due__lte=day + SOON).order_by(
                "notice_due", "pk"
            ),
            due, {"state": "soon", "sort": "due"}, day, _("七日内没有到期的告知。"), "warn",
        ),
        _of_petitions(
            "new", _("昨日以来新收"),
            rows.filter(received_on__gte=yesterday).order_by("-received_on", "-pk"), new,
            {"from": yesterday.isoformat()}, day, _("昨日以来没有新收的信访件。"),
        ),
    ]  # fmt: skip


def _of_petitions(  # noqa: PLR0913, PLR0917 - the words of one section
    key: str,
    title: str,
    rows: QuerySet[Petition],
    keys: tuple[str, ...],
    query: dict[str, str],
    day: date,
    nothing: str,
    tone: str = "",
) -> Section:
    href = f"{reverse('petitions')}?{urlencode(query)}"
    return _section(key, title, for_list(rows), pick(day, *keys), href, nothing, tone)


def _promises(rows: QuerySet[Promise], day: date) -> Section:
    near = rows.filter(kept_on=None, due_on__lte=day + _NEAR)
    columns = (
        Column("what", lazy("承诺内容"), lambda p: p.what, (),
               lambda p: reverse("matter", args=[p.matter_id]), "main"),
        Column("matter", lazy("事项"), lambda p: p.matter.name),
        Column("unit", lazy("承诺单位"), lambda p: p.unit),
        Column("due", lazy("完成期限"), lambda p: p.due_on, tone="day"),
        Column("left", lazy("状态"), lambda p: _left(p.due_on, day), tone="word"),
    )  # fmt: skip
    return _section(
        "promises", _("承诺逾期或三十日内到期"), near.order_by("due_on", "pk"), columns,
        reverse("matters"), _("没有逾期或临近到期的承诺。"), "warn",
    )  # fmt: skip


def _cases(rows: QuerySet[AssignedCase], day: date) -> Section:
    columns = (
        Column("title", lazy("交办事项"), lambda c: c.title, (), _case_href, "main"),
        Column("number", lazy("交办编号"), lambda c: c.number, tone="code"),
        Column("area", lazy("责任区域"), lambda c: c.area),
        Column("due", lazy("要求办结日期"), lambda c: c.due_on, tone="day"),
        Column("left", lazy("状态"), lambda c: _left(c.due_on, day), tone="word"),
    )  # fmt: skip
    soonest_first = rows.filter(closed_on=None).order_by(F("due_on").asc(nulls_last=True), "pk")
    return _section(
        "cases", _("上级交办未办结"), soonest_first, columns,
        reverse("cases") if "cases" in PAGES else "#cases", _("上级交办的都已办结。"), "warn",
    )  # fmt: skip


def _case_href(case: AssignedCase) -> str:
    return reverse("matter", args=[case.matter_id]) if case.matter_id else ""


def _left(due_on: date | None, day: date) -> Badge:
    if due_on is None:
        return Badge(_("未定期限"))
    return remaining(due_on, day)


def _section(  # noqa: PLR0913, PLR0917 - the words of one section
    key: str,
    title: str,
    rows: QuerySet[Any],
    columns: tuple[Column, ...],
    href: str,
    nothing: str,
    tone: str,
) -> Section:
    count = rows.order_by().count()
    return Section(
        key=key,
        title=title,
        count=count,
        href=href,
        headings=headings(columns),
        rows=cells(columns, rows[:ROWS]) if count else [],
        tone=tone if count else "",
        nothing=nothing,
    )


ROUTES = [page("", today, READ, "organisation:unit:read", name="today")]

"""The list of petitions: filters, search, export."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.cells import Badge
from xinlian.desk.deadlines import SOON, remaining
from xinlian.desk.exports import exported
from xinlian.desk.language import term_name
from xinlian.desk.listing import NOT_SET, Column, Filter, Listing, Text
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.organisation.models import Unit
from xinlian.petitions.models import Category, Import, Petition
from xinlian.petitions.queries import petitions_for, search
from xinlian.rules.vocabulary import Channel, Level, Occurrence, Purpose, Term

READ = "petitions:petition:read"
_TITLE = 60
_DEEPEST = 2

Rows = QuerySet[Petition]


def title_of(petition: Petition) -> str:
    """Return the title, or how the text begins where there is none."""
    words = petition.words
    return words.title or f"{words.text[:_TITLE]}…"


def standing(petition: Petition, today: date) -> Badge:
    """Say how a petition stands: answered, overdue, due."""
    if petition.answered_on:
        return Badge(_("已答复"), "good")
    if petition.notice_due is None:
        return Badge(_("期限不详"), "warn")
    return remaining(petition.notice_due, today)


def columns(today: date) -> dict[str, Column]:
    """Return every column of petitions by its key; pages choose among them."""
    all_of_them = (
        Column("received", lazy("收到日期"), lambda p: p.received_on, ("received_on",), tone="day"),
        Column("title", lazy("标题"), title_of, (), lambda p: reverse("petition", args=[p.pk]),
               "main"),
        Column("number", lazy("登记编号"), lambda p: p.number, ("number",), tone="code"),
        Column("channel", lazy("形式"), lambda p: Channel(p.channel), ("channel",), tone="word"),
        Column("purpose", lazy("目的"), lambda p: Purpose(p.purpose), ("purpose",), tone="word"),
        Column("level", lazy("层级"), lambda p: Level(p.level), ("level",), tone="word"),
        Column("people", lazy("人数"), lambda p: p.people, ("people",), tone="number"),
        Column("occurrence", lazy("初重"), lambda p: Occurrence(p.occurrence), ("occurrence",)),
        Column("area", lazy("责任区域"), lambda p: p.area, ("area__code",), tone="word"),
        Column("place", lazy("问题属地"), lambda p: p.place, ("place__code",)),
        Column("category", lazy("内容分类"), lambda p: p.category, ("category",)),
        Column("matter", lazy("事项"), _matter, ("link__matter__name",), _matter_href),
        Column("unit", lazy("登记单位"), lambda p: p.unit, ("unit__code",)),
        Column("due", lazy("告知期限"), lambda p: p.notice_due, ("notice_due",), tone="day"),
        Column("answered", lazy("答复日期"), lambda p: p.answered_on, ("answered_on",), tone="day"),
        Column("standing", lazy("状态"), lambda p: standing(p, today),
               ("answered_on", "notice_due"), tone="word"),
    )  # fmt: skip
    return {column.key: column for column in all_of_them}


def pick(today: date, *keys: str) -> tuple[Column, ...]:
    """Return the columns of these keys, in this order."""
    every = columns(today)
    return tuple(every[key] for key in keys)


def listing(today: date) -> Listing:
    """Return what the list of petitions can show on a day."""
    return Listing(
        name="petitions",
        columns=pick(today, "received", "title", "number", "channel", "people", "area", "category",
                     "matter", "due", "standing"),
        file_columns=tuple(columns(today).values()),
        filters=(
            _by_term("channel", lazy("形式"), Channel),
            _by_term("purpose", lazy("目的"), Purpose),
            _by_term("level", lazy("层级"), Level),
            _by_term("occurrence", lazy("初重"), Occurrence),
            Filter("area", lazy("责任区域"), _in_area, _areas),
            Filter("category", lazy("内容分类"), _in_category, _categories),
            Filter("from", lazy("收到日期自"), lambda r, day: r.filter(received_on__gte=day),
                   kind="day"),
            Filter("to", lazy("收到日期至"), lambda r, day: r.filter(received_on__lte=day),
                   kind="day"),
            Filter("state", lazy("状态"), lambda r, state: _in_state(r, state, today), _states),
            Filter("matter", lazy("事项"), _of_matter, _matters),
            Filter("source", lazy("登记簿"), lambda r, name: r.filter(source=name), _registers),
        ),
        order=("-received_on", "-pk"),
        export_permission="petitions:petition:export",
    )  # fmt: skip


def petitions(request: StaffRequest) -> HttpResponseBase:
    """List the petitions in view, the newest first."""
    shown = listing(request.today)
    text = request.GET.get("q", "").strip()[:200]
    rows = search(request.actor, text) if text else petitions_for(request.actor)
    listed = shown.read(request.GET, for_list(rows), account=request.account)
    context = {"listed": listed, "may_export": request.actor.may(shown.export_permission)}
    return exported(request, listed) or render(request, "desk/petitions.html", context)


def for_list(rows: Rows) -> Rows:
    """Return petitions with what a list shows of them, and no more of their words."""
    return rows.select_related("link__matter").defer(
        "words__original_title", "words__original_text", "words__answer", "words__salt"
    )


def _matter(petition: Petition) -> object:
    link = getattr(petition, "link", None)
    return link.matter if link else None


def _matter_href(petition: Petition) -> str:
    link = getattr(petition, "link", None)
    return reverse("matter", args=[link.matter_id]) if link else ""


def _by_term(key: str, title: Text, terms: type[Term]) -> Filter:
    return Filter(
        key,
        title,
        lambda rows, code: rows.filter(**{key: code}),
        lambda: [(str(each), term_name(each)) for each in terms],
    )


def _areas() -> Iterable[tuple[str, str]]:
    areas = Unit.objects.filter(accountable=True).order_by("code").values_list("code", "name")
    return [*areas, (NOT_SET, _("未定"))]


def _in_area(rows: Rows, area: str) -> Rows:
    return rows.filter(area=None) if area == NOT_SET else rows.filter(area=area)


def _categories() -> Iterable[tuple[str, str]]:
    codes = Category.objects.order_by("code").values_list("code", flat=True)
    upper = [(code, code) for code in codes if code.count("/") < _DEEPEST]
    return [*upper, (NOT_SET, _("未分类"))]


def _in_category(rows: Rows, category: str) -> Rows:
    if category == NOT_SET:
        return rows.filter(category=None)
    return rows.filter(Q(category=category) | Q(category__code__startswith=f"{category}/"))


def _states() -> list[tuple[str, str]]:
    return [
        ("overdue", _("超过告知期限未答复")),
        ("today", _("今日到期")),
        ("soon", _("七日内到期")),
        ("open", _("未答复")),
        ("answered", _("已答复")),
    ]


def _in_state(rows: Rows, state: str, today: date) -> Rows:
    opened = rows.filter(answered_on=None)
    states: dict[str, Any] = {
        "overdue": opened.filter(notice_due__lt=today),
        "today": opened.filter(notice_due=today),
        "soon": opened.filter(notice_due__gt=today, notice_due__lte=today + SOON),
        "open": opened,
        "answered": rows.exclude(answered_on=None),
    }
    if state not in states:
        raise ValueError(state)
    narrowed: Rows = states[state]
    return narrowed


def _matters() -> list[tuple[str, str]]:
    return [("linked", _("已归入事项")), (NOT_SET, _("未归入事项"))]


def _registers() -> Iterable[tuple[str, str]]:
    names = Import.objects.order_by("name").values_list("name", flat=True).distinct()
    return [(name, name) for name in names]


def _of_matter(rows: Rows, matter: str) -> Rows:
    if matter == NOT_SET:
        return rows.filter(link=None)
    return rows.exclude(link=None) if matter == "linked" else rows.filter(link__matter=int(matter))


ROUTES = [page("petitions/", petitions, READ, name="petitions")]

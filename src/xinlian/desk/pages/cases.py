"""Cases assigned from above: the list, one case, entering and closing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from xinlian.briefing.queries import numbers_as_of
from xinlian.conference.commands import NewCase, assign_cases, close_case
from xinlian.conference.models import AssignedCase
from xinlian.conference.queries import cases_for
from xinlian.desk.cells import Badge
from xinlian.desk.deadlines import remaining
from xinlian.desk.exports import exported
from xinlian.desk.forms import refuse
from xinlian.desk.language import term_name
from xinlian.desk.listing import NOT_SET, Column, Filter, Listing
from xinlian.desk.notices import notice
from xinlian.desk.pages.situation import FigureShown, shown
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.matters.queries import matters_for
from xinlian.organisation.models import Unit
from xinlian.organisation.queries import view_of
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Closing

_READ = "conference:case:read"
_ASSIGN = "conference:case:assign"
_CLOSE = "conference:case:close"
_EXPORT = "petitions:petition:export"
_FIGURES = ("cases.assigned", "cases.closed", "cases.open", "cases.resolution")

Rows = QuerySet[AssignedCase]


def _areas() -> Iterable[tuple[str, str]]:
    return Unit.objects.filter(accountable=True).order_by("code").values_list("code", "name")


def _state(rows: Rows, value: str) -> Rows:
    if value not in {"open", "closed"}:
        raise ValueError(value)
    return rows.filter(closed_on__isnull=value == "open")


def _standing(case: AssignedCase, today: date) -> Badge:
    """Say how a case stands: closed, overdue, open."""
    if case.closed_on:
        return Badge(_("已办结"), "good")
    if case.due_on and case.due_on < today:
        return remaining(case.due_on, today)
    return Badge(_("未办结"), "warn")


def _listing(today: date) -> Listing:
    return Listing(
        name="cases",
        columns=(
            Column("number", lazy("交办编号"), lambda c: c.number, ("number",), None, "code"),
            Column("title", lazy("交办事项"), lambda c: c.title, ("title",),
                   lambda c: reverse("case", args=[c.pk]), "main"),
            Column("chain", lazy("交办链条"), lambda c: " → ".join(c.chain)),
            Column("area", lazy("责任区域"), lambda c: c.area, ("area__code",), None, "word"),
            Column("assigned", lazy("交办日期"), lambda c: c.assigned_on, ("assigned_on",), None,
                   "day"),
            Column("due", lazy("办理期限"), lambda c: c.due_on, ("due_on",), None, "day"),
            Column("standing", lazy("状态"), lambda c: _standing(c, today), ("closed_on", "due_on"),
                   None, "word"),
            Column("closing", lazy("办结方式"),
                   lambda c: Closing(c.closing) if c.closing else None, ("closing",)),
            Column("closed", lazy("办结日期"), lambda c: c.closed_on, ("closed_on",), None, "day"),
        ),
        filters=(
            Filter("state", lazy("状态"), _state,
                   lambda: [("open", _("未办结")), ("closed", _("已办结"))]),
            Filter("area", lazy("责任区域"), lambda rows, area: rows.filter(area=area), _areas),
            Filter("closing", lazy("办结方式"), lambda rows, way: rows.filter(closing=way),
                   lambda: [(way, term_name(way)) for way in Closing]),
            Filter("matter", lazy("事项"), _of_matter,
                   lambda: [("linked", _("已归入事项")), (NOT_SET, _("未归入事项"))]),
        ),
        order=(F("closed_on").asc(nulls_first=True), "assigned_on", "pk"),
        search=lambda rows, text: rows.filter(title__contains=text) | rows.filter(number=text),
        export_permission=_EXPORT,
    )  # fmt: skip


def _of_matter(rows: Rows, value: str) -> Rows:
    if value == NOT_SET:
        return rows.filter(matter=None)
    return rows.exclude(matter=None) if value == "linked" else rows.filter(matter=int(value))


class AssignForm(forms.Form):
    """A case as the letter from above gives it."""

    number = forms.CharField(label=lazy("交办编号"), max_length=60)
    title = forms.CharField(
        label=lazy("交办事项"), max_length=120, help_text=lazy("写事项，不写个人姓名。")
    )
    chain = forms.CharField(
        label=lazy("交办链条"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("每行一级，从最上级写起。"),
    )  # fmt: skip
    area = forms.ChoiceField(label=lazy("责任区域"), choices=lambda: [("", _("请选择")), *_areas()])
    assigned_on = forms.DateField(
        label=lazy("交办日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_on = forms.DateField(
        label=lazy("办理期限"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    matter = forms.IntegerField(
        label=lazy("事项编号"), required=False, min_value=1,
        help_text=lazy("在事项页面的地址和标题上方可见；可以不填。"),
    )  # fmt: skip

    def __init__(self, *args: Any, request: StaffRequest, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer today as the day of assignment."""
        super().__init__(*args, **{"initial": {"assigned_on": request.today}} | kwargs)
        self.request = request

    def clean_chain(self) -> tuple[str, ...]:
        """Return the levels, topmost first."""
        levels = tuple(line.strip() for line in self.cleaned_data["chain"].splitlines())
        return tuple(filter(None, levels))

    def clean_assigned_on(self) -> date:
        """Return the day, which cannot lie ahead."""
        return _past(self.cleaned_data["assigned_on"], self.request.today)

    def clean_matter(self) -> int | None:
        """Return the matter, which must be in view."""
        matter: int | None = self.cleaned_data["matter"]
        if matter and not matters_for(self.request.actor).filter(pk=matter).exists():
            raise ValidationError(_("没有这个编号的事项。"))
        return matter

    def clean(self) -> dict[str, Any]:
        """Refuse a day due before the assignment."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        assigned, due = data.get("assigned_on"), data.get("due_on")
        if assigned and due and due < assigned:
            self.add_error("due_on", _("办理期限不能早于交办日期。"))
        return data


class CloseForm(forms.Form):
    """In which of the four ways a case was closed, and when."""

    closing = forms.ChoiceField(
        label=lazy("办结方式"), help_text=lazy("撤回和移送不计入化解。"),
        choices=lambda: [("", _("请选择")), *((way, term_name(way)) for way in Closing)],
    )  # fmt: skip
    closed_on = forms.DateField(
        label=lazy("办结日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer today."""
        super().__init__(*args, **{"initial": {"closed_on": today}} | kwargs)
        self.today = today

    def clean_closed_on(self) -> date:
        """Return the day, which cannot lie ahead."""
        return _past(self.cleaned_data["closed_on"], self.today)


def _past(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(_("日期不能晚于今天。"))
    return day


def cases(request: StaffRequest) -> HttpResponseBase:
    """List the cases in view, open ones first, the oldest of them first."""
    listed = _listing(request.today).read(
        request.GET, cases_for(request.actor), account=request.account
    )
    context = {
        "listed": listed,
        "tiles": _tiles(request),
        "may_export": request.actor.may(_EXPORT),
        "may_assign": request.actor.may(_ASSIGN),
    }
    return exported(request, listed) or render(request, "desk/cases.html", context)


def _tiles(request: StaffRequest) -> list[FigureShown]:
    """Return the city's figures of assigned cases for who sees the whole city."""
    whole = view_of(request.actor).everything
    if not (whole and request.actor.may("insight:figure:read")):
        return []
    numbers = numbers_as_of(settings.HOME, request.today)
    return [shown(figure) for figure in map(numbers.get, _FIGURES) if figure]


def assign_case(request: StaffRequest) -> HttpResponse:
    """Enter a case assigned from above."""
    form = AssignForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        (case_id,) = assign_cases([NewCase(**_given(form))], by=request.actor, at=request.now)
        notice(request, _("已登记交办件。"))
        return HttpResponseRedirect(reverse("case", args=[case_id]))
    return render(request, "desk/case_assign.html", {"form": form})


def _given(form: AssignForm) -> dict[str, Any]:
    names = ("number", "title", "chain", "area", "assigned_on", "due_on", "matter")
    return {name: form.cleaned_data[name] for name in names}


def case(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one case with its chain of assignment; close it."""
    return _page(request, _in_view(request, pk), CloseForm(today=request.today))


@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close a case in one of the four ways."""
    found = _in_view(request, pk)
    form = CloseForm(request.POST, today=request.today)
    if not form.is_valid():
        return _page(request, found, form)
    way, day = Closing(form.cleaned_data["closing"]), form.cleaned_data["closed_on"]
    try:
        close_case(pk, closing=way, closed_on=day, by=request.actor, at=request.now)
    except BrokenRule as refusal:
        refuse(form, refusal)
        return _page(request, found, form)
    notice(request, _("已登记办结。"))
    return HttpResponseRedirect(reverse("case", args=[pk]))


def _in_view(request: StaffRequest, pk: int) -> AssignedCase:
    return get_object_or_404(cases_for(request.actor), pk=pk)


def _page(request: StaffRequest, found: AssignedCase, form: CloseForm) -> HttpResponse:
    context = {
        "case": found,
        "standing": _standing(found, request.today),
        "form": form,
        "may_close": request.actor.may(_CLOSE) and (form.is_bound or not found.closing),
        "may_follow": request.actor.may("ledger:fact:read"),
        "may_see_matter": found.matter_id
        and matters_for(request.actor).filter(pk=found.matter_id).exists(),
    }
    return render(request, "desk/case.html", context)


ROUTES = [
    page("cases/", cases, _READ, name="cases"),
    page("cases/new/", assign_case, _ASSIGN, name="assign_case"),
    page("cases/<int:pk>/", case, _READ, name="case"),
    page("cases/<int:pk>/close/", close, _CLOSE, name="close_case"),
]

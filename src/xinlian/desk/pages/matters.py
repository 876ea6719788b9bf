"""Matters: the list, one matter with its petitions, and what the office decides about it."""

from collections.abc import Iterable

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from xinlian.desk.exports import exported
from xinlian.desk.language import term_name
from xinlian.desk.listing import Column, Filter, Listing
from xinlian.desk.notices import Undo, notice
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.matters.commands import (
    confirm_links,
    describe_matter,
    merge_matters,
    split_matter,
    unlink_petitions,
    unmerge_matter,
)
from xinlian.matters.models import Matter
from xinlian.matters.queries import counted, links_of, matters_for
from xinlian.organisation.models import Unit
from xinlian.rules.vocabulary import MatterKind

_READ = "matters:matter:read"
_LINK = "matters:petition:link"


def _areas() -> Iterable[tuple[str, str]]:
    return Unit.objects.filter(accountable=True).order_by("code").values_list("code", "name")


LISTING = Listing(
    name="matters",
    columns=(
        Column("name", lazy("事项"), lambda m: m.name, ("name",),
               lambda m: reverse("matter", args=[m.pk]), "main"),
        Column("kind", lazy("类型"), lambda m: MatterKind(m.kind), ("kind",)),
        Column("area", lazy("责任区域"), lambda m: m.area, ("area__code",)),
        Column("petitions", lazy("信访件"), lambda m: m.petitions, ("petitions",), None, "number"),
        Column("visits", lazy("来访批次"), lambda m: m.visits, ("visits",), None, "number"),
        Column("people", lazy("来访人次"), lambda m: m.people, ("people",), None, "number"),
        Column("first_on", lazy("最早"), lambda m: m.first_on, ("first_on",)),
        Column("last_on", lazy("最近"), lambda m: m.last_on, ("last_on",)),
        Column("unreviewed", lazy("未核对"), lambda m: m.unreviewed, ("unreviewed",), None,
               "number"),
    ),
    filters=(
        Filter("kind", lazy("类型"), lambda rows, kind: rows.filter(kind=kind),
               lambda: [(kind, term_name(kind)) for kind in MatterKind]),
        Filter("area", lazy("责任区域"), lambda rows, area: rows.filter(area=area), _areas),
        Filter("review", lazy("核对"), lambda rows, _: rows.filter(unreviewed__gt=0),
               lambda: [("open", _("有未核对的串并"))]),
    ),
    order=("-petitions", "name", "pk"),
    search=lambda rows, text: rows.filter(name__contains=text),
    export_permission="petitions:petition:export",
)  # fmt: skip


class DescribeForm(forms.Form):
    """What a matter is called and which kind it is of."""

    name = forms.CharField(label=lazy("事项名称"), max_length=120)
    kind = forms.ChoiceField(label=lazy("类型"), choices=MatterKind.choices)


class MergeForm(forms.Form):
    """Into which matter, and why."""

    into = forms.IntegerField(label=lazy("并入事项编号"), min_value=1)
    reason = forms.CharField(label=lazy("理由"), max_length=200)


def matters(request: StaffRequest) -> HttpResponseBase:
    """List the matters in view, those with most petitions first."""
    listed = LISTING.read(request.GET, counted(matters_for(request.actor)), account=request.account)
    return exported(request, listed) or render(
        request, "desk/matters.html",
        {"listed": listed, "may_export": request.actor.may(LISTING.export_permission)},
    )  # fmt: skip


def matter(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one matter: its petitions with why, its promises, what may be decided."""
    found = Matter.objects.filter(pk=pk, merged_into__in=matters_for(request.actor)).first()
    if found:
        return HttpResponseRedirect(reverse("matter", args=[found.merged_into_id]))
    return _page(request, pk, DescribeForm(), MergeForm())


def _page(request: StaffRequest, pk: int, describe: forms.Form, merge: forms.Form) -> HttpResponse:
    found = get_object_or_404(counted(matters_for(request.actor)), pk=pk)
    if not describe.is_bound:
        describe = DescribeForm(initial={"name": found.name, "kind": found.kind})
    context = {
        "matter": found,
        "kind": MatterKind(found.kind),
        "links": links_of(found)[:500],
        "promises": found.promises.select_related("unit").order_by("due_on"),
        "cases": found.cases.all(),
        "absorbed": found.absorbed.all(),
        "describe": describe,
        "merge": merge,
        "may_link": request.actor.may(_LINK),
        "may_merge": request.actor.may("matters:matter:merge"),
        "may_split": request.actor.may("matters:matter:split"),
        "may_change": request.actor.may("matters:matter:change"),
    }
    return render(request, "desk/matter.html", context)


def _scoped(request: StaffRequest, pk: int) -> Matter:
    return get_object_or_404(matters_for(request.actor), pk=pk)


def _chosen(request: StaffRequest, found: Matter) -> list[int]:
    """Return the petitions ticked on the page that do belong to the matter."""
    ticked = [int(each) for each in request.POST.getlist("petition") if each.isdigit()]
    own = links_of(found).filter(petition__in=ticked)
    return sorted(own.values_list("petition_id", flat=True))


def _back(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("matter", args=[pk]))


@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm the ticked links."""
    found = _scoped(request, pk)
    done = confirm_links(_chosen(request, found), by=request.actor, at=request.now)
    notice(request, _("已核对%(count)s件。") % {"count": done})
    return _back(pk)


@require_POST
def unlink(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the ticked petitions out of the matter; remembered, and undone by linking again."""
    found = _scoped(request, pk)
    chosen = _chosen(request, found)
    reason = request.POST.get("reason", "").strip() or _("不属于该事项")
    unlink_petitions(chosen, reason=reason[:200], by=request.actor, at=request.now)
    notice(request, _("已移出%(count)s件，系统不会再次归入。") % {"count": len(chosen)})
    return _back(pk)


@require_POST
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the ticked petitions a matter of their own."""
    found = _scoped(request, pk)
    name = request.POST.get("name", "").strip()[:120] or found.name
    reason = request.POST.get("reason", "").strip()[:200] or _("另一事项")
    new = split_matter(
        pk, _chosen(request, found), name=name, reason=reason, by=request.actor, at=request.now
    )
    undo = Undo(reverse("merge_matter", args=[new]), {"into": str(pk), "reason": _("撤销拆分")})
    notice(request, _("已拆分为新事项“%(name)s”。") % {"name": name}, undo)
    return _back(new)


@require_POST
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the matter part of another that is in view."""
    found = _scoped(request, pk)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, DescribeForm(), form)
    into = _scoped(request, form.cleaned_data["into"])
    reason = form.cleaned_data["reason"]
    merge_matters(pk, into=into.pk, reason=reason, by=request.actor, at=request.now)
    notice(request, _("“%(name)s”已并入“%(into)s”。") % {"name": found.name, "into": into.name},
           Undo(reverse("unmerge_matter", args=[pk]), {"reason": _("撤销合并")}))  # fmt: skip
    return _back(into.pk)


@require_POST
def unmerge(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    get_object_or_404(matters_for(request.actor), absorbed__pk=pk)
    reason = request.POST.get("reason", "").strip()[:200] or _("撤销合并")
    unmerge_matter(pk, reason=reason, by=request.actor, at=request.now)
    notice(request, _("已撤销合并。"))
    return _back(pk)


@require_POST
def describe(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct the matter's name and kind."""
    _scoped(request, pk)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form, MergeForm())
    describe_matter(pk, form.cleaned_data, by=request.actor, at=request.now)
    notice(request, _("已保存。"))
    return _back(pk)


ROUTES = [
    page("matters/", matters, _READ, name="matters"),
    page("matters/<int:pk>/", matter, _READ, name="matter"),
    page("matters/<int:pk>/confirm/", confirm, _LINK, name="confirm_links"),
    page("matters/<int:pk>/unlink/", unlink, _LINK, name="unlink_petitions"),
    page("matters/<int:pk>/split/", split, "matters:matter:split", name="split_matter"),
    page("matters/<int:pk>/merge/", merge, "matters:matter:merge", name="merge_matter"),
    page("matters/<int:pk>/unmerge/", unmerge, "matters:matter:merge", name="unmerge_matter"),
    page("matters/<int:pk>/describe/", describe, "matters:matter:change", name="describe_matter"),
]

"""Saved views: a list as somebody likes to see it, kept under a name."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.desk.models import SavedView
from xinlian.desk.notices import Undo, notice
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import PAGES, page
from xinlian.rules.errors import BrokenRule

LISTS = ("petitions:petition:read", "matters:matter:read", "organisation:unit:read")


@require_POST
def save_view(request: StaffRequest) -> HttpResponse:
    """Keep a list's query under a name; the same name again replaces it."""
    name, listing = request.POST.get("name", "").strip()[:40], request.POST.get("page", "")
    query = request.POST.get("query", "")[:1000]
    address = _address(listing)
    if not name or not address:
        raise BrokenRule(
            "view-without-name",
            zh="请给这个视图起一个名字。",
            en="Give the view a name.",
        )
    SavedView.objects.update_or_create(
        account=request.account, page=listing, name=name, defaults={"query": query}
    )
    notice(request, _("已保存视图“%(name)s”。") % {"name": name})
    return HttpResponseRedirect(f"{address}?{query}")


@require_POST
def drop_view(request: StaffRequest, view: int) -> HttpResponse:
    """Forget a saved view; it can be brought back on the next page."""
    saved = get_object_or_404(SavedView, pk=view, account=request.account)
    fields = {"name": saved.name, "page": saved.page, "query": saved.query}
    saved.delete()
    notice(
        request,
        _("已删除视图“%(name)s”。") % {"name": saved.name},
        Undo(reverse("save_view"), fields),
    )
    return HttpResponseRedirect(reverse(saved.page))


def _address(listing: str) -> str:
    """Return where a list stands; '' for what is none."""
    try:
        return reverse(listing) if listing in PAGES else ""
    except NoReverseMatch:
        return ""


ROUTES = [
    page("views/save/", save_view, *LISTS, name="save_view"),
    page("views/<int:view>/drop/", drop_view, *LISTS, name="drop_view"),
]

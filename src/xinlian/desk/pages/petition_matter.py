"""Putting one petition into a matter: what the engine proposes and why, and the office's word."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.desk.notices import Undo, notice
from xinlian.desk.pages.petition import LINK, in_view, proposals
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.matters.commands import NewLink, link_petitions
from xinlian.matters.models import Matter
from xinlian.matters.queries import matters_for
from xinlian.petitions.models import Petition
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Basis


@require_POST
def link(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a petition into a matter in view, with the engine's reasons as they are now."""
    found = in_view(request, pk)
    matter = _matter(request)
    link_petitions([_reasoned(request, found, matter)], by=request.actor, at=request.now)
    undo = Undo(
        reverse("unlink_petitions", args=[matter.pk]),
        {"petition": str(pk), "reason": _("归入有误")},
    )
    notice(request, _("已归入“%(name)s”。") % {"name": matter.name}, undo)
    return HttpResponseRedirect(reverse("petition", args=[pk]))


def _matter(request: StaffRequest) -> Matter:
    typed = request.POST.get("matter", "").strip()
    number = int(typed) if typed.isascii() and typed.isdigit() else 0
    matter = matters_for(request.actor).filter(pk=number).first()
    if matter is None:
        raise BrokenRule(
            "matter-unknown",
            zh=f"没有编号为“{typed}”的事项，或它不在您的工作范围内；请核对事项编号。",
            en=f"There is no matter {typed!r} in your view; please check its number.",
        )
    return matter


def _reasoned(request: StaffRequest, found: Petition, matter: Matter) -> NewLink:
    for each in proposals(request.actor, found):
        if each.matter.pk == matter.pk:
            return NewLink(found.pk, matter.pk, Basis.OFFICE, each.score, each.reasons)
    return NewLink(found.pk, matter.pk)


ROUTES = [page("petitions/<int:pk>/link/", link, LINK, name="link_petition")]

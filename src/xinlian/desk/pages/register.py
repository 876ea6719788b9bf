"""Registering by hand: one page, by keyboard alone, with a kept draft and matters beside it."""

import secrets
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.desk.forms import refuse
from xinlian.desk.notices import notice
from xinlian.desk.pages.receipt import keep_code
from xinlian.desk.pages.register_form import KEPT, RegisterForm, as_typed, codes
from xinlian.desk.registering import Chosen, register_at_desk
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.matters.models import Matter
from xinlian.matters.queries import counted, matters_for
from xinlian.matters.registers import place_paths
from xinlian.matters.suggesting import suggest
from xinlian.petitions.keeping import Kept, drop_draft, load_draft, save_draft
from xinlian.petitions.models import Category
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import MatterKind, Purpose

_REGISTER: Final = "petitions:petition:register"
_LINK: Final = "matters:petition:link"
_DONE: Final = "registered"
_MOST_DONE: Final = 20
_LISTED: Final = 5


def register(request: StaffRequest) -> HttpResponse:
    """Show the form, with what was kept of it; register what it says."""
    if request.method == "POST":
        return _register(request)
    kept = load_draft(request.actor.ref)
    form = RegisterForm(now=request.now, initial=_kept_fields(kept))
    return _page(request, form, kept)


def _kept_fields(kept: Kept | None) -> dict[str, Any]:
    return {name: value for name, value in kept.fields.items() if value} if kept else {}


def _register(request: StaffRequest) -> HttpResponse:
    # A second click on the same page finds what the first one registered.
    done = request.session.get(_DONE, {}).get(request.POST.get("once", ""))
    if done:
        return HttpResponseRedirect(reverse("receipt", args=[done]))
    form = RegisterForm(request.POST, request.FILES, now=request.now)
    try:
        if not form.is_valid():
            return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        registered = register_at_desk(
            form.draft(request.actor), form.cleaned_data["attachments"], _chosen(request, form),
            by=request.actor, at=request.now,
        )  # fmt: skip
    except BrokenRule as refusal:
        refuse(form, refusal)
        return _page(request, form, status=HTTPStatus.CONFLICT)
    _remember(request, registered.petition)
    keep_code(request, registered.petition, registered.code)
    notice(request, _("已登记。"))
    return HttpResponseRedirect(reverse("receipt", args=[registered.petition]))


def _remember(request: StaffRequest, petition: int) -> None:
    done = {**request.session.get(_DONE, {}), request.POST.get("once", ""): petition}
    request.session[_DONE] = dict(list(done.items())[-_MOST_DONE:])


def _chosen(request: StaffRequest, form: RegisterForm) -> Chosen | None:
    """Return the matter chosen, with the engine's reasons as they are now."""
    data = form.cleaned_data
    matter = data["matter"]
    if not matter or not request.actor.may(_LINK) or data["purpose"] == Purpose.ACCUSATION:
        return None
    if not matters_for(request.actor).filter(pk=matter).exists():
        raise BrokenRule(
            "matter-unknown",
            zh="所选事项已不在列表中（可能已并入另一事项）；请重新选择。",
            en="The matter chosen is no longer there (perhaps merged into another); choose again.",
        )
    for each in suggest(
        request.actor, title=data["title"], text=data["text"], place=form.place_code,
        category=form.category_code, k=_LISTED,
    ):  # fmt: skip
        if each.matter.pk == matter:
            return Chosen(matter, each.score, each.reasons)
    return Chosen(matter)


def _page(
    request: StaffRequest, form: RegisterForm, kept: Kept | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    typed = as_typed(request.POST) if form.is_bound else {**_kept_fields(kept)}
    context = {
        "form": form,
        "kept": kept,
        "once": request.POST.get("once") or secrets.token_hex(8),
        "places": place_paths().values(),
        "categories": _categories(),
        "similar": _similar(request, typed),
        "chosen": typed.get("matter", ""),
        "barred": typed.get("purpose") == Purpose.ACCUSATION,
        "group": settings.GROUP_VISIT,
    }
    return render(request, "desk/register.html", context, status=status)


def _categories() -> list[str]:
    leaves = Category.objects.filter(children=None).order_by("code")
    return list(leaves.values_list("code", flat=True))


@require_POST
def similar(request: StaffRequest) -> HttpResponse:
    """Return the matters that what is being typed may belong to, as a part of the page.

    Posted, so that the words of a petition stand in no address and no log of addresses.
    """
    typed = as_typed(request.POST)
    context = {
        "similar": _similar(request, typed),
        "chosen": typed["matter"],
        "barred": typed["purpose"] == Purpose.ACCUSATION,
    }
    return render(request, "desk/part_similar.html", context)


def _similar(request: StaffRequest, typed: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the matters proposed and the one chosen, each with its counts and why.

    None for an accusation: by way of a matter it could reach the accused (R22, R30).
    """
    if typed.get("purpose") == Purpose.ACCUSATION or not any(
        str(typed.get(name, "")).strip() for name in ("title", "text")
    ):
        return []
    place, category = codes(typed.get("place", ""), typed.get("category", ""))
    proposed = suggest(
        request.actor, title=typed.get("title", ""), text=typed.get("text", ""), place=place,
        category=category, k=_LISTED,
    )  # fmt: skip
    why = {each.matter.pk: (each.score, each.reasons) for each in proposed}
    chosen = str(typed.get("matter", ""))
    wanted = [*why, *([int(chosen)] if chosen.isascii() and chosen.isdigit() else [])]
    rows = {row.pk: row for row in counted(matters_for(request.actor)).filter(pk__in=wanted)}
    return [_beside(rows[pk], why.get(pk)) for pk in dict.fromkeys(wanted) if pk in rows]


def _beside(matter: Matter, why: tuple[int, tuple[str, ...]] | None) -> dict[str, Any]:
    score, reasons = why or (None, ())
    return {"matter": matter, "kind": MatterKind(matter.kind), "score": score, "reasons": reasons}


@require_POST
def keep_draft(request: StaffRequest) -> HttpResponse:
    """Keep what is typed; a page already registered keeps nothing more."""
    typed = as_typed(request.POST, KEPT)
    if request.POST.get("once", "") not in request.session.get(_DONE, {}):
        save_draft(request.actor.ref, typed, request.now)
    if request.headers.get("HX-Request"):
        return render(request, "desk/part_kept.html", {"at": request.now})
    notice(request, _("已保存草稿；附件请在登记时选择。"))
    return HttpResponseRedirect(reverse("register"))


@require_POST
def forget_draft(request: StaffRequest) -> HttpResponse:
    """Begin with an empty form."""
    drop_draft(request.actor.ref)
    return HttpResponseRedirect(reverse("register"))


ROUTES = [
    page("register/", register, _REGISTER, name="register"),
    page("register/similar/", similar, _REGISTER, name="similar_matters"),
    page("register/draft/", keep_draft, _REGISTER, name="keep_draft"),
    page("register/draft/drop/", forget_draft, _REGISTER, name="forget_draft"),
]

"""Saying why before reading a text outside the unit in charge."""

from http import HTTPStatus
from typing import Final

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.language import term_name
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.handling.commands import read_petition
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.petitions.queries import petitions_for
from xinlian.rules.vocabulary import Reading

_READ: Final = "petitions:petition:read"


class ReadingForm(forms.Form):
    """Why the text is read."""

    reading = forms.ChoiceField(
        label=lazy("查阅事由"),
        choices=lambda: [("", _("请选择")), *((str(each), term_name(each)) for each in Reading)],
    )


def reading(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask why the text of a petition in view is read; record it and go on to the text."""
    if not _known(request.actor, pk):
        raise Http404
    form = ReadingForm(request.POST if request.method == "POST" else None)
    following = _following(request, pk)
    if form.is_valid():
        reason = Reading(form.cleaned_data["reading"])
        read_petition(pk, reason=reason, by=request.actor, at=request.now)
        return HttpResponseRedirect(following)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "pk": pk, "following": following}
    return render(request, "desk/reading.html", context, status=status)


def _known(actor: Actor, pk: int) -> bool:
    seen = petitions_for(actor).filter(pk=pk).exists()
    return seen or files_for(actor).filter(petition=pk).exists()


def _following(request: StaffRequest, pk: int) -> str:
    """Return where to go on: a page of this site that the address names, or the petition."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if here else reverse("petition", args=[pk])


ROUTES = [page("petitions/<int:pk>/read/", reading, _READ, name="read_petition")]

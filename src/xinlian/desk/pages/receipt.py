"""The receipt of a petition: printable, neutral, with the query code shown once."""

from base64 import b64decode, b64encode
from typing import Final

import segno
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from xinlian.desk.language import chosen, sentence
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.petitions.codes import grouped
from xinlian.petitions.commands import issue_receipt
from xinlian.petitions.models import Petition
from xinlian.petitions.queries import petitions_for
from xinlian.rules.calendar import calendar_of
from xinlian.rules.clocks import due
from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import profile
from xinlian.vault.keys import open_under, seal_under

_REGISTER: Final = "petitions:petition:register"
_PURPOSE: Final = "receipt-shown"


def keep_code(request: StaffRequest, petition: int, code: str) -> None:
    """Keep a query code for the next page only, sealed: sessions lie in the database."""
    sealed = seal_under(_PURPOSE, code.encode(), owner=_owner(request, petition))
    request.session[_key(petition)] = b64encode(sealed).decode()


def _take_code(request: StaffRequest, petition: int) -> str:
    """Return the code that was kept, '' the second time."""
    sealed = request.session.pop(_key(petition), "")
    if not sealed:
        return ""
    return open_under(_PURPOSE, b64decode(sealed), owner=_owner(request, petition)).decode()


def _key(petition: int) -> str:
    return f"receipt/{petition}"


def _owner(request: StaffRequest, petition: int) -> str:
    return f"{request.actor.ref}/{petition}"


def receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the receipt to print: number, day, query code, what happens next and until when."""
    found = get_object_or_404(petitions_for(request.actor), pk=pk)
    code = _take_code(request, pk)
    context = {
        "petition": found,
        "code": grouped(code),
        "qr": segno.make_qr(code, error="m").svg_data_uri(scale=4, border=2) if code else "",
        "why": _why(found),
        "link": getattr(found, "link", None),
    }
    return render(request, "desk/receipt.html", context)


def _why(petition: Petition) -> str:
    """Say how the day on which notice is owed was reckoned, or why it is not known."""
    governing = profile(petition.profile)
    if "notice" not in governing.clocks:
        return ""
    try:
        reckoned = due("notice", petition.received_on, governing, calendar_of(settings.HOLIDAYS))
    except BrokenRule as refusal:
        return sentence(refusal)
    return chosen(reckoned.explanation_zh, reckoned.explanation_en)


@require_POST
def another_receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand out another receipt with a code of its own, for one that was lost."""
    get_object_or_404(petitions_for(request.actor), pk=pk)
    keep_code(request, pk, issue_receipt(pk, by=request.actor, at=request.now))
    return HttpResponseRedirect(reverse("receipt", args=[pk]))


ROUTES = [
    page("petitions/<int:pk>/receipt/", receipt, _REGISTER, name="receipt"),
    page("petitions/<int:pk>/receipt/new/", another_receipt, _REGISTER, name="another_receipt"),
]

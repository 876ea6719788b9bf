"""The gate before a text: who is outside the unit in charge says why first."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse

from xinlian.desk.requests import StaffRequest
from xinlian.handling.reading import owes_reason


def asked_why(request: StaffRequest, petition: int) -> HttpResponseRedirect | None:
    """Return the way to the page that asks why, None where the text may be read."""
    if not owes_reason(request.actor, petition, request.today):
        return None
    following = request.get_full_path() if request.method == "GET" else ""
    gate = reverse("read_petition", args=[petition])
    return HttpResponseRedirect(f"{gate}?{urlencode({'next': following})}")

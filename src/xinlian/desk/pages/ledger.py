"""The ledger of a record: its facts in order, with times, author and digest."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xinlian.conference.queries import cases_for
from xinlian.desk.facts import told
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.ledger.actors import Actor
from xinlian.ledger.queries import facts_about
from xinlian.matters.models import Matter
from xinlian.matters.queries import matters_for, promises_for
from xinlian.petitions.queries import petitions_for
from xinlian.rules.facts import LATEST

NOUNS: Final = frozenset(kind.subject for kind in LATEST.values())
"""What a fact can be about."""

_RECORDS: Final = {"petition": "petition", "matter": "matter"}
"""Nouns with a page of their own, and the name of its URL."""


def ledger_of(request: StaffRequest, noun: str, subject: str) -> HttpResponse:
    """Show every fact about a record that is in view."""
    if noun not in NOUNS or not _in_view(request.actor, noun, subject):
        raise Http404
    facts = told(facts_about(noun, subject))
    if not facts:
        raise Http404
    context = {
        "noun": noun,
        "subject": subject,
        "facts": facts,
        "record_url": _record_url(noun, subject),
    }
    return render(request, "desk/ledger.html", context)


def _in_view(actor: Actor, noun: str, subject: str) -> bool:
    """Tell whether the actor sees the record itself; what has no view rule is open."""
    rule = _VIEWS.get(noun)
    return rule is None or (subject.isdigit() and rule(actor, int(subject)))


def _matter_in_view(actor: Actor, pk: int) -> bool:
    """Tell whether a matter is in view, or the one that it became part of."""
    found = Matter.objects.filter(pk=pk).first()
    whole = found.merged_into_id or pk if found else pk
    return matters_for(actor).filter(pk=whole).exists()


_VIEWS: Final[dict[str, Callable[[Actor, int], bool]]] = {
    "petition": lambda actor, pk: petitions_for(actor).filter(pk=pk).exists(),
    "receipt": lambda actor, pk: petitions_for(actor).filter(pk=pk).exists(),
    "matter": _matter_in_view,
    "promise": lambda actor, pk: promises_for(actor).filter(pk=pk).exists(),
    "case": lambda actor, pk: cases_for(actor).filter(pk=pk).exists(),
}


def _record_url(noun: str, subject: str) -> str:
    return reverse(_RECORDS[noun], args=[subject]) if noun in _RECORDS else ""


ROUTES = [
    page("ledger/<slug:noun>/<path:subject>/", ledger_of, "ledger:fact:read", name="ledger_of"),
]

"""The ledger of a record: its facts in order, with times, author and digest."""

from collections.abc import Callable, Sequence
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xinlian.conference.queries import cases_for
from xinlian.desk.facts import told
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.documents.queries import documents_for
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.ledger.models import Fact
from xinlian.ledger.queries import facts_about, recorded
from xinlian.matters.models import Matter
from xinlian.matters.queries import matters_for, promises_for
from xinlian.organisation.queries import view_of
from xinlian.petitions.queries import petitions_for
from xinlian.petitions.uploads import imports_for
from xinlian.rules.facts import LATEST

NOUNS: Final = frozenset(kind.subject for kind in LATEST.values())
"""What a fact can be about."""

_OPEN: Final = frozenset({"place", "area", "unit", "person", "category"})
"""Nouns of the organisation: whoever reads the ledger reads these."""

_OF_FILES: Final = frozenset(
    {
        "file", "claim", "assignment", "contest", "clock", "opinion", "execution", "rating",
        "review", "note", "recusal", "urging",
    }
)  # fmt: skip
"""Nouns of what belongs to one file."""

_RECORDS: Final = {"petition": "petition", "matter": "matter"}
"""Nouns with a page of their own, and the name of its URL."""


def ledger_of(request: StaffRequest, noun: str, subject: str) -> HttpResponse:
    """Show every fact about a record that is in view."""
    rows = facts_about(noun, subject) if noun in NOUNS else []
    if not rows or not _in_view(request.actor, noun, subject, rows):
        raise Http404
    facts = told(rows)
    context = {
        "noun": noun,
        "subject": subject,
        "facts": facts,
        "record_url": _record_url(noun, subject),
    }
    return render(request, "desk/ledger.html", context)


def _in_view(actor: Actor, noun: str, subject: str, rows: Sequence[Fact]) -> bool:
    """Tell whether the actor sees the record itself.

    What has no view rule is shown to whoever sees the whole city, and to nobody else.
    """
    if noun in _OPEN or noun in _VIEWS:
        return noun in _OPEN or (subject.isdigit() and _VIEWS[noun](actor, int(subject)))
    if noun in _OF_FILES:
        return _file_in_view(actor, subject, rows)
    if noun == "identity":
        return petitions_for(actor).filter(petitioner=subject).exists()
    return view_of(actor).everything


def _file_in_view(actor: Actor, subject: str, rows: Sequence[Fact]) -> bool:
    """Tell whether the file that facts are about is in view: they name it, or begin with it."""
    told_of = [recorded(row).data for row in rows]
    begins = subject.partition("/")[0]
    named: set[int] = {data["file"] for data in told_of if "file" in data}
    files = named or ({int(begins)} if begins.isdigit() else set())
    return bool(files) and files_for(actor).filter(pk__in=files).count() == len(files)


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
    "document": lambda actor, pk: documents_for(actor).filter(pk=pk).exists(),
    "import": lambda actor, pk: imports_for(actor).filter(pk=pk).exists(),
    "case": lambda actor, pk: cases_for(actor).filter(pk=pk).exists(),
}


def _record_url(noun: str, subject: str) -> str:
    return reverse(_RECORDS[noun], args=[subject]) if noun in _RECORDS else ""


ROUTES = [
    page("ledger/<slug:noun>/<path:subject>/", ledger_of, "ledger:fact:read", name="ledger_of"),
]

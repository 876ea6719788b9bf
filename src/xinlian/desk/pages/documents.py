"""Documents: those of a petition, one with its versions, and drafting."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from xinlian.desk.forms import attempt
from xinlian.desk.language import chosen
from xinlian.desk.notices import notice
from xinlian.desk.pages.document_forms import (
    KindForm,
    PurposeForm,
    ServeForm,
    VoidForm,
    WordsForm,
    missing,
)
from xinlian.desk.people import staff_names
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.documents.commands import draft_document, revise_document
from xinlian.documents.drafting import known
from xinlian.documents.fields import FIELDS
from xinlian.documents.kinds import KINDS, Kind
from xinlian.documents.models import Document, Served, Version
from xinlian.documents.queries import documents_for, documents_of, preview
from xinlian.documents.terms import Service, State, VoidReason
from xinlian.handling.queries import whole_file
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Unit
from xinlian.petitions.models import Petition
from xinlian.petitions.queries import petitions_for

READ = "documents:document:read"
_DRAFT = "documents:document:draft"


def of_petition(request: StaffRequest, pk: int) -> HttpResponse:
    """List the documents of a petition in view, and offer to draft one."""
    petition = get_object_or_404(petitions_for(request.actor), pk=pk)
    rows = list(documents_of(request.actor, pk))
    makers = dict(
        Version.objects.filter(document__in=rows, document__version=F("version")).values_list(
            "document", "made_by"
        )
    )
    names = staff_names(makers.values())
    asked = KindForm(request.GET if "kind" in request.GET else None)
    if asked.is_bound and asked.is_valid():
        return HttpResponseRedirect(reverse("draft_document", args=[pk, request.GET["kind"]]))
    context = {
        "petition": petition,
        "documents": [
            (row, _name(KINDS[row.kind]), State(row.state), names[makers[row.pk]]) for row in rows
        ],
        "form": asked,
        "may_draft": request.actor.may(_DRAFT),
    }
    return render(request, "desk/documents.html", context)


def draft(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for the fields of a kind, filled with what is known; draft it."""
    petition = get_object_or_404(petitions_for(request.actor).select_related("words"), pk=pk)
    of = _kind(kind)
    filled = prefilled(request.actor, petition, of, request.today)
    form = WordsForm(of, request.POST or None, initial=filled)
    made: list[int] = []

    def act() -> None:
        made.append(
            draft_document(
                settings.HOME,
                of.code,
                form.words,
                petition=pk,
                to=_unit_named(form.words.get("to")),
                by=request.actor,
                at=request.now,
            )
        )

    if form.is_bound and form.is_valid() and attempt(form, act):
        notice(request, _("已起草文书。"))
        return HttpResponseRedirect(reverse("document", args=made))
    back = reverse("documents_of", args=[pk])
    return _form(request, form, of, back, missing(of, filled))


def revise(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the newest version's fields; what is sent becomes the next version."""
    row = in_view(request, pk)
    newest = Version.objects.select_related("words").get(document=row, version=row.version)
    of = KINDS[row.kind]
    form = WordsForm(of, request.POST or None, initial=newest.words.data)
    based_on = request.POST.get("based_on", "")

    def act() -> None:
        revise_document(
            settings.HOME, pk, based_on=int(based_on) if based_on.isdigit() else 0,
            data=form.words, by=request.actor, at=request.now,
        )  # fmt: skip

    if form.is_bound and form.is_valid() and attempt(form, act):
        notice(request, _("已保存新版本。"))
        return HttpResponseRedirect(reverse("document", args=[pk]))
    return _form(request, form, of, reverse("document", args=[pk]), [], row.version)


def document(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a document in view, name and address left empty, with what may be done."""
    return show(request, in_view(request, pk))


def show(
    request: StaffRequest,
    row: Document,
    *,
    refused: dict[str, Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Show a document; ``refused`` are forms with what was typed."""
    own = row.unit_id == request.actor.unit or request.actor.everything
    context = {
        "document": row,
        "name": _name(KINDS[row.kind]),
        "state": State(row.state),
        "body": preview(request.actor, row.pk),
        "versions": versions(row),
        "papers": row.papers.order_by("paper"),
        "void_reason": VoidReason(row.void_reason) if row.void_reason else None,
        "served": [
            (each.served_on, Service(each.service))
            for each in Served.objects.filter(paper__document=row).order_by("seq")
        ],
        "is_draft": row.state == State.DRAFT,
        "is_valid": row.state in {State.ISSUED, State.SERVED},
        "own": own,
        "may": {act: request.actor.may(f"documents:document:{act}") for act in _ACTS},
        "void_form": VoidForm(auto_id="void_%s"),
        "print_form": PurposeForm(auto_id="print_%s"),
        "serve_form": ServeForm(auto_id="serve_%s", initial={"served_on": request.today}),
    }
    return render(request, "desk/document.html", context | (refused or {}), status=status)


_ACTS = ("draft", "issue", "void", "print", "serve")


def in_view(request: StaffRequest, pk: int) -> Document:
    """Return a document in view; any other does not exist."""
    return get_object_or_404(documents_for(request.actor), pk=pk)


def versions(row: Document) -> list[tuple[Version, str, list[str]]]:
    """Return each version, who made it, and the names of the fields that it changed."""
    rows = list(row.versions.select_related("words").order_by("version"))
    names = staff_names(each.made_by for each in rows)
    told, before = [], dict[str, Any]()
    for each in rows:
        data = each.words.data
        changed = [
            chosen(FIELDS[code].zh, FIELDS[code].en)
            for code in sorted(before.keys() | data.keys())
            if before and before.get(code) != data.get(code)
        ]
        told.append((each, names[each.made_by], changed))
        before = data
    return told[::-1]


def prefilled(actor: Actor, petition: Petition, kind: Kind, today: date) -> dict[str, Any]:
    """Return what register and handling know of a kind's fields."""
    unit = Unit.objects.filter(pk=actor.unit).first()
    values = known(kind, unit, None, petition) if unit else {}
    file = files_for(actor).filter(petition=petition.pk).order_by("pk").first()
    if file is None:
        return values
    whole = whole_file(actor, file.pk, today)
    claims = [{"text": whole.words.get(each.words, "")} for each in whole.claims]
    dues = [each.due.due for each in whole.clocks if each.name == "handling" and each.due]
    more: dict[str, Any] = {"claims": claims}
    if dues:
        more["due_on"] = dues[-1].isoformat()
    for code, column in (("facts", "facts"), ("reasons", "reasons"), ("law", "basis")):
        found = [whole.words.get(getattr(each, column), "") for each in whole.claims]
        more[code] = "\n".join(filter(None, found))
    return values | {code: value for code, value in more.items() if code in kind.fields}


def _kind(code: str) -> Kind:
    """Return a kind by its code; any other does not exist."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _unit_named(name: str | None) -> str | None:
    """Return the unit that a letter is written to; None for a body that is not of the house."""
    codes = list(Unit.objects.filter(name=name).values_list("code", flat=True)) if name else []
    return codes[0] if len(codes) == 1 else None


def _name(kind: Kind) -> str:
    return chosen(kind.zh, kind.en)


def _form(  # noqa: PLR0913, PLR0917 - what the page of a form shows
    request: StaffRequest,
    form: WordsForm,
    kind: Kind,
    back: str,
    lacking: list[str],
    based_on: int = 0,
) -> HttpResponse:
    context = {
        "form": form, "kind": kind, "name": _name(kind), "back": back,
        "lacking": lacking, "based_on": request.POST.get("based_on", based_on),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "desk/document_form.html", context, status=status)


ROUTES = [
    page("petitions/<int:pk>/documents/", of_petition, READ, name="documents_of"),
    page("petitions/<int:pk>/documents/<slug:kind>/", draft, _DRAFT, name="draft_document"),
    page("documents/<int:pk>/", document, READ, name="document"),
    page("documents/<int:pk>/revise/", revise, _DRAFT, name="revise_document"),
]

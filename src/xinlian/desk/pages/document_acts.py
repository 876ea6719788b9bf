"""What is done with a document: issue, void, print, serve, open a printed paper again."""

from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.desk.forms import attempt
from xinlian.desk.notices import notice
from xinlian.desk.pages.document_forms import PurposeForm, ServeForm, VoidForm
from xinlian.desk.pages.documents import in_view, show
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.documents.commands import issue_document, void_document
from xinlian.documents.serving import print_document, reopen_paper, serve_document
from xinlian.documents.terms import Service, VoidReason

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue the version that was shown: it gets its number."""
    in_view(request, pk)
    version = request.POST.get("version", "")
    asked = int(version) if version.isdigit() else 0
    number = issue_document(pk, version=asked, by=request.actor, at=request.now)
    notice(request, _("已制发：%(number)s。") % {"number": number})
    return _back(pk)


@require_POST
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """Void an issued document; its number stays in the register."""
    row = in_view(request, pk)
    form = VoidForm(request.POST, auto_id="void_%s")

    def act() -> None:
        reason = VoidReason(form.cleaned_data["reason"])
        void_document(pk, reason=reason, by=request.actor, at=request.now)

    if not form.is_valid() or not attempt(form, act):
        return _again(request, row, void_form=form)
    notice(request, _("已作废；编号留在登记簿中。"))
    return _back(pk)


@require_POST
def print_out(request: StaffRequest, pk: int) -> HttpResponse:
    """Merge name and address for a purpose and hand out the docx: one opening."""
    row = in_view(request, pk)
    form = PurposeForm(request.POST, auto_id="print_%s")
    files: list[tuple[int, bytes]] = []

    def act() -> None:
        files.append(print_document(pk, purpose=form.opening, by=request.actor, at=request.now))

    if not form.is_valid() or not attempt(form, act):
        return _again(request, row, print_form=form)
    paper, file = files[0]
    return _docx(pk, paper, file)


@require_POST
def reopen(request: StaffRequest, pk: int, paper: int) -> HttpResponse:
    """Hand out a paper as it was printed: an opening like any other."""
    row = in_view(request, pk)
    if not row.papers.filter(paper=paper).exists():
        raise Http404
    form = PurposeForm(request.POST, auto_id="print_%s")
    files: list[bytes] = []

    def act() -> None:
        opened = reopen_paper(pk, paper, purpose=form.opening, by=request.actor, at=request.now)
        files.append(opened)

    if not form.is_valid() or not attempt(form, act):
        return _again(request, row, print_form=form)
    return _docx(pk, paper, files[0])


@require_POST
def serve(request: StaffRequest, pk: int) -> HttpResponse:
    """Record that the last printed paper was served."""
    row = in_view(request, pk)
    form = ServeForm(request.POST, auto_id="serve_%s")

    def act() -> None:
        data = form.cleaned_data
        serve_document(
            pk, service=Service(data["service"]), served_on=data["served_on"],
            evidence=data["evidence"], by=request.actor, at=request.now,
        )  # fmt: skip

    if not form.is_valid() or not attempt(form, act):
        return _again(request, row, serve_form=form)
    notice(request, _("已记录送达。"))
    return _back(pk)


def _docx(pk: int, paper: int, file: bytes) -> HttpResponse:
    response = HttpResponse(file, content_type=_DOCX)
    response["Content-Disposition"] = f'attachment; filename="{pk}-{paper}.docx"'
    return response


def _again(request: StaffRequest, row: Any, **forms: Any) -> HttpResponse:  # noqa: ANN401 - a document and its forms
    return show(request, row, refused=forms, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _back(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("document", args=[pk]))


ROUTES = [
    page("documents/<int:pk>/issue/", issue, "documents:document:issue", name="issue_document"),
    page("documents/<int:pk>/void/", void, "documents:document:void", name="void_document"),
    page("documents/<int:pk>/print/", print_out, "documents:document:print", name="print_document"),
    page("documents/<int:pk>/serve/", serve, "documents:document:serve", name="serve_document"),
    page(
        "documents/<int:pk>/papers/<int:paper>/", reopen, "documents:document:print",
        name="reopen_paper",
    ),
]  # fmt: skip

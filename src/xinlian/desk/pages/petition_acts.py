"""What is done with one petition: each act parses a form and calls one command."""

from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.desk.forms import attempt
from xinlian.desk.notices import Undo, notice
from xinlian.desk.pages.petition import Opened, in_view, show
from xinlian.desk.pages.petition_forms import AnswerForm, AttachForm, CorrectForm, OpenForm
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.petitions.commands import answer_petitions, attach_file, correct_petitions
from xinlian.petitions.commands.change import Answer
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import Opening
from xinlian.vault.commands import open_identity, open_texts

_OPEN = "vault:identity:open"
_ANSWER = "petitions:petition:answer"
_ATTACH = "petitions:petition:attach"
_CORRECT = "petitions:petition:correct"


@require_POST
def open_petitioner(request: StaffRequest, pk: int) -> HttpResponse:
    """Open the identity for a stated purpose; shown once, in answer to this request only."""
    found = in_view(request, pk)
    form = OpenForm(request.POST)
    opened: list[Opened] = []
    if (
        not form.is_valid()
        or not found.petitioner
        or not attempt(form, lambda: opened.append(_opened(request, found, form.cleaned_data)))
    ):
        return _again(request, found, open_form=form)
    return show(request, found, opened=opened[0])


def _opened(request: StaffRequest, found: Petition, data: dict[str, str]) -> Opened:
    asked: dict[str, Any] = {
        "purpose": Opening(data["purpose"]), "petition": found.pk,
        "by": request.actor, "at": request.now,
    }  # fmt: skip
    ref = found.petitioner or ""
    if data["what"] == "person":
        return Opened(asked["purpose"], person=open_identity(ref, **asked))
    masked = {"title": found.words.title, "text": found.words.text}
    return Opened(asked["purpose"], words=open_texts(ref, masked, **asked))


@require_POST
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Record an answer by the actor's unit."""
    found = in_view(request, pk)
    form = AnswerForm(request.POST, today=request.today)
    if not form.is_valid() or not attempt(form, lambda: _answer(request, pk, form.cleaned_data)):
        return _again(request, found, answer_form=form)
    notice(request, _("已记录答复。"))
    return _back(pk)


def _answer(request: StaffRequest, pk: int, data: dict[str, Any]) -> None:
    given = Answer(pk, data["text"], data["answered_on"], request.actor.unit or None)
    answer_petitions([given], by=request.actor, at=request.now)


@require_POST
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Attach a file."""
    found = in_view(request, pk)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid() or not attempt(form, lambda: _attach(request, pk, form), "file"):
        return _again(request, found, attach_form=form)
    notice(request, _("已附上文件。"))
    return _back(pk)


def _attach(request: StaffRequest, pk: int, form: AttachForm) -> None:
    attach_file(pk, form.cleaned_data["file"].read(), by=request.actor, at=request.now)


@require_POST
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct what was recorded; the former values can be put back by a further correction."""
    found = in_view(request, pk)
    form = CorrectForm(request.POST)
    if not form.is_valid() or not attempt(form, lambda: _correct(request, found, form)):
        return _again(request, found, correct_form=form)
    if form.fields_of(found) == CorrectForm.recorded(found):
        notice(request, _("没有需要更正的内容。"))
    else:
        notice(request, _("已更正。原来的记录仍在账本中。"), _undo(found))
    return _back(pk)


def _correct(request: StaffRequest, found: Petition, form: CorrectForm) -> None:
    correct_petitions(
        {found.pk: form.fields_of(found)},
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=request.now,
    )


def _undo(found: Petition) -> Undo | None:
    """Return how to put the former values back; one that was never recorded cannot be."""
    former = CorrectForm.recorded(found)
    if None in former.values():
        return None
    fields = {name: str(value) for name, value in former.items()} | {"reason": _("撤销更正")}
    return Undo(reverse("correct_petition", args=[found.pk]), fields)


def _again(request: StaffRequest, found: Petition, **forms: Form) -> HttpResponse:
    """Show the petition again with the form that was refused, as it was typed."""
    return show(request, found, forms=forms, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _back(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("petition", args=[pk]))


ROUTES = [
    page("petitions/<int:pk>/open/", open_petitioner, _OPEN, name="open_petitioner"),
    page("petitions/<int:pk>/answer/", answer, _ANSWER, name="answer_petition"),
    page("petitions/<int:pk>/attach/", attach, _ATTACH, name="attach_file"),
    page("petitions/<int:pk>/correct/", correct, _CORRECT, name="correct_petition"),
]

"""One file on its way: what it says, where it stands, and each step as a form."""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from xinlian.desk.forms import attempt
from xinlian.desk.handled import handled
from xinlian.desk.notices import notice
from xinlian.desk.reading import asked_why
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.steps.acts import ACTS
from xinlian.desk.steps.fields import Asking
from xinlian.desk.steps.forms import ActForm
from xinlian.desk.steps.offered import Offered, offered
from xinlian.handling.clocks import remember
from xinlian.handling.commands import write_note
from xinlian.handling.models import File
from xinlian.handling.queries import letter_of
from xinlian.handling.scope import capacities, files_for
from xinlian.ledger.actors import Actor
from xinlian.petitions.queries import petitions_for
from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import procedure
from xinlian.rules.vocabulary import Purpose, Route, State

READ = "handling:file:read"
_STEP = "handling:file:step"
_NOTE = "handling:note:write"


def file(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a file in view with what is open to the actor."""
    found = in_view(request, pk)
    if gate := asked_why(request, found.petition_id):
        return gate
    context = {
        "handled": handled(request, pk),
        "may_see_petition": petitions_for(request.actor).filter(pk=found.petition_id).exists(),
    }
    return render(request, "desk/file.html", context)


def step(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Take a step: show its form, or call its command and go back to the file."""
    found = in_view(request, pk)
    if gate := asked_why(request, found.petition_id):
        return gate
    remember([found])
    open_to = _open(request, found, name)
    if open_to is None:
        raise _refusal(request.actor, found, name)
    data = request.POST if request.method == "POST" else None
    form = ActForm(open_to.act, Asking([found], request.actor, request.today), data)
    if data is not None and _done(request, form):
        return _taken(request, found, open_to)
    context = {
        "file": found,
        "form": form,
        "open": open_to,
        "letter": letter_of(request.actor, found),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "desk/step.html", context, status=status)


def _done(request: StaffRequest, form: ActForm) -> bool:
    """Take the step with what was typed, unless only a further row was asked for."""
    return (
        not form.wants_more
        and form.is_valid()
        and attempt(form, lambda: form.take(by=request.actor, at=request.now))
    )


def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Write an internal note."""
    in_view(request, pk)
    if request.method == "POST":
        write_note(pk, request.POST.get("text", ""), by=request.actor, at=request.now)
        notice(request, _("已记下备注。"))
    return HttpResponseRedirect(reverse("file", args=[pk]))


def in_view(request: StaffRequest, pk: int) -> File:
    """Return a file that the actor may know of; anything else does not exist for them."""
    rows = files_for(request.actor).select_related("petition__words", "charge")
    return get_object_or_404(rows, pk=pk)


def _open(request: StaffRequest, found: File, name: str) -> Offered | None:
    taken = [each.step for each in found.steps]
    return next(
        (each for each in offered(request.actor, found, taken) if each.act.name == name), None
    )


def _refusal(actor: Actor, found: File, name: str) -> Exception:
    """Return why an act is not open: no such page, no permission, or the rule's own sentence."""
    if name not in ACTS or ACTS[name].open_to:
        return Http404()
    act = ACTS[name]
    governing = procedure(found.profile)
    try:
        actor.require(act.permission)
        step = governing.step(act.takes)
        governing.check(
            act.takes,
            state=State(found.state),
            purpose=Purpose(found.purpose),
            route=Route(found.route) if found.route else None,
            given=step.needs,
            role=next(iter(step.roles & capacities(actor, found)), "nobody"),
            taken=[each.step for each in found.steps],
        )
    except BrokenRule as refusal:
        return refusal
    return Http404()


def _taken(request: StaffRequest, found: File, open_to: Offered) -> HttpResponse:
    """Say what was done; whoever may no longer know of the file goes back to the work list."""
    notice(request, _("已办理：%(step)s。") % {"step": open_to.name})
    known = files_for(request.actor).filter(pk=found.pk).exists()
    return HttpResponseRedirect(reverse("file", args=[found.pk]) if known else reverse("work"))


ROUTES = [
    page("work/<int:pk>/", file, READ, name="file"),
    page("work/<int:pk>/note/", note, _NOTE, name="note"),
    page("work/<int:pk>/<str:name>/", step, _STEP, name="step"),
]

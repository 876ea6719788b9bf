"""One step on many files at once: each keeps its own clocks and answer; all are done, or none."""

from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from xinlian.desk.forms import attempt
from xinlian.desk.notices import notice
from xinlian.desk.pages.work import QUEUES
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.steps.acts import ACTS, Act
from xinlian.desk.steps.fields import Asking
from xinlian.desk.steps.forms import ActForm
from xinlian.desk.steps.offered import Offered
from xinlian.handling.models import File
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.rules.errors import BrokenRule
from xinlian.rules.procedure import procedure

MOST: Final = 500
"""Files in one act: more are for a command line."""


def many(request: StaffRequest, name: str) -> HttpResponse:
    """Take one step on the files that were ticked in a list."""
    act = _act(request.actor, name)
    asked = request.POST if request.method == "POST" else request.GET
    files = _ticked(request.actor, asked.getlist("file"))
    open_to = Offered(act, procedure(files[0].profile).steps.get(act.takes), files[0].profile)
    form = ActForm(act, Asking(files, request.actor, request.today), request.POST or None)
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: form.take(by=request.actor, at=request.now))
    ):
        done = ngettext(
            "已办理%(count)s件：%(step)s。", "已办理%(count)s件：%(step)s。", len(files)
        )
        notice(request, done % {"count": len(files), "step": open_to.name})
        return HttpResponseRedirect(reverse(_back(asked.get("back", ""))))
    context = {"form": form, "files": files, "open": open_to, "back": _back(asked.get("back", ""))}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "desk/work_many.html", context, status=status)


def _act(actor: Actor, name: str) -> Act:
    act = ACTS.get(name)
    if act is None or not act.many:
        raise Http404
    actor.require(act.permission)
    return act


def _ticked(actor: Actor, asked: list[str]) -> list[File]:
    """Return the files ticked; one that is not in view does not exist."""
    numbers = {int(each) for each in asked if each.isascii() and each.isdigit()}
    if not numbers or len(numbers) > MOST:
        raise BrokenRule(
            "files-missing",
            zh=f"请先在列表中勾选办理件，一次最多{MOST}件。",
            en=f"Tick files in the list first, {MOST} at most.",
        )
    files = list(
        files_for(actor).filter(pk__in=numbers).select_related("petition__words").order_by("pk")
    )
    if len(files) < len(numbers):
        raise Http404
    return files


def _back(asked: str) -> str:
    return next((queue.name for queue in QUEUES if queue.name == asked), QUEUES[0].name)


ROUTES = [page("work/many/<str:name>/", many, "handling:file:step", name="work_many")]

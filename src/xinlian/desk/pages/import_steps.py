"""An uploaded register, step by step: its columns, the dry run, the import, how far it is."""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.desk.language import chosen
from xinlian.desk.notices import notice
from xinlian.desk.pages.imports import FIRST_ERRORS, as_said, errors_file, stage_badge
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.petitions.intake.columns import IGNORE
from xinlian.petitions.intake.declared import BY_FIELD, COLUMNS
from xinlian.petitions.models import Stage, Upload
from xinlian.petitions.uploads import (
    IMPORT,
    WAITED_FOR,
    ask,
    choose,
    columns_of,
    errors_of,
    give_up,
    missing_of,
    remembered,
    uploads_for,
)
from xinlian.rules.errors import BrokenRule


def upload(request: StaffRequest, key: str) -> HttpResponseBase:
    """Show where an uploaded register stands; a finished one leads to what it did."""
    found = _mine(request, key)
    if found.stage == Stage.DONE:
        done = reverse("imported", args=[found.of_id]) if found.of_id else reverse("imports")
        return _leave(request, done)
    if found.stage in WAITED_FOR:
        name = "part_import_progress" if _is_part(request) else "import_progress"
        context = {"upload": found, "state": stage_badge(found)}
        return render(request, f"desk/{name}.html", context)
    # A part of a page that waits is asked for once more when the waiting is over.
    return _leave(request, request.path) if _is_part(request) else _page(request, found)


def _mine(request: StaffRequest, key: str) -> Upload:
    return get_object_or_404(uploads_for(request.actor), pk=key)


def _is_part(request: StaffRequest) -> bool:
    return "HX-Request" in request.headers


def _leave(request: StaffRequest, where: str) -> HttpResponse:
    if not _is_part(request):
        return HttpResponseRedirect(where)
    response = HttpResponse()
    response["HX-Redirect"] = where
    return response


def _page(
    request: StaffRequest,
    found: Upload,
    refusal: BrokenRule | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    columns = columns_of(found)
    rejected = found.rehearsed.get("rejected", 0)
    errors = errors_of(found)[:FIRST_ERRORS] if rejected else []
    context = {
        "upload": found,
        "state": stage_badge(found),
        "refusal": refusal,
        "stopped": chosen(found.refusal["zh"], found.refusal["en"]) if found.refusal else "",
        "columns": [(each, chosen(each.why_zh, each.why_en)) for each in columns],
        "fields": [(each.field, chosen(each.zh, each.en)) for each in COLUMNS],
        "missing": [chosen(each.zh, each.en) for each in missing_of(found)],
        "remembered": remembered(found),
        "counts": found.rehearsed,
        "new": found.rehearsed.get("added", 0) + found.rehearsed.get("changed", 0),
        "errors": [as_said(error) for error in errors],
        "more": rejected > len({error["row"] for error in errors}),
    }
    return render(request, "desk/import_columns.html", context, status=status)


@require_POST
def rehearse(request: StaffRequest, key: str) -> HttpResponse:
    """Take the columns as chosen and ask for a dry run."""
    found = _mine(request, key)
    try:
        choose(found, _mapping(request, found))
        ask(found, Stage.REHEARSING, by=request.actor, at=request.now)
    except BrokenRule as refusal:
        return _page(request, found, refusal, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse("upload", args=[key]))


def _mapping(request: StaffRequest, found: Upload) -> dict[str, str]:
    """Return header -> field of what the form says; what is no field is left unread."""
    chosen_fields = {}
    for column in columns_of(found):
        field = request.POST.get(f"column-{column.index}")
        if column.named and field is not None:
            chosen_fields[column.label] = field if field in BY_FIELD else IGNORE
    return chosen_fields


@require_POST
def take(request: StaffRequest, key: str) -> HttpResponse:
    """Ask for the import of what was rehearsed."""
    found = _mine(request, key)
    if not found.rehearsed:
        raise BrokenRule(
            "import-not-rehearsed",
            zh="请先试运行，看清将新增、更正和退回多少行，再导入。",
            en="Make the dry run first, to see what would be added, changed and rejected.",
        )
    ask(found, Stage.IMPORTING, by=request.actor, at=request.now)
    return HttpResponseRedirect(reverse("upload", args=[key]))


@require_POST
def drop(request: StaffRequest, key: str) -> HttpResponse:
    """Give a register up and remove its file."""
    found = _mine(request, key)
    if found.stage in {Stage.IMPORTING, Stage.DONE}:
        raise BrokenRule(
            "import-at-work",
            zh="导入已经开始，不能放弃；完成后可在信访件中更正。",
            en="The import has begun and cannot be given up; correct its petitions afterwards.",
        )
    give_up(found)
    notice(request, _("已放弃“%(name)s”，文件已删除。") % {"name": found.file})
    return HttpResponseRedirect(reverse("imports"))


def errors(request: StaffRequest, key: str) -> HttpResponseBase:
    """Return what the dry run would reject, as a file."""
    found = _mine(request, key)
    if found.stage == Stage.DONE or not found.rehearsed:
        raise Http404
    return errors_file("dry-run-errors", (as_said(error) for error in errors_of(found)))


ROUTES = [
    page("imports/new/<str:key>/", upload, IMPORT, name="upload"),
    page("imports/new/<str:key>/rehearse/", rehearse, IMPORT, name="rehearse_upload"),
    page("imports/new/<str:key>/import/", take, IMPORT, name="import_upload"),
    page("imports/new/<str:key>/drop/", drop, IMPORT, name="drop_upload"),
    page("imports/new/<str:key>/errors.csv", errors, IMPORT, name="upload_errors"),
]

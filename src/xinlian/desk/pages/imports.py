"""Importing a register: the list with its form, and what a finished import did."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from django import forms
from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.cells import Badge
from xinlian.desk.exports import csv_file
from xinlian.desk.forms import refuse
from xinlian.desk.language import chosen
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.petitions.intake.declared import COLUMNS, Column
from xinlian.petitions.models import Import, ImportIssue, Stage, Upload
from xinlian.petitions.queries import petitions_for
from xinlian.petitions.uploads import IMPORT, bring, imports_for, uploads_for
from xinlian.rules.errors import BrokenRule

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FIRST_ERRORS: Final = 20
_MOST_LISTED: Final = 100
_SAMPLE: Final = (
    "number", "received_at", "channel", "people", "place", "category", "title", "text", "name",
    "id_number", "telephone", "address", "answer", "answered_at", "answered_by",
)  # fmt: skip
_NEEDED: Final = frozenset({"number", "received_at", "title", "text"})


class BringForm(forms.Form):
    """The file of a register."""

    file = forms.FileField(label=lazy("登记簿文件"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Say which files are taken."""
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.csv"
        self.fields["file"].help_text = _(
            "xlsx、xls 或 csv，不超过%(most)s MB。文件加密存放，导入或放弃后即删除，最长一天。"
        ) % {"most": settings.MOST_UPLOAD // 1024**2}

    def clean_file(self) -> "UploadedFile[bytes]":
        """Return the file, which is not larger than the setting allows."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.MOST_UPLOAD:
            raise forms.ValidationError(_("文件太大；请按年份或地区拆分。"))
        return file


@dataclass(frozen=True, slots=True)
class Listed:
    """An import as the list shows it."""

    running: Import
    file: str
    state: Badge


def imports(request: StaffRequest) -> HttpResponse:
    """List the imports and what waits to be one; take another file."""
    if request.method != "POST":
        return _list(request, BringForm())
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        upload = bring(
            file.name or "", file.size or 0, file.chunks(), by=request.actor, at=request.now
        )
    except BrokenRule as refusal:
        refuse(form, refusal, "file")
        return _list(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return HttpResponseRedirect(reverse("upload", args=[upload.key]))


def _list(request: StaffRequest, form: BringForm, status: int = HTTPStatus.OK) -> HttpResponse:
    waiting = uploads_for(request.actor).exclude(stage=Stage.DONE).order_by("-uploaded_at")
    context = {
        "form": form,
        "waiting": [(upload, stage_badge(upload)) for upload in waiting],
        "imports": _listed(imports_for(request.actor)[:_MOST_LISTED]),
        "fields": [(column, column.field in _NEEDED) for column in _sample_columns()],
    }
    return render(request, "desk/imports.html", context, status=status)


def _listed(imports_seen: Iterable[Import]) -> list[Listed]:
    found = list(imports_seen)
    uploads = Upload.objects.filter(of__in=found).order_by("uploaded_at")
    files = {each.of_id: each.file for each in uploads}
    busy = Upload.objects.filter(stage=Stage.IMPORTING).values_list("digest", flat=True)
    at_work = set(busy)
    return [Listed(each, files.get(each.pk, ""), _state(each, at_work)) for each in found]


def _state(running: Import, at_work: set[str]) -> Badge:
    if running.finished_at:
        return Badge(_("已完成"), "good")
    if running.file_digest in at_work:
        return Badge(_("正在导入"), "calm")
    return Badge(_("中断，再导入同一文件即接着做"), "warn")


def stage_badge(upload: Upload) -> Badge:
    """Say what an uploaded register waits for."""
    return {
        Stage.COLUMNS: Badge(_("待核对列"), "warn"),
        Stage.REHEARSING: Badge(_("正在试运行"), "calm"),
        Stage.REHEARSED: Badge(_("已试运行，待导入"), "warn"),
        Stage.IMPORTING: Badge(_("正在导入"), "calm"),
        Stage.STOPPED: Badge(_("已停止"), "bad"),
        Stage.DONE: Badge(_("已完成"), "good"),
    }[Stage(upload.stage)]


def imported(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what an import did, its first errors, and where its petitions are."""
    running = get_object_or_404(imports_for(request.actor), pk=pk)
    (listed,) = _listed([running])
    errors = running.errors.order_by("row", "pk")
    context = {
        "running": running,
        "listed": listed,
        "errors": [as_said(error) for error in errors[:FIRST_ERRORS]],
        "more": errors.count() > FIRST_ERRORS,
        "petitions": petitions_for(request.actor).filter(source=running.name).exists(),
    }
    return render(request, "desk/import.html", context)


def imported_errors(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Return the rows that an import did not take, as a file."""
    running = get_object_or_404(imports_for(request.actor), pk=pk)
    errors = running.errors.order_by("row", "pk").iterator(chunk_size=2000)
    return errors_file(f"import-{pk}-errors", (as_said(error) for error in errors))


def as_said(error: ImportIssue | dict[str, Any]) -> tuple[int, str, str, str, str]:
    """Return row, column, value, what is wrong and what would be right, in one language."""
    each = error if isinstance(error, dict) else vars(error)
    return (
        each["row"],
        each["column"],
        each["value"],
        chosen(each["wrong_zh"], each["wrong_en"]),
        chosen(each["right_zh"], each["right_en"]),
    )


def errors_file(name: str, errors: Iterable[tuple[int, str, str, str, str]]) -> HttpResponseBase:
    """Return errors as a file in which no cell begins a formula."""
    header = (_("行"), _("列"), _("值"), _("问题"), _("应为"))
    return csv_file(name, header, errors)


def sample(_request: StaffRequest) -> HttpResponseBase:
    """Return an empty register with the columns that are recognised."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("登记簿")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(_SAMPLE), 14)
        sheet.write_row(0, 0, [column.zh for column in _sample_columns()])
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="登记簿样表.xlsx")


def _sample_columns() -> list[Column]:
    by_field = {column.field: column for column in COLUMNS}
    return [by_field[name] for name in _SAMPLE]


ROUTES = [
    page("imports/", imports, IMPORT, name="imports"),
    page("imports/sample.xlsx", sample, IMPORT, name="import_sample"),
    page("imports/<int:pk>/", imported, IMPORT, name="imported"),
    page("imports/<int:pk>/errors.csv", imported_errors, IMPORT, name="imported_errors"),
]

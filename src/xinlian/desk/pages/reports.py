"""Situation reports: the list, one version with its figures, what may be done with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from xinlian.briefing.commands import draft_report, publish_report, refresh_report
from xinlian.briefing.content import Block, Content
from xinlian.briefing.models import Report, ReportVersion
from xinlian.briefing.queries import reports as all_reports
from xinlian.briefing.queries import version_of
from xinlian.briefing.render import docx_of, html_of
from xinlian.desk.notices import notice
from xinlian.desk.pages.situation import figure_url
from xinlian.desk.people import staff_names
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.whole import require_whole_view

READ: Final = "briefing:report:read"
_DRAFT: Final = "briefing:report:draft"
_REVISE: Final = "briefing:report:revise"
_PUBLISH: Final = "briefing:report:publish"

_MOST_LISTED: Final = 200
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a block as the page shows it: words, or a figure with where it opens."""

    text: str
    href: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A heading (level 1 to 3) or a paragraph (level 0) in pieces."""

    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FigureOf:
    """A figure of a report: how an editor places it, what it is, where it opens."""

    token: str
    label: str
    text: str
    href: str
    mandatory: bool
    placed: bool


class ComposeForm(forms.Form):
    """As of which day."""

    as_of = forms.DateField(
        label=lazy("截至"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=lazy("只用截至该日已知的记录；过去的日期可以重做当时的通报。"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer today."""
        super().__init__(*args, **{"initial": {"as_of": today}} | kwargs)
        self.today = today

    def clean_as_of(self) -> date:
        """Return the day, which cannot lie ahead."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError(_("截至日期不能晚于今天。"))
        return day


def reports(request: StaffRequest) -> HttpResponse:
    """List the reports, the newest first; compose another."""
    require_whole_view(request.actor)
    return _list(request, ComposeForm(today=request.today))


def _list(request: StaffRequest, form: ComposeForm) -> HttpResponse:
    context = {
        "reports": all_reports()[:_MOST_LISTED],
        "form": form if request.actor.may(_DRAFT) else None,
    }
    return render(request, "desk/reports.html", context)


@require_POST
def compose(request: StaffRequest) -> HttpResponse:
    """Compose a report as of a day."""
    require_whole_view(request.actor)
    form = ComposeForm(request.POST, today=request.today)
    if not form.is_valid():
        return _list(request, form)
    as_of = form.cleaned_data["as_of"]
    report_id = draft_report(settings.HOME, as_of, by=request.actor, at=request.now)
    notice(request, _("已生成通报；文字可以修改，数据不能改动。"))
    return HttpResponseRedirect(reverse("report", args=[report_id]))


def report(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a version of a report, the newest where none is asked for."""
    require_whole_view(request.actor)
    newest = get_object_or_404(Report, pk=pk)
    row, content = asked_version(newest, request.GET.get("version", ""))
    latest = row.version == newest.version
    figures = figures_of(content, row)
    context = {
        "report": newest,
        "row": row,
        "content": content,
        "blocks": [_shown(block, content, row) for block in content.blocks],
        "unverified": content.unverified(),
        "omitted": [each for each in figures if each.mandatory and not each.placed],
        "versions": _versions(newest),
        "may_revise": latest and request.actor.may(_REVISE),
        "may_publish": latest
        and newest.published_version != row.version
        and request.actor.may(_PUBLISH),
        "may_follow": request.actor.may("ledger:fact:read"),
    }
    return render(request, "desk/report.html", context)


def asked_version(newest: Report, asked: str) -> tuple[ReportVersion, Content]:
    """Return the version that an address names, the newest where it names none; 404 else."""
    number = int(asked) if asked.isascii() and asked.isdigit() else newest.version
    try:
        return version_of(newest.pk, number)
    except ReportVersion.DoesNotExist as error:
        raise Http404 from error


def figures_of(content: Content, row: ReportVersion) -> list[FigureOf]:
    """Return every figure that a report may place, in the order of its list."""
    placed = {span.figure for block in content.blocks for span in block.spans}
    stand = {content.figures[number].id for number in placed if number is not None}
    return [
        FigureOf(
            f"【{shown.text}#{number}】",
            shown.label,
            shown.text,
            _href(shown.id, row),
            shown.id in content.mandatory,
            shown.id in stand,
        )
        for number, shown in enumerate(content.figures)
    ]


def _href(figure_id: str, row: ReportVersion) -> str:
    return figure_url(figure_id, row.report.as_of, row.pinned)


def _shown(block: Block, content: Content, row: ReportVersion) -> BlockShown:
    pieces = []
    for span in block.spans:
        if span.figure is None:
            pieces.append(Piece(span.text, unverified=span.unverified))
        else:
            figure = content.figures[span.figure]
            pieces.append(Piece(figure.text, _href(figure.id, row)))
    return BlockShown(block.level, tuple(pieces))


def _versions(newest: Report) -> list[tuple[ReportVersion, str]]:
    """Return the versions with who made each, the newest first."""
    rows = list(newest.versions.defer("content").order_by("-version"))
    names = staff_names(row.made_by for row in rows)
    return [(row, names[row.made_by]) for row in rows]


@require_POST
def refresh(request: StaffRequest, pk: int) -> HttpResponse:
    """Compute the figures again as the ledger stands; show what changed."""
    require_whole_view(request.actor)
    get_object_or_404(Report, pk=pk)
    based_on = _based_on(request)
    changed = refresh_report(settings.HOME, pk, based_on=based_on, by=request.actor, at=request.now)
    if not changed:
        notice(request, _("数据没有变化，未产生新版本。"))
        return HttpResponseRedirect(reverse("report", args=[pk]))
    notice(request, _("有%(count)s项数据变化。") % {"count": len(changed)})
    return HttpResponseRedirect(reverse("report_changes", args=[pk, based_on + 1]))


@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue the newest version."""
    require_whole_view(request.actor)
    get_object_or_404(Report, pk=pk)
    version = _based_on(request)
    publish_report(pk, version=version, by=request.actor, at=request.now)
    notice(request, _("已印发第%(version)s版。") % {"version": version})
    return HttpResponseRedirect(reverse("report", args=[pk]))


def _based_on(request: StaffRequest) -> int:
    version = request.POST.get("based_on", "")
    return int(version) if version.isascii() and version.isdigit() else 0


def download(request: StaffRequest, pk: int, version: int, kind: str) -> HttpResponse:
    """Return a version as a file: docx in the official layout, or one self-contained page."""
    require_whole_view(request.actor)
    newest = get_object_or_404(Report, pk=pk)
    row, content = asked_version(newest, str(version))

    def link(figure_id: str) -> str:
        return request.build_absolute_uri(_href(figure_id, row))

    if kind == "docx":
        response = HttpResponse(docx_of(content, newest.as_of, link=link), content_type=_DOCX)
    elif kind == "html":
        response = HttpResponse(html_of(content, newest.as_of, link=link))
    else:
        raise Http404
    name = f"report-{newest.as_of}-v{version}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


ROUTES = [
    page("reports/", reports, READ, name="reports"),
    page("reports/compose/", compose, _DRAFT, name="compose_report"),
    page("reports/<int:pk>/", report, READ, name="report"),
    page("reports/<int:pk>/refresh/", refresh, _REVISE, name="refresh_report"),
    page("reports/<int:pk>/publish/", publish, _PUBLISH, name="publish_report"),
    page("reports/<int:pk>/<int:version>.<str:kind>", download, READ, name="report_file"),
]

"""The words of a report: editing them around locked figures, and what a version changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import ndiff
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from xinlian.briefing.commands import revise_report
from xinlian.briefing.content import Content
from xinlian.briefing.models import Report, ReportVersion
from xinlian.briefing.queries import version_of
from xinlian.desk.notices import notice
from xinlian.desk.pages.reports import READ, asked_version, figures_of
from xinlian.desk.pages.situation import figure_url
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.whole import require_whole_view
from xinlian.rules.errors import BrokenRule

_REVISE: Final = "briefing:report:revise"
_SPARE: Final = 3
"""Empty blocks below the text, for what the office adds."""

_LEVELS: Final = ("0", "1", "2", "3")
_LONGEST: Final = 20_000
_WIDE: Final = 46
"""Characters of a line of the editor, for how high a block's field is."""


@dataclass(frozen=True, slots=True)
class Line:
    """A block as it is edited: its level, its line, how high its field is."""

    level: int
    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What the editor's form holds."""

    based_on: int
    title: str
    lines: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class FigureChanged:
    """A figure before and after."""

    label: str
    before: str
    after: str
    href: str


def edit_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Edit the words of the newest version; a refusal keeps what was typed."""
    require_whole_view(request.actor)
    newest = get_object_or_404(Report, pk=pk)
    if request.method != "POST":
        row, content = asked_version(newest, "")
        levels = [block.level for block in content.blocks]
        lines = list(zip(levels, content.as_lines(), strict=True))
        return _editor(request, row, content, Typed(row.version, content.title, lines))
    typed = _typed(request)
    try:
        revise_report(
            pk, based_on=typed.based_on, title=typed.title, lines=typed.lines,
            by=request.actor, at=request.now,
        )  # fmt: skip
    except BrokenRule as refusal:
        known = 1 <= typed.based_on <= newest.version
        row, content = asked_version(newest, str(typed.based_on) if known else "")
        return _editor(request, row, content, typed, refusal)
    notice(request, _("已保存为新版本；数据保持锁定。"))
    return HttpResponseRedirect(reverse("report", args=[pk]))


def _typed(request: StaffRequest) -> Typed:
    posted = request.POST
    levels = [int(level) if level in _LEVELS else 0 for level in posted.getlist("level")]
    texts = [" ".join(text.split("\n"))[:_LONGEST].strip() for text in posted.getlist("line")]
    based_on = posted.get("based_on", "")
    return Typed(
        int(based_on) if based_on.isascii() and based_on.isdigit() else 0,
        posted.get("title", "").strip()[:200],
        list(zip(levels, texts, strict=False)),
    )


def _editor(
    request: StaffRequest,
    row: ReportVersion,
    content: Content,
    typed: Typed,
    refusal: BrokenRule | None = None,
) -> HttpResponse:
    spare = [(0, "")] * _SPARE if refusal is None else []
    context = {
        "report": row.report,
        "typed": typed,
        "lines": [_line(*each) for each in [*typed.lines, *spare]],
        "figures": figures_of(content, row),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "desk/report_edit.html", context, status=status)


def _line(level: int, text: str) -> Line:
    return Line(level, text, 1 if level else max(2, -(-len(text) // _WIDE)))


def report_changes(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Show what a version changed against the one before: figures, then words."""
    require_whole_view(request.actor)
    newest = get_object_or_404(Report, pk=pk)
    if not 1 < version <= newest.version:
        raise Http404
    row, content = version_of(pk, version)
    _before, earlier = version_of(pk, version - 1)
    context = {
        "report": newest,
        "row": row,
        "figures": _figures_changed(earlier, content, row),
        "words": _words_changed(_plain(earlier), _plain(content)),
    }
    return render(request, "desk/report_changes.html", context)


def _figures_changed(earlier: Content, content: Content, row: ReportVersion) -> list[FigureChanged]:
    return [
        FigureChanged(
            new.label, old.text, new.text, figure_url(new.id, row.report.as_of, row.pinned)
        )
        for old, new in zip(earlier.figures, content.figures, strict=False)
        if old.text != new.text
    ]


def _plain(content: Content) -> list[str]:
    """Return the lines with each figure by its label, so that a new value is no new word."""
    return [
        "".join(
            span.text if span.figure is None else f"【{content.figures[span.figure].label}】"
            for span in block.spans
        )
        for block in content.blocks
    ]


def _words_changed(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Return ``(sign, line)`` of lines taken out (``-``) and put in (``+``)."""
    return [(line[0], line[2:]) for line in ndiff(before, after) if line[0] in "+-"]


ROUTES = [
    page("reports/<int:pk>/edit/", edit_report, _REVISE, name="edit_report"),
    page("reports/<int:pk>/changes/<int:version>/", report_changes, READ, name="report_changes"),
]

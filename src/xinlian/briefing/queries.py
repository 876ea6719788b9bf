"""Reads for the situation: figures as of a day, what is behind them, the reports kept."""

from datetime import date
from pathlib import Path

from django.db.models import QuerySet

from xinlian.briefing.content import Content
from xinlian.briefing.models import Report, ReportVersion
from xinlian.briefing.numbers import Numbers
from xinlian.insight import figures as insight
from xinlian.insight.figure import Figure, Trace
from xinlian.insight.tables import ledger_at
from xinlian.ledger.export import export


def numbers_as_of(home: Path, as_of: date, pinned: int | None = None) -> Numbers:
    """Return all figures as of a day; ``pinned`` is the last fact read, None reads all of them."""
    last = export(home) if pinned is None else pinned
    return Numbers.of(as_of, insight.figures(ledger_at(home / "facts"), as_of, last))


def figures_as_of(home: Path, as_of: date) -> list[Figure]:
    """Return all figures of the situation report as of a day, in its order."""
    return list(numbers_as_of(home, as_of).by_id.values())


def trace_as_of(home: Path, figure_id: str, as_of: date, pinned: int | None = None) -> Trace:
    """Return exactly the records behind a figure as of a day.

    ``pinned`` is the last fact read; None reads the ledger as it stands now. Raises
    :class:`BrokenRule` ``figure-unknown``.
    """
    last = export(home) if pinned is None else pinned
    return insight.trace(ledger_at(home / "facts"), figure_id, as_of, last)


def reports() -> QuerySet[Report]:
    """Return the reports, the newest first."""
    return Report.objects.order_by("-pk")


def version_of(report: int, version: int) -> tuple[ReportVersion, Content]:
    """Return a version of a report and its content."""
    row = ReportVersion.objects.select_related("report").get(report=report, version=version)
    return row, Content.from_json(row.content)

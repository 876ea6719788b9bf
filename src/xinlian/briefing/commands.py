"""The verbs of the situation report: draft, revise, refresh, publish."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from xinlian.briefing.content import Content
from xinlian.briefing.models import Report, ReportVersion
from xinlian.briefing.outline import compose
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.digests import canonical, salted
from xinlian.ledger.export import export
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule

_UNSALTED = b""
"""A report is published: nobody has to guess its content from its digest."""


def draft_report(home: Path, as_of: date, *, by: Actor, at: datetime) -> int:
    """Compose the report as of a day from the ledger as it stands; return its id."""
    by.require("briefing:report:draft")
    pinned = export(home)
    content = compose(home, as_of, pinned)
    return _draft(content, as_of, pinned, by=by, at=at)


@command("briefing:report:draft")
def _draft(content: Content, as_of: date, pinned: int, *, by: Actor, at: datetime) -> int:
    (report,) = reserve("report")
    digest = _digest(content)
    data = {"as_of": as_of.isoformat(), "pinned": pinned, "digest": digest}
    record([Statement("report.drafted", report, data)], by=by, at=at)
    _keep(report, 1, content, by=by, at=at, pinned=pinned)
    return report


@command("briefing:report:revise")
def revise_report(  # noqa: PLR0913 - the keyword arguments are the words of the form
    report: int,
    *,
    based_on: int,
    title: str,
    lines: Sequence[tuple[int, str]],
    by: Actor,
    at: datetime,
) -> int:
    """Change the words of the version ``based_on``; return the new version.

    ``lines`` are ``(level, line)`` with figures as ``【value#n】``. Raises
    :class:`BrokenRule` ``report-moved-on`` where somebody else made a version meanwhile,
    ``figure-unknown`` where a bracket names no figure.
    """
    row = _latest(report, based_on)
    content = Content.from_json(row.content).edited(title, lines)
    version = based_on + 1
    data = {
        "version": version,
        "digest": _digest(content),
        "unverified": content.unverified(),
        "omitted": content.omitted(),
    }
    record([Statement("report.revised", report, data)], by=by, at=at)
    _keep(report, version, content, by=by, at=at, pinned=row.pinned)
    return version


def refresh_report(home: Path, report: int, *, based_on: int, by: Actor, at: datetime) -> list[str]:
    """Compute the figures again as the ledger stands now; the words stay.

    Returns the ids of the figures that changed; where none did, no version is made.
    """
    by.require("briefing:report:revise")
    pinned = export(home)
    fresh = compose(home, Report.objects.get(pk=report).as_of, pinned)
    return _refresh(report, based_on, fresh, pinned, by=by, at=at)


@command("briefing:report:revise")
def _refresh(  # noqa: PLR0913 - what was computed outside the transaction
    report: int, based_on: int, fresh: Content, pinned: int, *, by: Actor, at: datetime
) -> list[str]:
    row = _latest(report, based_on)
    figures = {shown.id: shown for shown in fresh.figures}
    content, changed = Content.from_json(row.content).refreshed(figures)
    if changed:
        data = {
            "version": based_on + 1,
            "pinned": pinned,
            "changed": changed,
            "digest": _digest(content),
        }
        record([Statement("report.refreshed", report, data)], by=by, at=at)
        _keep(report, based_on + 1, content, by=by, at=at, pinned=pinned)
    return changed


@command("briefing:report:publish")
def publish_report(report: int, *, version: int, by: Actor, at: datetime) -> None:
    """Issue the newest version. Raises ``report-moved-on`` where it is not the newest."""
    _latest(report, version)
    record([Statement("report.published", report, {"version": version})], by=by, at=at)


def _latest(report: int, version: int) -> ReportVersion:
    newest = Report.objects.select_for_update().get(pk=report).version
    if newest != version:
        raise BrokenRule(
            "report-moved-on",
            zh=f"该通报已有第{newest}版，请在最新版本上修改。",
            en=f"The report has a version {newest} by now; work on that one.",
        )
    return ReportVersion.objects.get(report=report, version=version)


def _keep(  # noqa: PLR0913 - the columns of a version
    report: int, version: int, content: Content, *, by: Actor, at: datetime, pinned: int
) -> None:
    ReportVersion.objects.create(
        key=f"{report}/{version}",
        report_id=report,
        version=version,
        pinned=pinned,
        content=content.as_json(),
        digest=_digest(content),
        made_at=at,
        made_by=by.ref,
    )


def _digest(content: Content) -> str:
    return salted(canonical(content.as_json()).decode(), _UNSALTED)

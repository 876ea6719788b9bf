"""How facts become the rows of situation reports."""

from collections.abc import Iterator
from datetime import date

from xinlian.ledger.folds import Change, fold
from xinlian.ledger.statements import Recorded


@fold("report.drafted", "briefing.Report")
def _drafted(fact: Recorded) -> Iterator[Change]:
    columns = {
        "as_of": date.fromisoformat(fact.data["as_of"]),
        "pinned": fact.data["pinned"],
        "version": 1,
        "drafted_at": fact.recorded_at,
        "published_version": None,
    }
    yield Change("briefing.Report", int(fact.subject), columns, creates=True)


@fold("report.revised", "briefing.Report")
def _revised(fact: Recorded) -> Iterator[Change]:
    yield Change("briefing.Report", int(fact.subject), {"version": fact.data["version"]})


@fold("report.refreshed", "briefing.Report")
def _refreshed(fact: Recorded) -> Iterator[Change]:
    columns = {"version": fact.data["version"], "pinned": fact.data["pinned"]}
    yield Change("briefing.Report", int(fact.subject), columns)


@fold("report.published", "briefing.Report")
def _published(fact: Recorded) -> Iterator[Change]:
    columns = {"published_version": fact.data["version"]}
    yield Change("briefing.Report", int(fact.subject), columns)

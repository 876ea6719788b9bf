"""What the verbs about figures share: the day, the figures, their records."""

import argparse
from datetime import date

from django.conf import settings

from xinlian import clock
from xinlian.briefing import queries
from xinlian.insight.figure import Figure, Trace
from xinlian.ledger.models import Fact
from xinlian.rules.days import local_day

MAIN = (
    "petitions.items@ytd", "visits.batches@ytd", "visits.people@ytd", "repeat.matters@ytd",
    "limits.used", "limits.share", "cases.assigned", "cases.resolution", "promises.overdue",
)  # fmt: skip
"""The figures that ``xinlian run`` prints."""


def as_of_or_today(options: argparse.Namespace) -> date:
    """Return the day asked for, today where none was."""
    return options.as_of or clock.today()


def figures_as_of(as_of: date) -> list[Figure]:
    """Return the figures of this home as of a day."""
    return queries.figures_as_of(settings.HOME, as_of)


def trace_as_of(figure_id: str, as_of: date) -> Trace:
    """Return the records behind a figure of this home."""
    return queries.trace_as_of(settings.HOME, figure_id, as_of)


def last_day_of_ledger() -> date:
    """Return the newest day of which the ledger knows anything happened."""
    newest = Fact.objects.filter(kind="petition.registered").order_by("-happened_at").first()
    return local_day(newest.happened_at) if newest else clock.today()


def main_figures(as_of: date) -> list[Figure]:
    """Return the figures to print beside a report, in their order."""
    by_id = {figure.id: figure for figure in figures_as_of(as_of)}
    return [by_id[figure_id] for figure_id in MAIN if figure_id in by_id]

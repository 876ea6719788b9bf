"""``xinlian figures``: every figure of the situation report as of a day."""

import argparse

from xinlian.cli.insight import as_of_or_today, figures_as_of
from xinlian.cli.output import print_json, print_table


def run(options: argparse.Namespace) -> None:
    """Print the figures as a table or as JSON."""
    found = figures_as_of(as_of_or_today(options))
    if options.format == "json":
        print_json([figure.as_dict() for figure in found])
    else:
        rows = ((figure.id, figure.zh, figure.value, figure.unit) for figure in found)
        print_table(("id", "label", "value", "unit"), rows)

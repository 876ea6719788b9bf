"""``xinlian trace``: the records behind one figure."""

import argparse

from xinlian.cli.insight import as_of_or_today, trace_as_of
from xinlian.cli.output import print_json, print_table


def run(options: argparse.Namespace) -> None:
    """Print the records as a table or as JSON."""
    found = trace_as_of(options.figure, as_of_or_today(options))
    if options.format == "json":
        print_json([dict(zip(found.columns, row, strict=True)) for row in found.rows])
    else:
        print_table(found.columns, found.rows)

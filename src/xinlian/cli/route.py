"""``xinlian route``: the likely categories of petitions, without a database."""

import argparse

from xinlian.routing.table import route_csv


def run(options: argparse.Namespace) -> None:
    """Learn from the sorted petitions, write what the others are likely about."""
    route_csv(options.train, options.petitions, options.out)
    print(options.out)

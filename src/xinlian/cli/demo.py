"""``xinlian demo``: load the demonstration city into an empty home."""

import argparse

from xinlian.cli.migrate import migrate
from xinlian.cli.output import progress
from xinlian.demo.load import load_city


def run(options: argparse.Namespace) -> None:
    """Load the city; its day becomes the home's day."""
    migrate()
    load_city(seed=options.seed, progress=progress("示范城市 / demonstration city"))

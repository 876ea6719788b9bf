"""``xinlian link``: the matters of a register, without a database."""

import argparse

from xinlian.linking.table import link_csv


def run(options: argparse.Namespace) -> None:
    """Read the register, write its matters and, if asked, why."""
    link_csv(options.register, options.out, options.explain)
    print(options.out)

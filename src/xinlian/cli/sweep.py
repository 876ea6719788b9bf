"""``xinlian sweep``: remove identities that nothing refers to."""

import argparse

from xinlian import clock
from xinlian.vault.commands import sweep_orphans


def run(_options: argparse.Namespace) -> None:
    """Sweep and say how many were removed."""
    print(sweep_orphans(at=clock.now()))

"""``xinlian sweep``: remove identities that nothing refers to, and registers given up."""

import argparse

from xinlian import clock
from xinlian.petitions.uploads import sweep_uploads
from xinlian.vault.commands import sweep_orphans


def run(_options: argparse.Namespace) -> None:
    """Sweep and say how many identities were removed."""
    sweep_uploads(at=clock.now())
    print(sweep_orphans(at=clock.now()))

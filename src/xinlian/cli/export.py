"""``xinlian export``: write the ledger's new facts as Parquet."""

import argparse

from django.conf import settings

from xinlian.ledger.export import export


def run(_options: argparse.Namespace) -> None:
    """Export and say up to which fact."""
    last = export(settings.HOME)
    print(f"{settings.HOME / 'facts'}: 1-{last}")

"""``xinlian migrate``: create or update both databases."""

import argparse

from django.core.management import call_command


def run(options: argparse.Namespace) -> None:
    """Bring both databases to the tables this version needs."""
    migrate(check=options.check)


def migrate(*, check: bool = False) -> None:
    """Migrate both databases, quietly; with ``check`` only fail where that is needed."""
    for alias in ("default", "vault"):
        call_command("migrate", database=alias, verbosity=0, check_unapplied=check)

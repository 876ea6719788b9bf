"""``xinlian verify``: replay the ledger and hold it against the tables."""

import argparse
from dataclasses import asdict

from xinlian.cli.output import print_json
from xinlian.ledger.verify import verify


def run(options: argparse.Namespace) -> int:
    """Print what was compared and the first difference; 1 where there is one."""
    found = verify()
    if options.format == "json":
        print_json(asdict(found))
    elif found.difference:
        print("\n".join(found.difference.sentence()))
    else:
        print(
            f"账本{found.facts}条事实与{found.tables}张表的{found.rows}行一致。\n"
            f"{found.facts} facts agree with {found.rows} rows in {found.tables} tables."
        )
    return 1 if found.difference else 0

"""``xinlian import``: take a register; every row is taken or listed."""

import argparse
import csv
import tomllib
from collections.abc import Sequence
from pathlib import Path

from xinlian import clock
from xinlian.cli.migrate import migrate
from xinlian.cli.output import print_json, progress
from xinlian.ledger.actors import SYSTEM
from xinlian.petitions.commands.importing import Outcome, import_register
from xinlian.petitions.intake.rows import RowError

_SHOWN = 20


def run(options: argparse.Namespace) -> int:
    """Import a file; 1 where rows were rejected."""
    migrate()
    outcome = take(options.file, options.map, dry_run=options.dry_run)
    if options.errors:
        write_errors(options.errors, outcome.errors)
    if options.format == "json":
        print_json(outcome.as_dict())
    else:
        print_outcome(outcome)
    return 1 if outcome.rejected else 0


def take(file: Path, map_file: Path | None, *, dry_run: bool = False) -> Outcome:
    """Import ``file`` with the columns of ``map_file``, if any."""
    mapping = tomllib.loads(map_file.read_text()).get("columns", {}) if map_file else None
    return import_register(
        file,
        by=SYSTEM,
        at=clock.now(),
        mapping=mapping,
        dry_run=dry_run,
        until=clock.real(),
        progress=progress("导入 / import"),
    )


def print_outcome(outcome: Outcome) -> None:
    """Print counts and the first rejected rows."""
    print(
        f"新增{outcome.added}，更正{outcome.changed}，未变{outcome.unchanged}，"
        f"退回{outcome.rejected}。\n"
        f"added {outcome.added}, changed {outcome.changed}, unchanged {outcome.unchanged}, "
        f"rejected {outcome.rejected}"
    )
    for error in outcome.errors[:_SHOWN]:
        print(f"{error.row} {error.column}: {error.wrong_zh} {error.right_zh}")
        print(f"    {error.wrong_en} {error.right_en}")


def write_errors(path: Path, errors: Sequence[RowError]) -> None:
    """Write the rejected rows as CSV; no cell begins a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["行", "列", "值", "问题", "wrong", "应为", "right"])
        writer.writerows(
            ["'" + cell if str(cell)[:1] in "=+-@" else cell for cell in error.as_row()]
            for error in errors
        )

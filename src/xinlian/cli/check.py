"""``xinlian check``: whether this home is fit to work: databases, keys, disk, clock, imports."""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import connections
from django.db.utils import DatabaseError

from xinlian import clock
from xinlian.cli.output import print_json
from xinlian.documents.shelf import wrong_templates
from xinlian.ledger.models import Fact
from xinlian.petitions.commands.importing import unfinished_imports
from xinlian.rules.errors import BrokenRule
from xinlian.vault.keys import ring

_LEAST_FREE = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    what: str
    well: bool
    seen: str


def run(options: argparse.Namespace) -> int:
    """Print every finding; 1 where one is not well."""
    findings = list(_look())
    if options.format == "json":
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            print(f"{'✓' if finding.well else '✗'} {finding.what}: {finding.seen}")
    return 0 if all(finding.well for finding in findings) else 1


def _look() -> Iterator[Finding]:
    yield _settings()
    for alias in ("default", "vault"):
        yield _database(alias)
    yield _master_key()
    free = shutil.disk_usage(settings.HOME).free
    yield Finding("磁盘 / disk", free > _LEAST_FREE, f"{free / 1024**3:.1f} GiB free")
    yield _clock()
    yield _templates()
    waiting = unfinished_imports()
    names = ", ".join(f"{each.name} ({each.rows_read})" for each in waiting) or "0"
    yield Finding("未完成的导入 / unfinished imports", not waiting, names)


def _settings() -> Finding:
    try:
        call_command("check", verbosity=0)
    except (SystemCheckError, CommandError) as wrong:
        return Finding("设置 / settings", well=False, seen=str(wrong))
    return Finding("设置 / settings", well=True, seen=str(settings.HOME))


def _database(alias: str) -> Finding:
    what = f"数据库 / database {alias}"
    try:
        call_command("migrate", database=alias, check_unapplied=True, verbosity=0)
    except (DatabaseError, SystemExit) as wrong:
        return Finding(what, well=False, seen=f"xinlian migrate ({wrong})")
    return Finding(what, well=True, seen=connections[alias].vendor)


def _master_key() -> Finding:
    try:
        key = ring().current.id
    except BrokenRule as wrong:
        return Finding("主密钥 / master key", well=False, seen=f"{wrong.zh} {wrong.en}")
    return Finding("主密钥 / master key", well=True, seen=key)


def _clock() -> Finding:
    """Look whether the clock is behind the last fact, which would put facts out of order."""
    now, last = clock.now(), Fact.objects.order_by("-seq").first()
    real = clock.demonstration_day() is None
    behind = real and last is not None and last.recorded_at > now
    return Finding("时钟 / clock", not behind, now.isoformat(timespec="seconds"))


def _templates() -> Finding:
    """Look whether the office's own templates of documents can be used."""
    wrong = list(wrong_templates(settings.HOME))
    seen = " ".join(f"{each.zh} {each.en}" for each in wrong) or "0"
    return Finding("文书模板 / wrong templates", not wrong, seen)

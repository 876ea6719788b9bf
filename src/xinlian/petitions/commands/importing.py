"""Importing a register in batches, each one transaction; an interrupted import goes on."""

import gc
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import F

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.petitions.ahead import Batch, batches, no_cycles
from xinlian.petitions.commands.change import overwrite_petitions
from xinlian.petitions.commands.declare import NewCategory, declare_categories
from xinlian.petitions.commands.met import declare_met
from xinlian.petitions.commands.prepare import Prepared, prepare
from xinlian.petitions.commands.register import write_petitions
from xinlian.petitions.drafts import Draft, draft_digest
from xinlian.petitions.intake.reader import Reading, read
from xinlian.petitions.intake.rows import RowError
from xinlian.petitions.models import Category, ColumnMap, Import, ImportIssue, PetitionText
from xinlian.rules.errors import BrokenRule
from xinlian.vault.keys import subkey

BATCH = 5000
"""Rows of one transaction."""


Progress = Callable[[int, int | None], None]

_COUNTS = ("added", "changed", "unchanged", "rejected")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, row by row counted; ``errors`` are the rows not taken."""

    added: int
    changed: int
    unchanged: int
    rejected: int
    errors: list[RowError]

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome as JSON can write it."""
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "errors": [error.as_dict() for error in self.errors],
        }


class _Known(NamedTuple):
    """A row taken before: its petition, its digest then, whose it is (a reference)."""

    petition: int
    digest: str
    ref: str | None


@dataclass(slots=True)
class _Count:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


def import_register(  # noqa: PLR0913 - the keyword arguments are the words of the form
    path: Path,
    *,
    by: Actor,
    at: datetime,
    mapping: dict[str, str] | None = None,
    dry_run: bool = False,
    until: datetime | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Outcome:
    """Import a register file; every row is taken or listed.

    ``mapping`` (column header to field) overrides what is guessed and is remembered for the
    same header. A row dated after ``until`` is not taken but listed. The same file again changes
    nothing, a changed row becomes a correction, an interrupted import goes on.
    Raises :class:`BrokenRule` where the file cannot be read.
    """
    by.require("petitions:register:import")
    reading = _open(path, mapping, limit=until)
    if reading.kind == "categories":
        return _import_categories(path, reading, by=by, at=at, dry_run=dry_run)
    if dry_run:
        return _rehearse(reading, progress)
    running = _begin(path, reading, by=by, at=at)
    with no_cycles():
        for batch in batches(path, reading, size=BATCH, key=subkey("row-digest")):
            if batch.upto > running.rows_read:
                _take(running, batch, source=reading.source, by=by, at=at)
                running.refresh_from_db()
            progress(batch.upto, reading.total)
            del batch
            gc.collect(1)
    return _finish(running, by=by, at=at)


def unfinished_imports() -> list[Import]:
    """Return the imports that were interrupted, oldest first."""
    return list(Import.objects.filter(finished_at=None).order_by("begun_at"))


def _open(path: Path, mapping: dict[str, str] | None, *, limit: datetime | None) -> Reading:
    reading = read(path, mapping=mapping, limit=limit, batch=BATCH)
    if mapping is None:
        remembered = ColumnMap.objects.filter(pk=reading.fingerprint).first()
        if remembered:
            return read(path, mapping=remembered.mapping, limit=limit, batch=BATCH)
        return reading
    ColumnMap.objects.update_or_create(
        fingerprint=reading.fingerprint, defaults={"mapping": mapping}
    )
    return reading


def _import_categories(
    path: Path, reading: Reading, *, by: Actor, at: datetime, dry_run: bool
) -> Outcome:
    paths: list[str] = []
    errors: list[RowError] = []
    for taken, wrong in reading.batches():
        paths += taken
        errors += wrong
    rejected = len({error.row for error in errors})
    if dry_run:
        new = len(set(paths) - set(Category.objects.values_list("code", flat=True)))
        return Outcome(new, 0, len(paths) - new, rejected, errors)
    running = _begin(path, reading, by=by, at=at)
    with transaction.atomic():
        given, new = declare_categories([NewCategory(path) for path in paths], by=by, at=at)
        _keep_issues(running, errors)
        running.rows_read, running.rejected = reading.progress.rows, rejected
        running.added, running.unchanged = new, max(given - new, 0)
        running.save()
        return _finish(running, by=by, at=at)


def _keep_issues(running: Import, errors: Sequence[RowError]) -> None:
    ImportIssue.objects.bulk_create(
        [ImportIssue(of=running, **error.as_dict()) for error in errors], batch_size=2000
    )


def _rehearse(reading: Reading, progress: Progress) -> Outcome:
    count, issues = _Count(), []
    for drafts, errors in reading.batches():
        known, digests = _known(reading.source, drafts), _digests(drafts)
        for draft in drafts:
            _tally(count, known.get(draft.number), digests[draft.number])
        count.rejected += len({error.row for error in errors})
        issues += errors
        progress(reading.progress.rows, reading.total)
    count.unchanged += reading.progress.repeated
    return Outcome(count.added, count.changed, count.unchanged, count.rejected, issues)


def _tally(count: _Count, known: _Known | None, digest: str) -> None:
    if known is None:
        count.added += 1
    elif known.digest == digest:
        count.unchanged += 1
    else:
        count.changed += 1


def _known(source: str, drafts: Sequence[Draft]) -> dict[str, _Known]:
    """Return those rows that were taken before, by number."""
    rows = PetitionText.objects.filter(
        petition__source=source, petition__number__in=[draft.number for draft in drafts]
    )
    columns = ("petition__number", "petition_id", "row_digest", "petition__petitioner")
    return {
        number: _Known(petition, digest, ref)
        for number, petition, digest, ref in rows.values_list(*columns)
    }


def _digests(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return the keyed digests of rows, by their numbers."""
    key = subkey("row-digest")
    return {draft.number: draft_digest(draft, key) for draft in drafts}


@command("petitions:register:import")
def _begin(path: Path, reading: Reading, *, by: Actor, at: datetime) -> Import:
    """Return the interrupted import of this very file, or begin a new one."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    running = Import.objects.filter(file_digest=digest, finished_at=None).first()
    if running:
        return running
    running = Import.objects.create(
        file_digest=digest,
        name=reading.source,
        account=by.ref,
        path=str(path.resolve()),
        mapping=reading.mapping_used,
        begun_at=at,
    )
    data = {"name": reading.source, "file_digest": digest}
    record([Statement("import.begun", running.pk, data)], by=by, at=at)
    return running


def _take(running: Import, batch: Batch, *, source: str, by: Actor, at: datetime) -> None:
    """Take one batch: the vault first, then everything else in one transaction."""
    known = _known(source, [row.draft for row in batch.rows])
    fresh = [
        row
        for row in batch.rows
        if row.draft.number not in known or known[row.draft.number].digest != row.digest
    ]
    declare_met([row.draft for row in fresh], by=by, at=at)
    held = {number: row.ref for number, row in known.items() if row.ref}
    prepared = prepare(fresh, at=at, held=held)
    added = [each for each in prepared if each.draft.number not in known]
    changed = [
        (known[each.draft.number].petition, each) for each in prepared if each.draft.number in known
    ]
    _write(running, batch, added, changed, source=source, by=by, at=at)


@command("petitions:register:import")
def _write(  # noqa: PLR0913 - one batch with its context
    running: Import,
    batch: Batch,
    added: Sequence[Prepared],
    changed: Sequence[tuple[int, Prepared]],
    *,
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    if added:
        write_petitions(added, source=source, by=by, at=at, imported=True)
    if changed:
        overwrite_petitions(changed, reason="登记簿更新", by=by, at=at)
    _keep_issues(running, batch.errors)
    rows = batch.upto - running.rows_read
    still = Import.objects.filter(pk=running.pk, rows_read=running.rows_read)
    taken = still.update(
        rows_read=batch.upto,
        added=F("added") + len(added),
        changed=F("changed") + len(changed),
        unchanged=F("unchanged") + rows - batch.rejected - len(added) - len(changed),
        rejected=F("rejected") + batch.rejected,
    )
    if not taken:
        raise BrokenRule(
            "import-elsewhere",
            zh="同一文件正由另一进程导入；本次未写入，请待其完成。",
            en="Another process is importing this very file; nothing was written here.",
        )


def _tell_planner() -> None:
    """Let the database count its tables anew: lists of a grown register are planned by that.

    SQLite does not do so by itself, and would sort half a register to show a page of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@command("petitions:register:import")
def _finish(running: Import, *, by: Actor, at: datetime) -> Outcome:
    running.refresh_from_db()
    running.finished_at = at
    running.save(update_fields=["finished_at"])
    _tell_planner()
    counts = {name: getattr(running, name) for name in _COUNTS}
    data = {"name": running.name, "file_digest": running.file_digest, **counts}
    record([Statement("import.finished", running.pk, data)], by=by, at=at)
    errors = [
        RowError(*row)
        for row in running.errors.order_by("row", "id").values_list(
            "row", "column", "value", "wrong_zh", "wrong_en", "right_zh", "right_en"
        )
    ]
    return Outcome(errors=errors, **counts)

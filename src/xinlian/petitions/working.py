"""What was asked of uploaded registers, done in the background, one after the other.

Nothing is queued but the uploads themselves: what a killed process left undone still says what
it waits for, and is done by the next one, from the batch where it was interrupted.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

import orjson

from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Account
from xinlian.organisation.queries import actor_for
from xinlian.petitions import sealedfiles
from xinlian.petitions.commands.importing import Outcome, import_register
from xinlian.petitions.models import Import, Stage, Upload
from xinlian.petitions.uploads import WAITED_FOR, errors_key
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule

_LOG: Final = logging.getLogger(__name__)


def uploads_wait() -> bool:
    """Tell whether a dry run or an import was asked for."""
    return Upload.objects.filter(stage__in=WAITED_FOR).exists()


def work_uploads(now: Callable[[], datetime], *, until: datetime | None = None) -> int:
    """Do what was asked for, the oldest first; return how many uploads were done or stopped.

    ``until`` is the last instant that a row may be dated.
    """
    done = 0
    while upload := Upload.objects.filter(stage__in=WAITED_FOR).order_by("asked_at").first():
        _attempt(upload, at=now(), until=until)
        done += 1
    return done


def _attempt(upload: Upload, *, at: datetime, until: datetime | None) -> None:
    try:
        _work(upload, at=at, until=until)
    except BrokenRule as refusal:
        _stop(upload, refusal.zh, refusal.en)
    except Exception as error:  # noqa: BLE001 - one register must not keep the others waiting
        # The kind alone: an error's words can hold a row, and a row names persons.
        _LOG.error("upload %s stopped: %s", upload.key, type(error).__name__)
        _stop(
            upload,
            "处理意外中止，没有写入半批数据；可以再试，将从中断处继续。",
            "The work ended unexpectedly and left no half of a batch; try again, it goes on.",
        )


def _work(upload: Upload, *, at: datetime, until: datetime | None) -> None:
    by = actor_for(Account.objects.get(account=upload.account), local_day(at))
    if upload.stage == Stage.IMPORTING:
        if not _finished(upload):
            _import(upload, by=by, at=at, until=until)
        _done(upload)
        return
    outcome = _import(upload, by=by, at=at, until=until, dry_run=True)
    counts = outcome.as_dict()
    errors = counts.pop("errors")
    sealedfiles.keep(errors_key(upload), [orjson.dumps(errors)])
    _now(upload, stage=Stage.REHEARSED, rehearsed=counts, total=sum(counts.values()))


def _import(
    upload: Upload, *, by: Actor, at: datetime, until: datetime | None, dry_run: bool = False
) -> Outcome:
    with sealedfiles.opened(upload.key) as path:
        return import_register(
            path,
            by=by,
            at=at,
            mapping=upload.mapping,
            dry_run=dry_run,
            until=until,
            progress=lambda rows, total: _now(upload, rows_read=rows, total=total or upload.total),
        )


def _finished(upload: Upload) -> Import | None:
    """Return the import of this file that ended after it was asked for, if it has."""
    ended = Import.objects.filter(file_digest=upload.digest, finished_at__gte=upload.asked_at)
    return ended.order_by("-finished_at").first()


def _done(upload: Upload) -> None:
    _now(upload, stage=Stage.DONE, of=_finished(upload), shown=b"", mapping={})
    sealedfiles.remove(upload.key)
    sealedfiles.remove(errors_key(upload))


def _stop(upload: Upload, zh: str, en: str) -> None:
    _now(upload, stage=Stage.STOPPED, refusal={"zh": zh, "en": en})


def _now(upload: Upload, **values: object) -> None:
    """Write what is now so, unless somebody gave the upload up meanwhile."""
    Upload.objects.filter(pk=upload.pk, stage=upload.stage).update(**values)

"""``xinlian work``: do what waits in the background; ``xinlian serve`` calls it when there is."""

import argparse
import fcntl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from xinlian import clock
from xinlian.petitions.sealedfiles import drop_half_sent
from xinlian.petitions.uploads import overdue, sweep_uploads
from xinlian.petitions.working import uploads_wait, work_uploads

_EVERY: Final = 1.0
"""Seconds between two looks for work."""
_AFTER_FAILURE: Final = 30.0
"""Seconds until work is tried again whose process failed."""


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of background work: whether there is any, and how to do all of it.

    What waits stands in the room's own tables, so nothing is lost with a process.
    """

    waits: Callable[[], bool]
    work: Callable[[], object]


JOBS: Final = (
    Job(uploads_wait, lambda: work_uploads(clock.now, until=clock.real())),
    Job(lambda: overdue(at=clock.now()).exists(), lambda: sweep_uploads(at=clock.now())),
)


def run(_options: argparse.Namespace) -> None:
    """Do all that waits, unless another process of this home is at it."""
    with _alone() as alone:
        if alone:
            for job in JOBS:
                job.work()


def start() -> None:
    """Look for work as long as the server lives; the work is done by a process of its own.

    Pages stay quick while a register is imported, and its memory goes with it.
    """
    drop_half_sent()
    Thread(target=_watch, name="work", daemon=True).start()


def _watch() -> None:
    while True:
        time.sleep(_EVERY if not _waits() or _worked() else _AFTER_FAILURE)


def _waits() -> bool:
    close_old_connections()
    try:
        return any(job.waits() for job in JOBS)
    except DatabaseError:  # restarting, or being restored: the pages tell of it
        return False


def _worked() -> bool:
    command = [sys.executable, "-m", "xinlian.cli.main", "work"]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own program


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the home's lock, which ends with the process however that ends."""
    with (Path(settings.HOME) / "work.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True

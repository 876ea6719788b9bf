"""Imports in the background: killed and gone on with, stopped, swept, and sealed meanwhile."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import AT, Cast
from tests.desk.conftest import SignIn
from tests.desk.imports import ROWS, brought, counts_of, left, page, rehearsed
from tests.petitions.registers import row, write
from xinlian import clock
from xinlian.cli import work
from xinlian.ledger.verify import verify
from xinlian.petitions import sealedfiles, working
from xinlian.petitions.ahead import batches
from xinlian.petitions.commands import importing
from xinlian.petitions.commands.register import write_petitions
from xinlian.petitions.intake.reader import read
from xinlian.petitions.models import Import, Petition, Upload
from xinlian.petitions.uploads import sweep_uploads
from xinlian.petitions.working import uploads_wait, work_uploads
from xinlian.rules.errors import BrokenRule


@pytest.fixture(autouse=True)
def _no_filesleft() -> Iterator[None]:
    yield
    for path in sealedfiles.folder().iterdir():
        path.unlink()


@pytest.fixture
def office(signed_in: SignIn, _today: None) -> Client:
    """Return somebody of the petitions office, signed in on the day of the tests."""
    return signed_in("office")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch be ten rows, so that little registers have several."""
    monkeypatch.setattr(importing, "BATCH", 10)


class Killed(BaseException):
    """What a killed process looks like from inside: nothing after it is done."""


def _broken_at(monkeypatch: pytest.MonkeyPatch, batch: int, error: BaseException) -> None:
    """Let the writing of one batch fail, once."""
    count = 0

    def write_batch(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed through
        nonlocal count
        count += 1
        ids = write_petitions(*args, **kwargs)
        if count == batch:
            raise error
        return ids

    monkeypatch.setattr(importing, "write_petitions", write_batch)


@pytest.mark.usefixtures("small")
def test_a_killed_import_goes_on_with_the_next_process(
    office: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = rehearsed(office, write(tmp_path, [*ROWS, row(30, 登记日期="昨天")]))
    office.post(f"{url}import/")
    _broken_at(monkeypatch, 3, Killed())
    with pytest.raises(Killed):
        work_uploads(clock.now)
    assert Petition.objects.count() == 20
    assert uploads_wait()
    assert "从中断处继续" in page(office, url)
    assert work_uploads(clock.now) == 1
    assert counts_of(Import.objects.get()) == (25, 0, 0, 1)
    assert Upload.objects.get().of == Import.objects.get()
    assert (Petition.objects.count(), left()) == (25, [])
    assert verify().difference is None


def test_killed_after_the_last_batch_the_counts_stay_right(
    office: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = rehearsed(office, write(tmp_path, ROWS))
    office.post(f"{url}import/")

    def killed(_upload: Upload) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(working, "_done", killed)
        with pytest.raises(Killed):
            work_uploads(clock.now)
    assert Import.objects.get().finished_at
    assert work_uploads(clock.now) == 1
    assert counts_of(Import.objects.get()) == (25, 0, 0, 0)
    assert Upload.objects.get().of == Import.objects.get()


@pytest.mark.usefixtures("small")
def test_an_unforeseen_error_stops_one_import_tells_no_row_and_can_be_tried_again(
    office: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = rehearsed(office, write(tmp_path, ROWS))
    office.post(f"{url}import/")
    _broken_at(monkeypatch, 2, ValueError("钱多甲 19900000001"))
    assert work_uploads(clock.now) == 1
    assert "可以再试，将从中断处继续" in page(office, url)
    assert "ValueError" in caplog.text
    assert "钱多甲" not in caplog.text
    assert not uploads_wait()
    office.post(f"{url}import/")
    work_uploads(clock.now)
    assert counts_of(Import.objects.get()) == (25, 0, 0, 0)


def test_two_that_import_one_file_do_not_take_a_batch_twice(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    running = importing._begin(path, read(path), by=cast.office, at=AT)
    Import.objects.update(rows_read=7)
    (batch,) = batches(path, read(path), size=100, key=b"")
    with pytest.raises(BrokenRule, match="import-elsewhere"):
        importing._take(running, batch, source="a", by=cast.office, at=AT)
    assert Petition.objects.count() == 0


def test_what_nobody_imports_is_swept_after_a_day(office: Client, tmp_path: Path) -> None:
    _, upload = brought(office, write(tmp_path, ROWS))
    assert sweep_uploads(at=upload.uploaded_at + timedelta(hours=23)) == 0
    assert sweep_uploads(at=upload.uploaded_at + timedelta(hours=25)) == 1
    assert (Upload.objects.count(), left()) == (0, [])


def test_one_process_of_a_home_works_at_a_time(office: Client, tmp_path: Path) -> None:
    url = rehearsed(office, write(tmp_path, ROWS))
    office.post(f"{url}import/")
    with work._alone() as first:
        assert first
        work.run(Namespace())
    assert uploads_wait()
    work.run(Namespace())
    assert counts_of(Import.objects.get()) == (25, 0, 0, 0)


def test_what_is_overdue_is_work_and_half_sent_files_go(office: Client, tmp_path: Path) -> None:
    _, upload = brought(office, write(tmp_path, ROWS))
    assert not any(job.waits() for job in work.JOBS)
    Upload.objects.update(uploaded_at=upload.uploaded_at - timedelta(hours=25))
    assert any(job.waits() for job in work.JOBS)
    work.run(Namespace())
    assert left() == []
    (sealedfiles.folder() / "tmp1.upload.xlsx").touch()
    sealedfiles.drop_half_sent()
    assert left() == []


def test_an_import_at_work_is_neither_swept_nor_given_up(office: Client, tmp_path: Path) -> None:
    url = rehearsed(office, write(tmp_path, ROWS))
    office.post(f"{url}import/")
    upload = Upload.objects.get()
    assert sweep_uploads(at=upload.uploaded_at + timedelta(days=3)) == 0
    assert office.post(f"{url}drop/").status_code == 409
    assert work_uploads(clock.now) == 1


def test_a_sealed_file_opens_only_whole_and_in_order(cast: Cast) -> None:
    del cast
    content = bytes(range(256)) * 4096 * 2 + b"end"
    sealedfiles.keep("one", [content])
    with sealedfiles.opened("one") as path:
        assert path.read_bytes() == content
    sealed = sealedfiles.folder() / "one"
    whole = sealed.read_bytes()
    piece = 1024**2 + 28
    for changed in (
        whole[: 2 * piece],
        whole[piece : 2 * piece] + whole[:piece] + whole[2 * piece :],
        bytes([whole[0] ^ 1]) + whole[1:],
    ):
        sealed.write_bytes(changed)
        with pytest.raises(BrokenRule, match="vault-seal-broken"), sealedfiles.opened("one"):
            pass
    assert left() == ["one"]

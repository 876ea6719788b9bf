"""Importing by page: columns, dry run, import; what is hidden, refused, swept and gone on with."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import AT, Cast
from tests.desk.conftest import SignIn, body
from tests.petitions.registers import HEADER, ID_NUMBER, row, write
from xinlian import clock
from xinlian.ledger.verify import verify
from xinlian.petitions import sealedfiles
from xinlian.petitions.commands import importing
from xinlian.petitions.intake.reader import read
from xinlian.petitions.models import ColumnMap, Import, Petition, Stage, Upload
from xinlian.petitions.uploads import sweep_uploads
from xinlian.petitions.working import uploads_wait, work_uploads
from xinlian.rules.errors import BrokenRule

ROWS = [row(n) for n in range(25)]


@pytest.fixture
def office(signed_in: SignIn, _today: None) -> Client:
    """Return somebody of the petitions office, signed in on the day of the tests."""
    return signed_in("office")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch be ten rows, so that little registers have several."""
    monkeypatch.setattr(importing, "BATCH", 10)


def _bring(client: Client, path: Path, name: str = "一月登记簿.xlsx") -> Any:  # noqa: ANN401 - the test client's own
    file = SimpleUploadedFile(name, path.read_bytes())
    return client.post(reverse("imports"), {"file": file})


def _page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def _brought(client: Client, path: Path) -> tuple[str, Upload]:
    answer = _bring(client, path)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"], Upload.objects.latest("uploaded_at")


def _rehearsed(client: Client, path: Path, **columns: str) -> str:
    url, _ = _brought(client, path)
    assert client.post(f"{url}rehearse/", columns).status_code == 302
    assert work_uploads(clock.now) == 1
    return url


def _counts(of: Import) -> tuple[int, int, int, int]:
    return of.added, of.changed, of.unchanged, of.rejected


def _left() -> list[str]:
    """Return the names of the files that are kept of uploads."""
    return sorted(path.name for path in sealedfiles.folder().iterdir())


@pytest.fixture(autouse=True)
def _no_files_left() -> Any:  # noqa: ANN401 - a fixture's own
    yield
    for path in sealedfiles.folder().iterdir():
        path.unlink()


@pytest.mark.usefixtures("small")
def test_from_a_file_to_its_petitions(office: Client, tmp_path: Path) -> None:
    rows = [*ROWS, row(30, 登记日期="昨天")]
    url = _rehearsed(office, write(tmp_path, rows))
    assert Petition.objects.count() == 0
    shown = _page(office, url)
    assert "导入25行" in shown
    assert "不是存在的日期" in shown
    assert office.post(f"{url}import/").status_code == 302
    assert "正在导入" in _page(office, url)
    assert work_uploads(clock.now) == 1
    done = office.get(url)
    of = Import.objects.get()
    assert done["Location"] == reverse("imported", args=[of.pk])
    assert _counts(of) == (25, 0, 0, 1)
    shown = _page(office, done["Location"])
    assert "一月登记簿.xlsx" in shown
    listed = office.get(reverse("petitions"), {"source": of.name}).content.decode()
    assert listed.count("号楼停工</a>") == 25
    assert _left() == []
    assert verify().difference is None

"""Bringing registers by page, for the tests of importing."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.petitions.registers import row
from xinlian import clock
from xinlian.petitions import sealedfiles
from xinlian.petitions.models import Import, Upload
from xinlian.petitions.working import work_uploads

ROWS = [row(n) for n in range(25)]


def bring(client: Client, path: Path) -> Any:  # noqa: ANN401 - the test client's own class
    """Upload a file; return what is answered."""
    file = SimpleUploadedFile("一月登记簿.xlsx", path.read_bytes())
    return client.post(reverse("imports"), {"file": file})


def brought(client: Client, path: Path) -> tuple[str, Upload]:
    """Upload a file that is taken; return the address of its page, and what is kept of it."""
    answer = bring(client, path)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"], Upload.objects.latest("uploaded_at")


def rehearsed(client: Client, path: Path) -> str:
    """Upload a file and make its dry run; return the address of its page."""
    url, _ = brought(client, path)
    assert client.post(f"{url}rehearse/").status_code == 302
    assert work_uploads(clock.now) == 1
    return url


def page(client: Client, url: str) -> str:
    """Return a page that opens."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def counts_of(of: Import) -> tuple[int, int, int, int]:
    """Return how many rows were added, changed, unchanged and rejected."""
    return of.added, of.changed, of.unchanged, of.rejected


def left() -> list[str]:
    """Return the names of the files that are kept of uploads."""
    return sorted(path.name for path in sealedfiles.folder().iterdir())

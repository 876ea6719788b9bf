"""The parts of the tests that need more than Python: found, or skipped by name.

As a pytest plugin: tests marked ``postgres``, ``browser`` or ``documents`` are skipped where
their part is missing, and the summary says which part, how many tests and what installs it;
in CI (``CI`` set) such a skip fails the run. It also gives the run a home of its own, so that
no test meets an office's data.

As a program: ``python -m tests.parts`` lists the parts (fails in CI if one is missing);
``python -m tests.parts on-postgres [tests ...]`` runs the database tests on PostgreSQL.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

POSTGRES = os.environ.get("XINLIAN_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
"""A server on which the tests may create databases of their own."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
"""The browser of the tests, '' where there is none."""

_APT = "apt-get install"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that tests may need: its marker, what it is, what finds and what installs it."""

    marker: str
    name: str
    install: str
    find: Callable[[], str]

    @property
    def missing(self) -> str:
        """Return what is missing, '' where the part is complete."""
        return self.find()


@cache
def _postgres() -> str:
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError:
        return f"no server at {_without_password(POSTGRES)}"
    return ""


def _browser() -> str:
    return _programs("chromium" if not CHROMIUM else "") or _fonts()


def _documents() -> str:
    return _programs("soffice", "pdftoppm") or _fonts()


def _programs(*names: str) -> str:
    return ", ".join(name for name in names if name and not shutil.which(name))


@cache
def _fonts() -> str:
    listing = shutil.which("fc-list")
    found = (
        listing
        and subprocess.run(
            [listing, ":lang=zh-cn"], capture_output=True, check=False
        ).stdout.strip()
    )
    return "" if found else "fonts for Chinese"


PARTS = (
    Part(
        "postgres",
        "PostgreSQL",
        f"{_APT} postgresql, then set XINLIAN_TEST_POSTGRES to its URL",
        _postgres,
    ),
    Part("browser", "browser", f"{_APT} chromium fonts-noto-cjk", _browser),
    Part(
        "documents",
        "documents",
        f"{_APT} libreoffice-writer-nogui poppler-utils fonts-noto-cjk",
        _documents,
    ),
)
_SKIPPED: Counter[str] = Counter()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a home of its own."""
    from django.conf import settings  # noqa: PLC0415 - `python -m tests.parts` needs no settings

    home = tempfile.TemporaryDirectory(prefix="xinlian-tests-")
    config.add_cleanup(home.cleanup)
    settings.HOME = Path(home.name)
    settings.MEDIA_ROOT = settings.HOME / "attachments"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose part is missing."""
    for part in PARTS:
        if item.get_closest_marker(part.marker) and part.missing:
            _SKIPPED[part.marker] += 1
            pytest.skip(f"{part.name}: {part.missing}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the parts that were skipped, and what installs them."""
    for part in PARTS:
        if count := _SKIPPED[part.marker]:
            line = f"SKIPPED PART {part.name}: {count} tests; {part.missing}: {part.install}"
            terminalreporter.write_line(line, yellow=True, bold=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail in CI where a part was skipped."""
    if in_ci() and _SKIPPED.total() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def in_ci() -> bool:
    """Return whether this is CI, where no part may be skipped."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def postgres_environment() -> dict[str, str]:
    """Return the environment that puts both databases on PostgreSQL, under names of this run."""
    server = urlsplit(POSTGRES)
    return {
        "DATABASE_URL": server._replace(path=f"/xinlian_{os.getpid()}").geturl(),
        "VAULT_DATABASE_URL": server._replace(path=f"/xinlian_vault_{os.getpid()}").geturl(),
    }


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 5432}"


def _report() -> int:
    for part in PARTS:
        state = f"skipped, {part.missing}: {part.install}" if part.missing else "found"
        print(f"{part.name:12} {state}")
    return int(in_ci() and any(part.missing for part in PARTS))


def _run_on_postgres(tests: list[str]) -> int:
    part = PARTS[0]
    if part.missing:
        print(f"SKIPPED PART {part.name}: database tests; {part.missing}: {part.install}")
        return int(in_ci())
    command = [sys.executable, "-m", "pytest", "-q", "-m", "django_db", *tests]
    environment = {**os.environ, **postgres_environment()}
    return subprocess.run(command, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """List the parts, or run the database tests on PostgreSQL; return the exit status."""
    if arguments[:1] == ["on-postgres"]:
        return _run_on_postgres(arguments[1:])
    return _report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

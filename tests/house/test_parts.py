"""A part that is missing is skipped by name, and fails CI."""

from pathlib import Path

import pytest

from tests import parts
from tests.parts import Part

GONE = Part("browser", "browser", "apt-get install chromium", lambda: "chromium")
THERE = Part("documents", "documents", "apt-get install soffice", lambda: "")


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_the_list_names_what_is_missing_and_what_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(parts, "PARTS", (GONE, THERE))
    assert parts.main([]) == status
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "browser      skipped, chromium: apt-get install chromium",
        "documents    found",
    ]


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_without_postgresql_its_run_is_skipped_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    monkeypatch.setenv("CI", ci)
    gone = Part("postgres", "PostgreSQL", "apt-get install postgresql", lambda: "no server")
    monkeypatch.setattr(parts, "PARTS", (gone,))
    assert parts.main(["on-postgres"]) == status
    assert "SKIPPED PART PostgreSQL" in capsys.readouterr().out


def test_a_marked_test_is_skipped_where_its_part_is_missing(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(parts, "PARTS", (GONE, THERE))
    counted = parts._SKIPPED.copy()
    monkeypatch.setattr(parts, "_SKIPPED", counted)
    request.node.add_marker(pytest.mark.documents)
    parts.pytest_runtest_setup(request.node)
    request.node.add_marker(pytest.mark.browser)
    with pytest.raises(pytest.skip.Exception, match="chromium"):
        parts.pytest_runtest_setup(request.node)
    assert counted["browser"] == parts._SKIPPED["browser"] >= 1


def test_both_databases_go_to_the_server_under_names_of_this_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "POSTGRES", "postgres://who:secret@db.example:6543/postgres")
    both = parts.postgres_environment()
    assert both["DATABASE_URL"].startswith("postgres://who:secret@db.example:6543/xinlian_")
    assert both["DATABASE_URL"] != both["VAULT_DATABASE_URL"]


def test_the_run_has_a_home_of_its_own() -> None:
    from django.conf import settings  # noqa: PLC0415 - read where the run has set it

    assert not Path(settings.HOME).is_relative_to(Path(__file__).parents[2])

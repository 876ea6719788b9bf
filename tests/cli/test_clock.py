"""``xinlian clock``: without a database, in text and JSON, refusing what it cannot read."""

import json
from pathlib import Path
from typing import Any

import pytest

from xinlian.cli.main import main

ENTERED = 'year = 2027\n[holidays]\n"元旦" = [2027-01-01]\n'


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["clock", *words, "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_it_says_when_why_and_under_which_article(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(
        capsys, "--profile", "cn-2022", "--clock", "notice", "--start", "2024-09-16"
    )  # fmt: skip
    assert answer["due"] == "2024-10-08"
    assert (answer["days"], answer["counted"], answer["moved_by"]) == (15, 22, 7)
    assert answer["article"] == "R23"
    for part in ("第二十三条", "国庆节", "article 23", "National Day"):
        assert part in answer["explanation"]


@pytest.mark.parametrize(
    ("clock", "start", "event", "due"),
    [
        ("handling", "2026-01-05", "extension:30@2026-02-20", "2026-04-07"),
        ("reexamination", "2026-03-01", "hearing:2026-03-10..2026-03-12", "2026-04-03"),
        ("review", "2026-03-01", "hearing:2026-03-10..2026-03-12", "2026-03-31"),
        ("reexamination", "2026-03-01", "hearing:2026-03-10", "2026-04-01"),
        ("objection", "2018-09-28", "pause:2018-09-29..2018-10-08", "2018-10-15"),
    ],
)
def test_events_count(
    capsys: pytest.CaptureFixture[str], clock: str, start: str, event: str, due: str
) -> None:
    words = ("--profile", "cn-2022", "--clock", clock, "--start", start, "--event", event)
    assert ask(capsys, *words)["due"] == due


def test_a_locality_has_its_own_lengths(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--profile", "hotline-12345", "--clock", "request", "--start", "2026-01-05")
    assert ask(capsys, *words)["due"] == "2026-01-12"
    local = ask(capsys, *words, "--variant", "guangdong-2022")
    assert (local["due"], local["article"]) == ("2026-01-19", "")
    assert "广东2022" in local["explanation_zh"]


def test_an_office_enters_a_year(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["clock", "--profile", "cn-2022", "--clock", "notice", "--start", "2026-12-20"]
    words += ["--holidays", str(tmp_path)]
    assert main(words) == 2
    refused = capsys.readouterr().err
    assert "2027.toml" in refused
    assert "XINLIAN_HOLIDAYS" in refused
    (tmp_path / "2027.toml").write_text(ENTERED, encoding="utf-8")
    assert main(words) == 0
    assert "2027-01-04" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("--profile", "cn-1995", "--clock", "notice", "--start", "2024-09-16"),
        ("--profile", "cn-2022", "--clock", "parking", "--start", "2024-09-16"),
        ("--profile", "cn-2022", "--clock", "notice", "--start", "2024-02-30"),
        ("--profile", "cn-2022", "--clock", "notice", "--start", "9999-12-31"),
        ("--profile", "cn-2022", "--clock", "notice", "--start", "2024-09-16", "--event", "tea"),
        ("--profile", "cn-2022", "--clock", "reexamination", "--start", "2024-09-16", "--event",
         "hearing:2024-09-20..2024-09-19"),
        ("--profile", "cn-2022", "--clock", "handling", "--start", "2024-09-16", "--event",
         "extension:31@2024-09-20"),
        ("--profile", "cn-2022", "--clock", "handling", "--start", "2024-09-16", "--event",
         "extension:x@2024-09-20"),
        ("--profile", "cn-2022", "--clock", "notice", "--start", "2024-09-16", "--variant", "mars"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_both_languages(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["clock", *words]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert len(told.err.splitlines()) == 2

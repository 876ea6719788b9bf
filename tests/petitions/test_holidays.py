"""The holidays that an office entered hold for what it registers, and for what its pages say."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.cast import AT, Cast
from tests.petitions.drafts import draft
from xinlian.petitions.commands import register_petitions
from xinlian.petitions.models import Petition
from xinlian.rules.errors import BrokenRule


def _notice_due(cast: Cast) -> date | None:
    (petition,) = register_petitions([draft()], by=cast.registrar, at=AT)
    return Petition.objects.get(pk=petition).notice_due


def test_an_entered_holiday_moves_the_notice(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOLIDAYS = tmp_path
    assert _notice_due(cast) == date(2018, 3, 16)
    entered = 'year = 2018\n[holidays]\n"调休" = [2018-03-16]\n'
    (tmp_path / "2018.toml").write_text(entered, encoding="utf-8")
    assert _notice_due(cast) == date(2018, 3, 19), "from the next registration on"


def test_a_bad_file_is_refused_before_anything_is_taken(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOLIDAYS = tmp_path
    (tmp_path / "2027.toml").write_text("year = ", encoding="utf-8")
    with pytest.raises(BrokenRule, match=r"2027\.toml"):
        _notice_due(cast)
    assert not Petition.objects.exists()

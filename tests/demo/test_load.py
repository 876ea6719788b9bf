"""A part of the city goes in by the same door as any register; what it was stays exact."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db.models import Count, Sum

from xinlian import clock
from xinlian.conference.models import AssignedCase, CityLimit, Limit, MonthlyReturn, PeerTable
from xinlian.demo.accounts import sign_ins
from xinlian.demo.load import load_city, put
from xinlian.demo.records import City
from xinlian.ledger.models import Fact
from xinlian.ledger.queries import head
from xinlian.ledger.verify import verify
from xinlian.matters.models import Link, Promise
from xinlian.organisation.models import Account
from xinlian.petitions.models import Import, Petition, PetitionText
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Basis, Role

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture(scope="module")
def part(city: City) -> City:
    """Return the city with what the office linked and every fortieth of the rest."""
    kept = [p for n, p in enumerate(city.petitions) if p.linked_at or n % 40 == 0]
    return replace(city, petitions=kept)


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    """Return an empty home."""
    settings.HOME = tmp_path
    return tmp_path


def test_loading(part: City, home: Path) -> None:
    put(part)
    _petitions_are_all_there(part)
    _office_links_are_all_there(part)
    _conference_is_exact()
    _sign_ins_work(home)
    assert clock.demonstration_day() == part.as_of
    assert verify().difference is None
    with pytest.raises(BrokenRule) as refused:
        load_city()
    assert refused.value.code == "home-not-empty"


def test_a_load_that_breaks_leaves_nothing(
    part: City, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "disk full"

    def broken(*_: object, **__: object) -> None:
        raise OSError(message)

    monkeypatch.setattr("xinlian.demo.load.load_conference", broken)
    small = replace(part, petitions=part.petitions[:20])
    with pytest.raises(OSError, match="disk"):
        put(small)
    assert not head()
    assert not Petition.objects.exists()
    assert not list(home.glob("sign-ins.json"))


def _petitions_are_all_there(part: City) -> None:
    assert Petition.objects.count() == len(part.petitions)
    assert Import.objects.get().rejected == 0
    for name, attribute in (("channel", "channel"), ("level", "level"), ("purpose", "purpose")):
        counted = dict(Petition.objects.values_list(name).annotate(n=Count("id")))
        assert counted == Counter(str(getattr(p, attribute)) for p in part.petitions)
    assert Petition.objects.exclude(answered_on=None).count() == sum(
        bool(p.answer) for p in part.petitions
    )
    words = dict(PetitionText.objects.values_list("petition__number", "text"))
    whole = [p for p in part.petitions if p.person.name and "*" not in p.person.name]
    assert not [p.number for p in whole if p.person.name in words[p.number]]
    known = Fact.objects.filter(kind="petition.registered", known_at__date=date(2017, 3, 1))
    assert known.count() == sum(p.received_at.date() == date(2017, 3, 1) for p in part.petitions)


def _office_links_are_all_there(part: City) -> None:
    assert Link.objects.filter(basis=Basis.OFFICE).count() == sum(
        p.linked_at is not None for p in part.petitions
    )
    assert Promise.objects.count() == 25
    links = dict(Link.objects.values_list("petition__number", "matter__name"))
    assert all(
        links[p.number] == part.matters[p.matter].name for p in part.petitions if p.linked_at
    )


def _conference_is_exact() -> None:
    assert CityLimit.objects.get(year=2018).amount == 41
    assert Limit.objects.filter(year=2018).aggregate(n=Sum("amount"))["n"] == 41
    assert MonthlyReturn.objects.filter(year=2018).aggregate(n=Sum("batches"))["n"] == 19
    assert AssignedCase.objects.count() == 14
    assert AssignedCase.objects.exclude(closing="").count() == 11
    assert PeerTable.objects.latest("id").own == "澜川市"


def _sign_ins_work(home: Path) -> None:
    assert (home / "sign-ins.json").stat().st_mode & 0o777 == 0o600
    offered = sign_ins()
    assert len(offered) == len(Role) + 1
    account, password, _ = offered[0]
    assert Account.objects.get(account=account).check_password(password)

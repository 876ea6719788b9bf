"""The city's figures come out exactly, open onto their records, and can be made as of any day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings

from xinlian.briefing.commands import draft_report
from xinlian.briefing.models import ReportVersion
from xinlian.briefing.outline import compose
from xinlian.briefing.queries import figures_as_of, trace_as_of
from xinlian.demo.load import put
from xinlian.demo.places import local
from xinlian.demo.records import City, Petition
from xinlian.insight.figure import Figure
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.export import export
from xinlian.ledger.verify import verify
from xinlian.matters.linking import link_register
from xinlian.petitions import search

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.slow,
]

AS_OF, JUNE = date(2018, 11, 7), date(2018, 6, 30)

EXACT = {
    "limits.city": 41, "limits.used": 19, "limits.share": Decimal("46.34"),
    "limits.areas": 37, "limits.reserve": 4, "limits.balance": 0,
    "limits.used:area=lc-yt": 8, "limits.limit:area=lc-yt": 8,
    "limits.share:area=lc-yt": Decimal("100.00"),
    "limits.used:area=lc-ln": 6, "limits.limit:area=lc-ln": 3,
    "limits.share:area=lc-ln": Decimal("200.00"), "limits.overrun:area=lc-ln": 3,
    "limits.excess:area=lc-ln": Decimal("100.00"), "limits.excess:area=lc-yt": Decimal("0.00"),
    "limits.used:area=lc-sl": 4, "limits.limit:area=lc-sl": 8,
    "limits.share:area=lc-sl": Decimal("50.00"),
    "limits.used:area=lc-lx": 1, "limits.limit:area=lc-lx": 3,
    "limits.share:area=lc-lx": Decimal("33.33"),
    "limits.path:month=6": 4, "limits.path:month=9": 9, "limits.path:month=10": 19,
    "limits.month:month=10": 10, "limits.month:month=11": 0,
    "cases.assigned": 14, "cases.closed": 11, "cases.open": 3,
    "cases.resolution": Decimal("78.57"), "peers.rank:measure=province_visits": 16,
    "repeat.matters:kind=unfinished@ytd": 7, "repeat.matters:kind=certificate@ytd": 8,
    "repeat.matters:kind=management@ytd": 5, "repeat.matters:kind=investment@ytd": 14,
}  # fmt: skip
"""The figures of the founding document."""

FELL = ("城乡建设", "涉众型集资投资", "劳动社保")


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    """Return an empty home."""
    settings.HOME = tmp_path
    return tmp_path


def test_the_figures_of_the_founding_document(city: City, home: Path) -> None:
    put(city)
    before = _by_id(home, AS_OF)
    assert {key: before[key].value for key in EXACT} == EXACT
    assert before["peers.rank:measure=province_visits"].denominator == 21
    for field in FELL:
        measure = f"petitions.all:category={field}"
        assert before[f"{measure}@ytd"].numerator < before[f"{measure}@last-year"].numerator
    _every_figure_opens_onto_its_records(home)
    link_register(by=SYSTEM, at=local(AS_OF, 20))
    after = _by_id(home, AS_OF)
    assert {key: after[key].value for key in EXACT} == EXACT
    assert verify().difference is None


def _every_figure_opens_onto_its_records(home: Path) -> None:
    """Its trace lists as many rows as the figure says, and their weights sum to it."""
    shown = [each for each in compose(home, AS_OF).figures if "!" not in each.id]
    found = _by_id(home, AS_OF)
    for figure_id in {each.id for each in shown if "#" not in each.id}:
        records = trace_as_of(home, figure_id, AS_OF)
        assert records.total == found[figure_id].numerator, figure_id
        assert len(records.rows) == found[figure_id].records, figure_id


def test_an_earlier_day_comes_out_today_as_it_would_have_then(
    city: City, home: Path, tmp_path_factory: pytest.TempPathFactory, settings: LazySettings
) -> None:
    """Everything learnt after June is unknown to the figures as of 30 June."""
    part = replace(
        city, petitions=[p for n, p in enumerate(city.petitions) if p.linked_at or n % 40 == 0]
    )
    put(part)
    today = _words(home, JUNE)
    then_home = tmp_path_factory.mktemp("then")
    _start_anew(settings, then_home)
    put(_known_by(part, JUNE))
    assert _words(then_home, JUNE) == today


def test_a_draft_is_pinned_to_the_ledger(city: City, home: Path) -> None:
    put(replace(city, petitions=[p for p in city.petitions if p.linked_at]))
    at = local(AS_OF, 20)
    report = draft_report(home, AS_OF, by=SYSTEM, at=at)
    version = ReportVersion.objects.get(report=report)
    link_register(by=SYSTEM, at=at)
    assert export(home) >= version.pinned
    assert compose(home, AS_OF, version.pinned).as_json() == version.content


def _by_id(home: Path, as_of: date) -> Mapping[str, Figure]:
    return {figure.id: figure for figure in figures_as_of(home, as_of)}


def _words(home: Path, as_of: date) -> list[str]:
    return compose(home, as_of, export(home)).as_lines()


def _start_anew(settings: LazySettings, home: Path) -> None:
    """Empty both databases and move to another home."""
    from django.apps import apps  # noqa: PLC0415 - needed here only

    settings.HOME = home
    for model in reversed(list(apps.get_models())):
        rows = model._base_manager.all()
        rows._raw_delete(rows.db)
    search.rebuild()


def _known_by(city: City, day: date) -> City:
    """Return the city as its office knew it at the end of a day."""
    end = local(day, 23)
    return replace(
        city,
        as_of=day,
        matters=[
            matter if _by(matter.opened_at, end) else replace(matter, opened_at=None)
            for matter in city.matters
        ],
        petitions=[_petition(p, end) for p in city.petitions if p.received_at <= end],
        limits=[each for each in city.limits if each.known_at <= end],
        returns=[each for each in city.returns if each.known_at <= end],
        weeks=[each for each in city.weeks if each.known_at <= end],
        peers=[each for each in city.peers if each.known_at <= end],
        cases=[
            case
            if _by(case.closing_known_at, end)
            else replace(case, closing=None, closed_on=None, closing_known_at=None)
            for case in city.cases
            if case.known_at <= end
        ],
        promises=[
            promise
            if _by(promise.kept_known_at, end)
            else replace(promise, kept_on=None, proof="", kept_known_at=None)
            for promise in city.promises
            if promise.known_at <= end
        ],
    )


def _petition(petition: Petition, end: datetime) -> Petition:
    if not _by(petition.linked_at, end):
        petition = replace(petition, linked_at=None)
    if not _by(petition.answered_at, end):
        petition = replace(petition, answered_at=None, answer="", answered_by="")
    return petition


def _by(moment: datetime | None, end: datetime) -> bool:
    return moment is not None and moment <= end

"""The four kinds of repeat matters: 7 + 8 + 5 + 14, from the office's own links."""

from datetime import date

import pytest

from tests.demo.ledger import FOUR, city_visits, kinds, known_links, ledger
from xinlian.demo.records import City, Petition
from xinlian.demo.repeats import LINKED_UNTIL
from xinlian.rules.vocabulary import MatterKind

WAYS = ("petitioners of visits", "petitioners", "headcount", "either")
EXPECTED = {
    MatterKind.UNFINISHED: 7,
    MatterKind.CERTIFICATE: 8,
    MatterKind.MANAGEMENT: 5,
    MatterKind.INVESTMENT: 14,
}


@pytest.mark.parametrize("by", WAYS)
def test_the_four_kinds_however_people_are_counted(city: City, by: str) -> None:
    assert kinds(city, ledger(known_links(city, city.as_of), by=by)) == EXPECTED


def test_what_the_office_knew_by_mid_october_already_decides(city: City) -> None:
    links = known_links(city, date(2018, 10, 12))
    assert kinds(city, ledger(links, by="either")) == EXPECTED


def test_fewer_in_june(city: City) -> None:
    june = kinds(city, ledger(known_links(city, date(2018, 6, 30)), by="either"))
    assert june == {
        MatterKind.UNFINISHED: 4,
        MatterKind.CERTIFICATE: 5,
        MatterKind.MANAGEMENT: 3,
        MatterKind.INVESTMENT: 6,
    }


def test_truth_alone_gives_the_same(city: City) -> None:
    """With every petition linked to its true matter, the engine's work included."""
    truth: dict[int, list[Petition]] = {}
    for petition in city.petitions:
        if petition.received_at.year == city.as_of.year:
            truth.setdefault(petition.matter, []).append(petition)
    assert kinds(city, ledger(truth, by="either")) == EXPECTED


def test_loose_city_visits_of_the_four_kinds_cannot_make_a_matter(city: City) -> None:
    """Two confused matters still do not make a third one that passes."""
    loose = [
        petition
        for petition in city_visits(city.petitions)
        if petition.linked_at is None
        and petition.received_at.year == city.as_of.year
        and city.matters[petition.matter].subject.kind in FOUR
    ]
    per_matter = [petition.matter for petition in loose]
    assert len(per_matter) == len(set(per_matter))
    assert all(city.matters[number].repeat for number in per_matter)


def test_other_kinds_stand_in_the_ledger_too(city: City) -> None:
    others = {
        city.matters[number].subject.kind
        for number in ledger(known_links(city, city.as_of), by="either")
    } - set(FOUR)
    assert {MatterKind.WAGES, MatterKind.LAND} <= others


def test_the_office_links_after_receipt_and_after_opening(city: City) -> None:
    linked = [petition for petition in city.petitions if petition.linked_at]
    assert linked
    for petition in linked:
        opened = city.matters[petition.matter].opened_at
        assert petition.linked_at is not None
        assert opened is not None
        assert opened <= petition.linked_at
        assert petition.received_at < petition.linked_at
        assert petition.received_at.date() <= LINKED_UNTIL

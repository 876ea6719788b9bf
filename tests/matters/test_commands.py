"""Linking, merging, splitting: reversible, and without touching a petition's own record."""

from datetime import date

import pytest
from django.forms.models import model_to_dict

from tests.cast import AT, Cast
from tests.petitions.drafts import draft
from xinlian.ledger.verify import verify
from xinlian.matters.commands import (
    NewLink,
    NewMatter,
    NewPromise,
    confirm_links,
    keep_promise,
    link_petitions,
    make_promises,
    merge_matters,
    open_matters,
    split_matter,
    unlink_petitions,
    unmerge_matter,
)
from xinlian.matters.models import Link, Matter, Promise, Refusal
from xinlian.petitions.commands import register_petitions
from xinlian.petitions.models import Petition
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Basis, MatterKind


@pytest.fixture
def petitions(cast: Cast) -> list[int]:
    """Register four petitions; two of them by the same person."""
    people = ["991234199001011230", "991234199001011230", "991234199202022345", ""]
    drafts = [draft(str(n), id_number=person, telephone="") for n, person in enumerate(people)]
    return register_petitions(drafts, by=cast.registrar, at=AT)


@pytest.fixture
def matters(cast: Cast, petitions: list[int]) -> list[int]:
    """Open two matters; put two petitions in each, by the engine."""
    opened = list(
        open_matters(
            [
                NewMatter("金桂花园", MatterKind.UNFINISHED, area="east"),
                NewMatter("金桂花园二期", MatterKind.UNFINISHED, area="east"),
            ],
            by=cast.office,
            at=AT,
        )
    )
    links = [
        NewLink(petition, opened[n // 2], Basis.ENGINE, 90, ("同一项目",))
        for n, petition in enumerate(petitions)
    ]
    link_petitions(links, by=cast.office, at=AT)
    return opened


def _members() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for link in Link.objects.all():
        found.setdefault(link.matter_id, set()).add(link.petition_id)
    return found


def test_a_repeat_is_recognised_within_its_matter_only(
    petitions: list[int], matters: list[int], cast: Cast
) -> None:
    """One person has one pseudonym in a matter, another in another, none when unknown."""
    first, second, third, unknown = Link.objects.in_bulk(petitions).values()
    assert first.pseudonym == second.pseudonym != ""
    assert unknown.pseudonym == ""
    link_petitions([NewLink(petitions[1], matters[1])], by=cast.office, at=AT)
    elsewhere = Link.objects.get(pk=petitions[1]).pseudonym
    assert elsewhere not in {first.pseudonym, third.pseudonym, ""}


def test_a_merge_moves_links_and_nothing_else_and_can_be_taken_back(
    petitions: list[int], matters: list[int], cast: Cast
) -> None:
    """Petitions keep their own record; after taking back everything is as before."""
    before, members = [model_to_dict(row) for row in Petition.objects.order_by("pk")], _members()
    pseudonyms = dict(Link.objects.values_list("petition_id", "pseudonym"))
    merge_matters(matters[1], into=matters[0], reason="同一项目", by=cast.office, at=AT)
    assert _members() == {matters[0]: set(petitions)}
    assert Matter.objects.get(pk=matters[1]).merged_into_id == matters[0]
    assert [model_to_dict(row) for row in Petition.objects.order_by("pk")] == before
    assert verify().difference is None
    unmerge_matter(matters[1], reason="二期另有开发商", by=cast.office, at=AT)
    assert _members() == members
    assert dict(Link.objects.values_list("petition_id", "pseudonym")) == pseudonyms
    assert verify().difference is None


def test_a_merged_matter_takes_no_more_petitions(
    petitions: list[int], matters: list[int], cast: Cast
) -> None:
    """Whoever links to it is told where to."""
    merge_matters(matters[1], into=matters[0], reason="同一项目", by=cast.office, at=AT)
    with pytest.raises(BrokenRule, match="matter-merged"):
        link_petitions([NewLink(petitions[0], matters[1])], by=cast.office, at=AT)
    with pytest.raises(BrokenRule, match="matter-merged"):
        merge_matters(matters[0], into=matters[1], reason="", by=cast.office, at=AT)
    with pytest.raises(BrokenRule, match="matter-itself"):
        merge_matters(matters[0], into=matters[0], reason="", by=cast.office, at=AT)


def test_a_split_takes_some_petitions(petitions: list[int], matters: list[int], cast: Cast) -> None:
    """Some, not none and not all; merging them back restores the matter."""
    new = split_matter(
        matters[0], petitions[:1], name="金桂花园7栋", reason="另一栋", by=cast.office, at=AT
    )
    assert _members()[new] == {petitions[0]}
    assert verify().difference is None
    for some in ([], petitions[1:2], petitions[2:]):
        with pytest.raises(BrokenRule, match="split-empty"):
            split_matter(matters[0], some, name="x", reason="x", by=cast.office, at=AT)
    merge_matters(new, into=matters[0], reason="同一项目", by=cast.office, at=AT)
    assert _members()[matters[0]] == set(petitions[:2])


def test_confirming_changes_the_ground_and_a_refusal_is_remembered(
    petitions: list[int], matters: list[int], cast: Cast
) -> None:
    """What the engine linked the office confirms or refuses; linking again forgets a refusal."""
    assert confirm_links(petitions[:1], by=cast.office, at=AT) == 1
    assert confirm_links(petitions[:1], by=cast.office, at=AT) == 0
    assert Link.objects.get(pk=petitions[0]).basis == Basis.OFFICE
    unlink_petitions(petitions[1:2], reason="另一项目", by=cast.office, at=AT)
    assert Refusal.objects.get().key == f"{petitions[1]}/{matters[0]}"
    assert verify().difference is None
    link_petitions([NewLink(petitions[1], matters[0])], by=cast.office, at=AT)
    assert not Refusal.objects.exists()
    assert verify().difference is None


def test_a_promise_is_kept_once_and_with_proof(matters: list[int], cast: Cast) -> None:
    """Saying it was done is not enough."""
    made = NewPromise(matters[0], "housing", "年底复工", date(2018, 3, 1), date(2018, 12, 31))
    (promise,) = make_promises([made], by=cast.handler, at=AT)
    kept_on = date(2018, 4, 1)
    with pytest.raises(BrokenRule, match="promise-without-proof"):
        keep_promise(promise, kept_on=kept_on, proof=" ", by=cast.handler, at=AT)
    keep_promise(promise, kept_on=kept_on, proof="复工令", by=cast.handler, at=AT)
    assert Promise.objects.get().kept_on == kept_on
    with pytest.raises(BrokenRule, match="promise-kept"):
        keep_promise(promise, kept_on=kept_on, proof="复工令", by=cast.handler, at=AT)
    early = NewPromise(matters[0], "housing", "x", date(2018, 3, 1), date(2018, 2, 1))
    with pytest.raises(BrokenRule, match="promise-due-before-made"):
        make_promises([early], by=cast.handler, at=AT)
    assert verify().difference is None

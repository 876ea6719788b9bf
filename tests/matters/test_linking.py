"""The engine proposes, the office's decisions stand; suggestions while typing."""

import pytest

from tests.cast import AT, Cast
from tests.petitions.drafts import draft
from xinlian.ledger.verify import verify
from xinlian.matters.commands import (
    NewLink,
    NewMatter,
    confirm_links,
    link_petitions,
    open_matters,
    unlink_petitions,
)
from xinlian.matters.linking import link_register
from xinlian.matters.models import Link, Matter
from xinlian.matters.suggesting import forget, suggest
from xinlian.petitions.commands import register_petitions
from xinlian.petitions.queries import petitions_for
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Basis, MatterKind, Purpose

TEXTS = (
    ("金桂花园停工两年", "东岭区金桂花园项目停工两年，开发商不理睬，要求复工。"),
    ("金桂花园何时复工", "金桂花园停工已久，业主要求尽快复工交房。"),
    ("反映金桂花园烂尾", "金桂花园烂尾，购房款已付清，要求复工。"),
    ("云顶名邸停工", "云顶名邸停工半年，要求复工。"),
)


@pytest.fixture
def petitions(cast: Cast) -> list[int]:
    """Register four petitions, three of them about one building."""
    forget()
    drafts = [draft(str(n), title=title, text=text) for n, (title, text) in enumerate(TEXTS)]
    return register_petitions(drafts, by=cast.registrar, at=AT)


def test_petitions_about_one_thing_make_one_matter(cast: Cast, petitions: list[int]) -> None:
    """Two or more open a matter, named after the thing; one alone opens none."""
    assert link_register(by=cast.office, at=AT) == 3
    matter = Matter.objects.get()
    assert (matter.name, matter.kind, matter.area_id) == (
        "金桂花园", MatterKind.UNFINISHED, "east",
    )  # fmt: skip
    assert set(Link.objects.values_list("petition", "basis")) == {
        (petition, Basis.ENGINE) for petition in petitions[:3]
    }
    assert verify().difference is None


def test_what_the_office_decided_stands(cast: Cast, petitions: list[int]) -> None:
    """Linking again neither puts back what was taken out nor unconfirms what was confirmed."""
    link_register(by=cast.office, at=AT)
    confirm_links(petitions[:1], by=cast.office, at=AT)
    unlink_petitions(petitions[1:2], reason="另一项目", by=cast.office, at=AT)
    assert link_register(by=cast.office, at=AT) == 0
    assert dict(Link.objects.values_list("petition", "basis")) == {
        petitions[0]: Basis.OFFICE, petitions[2]: Basis.ENGINE,
    }  # fmt: skip


def test_a_new_petition_joins_the_matter_that_is_open(cast: Cast, petitions: list[int]) -> None:
    """The matter of the others is found, no second one is opened."""
    link_register(by=cast.office, at=AT)
    late = draft("9", title="金桂花园复工", text="金桂花园停工，要求复工。")
    (petition,) = register_petitions([late], by=cast.registrar, at=AT)
    assert link_register(by=cast.office, at=AT) == 1
    assert Link.objects.get(pk=petition).matter == Matter.objects.get()
    assert len(petitions) == 4


def test_a_matter_is_suggested_while_typing(cast: Cast, petitions: list[int]) -> None:
    """With why; a petition linked a moment ago is known at once; what is not in view is not."""
    link_register(by=cast.office, at=AT)
    (best, *_) = suggest(cast.registrar, title="金桂花园", text="停工要求复工", place="9901")
    assert best.matter.name == "金桂花园"
    assert best.reasons
    assert best.matter.petitions == 3
    assert suggest(cast.registrar, title="金", text="") == []
    assert suggest(cast.stranger, title="金桂花园停工", text="") == []
    unlink_petitions(petitions[:3], reason="另一项目", by=cast.office, at=AT)
    assert suggest(cast.registrar, title="金桂花园停工", text="") == []


def test_an_accusation_is_neither_linked_nor_suggested_nor_shown_to_units(cast: Cast) -> None:
    """The accused and their line get nothing: not as text, not as a suggestion (R22, R30)."""
    forget()
    accusations = [
        draft(str(n), title=title, text=text, purpose=Purpose.ACCUSATION)
        for n, (title, text) in enumerate(TEXTS)
    ]
    ids = register_petitions(accusations, by=cast.registrar, at=AT)
    assert link_register(by=cast.office, at=AT) == 0
    assert suggest(cast.office, title="金桂花园停工", text="") == []
    (matter,) = open_matters([NewMatter("金桂花园", MatterKind.UNFINISHED)], by=cast.office, at=AT)
    with pytest.raises(BrokenRule, match="accusation-linked"):
        link_petitions([NewLink(ids[0], matter)], by=cast.office, at=AT)
    for name in ("handler", "other", "convener", "auditor"):
        assert not petitions_for(getattr(cast, name)).exists()
    assert petitions_for(cast.office).count() == len(ids)

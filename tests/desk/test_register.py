"""Registering by hand: the form, its kept draft, similar matters, the receipt."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, Cast
from xinlian.desk.pages import register as page
from xinlian.ledger.models import Fact
from xinlian.matters.commands import NewMatter, open_matters
from xinlian.matters.models import Link, Matter
from xinlian.matters.suggesting import forget
from xinlian.petitions.keeping import load_draft
from xinlian.petitions.models import Attachment, Petition, PetitionText, RegistrationDraft
from xinlian.rules.vocabulary import Basis, MatterKind

FORM = {
    "once": "a1",
    "channel": "visit",
    "received_at": "2018-03-01T09:00",
    "people": "2",
    "level": "city",
    "purpose": "appeal",
    "occurrence": "first",
    "title": "金桂花園停工",
    "text": "金桂花园停工两年，要求复工。",
    "place": "东岭区",
    "category": "城乡建设/房地产/项目停工",
    "name": "钱多多",
    "telephone": "19900001111",
}


class _Suggested:
    def __init__(self, matter: Matter) -> None:
        self.matter, self.score, self.reasons = matter, 87, ("同名：金桂花园",)


@pytest.fixture
def clerk(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return the registrar, signed in; the engine proposes every matter there is."""
    monkeypatch.setattr(
        page,
        "suggest",
        lambda _actor, **_words: [_Suggested(each) for each in Matter.objects.all()],
    )
    client.force_login(cast.accounts["registrar"])
    return client


@pytest.fixture
def matter(cast: Cast) -> int:
    """Return a matter that is open already."""
    return open_matters([NewMatter("金桂花园", MatterKind.UNFINISHED)], by=cast.office, at=AT)[0]


def test_a_petition_is_registered_with_its_receipt(clerk: Client) -> None:
    """Place, category and unit are known; words are normalised, the original kept."""
    response = clerk.post("/register/", FORM, follow=True)
    petition = Petition.objects.get()
    assert response.redirect_chain[-1][0] == f"/petitions/{petition.pk}/receipt/"
    assert (petition.place_id, petition.area_id, petition.unit_id) == ("9901", "east", "office")
    words = PetitionText.objects.get()
    assert (words.title, words.original_title, words.original_text) == (
        "金桂花园停工", "金桂花園停工", "",
    )  # fmt: skip
    assert "data:image/svg+xml" in response.context["qr"]


def test_the_code_is_shown_once(clerk: Client) -> None:
    """The second look has none; another receipt has another code. No fact holds either."""
    first = clerk.post("/register/", FORM, follow=True).context["code"]
    url = f"/petitions/{Petition.objects.get().pk}/receipt/"
    assert len(first) == 19
    assert clerk.get(url).context["code"] == ""
    second = clerk.post(f"{url}new/", follow=True).context["code"]
    assert second not in {first, ""}
    told = json.dumps([fact.data for fact in Fact.objects.all()])
    assert first.replace(" ", "") not in told


def test_the_receipt_is_neutral(clerk: Client) -> None:
    """Whoever sees it learns neither who wrote nor about what."""
    shown = clerk.post("/register/", FORM, follow=True).content.decode()
    for secret in ("钱多多", "19900001111", "金桂花园", "停工"):
        assert secret not in shown
    assert "2018-03-16" in shown


def test_a_second_click_registers_nothing(clerk: Client) -> None:
    """The same page sent again leads to the receipt of the first; another page registers."""
    clerk.post("/register/", FORM)
    clerk.post("/register/", FORM)
    assert Petition.objects.count() == 1
    clerk.post("/register/", FORM | {"once": "b2"})
    assert Petition.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_at", "2999-01-01T00:00"),
        ("received_at", "0018-03-01T00:00"),
        ("people", "0"),
        ("place", "火星"),
        ("category", "没有的分类"),
        ("channel", "pigeon"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(clerk: Client, field: str, value: str) -> None:
    """Nothing is registered and what was typed stays."""
    response = clerk.post("/register/", FORM | {field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "钱多多" in response.content.decode()
    assert not Petition.objects.exists()


def test_nameless_is_registered_and_wordless_is_not(clerk: Client) -> None:
    """A name is no condition; title or text is."""
    clerk.post("/register/", FORM | {"name": "", "telephone": ""})
    assert Petition.objects.get().petitioner is None
    response = clerk.post("/register/", FORM | {"once": "b", "title": " ", "text": ""})
    assert "title" in response.context["form"].errors


def test_at_most_five_represent_a_visit(clerk: Client) -> None:
    """Six are refused with the article; a letter may be signed by six."""
    six = FORM | {"people": "30", "name": "", "representatives": "\n".join("甲乙丙丁戊己")}
    response = clerk.post("/register/", six)
    assert "R20" in str(response.context["form"].errors["representatives"])
    clerk.post("/register/", six | {"channel": "letter"})
    assert Petition.objects.get().people == 30


def test_more_names_than_people_is_a_slip(clerk: Client) -> None:
    """Three names and two people cannot both be right."""
    response = clerk.post("/register/", FORM | {"name": "", "representatives": "甲一、乙二、丙三"})
    assert "representatives" in response.context["form"].errors


def test_a_matter_chosen_is_linked_with_its_reasons(clerk: Client, matter: int) -> None:
    """The link is the office's, with what the engine had said; counts follow."""
    clerk.post("/register/", FORM | {"matter": str(matter)})
    link = Link.objects.get()
    assert (link.matter_id, link.basis, link.score) == (matter, Basis.OFFICE, 87)
    assert link.reasons == ["同名：金桂花园"]


def test_a_matter_that_is_gone_registers_nothing(clerk: Client) -> None:
    """Registered and linked, or neither."""
    response = clerk.post("/register/", FORM | {"matter": "4711"})
    assert response.status_code == 409
    assert not Petition.objects.exists()


def test_similar_matters_come_with_why(clerk: Client, matter: int) -> None:
    """The part lists name, counts and reasons, and keeps what was chosen."""
    typed = {"title": "金桂花园停工", "matter": str(matter)}
    shown = clerk.post("/register/similar/", typed).content.decode()
    assert "同名：金桂花园" in shown
    assert f'value="{matter}" checked' in shown
    assert clerk.get("/register/similar/").status_code == 405


def test_the_engine_knows_the_matter_by_what_is_typed(
    cast: Cast, client: Client, matter: int
) -> None:
    """What was put into a matter makes the next petition about it find that matter."""
    forget()
    client.force_login(cast.accounts["registrar"])
    client.post("/register/", FORM | {"matter": str(matter)})
    typed = FORM | {"text": "金桂花园停工，何时复工？", "matter": ""}
    (found,) = client.post("/register/similar/", typed).context["similar"]
    assert (found["matter"].pk, found["matter"].petitions) == (matter, 1)
    assert found["score"] > 0
    assert found["reasons"]


def test_an_accusation_meets_no_matter(clerk: Client, matter: int) -> None:
    """None is proposed, and one that was chosen before is not linked (R22, R30)."""
    accusation = FORM | {"purpose": "accusation", "matter": str(matter)}
    assert "金桂花园</strong>" not in clerk.post("/register/similar/", accusation).content.decode()
    clerk.post("/register/", accusation)
    assert Petition.objects.exists()
    assert not Link.objects.exists()


def test_a_draft_is_kept_sealed_and_comes_back(cast: Cast, clerk: Client) -> None:
    """What was typed is restored on opening; the row itself shows nothing; registering ends it."""
    clerk.post("/register/draft/", FORM, headers={"hx-request": "true"})
    assert "钱多多".encode() not in bytes(RegistrationDraft.objects.get().sealed)
    shown = clerk.get("/register/")
    assert "19900001111" in shown.content.decode()
    assert "钱多多" not in repr(load_draft(cast.registrar.ref))
    clerk.post("/register/", FORM)
    clerk.post("/register/draft/", FORM, headers={"hx-request": "true"})
    assert load_draft(cast.registrar.ref) is None


def test_a_draft_can_be_dropped_and_is_its_own_registrars(cast: Cast, clerk: Client) -> None:
    """Another account sees none of it; without scripts it is kept by a button."""
    assert clerk.post("/register/draft/", FORM).status_code == 302
    assert load_draft(cast.office.ref) is None
    clerk.post("/register/draft/drop/")
    assert load_draft(cast.registrar.ref) is None


def test_files_are_attached_or_nothing_is(clerk: Client, settings: Any, tmp_path: Any) -> None:  # noqa: ANN401 - pytest's own
    """A file of another kind refuses the whole; a good one is there with the petition."""
    settings.MEDIA_ROOT = tmp_path
    bad = SimpleUploadedFile("a.exe", b"MZ...")
    response = clerk.post("/register/", FORM | {"attachments": [bad]})
    assert response.status_code == 409
    assert "附件类型不能识别" in response.content.decode()
    assert not Petition.objects.exists()
    clerk.post("/register/", FORM | {"attachments": [SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")]})
    assert Attachment.objects.get().media_type == "application/pdf"


def test_only_registrars_register(cast: Cast, clerk: Client) -> None:
    """An auditor may not; a receipt out of view is not there."""
    clerk.post("/register/", FORM)
    pk = Petition.objects.get().pk
    clerk.force_login(cast.accounts["auditor"])
    assert clerk.get("/register/").status_code == 403
    assert clerk.get(f"/petitions/{pk}/receipt/").status_code == 403

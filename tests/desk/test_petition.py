"""One petition: seen by whom, opened for what, answered, attached to, corrected."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import AT, Cast
from tests.desk.conftest import Register, SignIn, body, drafts
from xinlian.ledger.models import Fact
from xinlian.matters.models import Link
from xinlian.matters.suggesting import forget
from xinlian.petitions.commands.register import register_petitions
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import Opening, Purpose
from xinlian.vault.queries import openings

CORRECTION = {
    "channel": "visit",
    "purpose": "appeal",
    "level": "city",
    "occurrence": "unknown",
    "people": "7",
    "place": "9901",
    "category": "城乡建设/房地产/项目停工",
    "reason": "漏记一人",
}


def test_who_has_it_in_view_sees_it_and_for_others_it_does_not_exist(
    register: Register, signed_in: SignIn
) -> None:
    url = f"/petitions/{register.stalled}/"
    expected = {
        "registrar": 200, "office": 200, "handler": 200, "other": 200, "convener": 200,
        "auditor": 200, "administrator": 403, "stranger": 403,
    }  # fmt: skip
    opened = {who: signed_in(who).get(url, follow=True).status_code for who in expected}
    assert opened == expected
    elsewhere = f"/petitions/{register.wages}/"
    assert signed_in("handler").get(elsewhere).status_code == 404
    assert signed_in("other").get(elsewhere).status_code == 404


def test_the_page_explains_the_date_and_why_it_belongs_to_its_matter(
    register: Register, signed_in: SignIn
) -> None:
    page = signed_in("office").get(f"/petitions/{register.stalled}/").content.decode()
    assert "2018-03-16" in page
    assert "15日" in page
    assert "名称相同：阳光花园" in page
    assert "今日到期" in page


def test_the_identity_is_sealed_until_opened_for_a_purpose_and_the_opening_is_shown(
    register: Register, signed_in: SignIn
) -> None:
    url = f"/petitions/{register.stalled}/"
    client = signed_in("handler")
    client.post(f"{url}read/", {"reading": "coordinate"})
    assert "王小明" not in client.get(url).content.decode()
    refused = client.post(f"{url}open/", {"what": "person"})
    assert refused.status_code == 422
    assert "王小明" not in refused.content.decode()
    opened = client.post(f"{url}open/", {"what": "person", "purpose": "hear"})
    assert opened.status_code == 200
    assert "王小明" in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    again = client.get(url).content.decode()
    assert "王小明" not in again
    assert Opening.HEAR.zh in again
    ref = Petition.objects.get(pk=register.stalled).petitioner or ""
    assert [each.actor for each in openings(ref)] == ["handler"]


def test_the_words_can_be_opened_without_masks(register: Register, signed_in: SignIn) -> None:
    url = f"/petitions/{register.stalled}/"
    client = signed_in("office")
    assert "13800138000" not in client.get(url).content.decode()
    opened = client.post(f"{url}open/", {"what": "words", "purpose": "write"})
    assert "13800138000" in opened.content.decode()


def test_an_auditor_and_a_convener_cannot_open_an_identity(
    register: Register, signed_in: SignIn
) -> None:
    for who in ("auditor", "convener"):
        url = f"/petitions/{register.stalled}/"
        assert "open/" not in signed_in(who).get(url).content.decode()
        answer = signed_in(who).post(f"{url}open/", {"what": "person", "purpose": "hear"})
        assert answer.status_code == 403
    assert not Fact.objects.filter(kind="identity.opened").exists()


def test_an_answer_is_recorded_and_a_day_ahead_is_refused_with_what_was_typed(
    register: Register, signed_in: SignIn
) -> None:
    client, url = signed_in("handler"), f"/petitions/{register.stalled}/answer/"
    client.post(f"/petitions/{register.stalled}/read/", {"reading": "coordinate"})
    ahead = client.post(url, {"text": "将于三月复工", "answered_on": "2018-03-17"})
    assert ahead.status_code == 422
    assert "将于三月复工" in ahead.content.decode()
    assert client.post(url, {"text": "已复工", "answered_on": "2018-03-16"}).status_code == 302
    answered = Petition.objects.get(pk=register.stalled)
    assert str(answered.answered_on) == "2018-03-16"
    assert answered.answered_by_id == "housing"


def test_a_correction_is_a_fact_and_can_be_taken_back(
    register: Register, signed_in: SignIn
) -> None:
    client, url = signed_in("office"), f"/petitions/{register.stalled}/correct/"
    page = client.post(url, CORRECTION, follow=True).content.decode()
    assert Petition.objects.get(pk=register.stalled).people == 7
    assert "6 → 7" in page
    assert "漏记一人" in page
    assert 'name="people" value="6"' in page
    undone = client.post(url, CORRECTION | {"people": "6", "reason": "撤销更正"}, follow=True)
    assert "7 → 6" in undone.content.decode()
    assert "→ 撤销更正" not in undone.content.decode()
    assert Petition.objects.get(pk=register.stalled).people == 6
    facts = Fact.objects.filter(kind="petition.corrected", subject=str(register.stalled))
    assert facts.count() == 2


def test_a_correction_of_the_place_brings_its_area(register: Register, signed_in: SignIn) -> None:
    url = f"/petitions/{register.stalled}/correct/"
    signed_in("office").post(url, CORRECTION | {"place": "9902"})
    assert Petition.objects.get(pk=register.stalled).area_id == "west"


def test_a_file_is_attached_and_handed_out_to_be_saved(
    register: Register, signed_in: SignIn
) -> None:
    client, url = signed_in("registrar"), f"/petitions/{register.stalled}/"
    wrong = SimpleUploadedFile("page.html", b"<script>")
    assert client.post(f"{url}attach/", {"file": wrong}).status_code == 422
    client.post(f"{url}attach/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 text")})
    digest = Petition.objects.get(pk=register.stalled).attachments.get().digest
    file = client.get(f"{url}files/{digest}/")
    assert body(file) == b"%PDF-1.4 text"
    assert file["Content-Disposition"].startswith("attachment")
    assert signed_in("other").get(f"/petitions/{register.wages}/files/{digest}/").status_code == 404


def test_hostile_words_are_shown_and_not_run(register: Register, signed_in: SignIn) -> None:
    page = signed_in("office").get(f"/petitions/{register.wages}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]


def test_the_ledger_of_a_petition_is_for_who_checks_and_has_it_in_view(
    cast: Cast, register: Register, signed_in: SignIn
) -> None:
    url = f"/ledger/petition/{register.stalled}/"
    assert not cast.handler.may("ledger:fact:read")
    assert signed_in("handler").get(url).status_code == 403
    page = signed_in("auditor").get(url)
    fact = Fact.objects.get(kind="petition.registered", subject=str(register.stalled))
    assert bytes(fact.digest).hex() in page.content.decode()
    assert signed_in("auditor").get("/ledger/petition/999/").status_code == 404
    assert signed_in("auditor").get("/ledger/nonsense/1/").status_code == 404


@pytest.fixture
def more(cast: Cast, register: Register) -> tuple[int, int]:
    """Return a second petition on the estate, and an accusation about it."""
    del register
    forget()
    again = replace(drafts()[0], number="2018-8", title="阳光花园停工何时复工")
    accusation = replace(again, number="2018-9", purpose=Purpose.ACCUSATION)
    first, second = register_petitions([again, accusation], by=cast.office, at=AT)
    return first, second


def test_a_petition_is_put_into_a_proposed_matter_and_taken_out_again(
    more: tuple[int, int], register: Register, signed_in: SignIn
) -> None:
    client, url = signed_in("office"), f"/petitions/{more[0]}/"
    assert "link/" not in client.get(url).content.decode()
    proposed = client.get(f"{url}?similar=yes").content.decode()
    assert "归入“阳光花园”" in proposed
    after = client.post(f"{url}link/", {"matter": str(register.matter)}, follow=True)
    link = Link.objects.get(petition=more[0])
    assert (link.matter_id, link.basis) == (register.matter, "office")
    assert link.reasons
    assert "撤销" in after.content.decode()
    client.post(f"/matters/{register.matter}/unlink/", {"petition": str(more[0])})
    assert not Link.objects.filter(petition=more[0]).exists()


def test_an_accusation_and_an_unknown_matter_are_refused(
    more: tuple[int, int], register: Register, signed_in: SignIn
) -> None:
    client = signed_in("office")
    unknown = client.post(f"/petitions/{more[0]}/link/", {"matter": "x"})
    assert unknown.status_code == 409
    url = f"/petitions/{more[1]}/"
    assert "归入其他事项" not in client.get(f"{url}?similar=yes").content.decode()
    refused = client.post(f"{url}link/", {"matter": str(register.matter)})
    assert refused.status_code == 409
    assert "R30" in refused.content.decode()


def test_the_ledger_of_a_promise_and_of_a_case_follow_the_view(
    register: Register, signed_in: SignIn
) -> None:
    client = signed_in("auditor")
    assert client.get(f"/ledger/promise/{register.promise}/").status_code == 200
    assert client.get(f"/ledger/case/{register.case}/").status_code == 200
    assert client.get(f"/ledger/matter/{register.matter}/").status_code == 200
    assert client.get("/ledger/category/劳动社保/欠薪/").status_code == 200

"""Documents by page: drafted, revised, issued, printed, served, opened again, voided."""

from io import BytesIO

from django.conf import settings
from django.test import Client
from django.urls import reverse
from docx import Document as Docx

from tests.cast import Cast
from tests.desk.conftest import Register, SignIn
from xinlian.cli import check
from xinlian.documents.models import Document
from xinlian.documents.terms import State
from xinlian.vault.queries import openings

_ASKED = {
    "unit": "云州市信访局", "petition": "2018-1", "received_on": "2018-03-01", "channel": "来访",
    "matter": "阳光花园停工两年", "materials": "合同 | 1份 | 共24页\n收据 | 3张",
    "notice_days": "15", "query": "来访接待窗口",
}  # fmt: skip


def _drafted(client: Client, petition: int) -> Document:
    answer = client.post(reverse("draft_document", args=[petition, "receipt"]), _ASKED)
    assert answer.status_code == 302, answer.content.decode()
    return Document.objects.get()


def _issued(client: Client, petition: int) -> Document:
    row = _drafted(client, petition)
    client.post(reverse("issue_document", args=[row.pk]), {"version": "1"})
    row.refresh_from_db()
    return row


def test_a_document_lives_its_whole_life_by_page(register: Register, signed_in: SignIn) -> None:
    client = signed_in("office")
    row = _drafted(client, register.stalled)
    changed = _ASKED | {"based_on": "1", "query": "网上信访大厅"}
    assert client.post(reverse("revise_document", args=[row.pk]), changed).status_code == 302
    page = client.get(reverse("document", args=[row.pk])).content.decode()
    assert "网上信访大厅" in page
    assert "查询方式" in page
    client.post(reverse("issue_document", args=[row.pk]), {"version": "2"})
    row.refresh_from_db()
    assert row.number == 1
    printed = client.post(reverse("print_document", args=[row.pk]), {"purpose": "serve"})
    words = "".join(each.text for each in Docx(BytesIO(printed.content)).paragraphs)
    assert "王小明" in words
    served = {"service": "signed", "served_on": "2018-03-16", "evidence": "本人签收"}
    client.post(reverse("serve_document", args=[row.pk]), served)
    row.refresh_from_db()
    assert row.state == State.SERVED
    again = client.post(reverse("reopen_paper", args=[row.pk, 1]), {"purpose": "serve"})
    assert again.content == printed.content
    assert len(openings(row.petition.petitioner)) == 2  # type: ignore[union-attr,arg-type]
    client.post(reverse("void_document", args=[row.pk]), {"reason": "mistake"})
    row.refresh_from_db()
    assert row.state == State.VOID
    page = client.get(reverse("document", args=[row.pk])).content.decode()
    assert "内容有误" in page
    assert "直接送达，本人签收" in page


def test_no_page_shows_name_or_address(register: Register, signed_in: SignIn) -> None:
    client = signed_in("office")
    row = _issued(client, register.stalled)
    for url in (
        reverse("document", args=[row.pk]),
        reverse("documents_of", args=[register.stalled]),
    ):
        page = client.get(url).content.decode()
        assert row.written in page
        assert "王小明" not in page
        assert "柳桥镇1号" not in page


def test_what_is_missing_is_said_and_what_was_typed_stays(
    register: Register, signed_in: SignIn
) -> None:
    client = signed_in("office")
    url = reverse("draft_document", args=[register.stalled, "receipt"])
    assert "还缺" in client.get(url).content.decode()
    answer = client.post(url, _ASKED | {"query": ""})
    assert answer.status_code == 422
    assert "合同 | 1份" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_register_shows_what_was_voided(register: Register, signed_in: SignIn) -> None:
    client = signed_in("office")
    row = _issued(client, register.stalled)
    client.post(reverse("void_document", args=[row.pk]), {"reason": "replaced"})
    page = client.get(reverse("documents")).content.decode()
    assert row.written in page
    assert "另行制发" in page


def test_another_unit_neither_sees_nor_prints(
    register: Register, cast: Cast, signed_in: SignIn
) -> None:
    del cast
    row = _issued(signed_in("office"), register.wages)
    other = signed_in("other")
    assert other.get(reverse("document", args=[row.pk])).status_code == 404
    url = reverse("print_document", args=[row.pk])
    assert other.post(url, {"purpose": "serve"}).status_code == 404


def test_the_check_names_a_wrong_template_of_the_office() -> None:
    assert check._templates().well
    own = settings.HOME / "templates" / "receipt.txt"
    own.parent.mkdir(exist_ok=True)
    own.write_text("标题：登记收件凭证\n正文：\n【没有这一项】\n", encoding="utf-8")
    try:
        found = check._templates()
    finally:
        own.unlink()
    assert not found.well
    assert "没有这一项" in found.seen

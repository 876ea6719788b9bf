"""Drafting, numbering, voiding, printing and serving; what stays where."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import orjson
import pytest

from tests.cast import AT, Cast
from tests.documents.samples import SAMPLES
from tests.petitions.drafts import draft
from xinlian.documents.commands import (
    draft_document,
    issue_document,
    revise_document,
    void_document,
)
from xinlian.documents.models import Document, Evidence, PaperFile, Version, VersionWords
from xinlian.documents.queries import documents_for, documents_of, preview, register_of
from xinlian.documents.serving import print_document, reopen_paper, serve_document
from xinlian.documents.terms import Service, State, VoidReason
from xinlian.ledger.actors import Actor
from xinlian.ledger.models import Fact
from xinlian.ledger.verify import verify
from xinlian.official.html import render_html
from xinlian.petitions.commands.register import register_petitions
from xinlian.petitions.models import Petition
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Opening
from xinlian.vault.commands import erase
from xinlian.vault.queries import openings

HOME = Path("nowhere")
LATER = AT + timedelta(days=2)
NAME, ADDRESS = "钱多多", "一号院2栋301室"
GIVEN = {name: SAMPLES["opinion"][name] for name in ("claims", "reasons", "law", "review_body")} | {
    "facts": f"{NAME}于2016年购房，住{ADDRESS}，电话19900001111。"
}


@pytest.fixture
def petition(cast: Cast) -> int:
    register_petitions([draft("甲1")], by=cast.registrar, at=AT)
    return Petition.objects.get().pk


def _drafted(cast: Cast, petition: int, by: Actor | None = None) -> int:
    actor = by or cast.handler
    return draft_document(HOME, "信访事项处理意见书", GIVEN, petition=petition, by=actor, at=AT)


def _text(file: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs)


def _kept() -> str:
    """Return everything that the main database keeps of documents, as text."""
    words = [orjson.dumps([row.data, row.body]).decode() for row in VersionWords.objects.all()]
    facts = list(Fact.objects.filter(kind__startswith="document.").values_list("data", flat=True))
    sealed = [
        bytes(row.sealed).decode("utf-8", "replace")
        for model in (PaperFile, Evidence)
        for row in model.objects.all()
    ]
    return "\n".join([*words, *facts, *sealed])


def test_from_draft_to_service(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    assert Document.objects.get().written == ""
    assert issue_document(document, version=1, by=cast.handler, at=AT) == "信处〔2018〕1号"
    ref = Petition.objects.get().petitioner
    assert ref
    before = len(openings(ref))
    paper, file = print_document(document, by=cast.handler, at=AT)
    assert len(openings(ref)) == before + 1
    text = _text(file)
    for words in (
        f"{NAME}：",
        ADDRESS,
        "信处〔2018〕1号",
        "之日起30日内，向云州市人民政府",
        "2018年3月1日",
    ):
        assert words in text
    serve_document(
        document, service=Service.SIGNED, served_on=local_day(LATER), evidence=f"{NAME}签收",
        by=cast.handler, at=LATER,
    )  # fmt: skip
    row = Document.objects.get()
    assert (row.state, row.served_on) == (State.SERVED, local_day(LATER))
    assert reopen_paper(document, paper, purpose=Opening.SERVE, by=cast.handler, at=LATER) == file
    assert len(openings(ref)) == before + 2
    assert verify().difference is None


def test_name_and_address_stand_nowhere_but_in_the_vault(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    issue_document(document, version=1, by=cast.handler, at=AT)
    print_document(document, by=cast.handler, at=AT)
    serve_document(
        document, service=Service.POST, served_on=local_day(AT), evidence=f"寄{ADDRESS}",
        by=cast.handler, at=AT,
    )  # fmt: skip
    kept = _kept() + render_html(preview(cast.handler, document), language="zh")
    assert "〔姓名〕" in kept
    for words in (NAME, ADDRESS, "19900001111"):
        assert words not in kept


def test_erasing_the_person_erases_what_was_served(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    issue_document(document, version=1, by=cast.handler, at=AT)
    paper, _ = print_document(document, by=cast.handler, at=AT)
    ref = Petition.objects.get().petitioner
    assert ref
    erase([ref], by=cast.administrator, at=LATER)
    with pytest.raises(BrokenRule, match="identity-erased"):
        reopen_paper(document, paper, purpose=Opening.SERVE, by=cast.handler, at=LATER)
    with pytest.raises(BrokenRule, match="identity-erased"):
        print_document(document, by=cast.handler, at=LATER)
    assert verify().difference is None


def test_numbers_have_no_gaps_and_voided_ones_stay(cast: Cast, petition: int) -> None:
    for _ in range(3):
        document = _drafted(cast, petition)
        _drafted(cast, petition)
        issue_document(document, version=1, by=cast.handler, at=AT)
    second = Document.objects.get(number=2).pk
    void_document(second, reason=VoidReason.MISTAKE, by=cast.handler, at=LATER)
    fourth = _drafted(cast, petition)
    assert issue_document(fourth, version=1, by=cast.handler, at=LATER) == "信处〔2018〕4号"
    register = register_of(cast.handler, "opinion", "housing", 2018)
    assert [(row.number, row.state) for row in register] == [
        (1, State.ISSUED), (2, State.VOID), (3, State.ISSUED), (4, State.ISSUED),
    ]  # fmt: skip
    assert verify().difference is None
    Document.objects.filter(number=3).update(number=7)
    assert verify().difference is not None


def test_each_kind_unit_and_year_has_its_own_series(cast: Cast, petition: int) -> None:
    numbers = []
    for by, at in ((cast.handler, AT), (cast.office, AT), (cast.handler, AT + timedelta(days=400))):
        document = _drafted(cast, petition, by)
        numbers.append(issue_document(document, version=1, by=by, at=at))
    assert numbers == ["信处〔2018〕1号", "信处〔2018〕1号", "信处〔2019〕1号"]


def test_a_revision_is_a_version_and_only_a_draft_has_one(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    change = {"law": "《信访工作条例》第三十二条第二项"}
    assert revise_document(HOME, document, based_on=1, data=change, by=cast.handler, at=AT) == 2
    shown = [render_html(preview(cast.handler, document, n), language="zh") for n in (1, 2)]
    assert ["第二项" in page for page in shown] == [False, True]
    assert "草稿" in shown[1]
    with pytest.raises(BrokenRule, match="document-moved-on"):
        issue_document(document, version=1, by=cast.handler, at=AT)
    issue_document(document, version=2, by=cast.handler, at=AT)
    with pytest.raises(BrokenRule, match="document-not-draft"):
        revise_document(HOME, document, based_on=2, data=change, by=cast.handler, at=AT)
    assert verify().difference is None


def test_only_what_is_issued_and_valid_is_printed_and_served(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)

    def served(day: int = 0, evidence: str = "签收") -> None:
        serve_document(
            document, service=Service.REFUSED, served_on=local_day(AT + timedelta(days=day)),
            evidence=evidence, by=cast.handler, at=AT,
        )  # fmt: skip

    with pytest.raises(BrokenRule, match="document-not-issued"):
        print_document(document, by=cast.handler, at=AT)
    issue_document(document, version=1, by=cast.handler, at=AT)
    with pytest.raises(BrokenRule, match="document-not-printed"):
        served()
    print_document(document, by=cast.handler, at=AT)
    for day in (-1, 1):
        with pytest.raises(BrokenRule, match="document-served-when"):
            served(day)
    with pytest.raises(BrokenRule, match="document-evidence-missing"):
        served(evidence=" ")
    void_document(document, reason=VoidReason.RECIPIENT, by=cast.handler, at=AT)
    with pytest.raises(BrokenRule, match="document-not-issued"):
        served()


def test_a_unit_writes_its_own_documents(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    with pytest.raises(Forbidden, match="document-other-unit"):
        issue_document(document, version=1, by=cast.office, at=AT)
    with pytest.raises(Forbidden, match="document-other-unit"):
        draft_document(
            HOME, "opinion", GIVEN, petition=petition, unit="office", by=cast.handler, at=AT
        )
    with pytest.raises(Forbidden, match="permission-missing"):
        _drafted(cast, petition, cast.convener)


def test_no_other_unit_opens_an_identity_by_printing(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    issue_document(document, version=1, by=cast.handler, at=AT)
    paper, _ = print_document(document, by=cast.handler, at=AT)
    ref = Petition.objects.get().petitioner
    assert ref
    before = len(openings(ref))
    with pytest.raises(Forbidden, match="document-other-unit"):
        print_document(document, by=cast.other, at=AT)
    with pytest.raises(Forbidden, match="document-other-unit"):
        reopen_paper(document, paper, purpose=Opening.SERVE, by=cast.other, at=AT)
    assert len(openings(ref)) == before


def test_a_letter_to_a_unit_has_no_name_and_needs_no_opening(cast: Cast, petition: int) -> None:
    data = {"reasons": f"{NAME}反映的问题属于你单位职责。"}
    document = draft_document(
        HOME, "转送函", data, petition=petition, to="east", by=cast.office, at=AT
    )
    ref = Petition.objects.get().petitioner
    assert ref
    before = len(openings(ref))
    assert issue_document(document, version=1, by=cast.office, at=AT) == "信转〔2018〕1号"
    paper, file = print_document(document, by=cast.office, at=AT)
    assert "东岭区：" in _text(file)
    assert "〔姓名〕反映" in _text(file)
    assert NAME not in _text(file)
    assert reopen_paper(document, paper, purpose=Opening.WRITE, by=cast.office, at=AT) == file
    assert len(openings(ref)) == before


def test_who_sees_a_document(cast: Cast, petition: int) -> None:
    document = _drafted(cast, petition)
    seen = [
        bool(documents_of(actor, petition))
        for actor in (cast.office, cast.handler, cast.other, cast.convener, cast.stranger)
    ]
    assert seen == [True, True, True, True, False]
    assert not documents_for(cast.administrator).filter(pk=document).exists()


def test_nothing_of_an_accusation_reaches_the_unit_written_to(cast: Cast) -> None:
    register_petitions([draft("乙1", purpose="accusation")], by=cast.registrar, at=AT)
    row = Petition.objects.get()
    data = {"reasons": "请核实。"}
    document = draft_document(
        HOME, "转送函", data, petition=row.pk, to="housing", by=cast.office, at=AT
    )
    issue_document(document, version=1, by=cast.office, at=AT)
    assert documents_for(cast.office).exists()
    assert not documents_for(cast.handler).exists()


def test_changed_words_are_found(cast: Cast, petition: int) -> None:
    _drafted(cast, petition)
    row = VersionWords.objects.get()
    row.body["signer"] = ["别的单位"]
    row.save()
    difference = verify().difference
    assert difference is not None
    assert difference.where == f"documents.VersionWords {Version.objects.get().pk}"

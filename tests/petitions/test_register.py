"""Registering, correcting, answering, finding; and that no identity gets past the vault."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings

from tests.cast import AT, Cast
from tests.petitions.drafts import draft
from xinlian.ledger.models import Fact
from xinlian.ledger.verify import verify
from xinlian.petitions import search
from xinlian.petitions.codes import is_code
from xinlian.petitions.commands import (
    answer_petitions,
    attach_file,
    correct_petitions,
    issue_receipt,
    register_petitions,
)
from xinlian.petitions.commands.attach import attachment_path
from xinlian.petitions.commands.change import Answer
from xinlian.petitions.models import Attachment, Petition, PetitionText, Receipt
from xinlian.petitions.queries import petitions_for
from xinlian.petitions.queries import search as search_for
from xinlian.rules.errors import BrokenRule, Forbidden

PERSON = {
    "name": "钱多多",
    "id_number": "990100199001011237",
    "telephone": "19900001111",
    "address": "云州市东岭区柳桥镇幸福路12号3栋401室",
}
TEXT = (
    "我是钱多多，住幸福路12号3栋401室，身份证990100199001011237，电话19900001111。"
    "金桂花园停工两年。"
)


def _register(cast: Cast, **changes: Any) -> Petition:  # noqa: ANN401 - any field of a draft
    (petition,) = register_petitions([draft(**changes)], by=cast.registrar, at=AT)
    return Petition.objects.get(pk=petition)


def test_a_petition_gets_its_number_place_area_and_clock(cast: Cast) -> None:
    """What the register says in words is kept as codes; notice is due in 15 days (R23)."""
    petition = _register(cast)
    assert petition.number == f"20180301-{petition.pk:06d}"
    assert (petition.place_id, petition.area_id, petition.unit_id) == ("9901", "east", "office")
    assert petition.category_id == "城乡建设/房地产/项目停工"
    assert petition.notice_due == date(2018, 3, 16)
    assert petition.profile == "cn-2005"
    assert verify().difference is None


def test_no_identity_reaches_the_main_database(cast: Cast) -> None:
    """Not a column of any table of it holds what was sealed, in title, text or fact."""
    petition = _register(cast, title="钱多多反映金桂花园停工", text=TEXT, **PERSON)
    assert petition.petitioner
    found = []
    for model in apps.get_models():
        if model._meta.app_label == "vault":
            continue
        for row in model._base_manager.values_list():
            written = " ".join(map(str, row))
            found += [(model, value) for value in PERSON.values() if value in written]
    assert found == []
    words = PetitionText.objects.get()
    assert "金桂花园停工" in words.text
    assert "〔姓名〕" in words.title


def test_nor_does_it_reach_the_search_index(cast: Cast) -> None:
    """Whoever types a name or a telephone number into the search finds nothing."""
    _register(cast, title="金桂花园停工", text=TEXT, **PERSON)
    for value in (PERSON["name"], PERSON["id_number"], PERSON["telephone"]):
        assert search.find(value) == []
    assert len(search.find("金桂花园")) == 1


def test_an_anonymous_petition_is_registered_like_any_other(cast: Cast) -> None:
    """A name is no condition of registration (R19, R23)."""
    nobody = dict.fromkeys(PERSON, "")
    petition = _register(cast, **nobody)
    assert petition.petitioner is None
    assert petition.notice_due


@pytest.mark.parametrize("changes", [{"title": "", "text": " "}])
def test_a_petition_needs_words(cast: Cast, changes: dict[str, str]) -> None:
    """Without title and text there is nothing to handle."""
    with pytest.raises(BrokenRule, match="petition-without-words"):
        _register(cast, **changes)


def test_a_number_is_given_once(cast: Cast) -> None:
    """The same number again is refused and nothing of it is kept."""
    _register(cast, number="7")
    with pytest.raises(BrokenRule, match="petition-number-taken"):
        _register(cast, number="7")
    assert Petition.objects.count() == 1
    assert verify().difference is None


def test_a_correction_states_only_what_changed(cast: Cast) -> None:
    """What is right already makes no fact."""
    petition = _register(cast)
    fields = {"people": 3, "channel": "visit", "place": "9902", "area": "west"}
    assert correct_petitions({petition.pk: fields}, reason="核对", by=cast.office, at=AT) == 1
    assert correct_petitions({petition.pk: fields}, reason="核对", by=cast.office, at=AT) == 0
    petition.refresh_from_db()
    assert (petition.people, petition.place_id, petition.area_id) == (3, "9902", "west")
    fact = Fact.objects.get(kind="petition.corrected")
    assert fact.data == '{"area":"west","people":3,"place":"9902","reason":"核对"}'
    assert verify().difference is None
    with pytest.raises(BrokenRule, match="correction-without-reason"):
        correct_petitions({petition.pk: {"people": 4}}, reason=" ", by=cast.office, at=AT)


def test_an_answer_is_recorded_with_its_digest(cast: Cast) -> None:
    """The words stand in the room, their digest in the ledger; a changed answer is found."""
    petition = _register(cast)
    answer = Answer(petition.pk, "已督促复工。", date(2018, 3, 9), "housing")
    answer_petitions([answer], by=cast.handler, at=AT)
    petition.refresh_from_db()
    assert (petition.answered_on, petition.answered_by_id) == (date(2018, 3, 9), "housing")
    assert verify().difference is None
    PetitionText.objects.update(answer="从未答复。")
    difference = verify().difference
    assert difference is not None
    assert difference.where == f"petitions.PetitionText {petition.pk}.answer"


def test_words_changed_behind_the_commands_back_are_found(cast: Cast) -> None:
    """Title and text are held against the digests in the ledger."""
    petition = _register(cast)
    PetitionText.objects.update(text="一切都好。")
    difference = verify().difference
    assert difference is not None
    assert difference.where == f"petitions.PetitionText {petition.pk}.text"


def test_who_sees_a_petition(cast: Cast) -> None:
    """The same rule for the list, the search and the single look-up."""
    housing = _register(cast)
    wages = _register(cast, place="西河县", category="欠薪", title="拖欠工资", text="欠薪三个月")
    seen = {
        name: set(petitions_for(getattr(cast, name)).values_list("pk", flat=True))
        for name in ("registrar", "handler", "other", "convener", "administrator", "stranger")
    }
    everything = {housing.pk, wages.pk}
    assert seen == {
        "registrar": everything, "convener": everything, "handler": {housing.pk},
        "other": {housing.pk}, "administrator": set(), "stranger": set(),
    }  # fmt: skip
    assert not search_for(cast.handler, "拖欠工资").exists()
    assert search_for(cast.office, "拖欠工资").get() == wages
    assert search_for(cast.office, wages.number).get() == wages


def test_two_character_words_are_found(cast: Cast) -> None:
    """欠薪 is what clerks type."""
    petition = _register(cast, text="工地欠薪三个月")
    assert search.find("欠薪") == [petition.pk]
    assert search.find("薪欠") == []
    assert search.rebuild() == 1
    assert search.find("欠薪") == [petition.pk]


def test_a_receipt_shows_its_code_once(cast: Cast) -> None:
    """What is kept is a keyed digest; a slip of the pen is recognised."""
    petition = _register(cast)
    code = issue_receipt(petition.pk, by=cast.registrar, at=AT)
    assert is_code(code)
    assert is_code(f"{code[:4]} {code[4:]}")
    slip = str((int(code[0]) + 1) % 10) + code[1:]
    assert not is_code(slip)
    assert Receipt.objects.get().petition_id == petition.pk
    assert not Fact.objects.filter(data__contains=code).exists()
    assert verify().difference is None


def test_a_file_is_kept_by_what_it_is(cast: Cast, settings: LazySettings, tmp_path: Path) -> None:
    """By content, not by name; the same file twice changes nothing; others are refused."""
    settings.MEDIA_ROOT = tmp_path
    petition = _register(cast)
    content = b"%PDF-1.7 minimal"
    digests = {attach_file(petition.pk, content, by=cast.registrar, at=AT) for _ in range(2)}
    (digest,) = digests
    assert attachment_path(digest).read_bytes() == content
    assert Attachment.objects.get().media_type == "application/pdf"
    for wrong, code in ((b"", "attachment-empty"), (b"MZ\x90", "attachment-type")):
        with pytest.raises(BrokenRule, match=code):
            attach_file(petition.pk, wrong, by=cast.registrar, at=AT)
    assert verify().difference is None


def test_a_handler_registers_nothing(cast: Cast) -> None:
    """Units answer; registering is the office's work."""
    with pytest.raises(Forbidden):
        register_petitions([draft()], by=cast.handler, at=AT)
    assert not Petition.objects.exists()

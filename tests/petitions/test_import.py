"""Importing registers: every row is taken or listed, twice is once, a kill leaves no half."""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import AT, Cast
from tests.petitions.intake.books import write_csv, write_xlsx
from tests.petitions.registers import HEADER, PETITION, row, write
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.models import Fact
from xinlian.ledger.verify import verify
from xinlian.organisation.models import Place
from xinlian.petitions import ahead, search
from xinlian.petitions.commands import answer_petitions, importing
from xinlian.petitions.commands.change import Answer
from xinlian.petitions.commands.importing import Outcome, import_register, unfinished_imports
from xinlian.petitions.commands.register import write_petitions
from xinlian.petitions.intake.reader import read
from xinlian.petitions.models import Category, Import, Petition, PetitionText
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.vault.commands import erase, open_identity, open_texts, sweep_orphans
from xinlian.vault.models import Identity, SealedText

LATER = AT + timedelta(days=40)
REAL = Path(os.environ.get("XINLIAN_DATA") or Path(__file__).parents[3] / "shared" / "data")


def _rows() -> list[tuple[Any, ...]]:
    return list(Petition.objects.order_by("number").values_list(*PETITION))


def _held() -> tuple[str, str]:
    """Return the reference and the text of the only petition."""
    petition = Petition.objects.select_related("words").get()
    assert petition.petitioner
    return petition.petitioner, petition.words.text


def _counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.added, outcome.changed, outcome.unchanged, outcome.rejected


def _kinds() -> list[str]:
    ended = ("import.begun", "import.finished")
    return list(Fact.objects.exclude(kind__in=ended).order_by("seq").values_list("kind", flat=True))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch be ten rows, so that little registers have several."""
    monkeypatch.setattr(importing, "BATCH", 10)


@pytest.mark.usefixtures("small")
def test_the_same_file_twice_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path, [row(n) for n in range(25)])
    assert _counts(import_register(path, by=cast.office, at=AT)) == (25, 0, 0, 0)
    before = _rows(), _kinds(), Identity.objects.count(), SealedText.objects.count()
    assert _counts(import_register(path, by=cast.office, at=LATER)) == (0, 0, 25, 0)
    assert before == (_rows(), _kinds(), Identity.objects.count(), SealedText.objects.count())
    assert verify().difference is None


def test_what_a_register_says_becomes_a_petition(cast: Cast, tmp_path: Path) -> None:
    """Words become codes, the area is found, the answer stands with its day, words are masked."""
    import_register(write(tmp_path, [row(4)]), by=cast.office, at=AT)
    petition = Petition.objects.select_related("words").get()
    assert (petition.channel, petition.people, petition.number) == ("letter", 5, "XF0004")
    assert (petition.place_id, petition.area_id) == ("9901", "east")
    assert petition.category_id == "城乡建设/房地产/项目停工"
    assert (petition.answered_on, petition.words.answer) == (date(2018, 2, 3), "已答复4。")
    assert petition.words.text == "我是〔姓名〕，电话〔电话〕，4号楼停工两年。"
    assert petition.words.original_text == "我是〔姓名〕，電話〔电话〕，4号楼停工兩年。"
    known = Fact.objects.get(kind="petition.registered")
    assert known.imported
    assert known.known_at == petition.received_at
    assert search.find("号楼停工") == [petition.pk]


def test_a_changed_row_is_a_correction(cast: Cast, tmp_path: Path) -> None:
    """Only what changed is stated, and only for the row that did."""
    import_register(write(tmp_path, [row(1), row(2)]), by=cast.office, at=AT)
    before = _rows()
    path = write(tmp_path, [row(1), row(2, 信访人数="40", 标题="金桂花园复工无期")], "b.xlsx")
    assert _counts(import_register(path, by=cast.office, at=LATER)) == (0, 1, 1, 0)
    changed = Petition.objects.get(number="XF0002")
    assert (changed.people, changed.words.title) == (40, "金桂花园复工无期")
    assert _rows()[0] == before[0]
    fact = Fact.objects.get(kind="petition.corrected")
    assert fact.subject == str(changed.pk)
    assert '"people":40' in fact.data
    assert not any(name in fact.data for name in ("channel", "place", "petitioner"))
    assert search.find("复工无期") == [changed.pk]
    assert search.find("金桂花园2号楼") == []
    assert verify().difference is None
    assert _counts(import_register(path, by=cast.office, at=LATER)) == (0, 0, 2, 0)


def test_a_corrected_identity_keeps_its_reference(cast: Cast, tmp_path: Path) -> None:
    """The reference stays, the person behind it is the new one, old words still open."""
    import_register(write(tmp_path, [row(1)]), by=cast.office, at=AT)
    ref, old = _held()
    text = "我是钱小乙，电话19900007777。"
    path = write(tmp_path, [row(1, 姓名="钱小乙", 内容=text)], "b.xlsx")
    assert _counts(import_register(path, by=cast.office, at=LATER)) == (0, 1, 0, 0)
    petition = Petition.objects.get()
    assert petition.petitioner == ref
    assert Identity.objects.count() == 1
    who: dict[str, Any] = {
        "purpose": "hear", "petition": petition.pk, "by": cast.office, "at": LATER,
    }  # fmt: skip
    assert open_identity(ref, **who).name == "钱小乙"
    words = open_texts(ref, {"new": petition.words.text, "old": old}, **who)
    assert words == {"new": text, "old": "我是钱多乙，电话19900000001，1号楼停工两年。"}
    assert verify().difference is None


def test_what_was_erased_stays_erased(cast: Cast, tmp_path: Path) -> None:
    """A register that still names the person brings nothing back into the vault."""
    import_register(write(tmp_path, [row(1)]), by=cast.office, at=AT)
    ref, _ = _held()
    erase([ref], by=SYSTEM, at=AT)
    sealed = Identity.objects.count(), SealedText.objects.count()
    path = write(tmp_path, [row(1, 信访人数="9", 标题="又停工")], "b.xlsx")
    assert _counts(import_register(path, by=cast.office, at=LATER)) == (0, 1, 0, 0)
    petition = Petition.objects.get()
    assert (petition.petitioner, petition.people) == (ref, 9)
    assert "钱多乙" not in petition.words.text
    assert sealed == (Identity.objects.count(), SealedText.objects.count())


def test_one_without_a_name_may_get_one(cast: Cast, tmp_path: Path) -> None:
    nobody = {"姓名": "", "证件号码": "", "联系电话": "", "住址": "", "内容": "停工两年。"}
    import_register(write(tmp_path, [row(1, **nobody)]), by=cast.office, at=AT)
    assert Petition.objects.get().petitioner is None
    import_register(write(tmp_path, [row(1)], "b.xlsx"), by=cast.office, at=LATER)
    assert Petition.objects.get().petitioner
    assert verify().difference is None


@pytest.mark.usefixtures("small")
def test_a_dry_run_takes_nothing(cast: Cast, tmp_path: Path) -> None:
    """It says what would be done and leaves not a fact, a row or an identity."""
    import_register(write(tmp_path, [row(1), row(2)]), by=cast.office, at=AT)
    before = _rows(), Fact.objects.count(), Identity.objects.count(), Import.objects.count()
    rows = [row(1), row(2, 信访人数="9"), *[row(n) for n in range(3, 20)], row(50, 登记日期="")]
    path = write(tmp_path, rows, "b.xlsx")
    outcome = import_register(path, by=cast.office, at=AT, dry_run=True)
    assert _counts(outcome) == (17, 1, 1, 1)
    assert before == (
        _rows(), Fact.objects.count(), Identity.objects.count(), Import.objects.count(),
    )  # fmt: skip
    assert _counts(import_register(path, by=cast.office, at=AT)) == _counts(outcome)


@pytest.mark.usefixtures("small")
def test_every_row_is_taken_or_listed(cast: Cast, tmp_path: Path) -> None:
    """The counts sum to the rows, each rejected row says where and why, none by name."""
    rows = [row(n, **({"登记日期": "2018-02-30"} if n % 6 == 0 else {})) for n in range(40)]
    rows += [row(3), row(5, 标题="同一编号，另一件事")]
    outcome = import_register(write(tmp_path, rows), by=cast.office, at=AT)
    assert _counts(outcome) == (33, 0, 1, 8)
    assert sum(_counts(outcome)) == len(rows)
    assert Petition.objects.count() == 33
    listed = {(error.row, error.column) for error in outcome.errors}
    assert listed == {(n + 2, "登记日期") for n in range(0, 40, 6)} | {(43, "登记编号")}
    assert not any("钱" in str(error.as_row()) for error in outcome.errors)


def test_unknown_places_and_categories_are_declared_as_met(cast: Cast, tmp_path: Path) -> None:
    """What nobody declared yet works at once; a place met is an area of its own."""
    unknown = row(1, 属地="南山新区", 内容分类="环境保护/噪声")
    import_register(write(tmp_path, [unknown, row(2, 属地="南山新区")]), by=cast.office, at=AT)
    place = Place.objects.get(name="南山新区")
    petition = Petition.objects.get(number="XF0001")
    assert (petition.place_id, petition.area_id) == (place.code, place.code)
    assert petition.category_id == "环境保护/噪声"
    assert Category.objects.get(pk="环境保护/噪声").parent_id == "环境保护"
    assert Place.objects.filter(name="南山新区").count() == 1
    assert verify().difference is None


def test_a_category_tree(cast: Cast, tmp_path: Path) -> None:
    rows = [("一级分类", "二级分类", "三级分类"), ("环境保护", "噪声", "施工噪声"),
            ("环境保护", "噪声", "广场噪声"), ("劳动社保", "欠薪", ""),
            ("交通运输", "", "停车")]  # fmt: skip
    path = write_xlsx(tmp_path / "tree.xlsx", rows)
    rehearsed = import_register(path, by=cast.office, at=AT, dry_run=True)
    assert _counts(rehearsed) == (4, 0, 2, 1)
    assert [error.row for error in rehearsed.errors] == [5]
    assert not Category.objects.filter(pk__startswith="环境").exists()
    assert import_register(path, by=cast.office, at=AT) == rehearsed
    below = Category.objects.filter(parent="环境保护/噪声").values_list("name", flat=True)
    assert set(below) == {"施工噪声", "广场噪声"}
    before = Category.objects.count()
    assert import_register(path, by=cast.office, at=AT).added == 0
    assert Category.objects.count() == before
    assert verify().difference is None


def test_csv_in_gb18030_is_the_same_register(cast: Cast, tmp_path: Path) -> None:
    rows = [row(n) for n in range(5)]
    import_register(write(tmp_path, rows), by=cast.office, at=AT)
    path = write_csv(tmp_path / "a.csv", [HEADER, *rows], "gb18030")
    assert _counts(import_register(path, by=cast.office, at=AT)) == (0, 0, 5, 0)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(len(HEADER))))
def test_the_order_of_columns_does_not_matter(
    cast: Cast, tmp_path: Path, order: Sequence[int]
) -> None:
    """In any order the same rows come out, and a register in another order is the same one."""
    rows = [row(n) for n in range(6)]
    moved = [tuple(cells[column] for column in order) for cells in (HEADER, *rows)]
    with transaction.atomic():
        import_register(write_xlsx(tmp_path / "b.xlsx", moved), by=cast.office, at=AT)
        found = _rows()
        again = import_register(write(tmp_path, rows), by=cast.office, at=AT)
        transaction.set_rollback(True)
    with transaction.atomic():
        import_register(write(tmp_path, rows), by=cast.office, at=AT)
        expected = _rows()
        transaction.set_rollback(True)
    assert found == expected
    assert _counts(again) == (0, 0, 6, 0)


@pytest.mark.usefixtures("small")
def test_an_interrupted_import_goes_on(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault after the vault's commit leaves whole batches; the next run ends what was begun."""
    path = write(tmp_path, [row(n) for n in range(35)])
    written = write_petitions

    def fail_at_the_third(*args: Any, **kwargs: Any) -> list[int]:  # noqa: ANN401 - handed on
        ids = written(*args, **kwargs)
        if Petition.objects.count() > 20:
            raise OSError(28, "no space left")
        return ids

    monkeypatch.setattr(importing, "write_petitions", fail_at_the_third)
    with pytest.raises(OSError, match="no space"):
        import_register(path, by=cast.office, at=AT)
    assert (Petition.objects.count(), PetitionText.objects.count()) == (20, 20)
    assert Identity.objects.count() == 30
    assert [running.rows_read for running in unfinished_imports()] == [20]
    assert verify().difference is None
    monkeypatch.setattr(importing, "write_petitions", written)
    assert _counts(import_register(path, by=cast.office, at=LATER)) == (35, 0, 0, 0)
    assert unfinished_imports() == []
    assert Fact.objects.filter(kind="import.begun").count() == 1
    assert sweep_orphans(at=LATER) == 10
    refs = set(Petition.objects.values_list("petitioner", flat=True))
    assert refs == set(Identity.objects.values_list("ref", flat=True))
    assert verify().difference is None


@pytest.mark.usefixtures("small")
def test_a_large_file_is_read_by_another_process(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows and the same errors come out of it; a file it cannot read is refused."""
    wrong = {7: {"登记日期": "昨天"}, 9: {"登记日期": "2099-01-01"}}
    rows = [row(n, **wrong.get(n, {})) for n in range(25)]
    path = write(tmp_path, rows)
    with transaction.atomic():
        here = import_register(path, by=cast.office, at=AT, until=LATER), _rows()
        transaction.set_rollback(True)
    monkeypatch.setattr(ahead, "LARGE", 0)
    assert (import_register(path, by=cast.office, at=AT, until=LATER), _rows()) == here
    again = import_register(path, by=cast.office, at=AT, until=LATER)
    assert _counts(again) == (0, 0, 23, 2)
    assert verify().difference is None
    reading = read(path)
    path.write_bytes(b"PK no more")
    with pytest.raises(BrokenRule, match="intake"):
        list(ahead.batches(path, reading, size=10, key=b"key"))


def test_only_the_office_imports(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        import_register(write(tmp_path, [row(1)]), by=cast.registrar, at=AT)
    assert not Import.objects.exists()


def test_a_typed_answer_does_not_tell_who_asked(cast: Cast, tmp_path: Path) -> None:
    """The writer's own data is taken out and sealed; the office's telephone stays."""
    import_register(write(tmp_path, [row(1)]), by=cast.office, at=AT)
    petition = Petition.objects.get()
    text = "钱多乙（19900000001）：请电0990-8800123联系住建局。"
    given_on = date(2018, 3, 1)
    answer_petitions([Answer(petition.pk, text, given_on, "housing")], by=cast.handler, at=AT)
    masked = PetitionText.objects.get().answer
    assert masked == "〔姓名〕（〔电话〕）：请电0990-8800123联系住建局。"
    opened = open_texts(
        petition.petitioner or "", {"answer": masked}, purpose="hear", petition=petition.pk,
        by=cast.office, at=AT,
    )  # fmt: skip
    assert opened == {"answer": text}
    assert verify().difference is None


@pytest.mark.skipif(
    not (REAL / "teddyC").is_dir(), reason="teddyC is absent: set XINLIAN_DATA to its folder"
)
def test_real_messages_go_in_without_a_mapping(cast: Cast) -> None:
    """The tree as categories, the messages as petitions, the replies as answers; twice is once."""
    took = {}
    for name in ("附件1", "附件2", "附件3", "附件4"):
        path = REAL / "teddyC" / f"{name}.xlsx"
        first, second = (import_register(path, by=cast.office, at=LATER) for _ in range(2))
        took[name] = (first.added, first.rejected)
        assert second.added == second.changed == 0
    # One of the 650 categories, 城乡建设, the cast's city has declared already.
    assert took == {"附件1": (649, 0), "附件2": (494, 1), "附件3": (30, 0), "附件4": (120, 0)}
    assert Petition.objects.exclude(words__answer="").count() == 120
    assert verify().difference is None

"""Importing by page: columns, dry run, import; what is hidden and what is refused."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import AT, SINCE
from tests.desk.conftest import SignIn, body
from tests.desk.imports import ROWS, bring, brought, counts_of, left, page, rehearsed
from tests.petitions.intake.books import write_xlsx
from tests.petitions.registers import HEADER, ID_NUMBER, row, write
from xinlian import clock
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.verify import verify
from xinlian.organisation.commands import appoint
from xinlian.petitions import sealedfiles
from xinlian.petitions.commands import importing
from xinlian.petitions.intake.reader import read
from xinlian.petitions.models import ColumnMap, Import, Petition, Upload
from xinlian.petitions.working import work_uploads
from xinlian.rules.vocabulary import Role


@pytest.fixture(autouse=True)
def _no_filesleft() -> Iterator[None]:
    yield
    for path in sealedfiles.folder().iterdir():
        path.unlink()


@pytest.fixture
def office(signed_in: SignIn, _today: None) -> Client:
    """Return somebody of the petitions office, signed in on the day of the tests."""
    return signed_in("office")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch be ten rows, so that little registers have several."""
    monkeypatch.setattr(importing, "BATCH", 10)


@pytest.mark.usefixtures("small")
def test_from_a_file_to_its_petitions(office: Client, tmp_path: Path) -> None:
    rows = [*ROWS, row(30, 登记日期="昨天")]
    url = rehearsed(office, write(tmp_path, rows))
    assert Petition.objects.count() == 0
    shown = page(office, url)
    assert "导入25行" in shown
    assert "不是存在的日期" in shown
    assert office.post(f"{url}import/").status_code == 302
    assert "正在导入" in page(office, url)
    assert work_uploads(clock.now) == 1
    done = office.get(url)
    of = Import.objects.get()
    assert done["Location"] == reverse("imported", args=[of.pk])
    assert counts_of(of) == (25, 0, 0, 1)
    shown = page(office, done["Location"])
    assert "一月登记簿.xlsx" in shown
    assert f"/petitions/?source={quote(of.name)}" in shown
    listed = page(office, f"/petitions/?source={quote(of.name)}")
    assert listed.count("号楼停工</a>") == 25
    assert left() == []
    assert verify().difference is None


def test_the_same_file_again_has_nothing_to_import_and_a_changed_row_is_a_correction(
    office: Client, tmp_path: Path
) -> None:
    for rows, counts in (
        (ROWS, (25, 0, 0, 0)),
        (ROWS, (0, 0, 25, 0)),
        ([row(0, 信访人数="9"), *ROWS[1:]], (0, 1, 24, 0)),
    ):
        url = rehearsed(office, write(tmp_path, rows))
        assert ("不必导入" in page(office, url)) == (counts[:2] == (0, 0))
        office.post(f"{url}import/")
        work_uploads(clock.now)
        assert counts_of(Import.objects.latest("pk")) == counts
    assert Petition.objects.get(number="XF0000").people == 9


def test_no_person_shows_and_the_file_is_sealed(office: Client, tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    url, upload = brought(office, path)
    shown = page(office, url)
    assert shown.count("●●●") >= 3 * 4
    sealed = sealedfiles.folder() / upload.key
    kept = bytes(upload.shown) + sealed.read_bytes()
    for told in ("钱多甲", "19900000000", ID_NUMBER, "一号院"):
        assert told not in shown
        assert told.encode() not in kept
    assert path.read_bytes()[:200] not in kept
    assert (sealed.stat().st_mode & 0o777, sealed.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert left() == [upload.key]


def test_a_name_in_a_text_stays_hidden_where_its_column_is_left_unread(
    office: Client, tmp_path: Path
) -> None:
    url, _ = brought(office, write(tmp_path, ROWS))
    office.post(f"{url}rehearse/", {f"column-{HEADER.index('姓名')}": "ignore"})
    work_uploads(clock.now)
    assert "钱多甲" not in page(office, url)


def test_what_is_missing_is_said_then_chosen_and_remembered(office: Client, tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [("甲列", "乙列", "丙列"), *((f"X{n}", f"2018-01-0{n}", f"路灯不亮{n}") for n in (1, 2))],
    )
    url, _ = brought(office, path)
    shown = page(office, url)
    assert "还没有列对应" in shown
    refused = office.post(f"{url}rehearse/", {"column-0": "ignore"})
    assert refused.status_code == 409
    assert "还没有列对应：登记编号" in refused.content.decode()
    twice = office.post(f"{url}rehearse/", {"column-0": "number", "column-1": "number"})
    assert (twice.status_code, "有两列都对应" in twice.content.decode()) == (409, True)
    chosen = {"column-0": "number", "column-1": "received_at", "column-2": "title"}
    assert office.post(f"{url}rehearse/", chosen).status_code == 302
    assert work_uploads(clock.now) == 1
    assert "导入2行" in page(office, url)
    assert ColumnMap.objects.count() == 1
    url, upload = brought(office, path)
    assert "按上次同样列名的文件确认过的对应" in page(office, url)
    assert upload.mapping == {"甲列": "number", "乙列": "received_at", "丙列": "title"}


def test_other_columns_need_another_dry_run(office: Client, tmp_path: Path) -> None:
    url = rehearsed(office, write(tmp_path, ROWS))
    office.post(f"{url}rehearse/", {f"column-{HEADER.index('信访人数')}": "ignore"})
    assert office.post(f"{url}import/").status_code == 409
    work_uploads(clock.now)
    assert office.post(f"{url}import/").status_code == 302
    work_uploads(clock.now)
    assert set(Petition.objects.values_list("people", flat=True)) == {1}


def test_errors_come_as_a_file_without_persons_and_formulas(office: Client, tmp_path: Path) -> None:
    bad = row(1, 信访形式="=cmd|1", 姓名="孙" * 101, 证件号码=ID_NUMBER * 4, 登记日期="昨天")
    url = rehearsed(office, write(tmp_path, [bad, *ROWS[2:]]))
    dry = body(office.get(f"{url}errors.csv")).decode("utf-8-sig")
    office.post(f"{url}import/")
    work_uploads(clock.now)
    done = body(office.get(f"/imports/{Import.objects.get().pk}/errors.csv")).decode("utf-8-sig")
    assert dry == done
    header, *rows = csv.reader(io.StringIO(done))
    assert header == ["行", "列", "值", "问题", "应为"]
    values = {cells[1]: cells[2] for cells in rows}
    assert values == {"登记日期": "昨天", "信访形式": "'=cmd|1", "姓名": "", "证件号码": ""}
    assert {cells[0] for cells in rows} == {"2"}
    assert office.get(f"{url}errors.csv").status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 no more", "文件已损坏或不完整"),
        (b"%PDF-1.7", "是 PDF 文档"),
        (b"<html><script>alert(1)</script>", "是网页或 XML 文本"),
        (b" \n ", "文件中没有数据"),
        ("编号,编号\n1,2\n".encode(), "出现了不止一次"),
    ],
)
def test_a_broken_file_gets_its_one_sentence(
    content: bytes, sentence: str, office: Client, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    answer = bring(office, path)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not Upload.objects.exists()
    assert left() == []


def test_a_file_beyond_the_limit_is_not_kept(
    office: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MOST_UPLOAD", 1000)
    answer = bring(office, write(tmp_path, ROWS))
    assert (answer.status_code, "文件太大" in answer.content.decode()) == (422, True)
    assert left() == []


def test_a_file_that_breaks_off_later_is_stopped_with_its_sentence(
    office: Client, tmp_path: Path
) -> None:
    """What is wrong deep in the file shows in the dry run, and the file can be given up."""
    lines = [
        "编号,日期,标题",
        *(f"{n},2018-01-01,路灯" for n in range(400)),
        '9,2018,"' + "长" * 1_000_001,
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    url = rehearsed(office, path)
    assert "引号未闭合" in page(office, url)
    office.post(f"{url}drop/")
    assert (Upload.objects.count(), left()) == (0, [])


def test_waiting_asks_for_the_part_alone_until_it_is_over(office: Client, tmp_path: Path) -> None:
    url, _ = brought(office, write(tmp_path, ROWS))
    office.post(f"{url}rehearse/")
    part = office.get(url, headers={"HX-Request": "true"}).content.decode()
    assert ('id="progress"' in part, "<html" in part) == (True, False)
    work_uploads(clock.now)
    assert office.get(url, headers={"HX-Request": "true"})["HX-Redirect"] == url


def test_nobody_sees_what_another_hasbrought(
    office: Client, tmp_path: Path, signed_in: SignIn
) -> None:
    url, _ = brought(office, write(tmp_path, ROWS))
    appoint("other", unit="east", role=Role.OFFICE, since=SINCE, by=SYSTEM, at=AT)
    other = signed_in("other")
    for address in (url, f"{url}errors.csv"):
        assert other.get(address).status_code == 404
    for act in ("rehearse", "import", "drop"):
        assert other.post(f"{url}{act}/").status_code == 404
    office.post(f"{url}rehearse/")
    work_uploads(clock.now)
    office.post(f"{url}import/")
    work_uploads(clock.now)
    done = f"/imports/{Import.objects.get().pk}/"
    assert (office.get(done).status_code, other.get(done).status_code) == (200, 404)
    assert "一月登记簿" not in page(other, "/imports/")


def test_a_tree_of_categories_is_imported_and_listed(office: Client, tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [("一级分类", "二级分类"), ("城乡建设", "供水"), ("", "无上级"), ("教育", "招生")],
    )
    url = rehearsed(office, path)
    office.post(f"{url}import/")
    work_uploads(clock.now)
    of = Import.objects.get()
    assert counts_of(of) == (3, 0, 1, 1)
    shown = page(office, f"/imports/{of.pk}/")
    assert "上级分类为空" in shown
    assert "打开这本登记簿的信访件" not in shown


def test_the_empty_page_teaches_and_its_sample_is_recognised(
    office: Client, tmp_path: Path
) -> None:
    assert "登记簿是什么样的" in page(office, "/imports/")
    path = tmp_path / "sample.xlsx"
    path.write_bytes(body(office.get("/imports/sample.xlsx")))
    assert not read(path).columns.ignored

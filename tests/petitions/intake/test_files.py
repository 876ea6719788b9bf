"""Whatever file comes: a table, or one clear reason why not."""

import random
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from tests.petitions.intake.books import HEADER, ROW, write_csv, write_xlsx
from xinlian.petitions.intake import strings, workbook
from xinlian.petitions.intake.files import open_table
from xinlian.petitions.intake.reader import read
from xinlian.petitions.intake.workbook import is_date_format
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule


def refusal(path: Path) -> str:
    with pytest.raises(BrokenRule) as caught:
        read(path)
    assert caught.value.zh
    assert caught.value.en
    return caught.value.code


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Change one part inside an xlsx file."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_each_encoding_whatever_its_name(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = write_csv(tmp_path / "register.xlsx", [HEADER, ROW], encoding, delimiter)
    table = open_table(path)
    assert table.form == "csv"
    assert list(table.rows()) == [(1, list(HEADER)), (2, list(ROW))]


def test_xlsx_is_told_by_its_content(tmp_path: Path) -> None:
    table = open_table(write_xlsx(tmp_path / "register.csv", [HEADER, ROW]))
    assert (table.form, table.sheet, table.others) == ("xlsx", "登记簿", ())
    assert list(table.rows()) == [(1, list(HEADER)), (2, list(ROW))]


def test_an_old_workbook_is_a_register_like_any_other() -> None:
    """A binary workbook (BIFF8) of three rows, days stored as numbers."""
    reading = read(Path(__file__).parent / "files" / "old-workbook.xls")
    [(drafts, errors)] = list(reading.batches())
    assert not errors
    assert [draft.number for draft in drafts] == ["XLS001", "XLS002", "XLS003"]
    assert [local_day(draft.received_at).day for draft in drafts] == [1, 2, 3]
    assert drafts[0].text == "1号楼停工两年，请协调复工。"


def test_rows_keep_their_numbers_and_gaps(tmp_path: Path) -> None:
    rows = [("信访登记簿（演示）",), (), HEADER, (), ROW, ("XF2", "", "", 3)]
    table = open_table(write_xlsx(tmp_path / "a.xlsx", rows))
    assert [number for number, _ in table.rows()] == [1, 3, 5, 6]
    assert list(table.rows())[-1] == (6, ["XF2", "", "", 3.0])
    reading = read(tmp_path / "a.xlsx")
    drafts, errors = next(reading.batches())
    assert [draft.number for draft in drafts] == ["XF1"]
    assert {error.row for error in errors} == {6}


def test_first_sheet_with_data_is_read_and_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW], sheets=("说明", "空", "台账"))
    reading = read(path)
    assert (reading.table.sheet, reading.table.others) == ("台账", ("说明", "空"))
    assert any("台账" in zh for zh, _ in reading.notes)


@pytest.mark.parametrize("in_memory", [0, 10**9])
@pytest.mark.parametrize("constant_memory", [False, True])
def test_plain_and_parsed_rows_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int, *, constant_memory: bool
) -> None:
    monkeypatch.setattr(strings, "IN_MEMORY", in_memory)
    texts = ["一般", "a & b < c", " 两端有空格 ", "换\n行", "_x005F_", "繁體", "𠮷", '"引号"']
    moment = datetime(2018, 1, 6, 12, 9, 38)  # noqa: DTZ001 - as a sheet holds it
    rows = [HEADER, *[(text, moment, 1.5, True, index) for index, text in enumerate(texts)]]
    path = write_xlsx(tmp_path / "a.xlsx", rows, constant_memory=constant_memory)
    found = list(open_table(path).rows())
    rewrite(path, SHEET, b"<row ", b"<!-- so that no row is plain --><row ")
    assert list(open_table(path).rows()) == found
    assert [cells[0] for _, cells in found[1:]] == texts
    assert found[1][1][1:4] == [moment, 1.5, True]


def test_epoch_of_1904_moves_dates(tmp_path: Path) -> None:
    moment = datetime(2018, 1, 6)  # noqa: DTZ001 - as a sheet holds it
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ("1", moment)], date_1904=True)
    assert list(open_table(path).rows())[1][1][1] == moment


@pytest.mark.parametrize(
    ("code", "is_date"),
    [("yyyy-mm-dd", True), ("General", False), ("0.00", False), ('0"日"', False),
     ("[$-804]yyyy年m月d日", True), ("[Red]0", False), ("h:mm", True), (r"0\d", False)],
)  # fmt: skip
def test_date_formats(code: str, *, is_date: bool) -> None:
    assert is_date_format(code) is is_date


def test_a_formula_is_its_stored_result_and_its_look_is_text(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - the helper writes no formulas

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROW)
    sheet.write_formula(1, 4, '=CONCATENATE("路","灯")', None, "路灯")
    sheet.write_string(1, 5, "=1+1 之类的内容照原样保留")
    book.close()
    drafts, _ = next(read(tmp_path / "a.xlsx").batches())
    assert drafts[0].title == "路灯"
    assert drafts[0].text.startswith("=1+1")


def test_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/image1.png", b"\0" * 32 * 1024**2)
    assert refusal(path) == "intake-zip-bomb"


def test_part_longer_than_declared_is_damage(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, *[ROW] * 2000])
    with zipfile.ZipFile(path) as book:
        size = book.getinfo(SHEET).file_size
    content = path.read_bytes()
    assert content.count(size.to_bytes(4, "little")) >= 1
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little")))
    assert refusal(path) == "intake-broken"


def test_entities_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><sst'
    assert refusal(rewrite(path, STRINGS, b"<sst", bomb)) == "intake-zip-bomb"


@pytest.mark.parametrize("constant_memory", [False, True])
def test_cell_of_ten_megabytes(tmp_path: Path, *, constant_memory: bool) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW], constant_memory=constant_memory)
    part = SHEET if constant_memory else STRINGS
    long = "".join(random.Random(1).choices("甲乙丙丁戊己庚辛壬癸", k=3_400_000)).encode()
    assert refusal(rewrite(path, part, "路灯不亮".encode(), long)) == "intake-cell-too-long"


def test_cell_of_ten_megabytes_in_text(tmp_path: Path) -> None:
    row = (*ROW[:5], "长" * 3_400_000, "")
    assert refusal(write_csv(tmp_path / "a.csv", [HEADER, row])) == "intake-cell-too-long"


def test_a_far_corner_costs_nothing(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    far = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    assert list(open_table(rewrite(path, SHEET, b"</sheetData>", far)).rows())[-1][0] == 1_048_576
    wide = b'<row r="1048577"><c r="XFD1"><v>1</v></c></row></sheetData>'
    assert refusal(rewrite(path, SHEET, b"</sheetData>", wide)) == "intake-too-many-columns"


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.98])
def test_a_cut_off_workbook_is_broken(tmp_path: Path, cut: float) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    assert refusal(path) == "intake-broken"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"</row>", b"</raw>"), (b"<v>0</v>", b"<v>99</v>"), (b"<v>0</v>", b"<v>zero</v>"),
     (b'r="A1"', b'r="?1"')],
)  # fmt: skip
def test_a_workbook_that_contradicts_itself_is_broken(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    assert refusal(rewrite(path, SHEET, old, new)) == "intake-broken"


def test_encrypted_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    ole = bytes.fromhex("d0cf11e0a1b11ae1")
    path.write_bytes(ole + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert refusal(path) == "intake-encrypted"
    path.write_bytes(ole + bytes(1200))
    assert refusal(path) == "intake-broken"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "intake-empty"),
        (b" \n\n", "intake-empty"),
        (b"%PDF-1.7 ...", "intake-not-a-table"),
        (b"\x89PNG\r\n", "intake-not-a-table"),
        ("<html><table><tr><td>登记编号".encode(), "intake-not-a-table"),
        (b"MZ\x00\x00\x01", "intake-not-a-table"),
        (b",,\n,,\n", "intake-empty"),
        ("登记编号,登记日期,标题\n1,2018-01-06,".encode() + b"\xff\xff\xff", "intake-encoding"),
        ('登记编号,登记日期,标题\n1,2018-01-06,"未闭合\n2,2018-01-06,乙'.encode(), "intake-quotes"),
        ("甲,乙\n1,2\n".encode(), "intake-no-header"),
        ("登记编号,登记日期,标题,标题\n1,2018-01-06,甲,乙".encode(), "intake-double-header"),
        ("登记编号,标题\n1,路灯不亮".encode(), "intake-columns-missing"),
    ],
)
def test_each_bad_file_gets_its_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    assert refusal(path) == code


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    text = "登记编号,登记日期,标题\n1,2018-01-06,路灯不亮".encode()
    path = tmp_path / "a.csv"
    path.write_bytes(text[:-1])
    assert refusal(path) == "intake-encoding"


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal(path) == "intake-not-a-table"


def test_a_workbook_without_data(tmp_path: Path) -> None:
    assert refusal(write_xlsx(tmp_path / "a.xlsx", [])) == "intake-empty"


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    rewrite(path, "xl/workbook.xml", b'sheetId="1"', b'sheetId="1" state="hidden"')
    with pytest.raises(BrokenRule, match="intake-empty"):
        workbook.open_workbook(path)

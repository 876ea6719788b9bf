"""Columns guessed, rows taken or listed, nothing in between."""

import csv
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.petitions.intake.books import HEADER, ROW, write_csv, write_xlsx
from xinlian.petitions.drafts import Draft, draft_digest
from xinlian.petitions.intake.reader import Reading, read
from xinlian.rules.days import ZONE
from xinlian.rules.errors import BrokenRule

REAL = Path(
    os.environ.get("XINLIAN_DATA", Path(__file__).resolve().parents[3].parent / "shared" / "data")
)
MESSAGES = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情")
MESSAGE = (
    24,
    "U0001",
    "路灯不亮",
    "2018/1/6 12:09:38",
    "\n\t\t\t　　东湖路一带路燈坏了半月。\n\t\t",
)


def everything(reading: Reading) -> tuple[list[Any], list[Any]]:
    taken, errors = [], []
    for drafts, wrong in reading.batches():
        taken += drafts
        errors += wrong
    return taken, errors


def rows_of(
    path: Path, *rows: tuple[Any, ...], limit: datetime | None = None
) -> tuple[list[Any], list[Any]]:
    return everything(read(write_xlsx(path / "a.xlsx", [HEADER, *rows]), limit=limit))


def changed(**cells: object) -> tuple[Any, ...]:
    return tuple(cells.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True))


def test_a_row_becomes_a_draft(tmp_path: Path) -> None:
    (draft,), errors = rows_of(tmp_path, ROW)
    assert not errors
    assert draft == Draft(
        number="XF1",
        received_at=datetime(2018, 1, 5, 16, tzinfo=UTC),
        channel="visit",
        people=5,
        title="路灯不亮",
        text="东湖路一带路灯坏了半月无人修理。",
        name="演示甲",
    )


def test_messages_are_web_petitions_with_sealed_writers(tmp_path: Path) -> None:
    header = (*MESSAGES, "点赞数", "反对数")
    reading = read(write_xlsx(tmp_path / "a.xlsx", [header, (*MESSAGE, 3, 0)]))
    (draft,), _ = everything(reading)
    assert (draft.number, draft.channel, draft.name) == ("24", "web", "U0001")
    assert draft.received_at == datetime(2018, 1, 6, 12, 9, 38, tzinfo=ZONE)
    assert draft.text == "东湖路一带路灯坏了半月。"
    assert "路燈" in draft.original_text
    assert draft.original_title == ""
    assert [guess.header for guess in reading.columns.ignored] == ["点赞数", "反对数"]
    assert any("网上信访" in zh for zh, _ in reading.notes)


def test_answers_come_with_their_time(tmp_path: Path) -> None:
    header = (*MESSAGES, "答复意见", "答复时间")
    row = (*MESSAGE, "已派员修复。", datetime(2018, 2, 1, 9))  # noqa: DTZ001 - as in a sheet
    (draft,), _ = everything(read(write_xlsx(tmp_path / "a.xlsx", [header, row])))
    assert draft.answer == "已派员修复。"
    assert draft.answered_at == datetime(2018, 2, 1, 9, tzinfo=ZONE)


def test_a_tree_becomes_paths_each_after_those_above_it(tmp_path: Path) -> None:
    rows = [
        ("一级分类", "二级分类", "三级分类"),
        ("甲", "乙", "丙"),
        ("甲", "乙", "丁"),
        ("甲", "", "丁"),
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows), batch=1)
    paths, errors = everything(reading)
    assert reading.kind == "categories"
    assert paths == ["甲", "甲/乙", "甲/乙/丙", "甲/乙/丁"]
    assert [(error.row, error.column) for error in errors] == [(4, "二级分类")]


def test_levels_of_a_category_are_joined(tmp_path: Path) -> None:
    rows = [(*HEADER, "一级分类", "二级分类"), (*ROW, "城乡建设", "供热")]
    (draft,), _ = everything(read(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert draft.category == "城乡建设/供热"


def test_columns_in_any_order_traditional_and_below_a_title(tmp_path: Path) -> None:
    rows = [("二〇一八年信訪登記簿",), (), ("內容", "來訪時間", "登記編號", "聯系電話"),
            ("東湖路一帶路燈壞了", "2018年1月6日", "XF9", "19900001234")]  # fmt: skip
    (draft,), errors = everything(read(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert not errors
    assert (draft.number, draft.telephone, draft.text) == (
        "XF9",
        "19900001234",
        "东湖路一带路灯坏了",
    )


def test_content_tells_what_a_header_does_not(tmp_path: Path) -> None:
    header = ("登记编号", "标题", "何时", "备用一", "备用二")
    rows = [
        (f"XF{i}", "路灯不亮", f"2018-01-{i:02}", f"1990000{i:04}", "来访") for i in range(1, 9)
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", [header, *rows]))
    assert {field: guess.header for field, guess in reading.columns.used.items()} == {
        "number": "登记编号", "title": "标题", "received_at": "何时",
        "telephone": "备用一", "channel": "备用二",
    }  # fmt: skip
    assert all(0 < guess.confidence < 1 for guess in reading.columns.used.values())


def test_a_header_that_its_content_contradicts_is_doubted(tmp_path: Path) -> None:
    header = ("登记编号", "日期", "登记时间", "标题")
    rows = [(f"XF{i}", "见附件", f"2018-01-{i:02}", "路灯不亮") for i in range(1, 9)]
    reading = read(write_xlsx(tmp_path / "a.xlsx", [header, *rows]))
    assert reading.columns.used["received_at"].header == "登记时间"
    assert [guess.header for guess in reading.columns.ignored] == ["日期"]


def test_a_mapping_overrides_and_is_remembered_by_the_header(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    reading = read(path, mapping={"标题": "ignore", "姓名": "address"})
    (draft,), _ = everything(reading)
    assert (draft.title, draft.name, draft.address) == ("", "", "演示甲")
    again = read(path, mapping=reading.mapping)
    assert again.columns.as_mapping() == reading.columns.as_mapping()
    order = [1, 0, 2, 3, 4, 5, 6]
    moved = [tuple(row[i] for i in order) for row in (HEADER, ROW)]
    assert read(write_xlsx(tmp_path / "b.xlsx", moved)).fingerprint == reading.fingerprint


@pytest.mark.parametrize(
    "mapping", [{"标题": "salary"}, {"没有的列": "title"}, {"标题": "text", "内容": "text"}]
)
def test_a_mapping_that_does_not_fit(tmp_path: Path, mapping: dict[str, str]) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    with pytest.raises(BrokenRule, match="intake-mapping"):
        read(path, mapping=mapping)


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"登记日期": "2018-02-30"}, "登记日期"), ({"登记日期": "2030-01-01"}, "登记日期"),
     ({"登记日期": ""}, "登记日期"), ({"登记编号": ""}, "登记编号"),
     ({"信访形式": "鸽子"}, "信访形式"),
     ({"信访人数": -3}, "信访人数"), ({"信访人数": "若干"}, "信访人数"),
     ({"标题": "", "内容": " "}, "标题"), ({"标题": "长" * 401}, "标题")],
)  # fmt: skip
def test_a_bad_row_says_where_what_and_what_would_be_right(
    tmp_path: Path, cells: dict[str, Any], column: str
) -> None:
    drafts, (error,) = rows_of(
        tmp_path,
        ROW,
        changed(**{"登记编号": "XF2"} | cells),
        limit=datetime(2019, 1, 1, tzinfo=UTC),
    )
    assert len(drafts) == 1
    assert (error.row, error.column) == (3, column)
    assert all([error.wrong_zh, error.wrong_en, error.right_zh, error.right_en])


def test_every_fault_of_a_row_is_named_at_once(tmp_path: Path) -> None:
    row = changed(登记日期="2018-02-30", 信访形式="鸽子", 信访人数=-1)
    drafts, errors = rows_of(tmp_path, row)
    assert not drafts
    assert [error.column for error in errors] == ["登记日期", "信访形式", "信访人数"]


def test_the_same_number_twice(tmp_path: Path) -> None:
    other = changed(标题="另一件事")
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW, ROW, other])
    reading = read(path, batch=1)
    drafts, errors = everything(reading)
    assert [draft.title for draft in drafts] == ["路灯不亮"]
    assert [(error.row, error.column) for error in errors] == [(4, "登记编号")]
    progress = reading.progress
    assert (progress.rows, progress.taken, progress.rejected, progress.repeated) == (3, 1, 1, 1)


def test_identity_is_in_no_error(tmp_path: Path) -> None:
    row = changed(登记编号="XF3", 姓名="演" * 101, 信访形式="990101199001011234", 登记日期="张某某")
    _, errors = rows_of(tmp_path, ROW, changed(登记编号="XF2"), row)
    shown = "".join(error.value for error in errors)
    assert len(errors) == 3
    assert set(shown) == {"*"}


def test_cells_beyond_the_header_of_a_text_file(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADER, ROW, (*changed(登记编号="XF2"), "多出")])
    drafts, (error,) = everything(read(path))
    assert len(drafts) == 1
    assert error.row == 3


def test_the_error_table_starts_no_formula(tmp_path: Path) -> None:
    reading = read(write_xlsx(tmp_path / "a.xlsx", [HEADER, changed(信访形式="=cmd|calc")]))
    everything(reading)
    reading.errors_to_csv(tmp_path / "errors.csv")
    with (tmp_path / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header[0] == "行"
    assert row[:3] == ["2", "信访形式", "'=cmd|calc"]


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    reading = read(write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW, changed(登记编号="XF2")]))
    assert everything(reading) == everything(reading)


def test_digests_know_changed_rows_and_hide_identity() -> None:
    draft = Draft(
        number="1", received_at=datetime(2018, 1, 6, tzinfo=UTC), title="路灯", name="演示甲"
    )
    digest = draft_digest(draft, b"key")
    normalised = replace(draft, title="路灯不亮", original_title="路灯")
    assert draft_digest(replace(draft), b"key") == digest
    assert draft_digest(normalised, b"key") == digest
    assert draft_digest(draft, b"other key") != digest
    assert draft_digest(replace(draft, name="演示乙"), b"key") != digest
    assert draft_digest(replace(draft, answered_at=draft.received_at), b"key") != digest
    with pytest.raises(ValueError, match="key"):
        draft_digest(draft, b"")


@pytest.mark.skipif(
    not (REAL / "teddyC").is_dir(), reason="teddyC is absent: set XINLIAN_DATA to its folder"
)
@pytest.mark.parametrize(
    ("name", "kind", "taken", "rejected"),
    [("附件1", "categories", 650, 0), ("附件2", "petitions", 494, 1),
     ("附件3", "petitions", 30, 0), ("附件4", "petitions", 120, 0)],
)  # fmt: skip
def test_real_messages_need_no_mapping(name: str, kind: str, taken: int, rejected: int) -> None:
    reading = read(REAL / "teddyC" / f"{name}.xlsx")
    rows, errors = everything(reading)
    assert (reading.kind, len(rows), len(errors)) == (kind, taken, rejected)
    if kind == "petitions":
        assert all(row.text and row.title and row.name and row.channel == "web" for row in rows)
    if name == "附件4":
        assert all(row.answer and row.answered_at for row in rows)

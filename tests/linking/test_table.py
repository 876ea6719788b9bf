"""The register as CSV: what is taken, what is refused, what is written."""

import csv
from pathlib import Path

import pytest

from xinlian.linking.table import COLUMNS, link_csv, read_csv
from xinlian.rules.errors import BrokenRule

_HEADER = ",".join(COLUMNS)
_ROW = "D1,2018-03-05,走访,6人,城东区,城乡建设/办证,金桂花园办证,我们是金桂花园的业主，没有房产证"


def _written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_bytes(text.encode(encoding))
    return path


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_matters_of_a_register(tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join([_HEADER, _ROW, _ROW.replace("D1", "D2"), "D3,,,,,,别的事,", ""])
    out = tmp_path / "matters.csv"
    link_csv(_written(tmp_path, text, encoding), out)
    assert _rows(out) == [["登记编号", "matter"], ["D1", "1"], ["D2", "1"], ["D3", "2"]]


def test_columns_in_any_order_some_missing_some_unknown(tmp_path: Path) -> None:
    text = "备注,内容,登记编号\nx,金桂花园没有房产证,D1\ny,金桂花园没有房产证,D2\n"
    out = tmp_path / "matters.csv"
    link_csv(_written(tmp_path, text), out)
    assert _rows(out)[1:] == [["D1", "1"], ["D2", "1"]]


def test_links_are_explained(tmp_path: Path) -> None:
    text = "\n".join([_HEADER, _ROW, _ROW.replace("D1", "D2")])
    why = tmp_path / "links.csv"
    link_csv(_written(tmp_path, text), tmp_path / "matters.csv", why)
    header, link = _rows(why)
    assert header[:3] == ["登记编号", "关联登记编号", "matter"]
    assert link[:3] == ["D2", "D1", "1"]
    assert 0.5 < float(link[3]) <= 1
    assert "同一项目 金桂花园" in link[4]
    assert "same project 金桂花园" in link[5]


def test_values_are_read(tmp_path: Path) -> None:
    register = read_csv(_written(tmp_path, f"{_HEADER}\n{_ROW}\nD2,某日,,,,,x,"))
    assert register.received == [736758, 0]
    assert register.people == [6, 1]
    assert register.category[0] == "城乡建设/办证"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "link-file-empty"),
        (b"PK\x03\x04\x00\x00", "link-file-encoding"),
        ("登记编号,标题\nD1,\xff".encode("latin-1", "replace"), "link-file-encoding"),
        ("登记编号,属地\nD1,x".encode(), "link-column-missing"),
        ("标题,内容\nx,y".encode(), "link-column-missing"),
        ("登记编号,标题,标题\nD1,x,y".encode(), "link-column-twice"),
        ("登记编号,标题\nD1".encode(), "link-row-length"),
        ('登记编号,标题\nD1,"没有完'.encode(), "link-file-broken"),
        (f"登记编号,标题\nD1,{'长' * 1_000_001}".encode(), "link-file-broken"),
        ("登记编号,标题\n ,x".encode(), "link-number-missing"),
        ("登记编号,标题\nD1,x\nD1,y".encode(), "link-number-twice"),
        ("登记编号,标题\n=1+1,x".encode(), "link-number-formula"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_writes_nothing(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path, out = tmp_path / "register.csv", tmp_path / "matters.csv"
    path.write_bytes(content)
    with pytest.raises(BrokenRule) as refusal:
        link_csv(path, out)
    assert refusal.value.code == code
    assert refusal.value.zh.endswith("。")
    assert refusal.value.en.endswith(".")
    assert list(tmp_path.iterdir()) == [path]


def test_no_file_and_no_place_to_write(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule, match="link-file-unreadable"):
        link_csv(tmp_path / "none.csv", tmp_path / "out.csv")
    with pytest.raises(BrokenRule, match="link-file-unwritable"):
        link_csv(_written(tmp_path, f"{_HEADER}\n{_ROW}"), tmp_path / "none" / "out.csv")

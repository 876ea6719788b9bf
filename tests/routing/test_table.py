"""``xinlian route``: what is taken, what is refused, what is written."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.routing.texts import drawn
from xinlian.routing.table import route_csv
from xinlian.rules.errors import BrokenRule

_HEADER = ["label1", "p1", "label2", "p2", "label3", "p3"]


def _written(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    pairs = zip(*drawn(60, seed=1), strict=True)
    return _written(tmp_path / "train.csv", [["text", "label"], *map(list, pairs)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_guesses_in_the_order_of_the_rows(taught: Path, tmp_path: Path, encoding: str) -> None:
    rows = [["编号", "text"], ["1", "学校收费"], ["2", ""], ["3", "出租车拒载\n第二行"]]
    asked, out = _written(tmp_path / "asked.csv", rows, encoding), tmp_path / "out.csv"
    route_csv(taught, asked, out)
    header, school, empty, taxi = _rows(out)
    assert header == _HEADER
    assert school[0] == "教育文体"
    assert taxi[0] == "交通运输"
    for row in (school, empty, taxi):
        chances = [float(cell) for cell in row[1::2]]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) == pytest.approx(1, abs=0.001)


def test_fewer_labels_than_columns_and_a_label_like_a_formula(tmp_path: Path) -> None:
    taught = _written(tmp_path / "train.csv", [["label", "text"], ["=1+1", "学校"]])
    asked = _written(tmp_path / "asked.csv", [["text"], ["学校"]])
    route_csv(taught, asked, tmp_path / "out.csv")
    assert _rows(tmp_path / "out.csv")[1] == ["'=1+1", "1.0000", "", "", "", ""]


@pytest.mark.parametrize(
    ("train", "code"),
    [
        (b"", "route-column"),
        (b"text\nx", "route-column"),
        (b"text,label,text\nx,y,z", "route-column"),
        (b"text,label\n", "route-nothing-to-learn"),
        (b"text,label\nx", "route-row-length"),
        (b"text,label\nx, ", "route-label-missing"),
        (b'text,label\n"x,y', "route-file-broken"),
        (b"text,label\n\xff\xff,y", "route-file-encoding"),
        (b"PK\x03\x04\x00\x00", "route-file-encoding"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_writes_nothing(
    tmp_path: Path, train: bytes, code: str
) -> None:
    bad = tmp_path / "train.csv"
    bad.write_bytes(train)
    asked, out = _written(tmp_path / "asked.csv", [["text"], ["x"]]), tmp_path / "out.csv"
    with pytest.raises(BrokenRule) as refusal:
        route_csv(bad, asked, out)
    assert refusal.value.code == code
    assert refusal.value.zh.endswith("。")
    assert refusal.value.en.endswith(".")
    assert sorted(tmp_path.iterdir()) == sorted([bad, asked])


def test_no_file_and_no_place_to_write(taught: Path, tmp_path: Path) -> None:
    with pytest.raises(BrokenRule, match="route-file-unreadable"):
        route_csv(tmp_path / "none.csv", taught, tmp_path / "out.csv")
    with pytest.raises(BrokenRule, match="route-file-unwritable"):
        route_csv(taught, taught, tmp_path / "none" / "out.csv")


def test_the_verb_works_without_a_database(taught: Path, tmp_path: Path) -> None:
    verb = [sys.executable, "-m", "xinlian.cli.main", "route", str(taught)]
    out = tmp_path / "out.csv"
    done = subprocess.run([*verb, str(taught), "--out", str(out)], check=False)
    assert (done.returncode, len(_rows(out))) == (0, 61)
    refused = subprocess.run(
        [*verb, str(out), "--out", str(tmp_path / "no.csv")], check=False, capture_output=True
    )
    assert refused.returncode == 2
    assert "text" in refused.stderr.decode()

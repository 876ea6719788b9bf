"""P1: importing a register, beside the floor of reading it and inserting its rows.

    python bench/import.py [ROWS ...]

The floor reads the same xlsx with calamine and inserts the rows with one ``executemany`` into
a bare SQLite table, in the same run. Ours reads, checks, normalises, seals identities, writes
rows and facts and the search index: ``xinlian import`` on an empty home.
"""

import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import python_calamine
import xlsxwriter
from measuring import report, seconds

SEED = 7
HEADER = (
    "登记编号", "登记日期", "信访形式", "信访目的", "到达层级", "信访人数", "初次重复", "属地",
    "内容分类", "标题", "内容", "姓名", "证件号码", "联系电话", "住址",
)  # fmt: skip
_THINGS = ("青禾苑", "云岭新城", "滨江一号", "和顺里", "南湖春天", "锦程物流园")
_SUBJECTS = ("延期交房", "不动产证办理", "物业收费", "拖欠工资", "道路积水", "夜间施工噪声")
_PLACES = ("东湾区", "西岭区", "南河县", "北山县")
_FILLER = "我们多次向有关单位反映，至今没有得到答复，请上级部门尽快协调处理，给群众一个说法。"


def main() -> None:
    """Measure each size; print the table and write the JSON."""
    rows = []
    for size in [int(size) for size in sys.argv[1:]] or [100_000]:
        with tempfile.TemporaryDirectory() as folder:
            register = Path(folder) / "register.xlsx"
            write_register(register, size)
            floor = seconds(lambda r=register, f=folder: read_and_insert(r, Path(f)))
            ours = seconds(lambda r=register, f=folder: run_import(r, Path(f) / "home"))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rows.append(
            {
                "what": "import",
                "size": size,
                "ours_s": ours,
                "reference_s": floor,
                "ratio": ours / floor,
                "peak_MiB": memory,
            }
        )
    report("import", rows, ("django", "python-calamine"), SEED)


def write_register(path: Path, size: int) -> None:
    """Write a register of ``size`` rows and 15 columns."""
    draw = random.Random(SEED)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for row in range(1, size + 1):
        thing, subject, place = draw.choice(_THINGS), draw.choice(_SUBJECTS), draw.choice(_PLACES)
        day = date(2017, 1, 1) + timedelta(draw.randrange(670))
        cells = (
            f"B{row:07d}", day.isoformat(), draw.choice(("来信", "来访", "网上", "电话")),
            "申诉求决", "市级", str(draw.randrange(1, 12)), draw.choice(("初次", "重复")), place,
            subject, f"{thing}{subject}", f"{place}{thing}{subject}。{_FILLER * 2}",
            f"测试{row % 9973}", f"99010019{row % 100:02d}0101{row % 10000:04d}",
            f"1990000{row % 10000:04d}", f"{place}测试路{row % 300}号",
        )  # fmt: skip
        sheet.write_row(row, 0, cells)
    book.close()


def read_and_insert(register: Path, folder: Path) -> None:
    """Read the sheet and insert its rows into a bare table: the floor."""
    sheet = python_calamine.CalamineWorkbook.from_path(str(register)).get_sheet_by_index(0)
    rows = sheet.to_python()[1:]
    database = sqlite3.connect(folder / "floor.sqlite3")
    columns = ", ".join(f"c{n}" for n in range(len(HEADER)))
    database.execute(f"CREATE TABLE register ({columns})")
    marks = ", ".join("?" * len(HEADER))
    database.executemany(f"INSERT INTO register VALUES ({marks})", rows)  # noqa: S608 - marks only
    database.commit()
    database.close()


def run_import(register: Path, home: Path) -> None:
    """Import the register with the command line into an empty home."""
    environment = {**os.environ, "XINLIAN_HOME": str(home)}
    subprocess.run(
        [sys.executable, "-m", "xinlian.cli.main", "import", str(register)],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()

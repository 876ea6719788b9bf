"""Little registers for the tests, written as the offices' own programs write them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = ("登记编号", "登记日期", "信访形式", "信访人数", "标题", "内容", "姓名")
ROW = ("XF1", "2018-01-06", "来访", "5人", "路灯不亮", "东湖路一带路灯坏了半月无人修理。", "演示甲")


def write_xlsx(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    sheets: Sequence[str] = ("登记簿",),
    **options: bool,
) -> Path:
    """Write rows into the last of the sheets; the others stay empty."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, **options})
    for name in sheets:
        sheet = book.add_worksheet(name)
    date_format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if hasattr(cell, "year"):
                sheet.write_datetime(index, column, cell, date_format)
            else:
                sheet.write(index, column, cell)
    book.close()
    return path


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", by: str = ","
) -> Path:
    """Write rows joined by a delimiter, unquoted."""
    path.write_text("\n".join(by.join(row) for row in rows), encoding=encoding)
    return path

"""A little register for the tests of importing: a header, its rows, and what becomes of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.petitions.intake.books import write_xlsx

HEADER = (
    "登记编号", "登记日期", "信访形式", "信访人数", "属地", "内容分类", "标题", "内容", "姓名",
    "证件号码", "联系电话", "住址", "答复意见", "答复时间",
)  # fmt: skip
ID_NUMBER = "990100199001011237"

PETITION = (
    "number", "received_at", "received_on", "channel", "purpose", "level", "people", "occurrence",
    "place_id", "area_id", "category_id", "notice_due", "profile", "answered_on", "words__title",
    "words__text", "words__original_title", "words__original_text", "words__answer",
)  # fmt: skip
"""What an import makes of a row, but for references, salts and what is made with them."""


def row(n: int, **changes: str) -> tuple[str, ...]:
    """Return the nth row, with some cells changed."""
    cells = {
        "登记编号": f"XF{n:04}",
        "登记日期": f"2018-01-{1 + n % 28:02}",
        "信访形式": ("来访", "来信", "网上")[n % 3],
        "信访人数": str(1 + n % 7),
        "属地": ("东岭区", "西河县")[n % 2],
        "内容分类": "城乡建设/房地产/项目停工",
        "标题": f"金桂花园{n}号楼停工",
        "内容": f"我是钱多{'甲乙丙丁'[n % 4]}，電話1990000{n:04}，{n}号楼停工兩年。",
        "姓名": f"钱多{'甲乙丙丁'[n % 4]}",
        "证件号码": ID_NUMBER if n % 5 == 0 else "",
        "联系电话": f"1990000{n:04}",
        "住址": "东岭区柳桥镇一号院2栋301室",
        "答复意见": f"已答复{n}。" if n % 4 == 0 else "",
        "答复时间": "2018-02-03" if n % 4 == 0 else "",
    }
    return tuple((cells | changes).values())


def write(folder: Path, rows: Sequence[Sequence[Any]], name: str = "a.xlsx") -> Path:
    """Write the rows under the header."""
    return write_xlsx(folder / name, [HEADER, *rows])

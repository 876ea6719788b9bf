"""What the values of a column look like, whatever its header says."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from xinlian.petitions.intake.dates import read_time
from xinlian.petitions.intake.table import Cell, as_text
from xinlian.petitions.intake.words import read_people, read_term

ENOUGH: Final = 0.8
"""Share of the filled sample that must look like a field."""
_LONG: Final = 40
_TELEPHONE: Final = re.compile(r"(?:\+?86)?1\d{2}[\d*]{8}|0\d{2,3}-?\d{7,8}|\d{3,4}-\d{7,8}")
_ID_NUMBER: Final = re.compile(r"\d{6}[\d*]{8,11}[\dXx*]")
_NUMBER: Final = re.compile(
    r"[A-Za-z\u4e00-\u9fff]{0,6}[-_（(\[]?\d[\dA-Za-z\-_]{0,30}(?:号|[)）\]])?"
)
_HIDDEN: Final = re.compile(r"\d(?:[\s-]?\d){6,}[\dXx]?")
_DATED: Final = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_SURNAME: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_NAME_LENGTHS: Final = range(2, 5)


def looks_like(field: str, cells: Sequence[Cell]) -> float | None:
    """Return the share of the filled cells that fit a field; None where any value would do."""
    test = _TESTS.get(field)
    filled = [cell for cell in cells if as_text(cell)]
    if test is None or not filled:
        return None
    return sum(test(cell) for cell in filled) / len(filled)


def recognised(cells: Sequence[Cell]) -> tuple[str, float] | None:
    """Return the field a column without a known header holds, and its share, if one is clear."""
    filled = [cell for cell in cells if as_text(cell)]
    for field, test in _TELLING.items():
        share = sum(map(test, filled)) / max(len(filled), 1)
        if share >= ENOUGH:
            return field, share
    return None


def safe_to_show(text: str, length: int = 40) -> str:
    """Shorten a value for an error table; numbers of persons and what may be a name are hidden."""
    short = text if len(text) <= length else text[: length - 1] + "…"
    if len(text) in _NAME_LENGTHS and text[0] in _SURNAME:
        return "*" * len(text)
    if _DATED.fullmatch(text):
        return text
    return _HIDDEN.sub(lambda run: "*" * len(run.group()), short)


def _is_written_time(cell: Cell) -> bool:
    """Leave serials out: without a header, a number is more likely a number."""
    return not isinstance(cell, int | float) and read_time(cell) is not None


def _is_time(cell: Cell) -> bool:
    return read_time(cell) is not None


def _matches(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: pattern.fullmatch(as_text(cell)) is not None


def _is_term(field: str) -> Callable[[Cell], bool]:
    return lambda cell: read_term(field, cell) is not None


def _is_long(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell.strip()) >= _LONG


_TESTS: Final[dict[str, Callable[[Cell], bool]]] = {
    "number": _matches(_NUMBER),
    "received_at": _is_time,
    "answered_at": _is_time,
    "telephone": _matches(_TELEPHONE),
    "id_number": _matches(_ID_NUMBER),
    "people": lambda cell: read_people(cell) is not None,
    "channel": _is_term("channel"),
    "purpose": _is_term("purpose"),
    "level": _is_term("level"),
    "occurrence": _is_term("occurrence"),
    "text": _is_long,
}
_TELLING: Final = {
    **{field: _TESTS[field] for field in ("id_number", "telephone")},
    "received_at": _is_written_time,
    **{field: _TESTS[field] for field in ("channel", "purpose", "level", "text")},
}
"""Fields that content alone can tell, the most particular first."""

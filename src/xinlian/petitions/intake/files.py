"""Opening a register: what a file is, is told by its content, never by its name."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xinlian.petitions.intake import refusals
from xinlian.petitions.intake.delimited import open_delimited
from xinlian.petitions.intake.table import Cell, Row, Table, checked
from xinlian.petitions.intake.workbook import open_workbook

MAX_XLS: Final = 256 * 1024**2
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_START: Final = 64 * 1024
_FOREIGN: Final = (
    (b"%PDF", "是 PDF 文档", "is a PDF document"),
    (b"\x1f\x8b", "是 gzip 压缩包", "is a gzip archive"),
    (b"Rar!", "是 RAR 压缩包", "is a RAR archive"),
    (b"7z\xbc\xaf", "是 7z 压缩包", "is a 7z archive"),
    (b"\x89PNG", "是图片", "is a picture"),
    (b"\xff\xd8\xff", "是图片", "is a picture"),
)
_MARKUP: Final = (b"<html", b"<!doctype", b"<table", b"<?xml")


def open_table(path: Path) -> Table:
    """Open an xlsx, xls or csv file as one table. Raises BrokenRule with a reason if it cannot.

    xlsx and csv are streamed. xls, which ends at 65,536 rows, is read whole.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip():
        raise refusals.empty()
    if start.startswith(b"PK"):
        return open_workbook(path)
    if start.startswith(_OLE):
        return _open_xls(path)
    _refuse_foreign(start)
    table = open_delimited(path)
    if next(table.rows(), None) is None:
        raise refusals.empty()
    return table


def _refuse_foreign(start: bytes) -> None:
    for magic, zh, en in _FOREIGN:
        if start.startswith(magic):
            raise refusals.not_a_table(zh, en)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise refusals.not_a_table("是网页或 XML 文本", "is a web page or XML text")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusals.not_a_table("是二进制文件", "is a binary file")


def _open_xls(path: Path) -> Table:
    if path.stat().st_size > MAX_XLS:
        raise refusals.too_large(MAX_XLS)
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise refusals.encrypted()
    try:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows: list[list[Cell]] = list(map(list, sheet.to_python(skip_empty_area=False)))
            if any(cell != "" for cell in chain.from_iterable(rows)):
                others = tuple(other for other in book.sheet_names if other != name)
                return Table("xls", name, others, len(rows), partial(_numbered, rows))
    except PasswordError as error:
        raise refusals.encrypted() from error
    except (CalamineError, OSError, ValueError) as error:
        raise refusals.broken() from error
    raise refusals.empty()


def _numbered(rows: list[list[Cell]]) -> Iterator[Row]:
    return checked(enumerate(rows, start=1))

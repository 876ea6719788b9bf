"""xlsx files as streams: memory stays bounded whatever a file's length or its sparse corners."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser

from xinlian.petitions.intake import refusals
from xinlian.petitions.intake.archive import Archive, open_archive
from xinlian.petitions.intake.sheet import Book, sheet_rows
from xinlian.petitions.intake.strings import stored
from xinlian.petitions.intake.table import Row, Table, checked

_WORKBOOK: Final = "xl/workbook.xml"
_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in number formats that show a date or a time (ECMA-376 part 1, 18.8.30)."""
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_LETTER: Final = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)


def open_workbook(path: Path) -> Table:
    """Read the first visible sheet that has data. Raises BrokenRule for a bad file."""
    with open_archive(path) as archive:
        if _WORKBOOK not in archive:
            raise refusals.not_a_table("是压缩包而不是工作簿", "is an archive, not a workbook")
        sheets = _sheets(archive)
        filled = (name for name, part in sheets.items() if _has_data(archive, part))
        first = next(filled, None)
    if first is None:
        raise refusals.empty()
    others = tuple(name for name in sheets if name != first)
    part = sheets[first]
    return Table("xlsx", first, others, None, lambda: _rows(path, part))


class _AnyString:
    """Stands for shared strings where only their being there matters."""

    def __getitem__(self, index: int, /) -> str:
        return "*"


def _has_data(archive: Archive, part: str) -> bool:
    book = Book(_AnyString(), frozenset())
    return next(checked(sheet_rows(archive.chunks(part), book)), None) is not None


def _rows(path: Path, part: str) -> Iterator[Row]:
    with open_archive(path) as archive:
        texts = _strings_part(archive)
        with stored(archive.optional(texts), archive.size(texts)) as strings:
            book = Book(strings, _date_styles(archive), _since_1904(archive))
            yield from checked(sheet_rows(archive.chunks(part), book))


def _since_1904(archive: Archive) -> bool:
    properties = _parsed(archive.whole(_WORKBOOK)).find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}


def _relations(archive: Archive) -> dict[str, tuple[str, str]]:
    """Return id -> (last word of its type, path of the part) of the workbook's relations."""
    root = _parsed(archive.whole("xl/_rels/workbook.xml.rels"))
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/"),
        )
        for relation in root.iterfind("{*}Relationship")
    }


def _sheets(archive: Archive) -> dict[str, str]:
    """Return name -> part of the visible worksheets, in the workbook's order."""
    relations = _relations(archive)
    found = {}
    for sheet in _parsed(archive.whole(_WORKBOOK)).iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        kind, part = relations.get(key, ("", ""))
        if kind == "worksheet" and part in archive and sheet.get("state", "visible") == "visible":
            found[sheet.get("name", part)] = part
    return found


def _strings_part(archive: Archive) -> str:
    parts = (part for kind, part in _relations(archive).values() if kind == "sharedStrings")
    return next(parts, "xl/sharedStrings.xml")


def _date_styles(archive: Archive) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a date or time."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    root = _parsed(archive.whole("xl/styles.xml"))
    formats = {
        int(own.get("numFmtId", -1))
        for own in root.iterfind("{*}numFmts/{*}numFmt")
        if is_date_format(own.get("formatCode", ""))
    } | _DATE_FORMATS
    return frozenset(
        index
        for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        if int(style.get("numFmtId", 0)) in formats
    )


def is_date_format(code: str) -> bool:
    """Tell whether a number format writes a date or time: ``yyyy-mm-dd``, not ``0.00``."""
    if code.lower() == "general":
        return False
    return _DATE_LETTER.search(_LITERAL.sub("", code)) is not None


def _parsed(content: bytes) -> Element:
    """Parse a small part; a document type, and with it every entity, is refused."""
    if b"<!DOCTYPE" in content:
        raise refusals.bomb()
    parser = XMLParser()  # noqa: S314 - no document type, hence no entity, reaches it
    try:
        parser.feed(content)
        return parser.close()
    except (ParseError, ValueError) as error:
        raise refusals.broken() from error

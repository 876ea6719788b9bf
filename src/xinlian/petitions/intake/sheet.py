"""One sheet of an xlsx file as a stream of rows (ECMA-376 part 1, 18.3)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain
from typing import Final

from xinlian.petitions.intake import refusals
from xinlian.petitions.intake.pieces import pieces, prologue, unescaped
from xinlian.petitions.intake.strings import Strings, parse, xml_parser
from xinlian.petitions.intake.table import MAX_CELL, MAX_COLUMNS, Cell, Row

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's times have no zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LEAP_BUG_ENDS: Final = 60
"""Serials below count one day less: day 60 is the 29 February 1900 that never was."""
_LAST_SERIAL: Final = 2_958_466
_MILLISECONDS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of all sheets refer to: strings, date styles, the epoch of serials."""

    strings: Strings
    date_styles: frozenset[int]
    since_1904: bool = False


def serial_to_time(serial: float, *, since_1904: bool = False) -> datetime | None:
    """Return the naive local time of a spreadsheet serial, None where it is none."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    span = timedelta(milliseconds=round(serial * _MILLISECONDS))
    if since_1904:
        return _EPOCH_1904 + span
    return _EPOCH + span + timedelta(days=serial < _LEAP_BUG_ENDS)


_ROW: Final = re.compile(r'\s*<row r="(\d{1,7})"[^<>]*[^/]>')
_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d{1,9})")?(?: t="(\w+)")?(?:/>|>(?:<v>([^<&\r]+)</v>'
    r'|<is><t(?: xml:space="preserve")?>([^<&\r]+)</t></is>)</c>)'
)
_TAGS_OF_VALUE, _TAGS_OF_INLINE = 4, 6


def sheet_rows(chunks: Iterable[bytes], book: Book) -> Iterator[Row]:
    """Yield the rows of a sheet. Raises BrokenRule for damaged XML and monstrous cells."""
    rest = iter(chunks)
    head = prologue(rest, b"<row")
    if b"<row" not in head:
        yield from _parsed(chain([head], rest), book, 0)
        return
    last = 0
    for piece in pieces(head, rest, b"<row", b"</row>"):
        plain = _plain(piece, book)
        if plain is None:
            for row in _parsed([f"<x>{piece}</row></x>".encode()], book, last):
                last = row[0]
                yield row
        else:
            last = plain[0]
            yield plain


def _parsed(chunks: Iterable[bytes], book: Book, last: int) -> Iterator[Row]:
    parser = _Rows(book, last)
    for chunk in chunks:
        yield from parser.feed(chunk)
    yield from parser.feed(b"", last=True)


def _plain(piece: str, book: Book) -> Row | None:
    """Return a row in the plain form, None for any other.

    The tags the pattern explains are counted against all there are: a row with a tag more
    is not plain.
    """
    opening = _ROW.match(piece)
    if opening is None:
        return None
    cells: list[Cell] = []
    tags = 1
    for letters, style, kind, value, inline in _CELL.findall(piece, opening.end()):
        tags += _TAGS_OF_VALUE if value else _TAGS_OF_INLINE if inline else 1
        if value or inline:
            put(cells, column_of(letters), cell_value(value or inline, kind or "n", style, book))
    return (int(opening[1]), cells) if tags == piece.count("<") else None


def put(cells: list[Cell], column: int, value: Cell) -> None:
    """Set a cell of a row, filling up with empty ones. Refuses columns of no register."""
    missing = column - len(cells)
    if missing == 0:
        cells.append(value)
    elif column >= MAX_COLUMNS:
        raise refusals.many_columns(MAX_COLUMNS)
    elif missing > 0:
        cells.extend([""] * missing)
        cells.append(value)
    else:
        cells[column] = value


def cell_value(raw: str, kind: str, style: str, book: Book) -> Cell:
    """Return a cell's stored value; of a formula its stored result, which is never computed."""
    try:
        if kind == "s":
            return book.strings[int(raw)]
        if kind == "n":
            number = float(raw)
            if style and int(style) in book.date_styles:
                return serial_to_time(number, since_1904=book.since_1904) or number
            return number
    except (ValueError, IndexError, OverflowError) as error:
        raise refusals.broken() from error
    return raw == "1" if kind == "b" else unescaped(raw)


class _Rows:
    """Expat handlers. Element names are looked up with their prefix removed."""

    def __init__(self, book: Book, last: int) -> None:
        self._book = book
        self._parser = xml_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._done: list[Row] = []
        self._cells: list[Cell] = []
        self._row, self._column, self._style = last, -1, ""
        self._type = "n"
        self._pieces: list[str] = []
        self._length = 0
        self._inside = self._phonetic = False

    def feed(self, chunk: bytes, *, last: bool = False) -> list[Row]:
        """Return the rows that this piece completes."""
        self._done = []
        try:
            parse(self._parser, chunk, last=last)
        except (ValueError, IndexError, OverflowError) as error:
            raise refusals.broken() from error
        return self._done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._open_cell(attributes)
        elif name in {"v", "t"}:
            self._inside = not self._phonetic
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._cells, self._column = [], -1
        elif name == "rPh":
            self._phonetic = True

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = column_of(reference.rstrip("0123456789")) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._pieces, self._length = [], 0

    def _end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name in {"v", "t"}:
            self._inside = False
        elif name == "c":
            if self._pieces:
                put(self._cells, self._column, self._value())
        elif name == "row":
            self._done.append((self._row, self._cells))
        elif name == "rPh":
            self._phonetic = False

    def _value(self) -> Cell:
        return cell_value("".join(self._pieces), self._type, self._style, self._book)

    def _data(self, data: str) -> None:
        if not self._inside:
            return
        self._length += len(data)
        if self._length > MAX_CELL:
            raise refusals.long_cell(self._row, MAX_CELL)
        self._pieces.append(data)


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int:
    """Return the index of a column from its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise refusals.broken()
        index = index * 26 + ord(letter) - 64
    return index - 1

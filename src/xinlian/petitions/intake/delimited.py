"""Comma-, semicolon- and tab-separated text in UTF-8, UTF-16 or GB18030."""

import codecs
import csv
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xinlian.petitions.intake import refusals
from xinlian.petitions.intake.table import MAX_CELL, Row, Table, checked

_CHUNK: Final = 1024**2
_SNIFFED_LINES: Final = 30
_SURELY_UTF8: Final = 8
"""GB-coded Chinese passes as UTF-8 for a character or two, never for so many."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_delimited(path: Path) -> Table:
    """Read a text file as a table. Raises BrokenRule on a wrong encoding or open quotes."""
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)
    return Table(
        form="csv",
        sheet=encoding,
        others=(),
        total=None,
        rows=lambda: checked(_rows(path, encoding, delimiter)),
    )


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for bom, name in _BOMS if start.startswith(bom)), None)
    if marked:
        failed_at, _ = _try(path, marked)
        if failed_at is not None:
            raise refusals.encoding(failed_at)
        return marked
    failed_at, wide = _try(path, "utf-8")
    if failed_at is None:
        return "utf-8"
    if wide >= _SURELY_UTF8 or _try(path, "gb18030")[0] is not None:
        raise refusals.encoding(failed_at)
    return "gb18030"


def _try(path: Path, encoding: str) -> tuple[int | None, int]:
    """Return where decoding fails (None: nowhere) and how many wide characters came before."""
    decoder = codecs.getincrementaldecoder(encoding)()
    wide = position = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(encoding, errors="ignore")
                return position + error.start, wide + _wide(before)
            wide += _wide(text)
            position += len(chunk)
            if not chunk:
                return None, wide


def _wide(text: str) -> int:
    return 0 if text.isascii() else sum(character > "\x7f" for character in text)


def _delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter under which most of the first lines agree on several columns."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = Counter(
            len(cells)
            for _, cells in itertools.islice(_rows(path, encoding, delimiter), _SNIFFED_LINES)
            if len(cells) > 1
        )
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(",;\t", key=score)


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield (line on which the row begins, cells)."""
    csv.field_size_limit(MAX_CELL)
    line = 1
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield line, list(cells)
                line = reader.line_num + 1
        except csv.Error as error:
            if "field larger" in str(error):
                raise refusals.long_cell(line, MAX_CELL) from error
            raise refusals.quotes(line) from error

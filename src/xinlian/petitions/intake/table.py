"""What every file format is read into: one table, row by row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from xinlian.petitions.intake import refusals

Cell = str | int | float | bool | date | datetime | time | timedelta
"""A cell's value; an empty one is the empty string. Times are local and naive."""

Row = tuple[int, list[Cell]]
"""The row's number in its file, counted from 1, and its cells."""

MAX_COLUMNS: Final = 256
MAX_CELL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """The first sheet with data of a file.

    ``form`` is ``xlsx``, ``xls`` or ``csv``; ``sheet`` its name (the encoding for csv);
    ``others`` the names of sheets not read; ``total`` the number of rows if it is known
    beforehand. ``rows`` opens the file anew each time and leaves out empty rows.
    """

    form: str
    sheet: str
    others: tuple[str, ...]
    total: int | None
    rows: Callable[[], Iterator[Row]]


def checked(rows: Iterable[Row]) -> Iterator[Row]:
    """Pass on the rows that have something in them; refuse cells and widths of no register."""
    for number, cells in rows:
        filled = False
        for cell in cells:
            if isinstance(cell, str):
                if not cell or cell.isspace():
                    continue
                if len(cell) > MAX_CELL:
                    raise refusals.long_cell(number, MAX_CELL)
            filled = True
        if filled:
            yield number, _narrow(cells)


def _narrow(cells: list[Cell]) -> list[Cell]:
    if len(cells) <= MAX_COLUMNS:
        return cells
    if any(cell != "" for cell in cells[MAX_COLUMNS:]):
        raise refusals.many_columns(MAX_COLUMNS)
    return cells[:MAX_COLUMNS]


def as_text(cell: Cell) -> str:
    """Return a cell as a person would read it: 24.0 is 24, a day at midnight is a day."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)

"""A first look at a register: its columns as guessed, with samples, whether they suffice or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from xinlian.petitions.intake.columns import Guess, find_header, fingerprint, propose
from xinlian.petitions.intake.files import open_table
from xinlian.petitions.intake.reader import HEAD
from xinlian.petitions.intake.table import Cell, Row, as_text
from xinlian.rules.errors import BrokenRule

SAMPLES: Final = 3
"""Filled cells shown of each column."""
_WITHIN: Final = 20
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looks like before anything is decided.

    ``rows`` are those below the header from which three filled cells of each column can be
    shown, as they stand, so they name persons; ``total`` is the number of rows in the file, None
    if that is not known beforehand.
    """

    guesses: tuple[Guess, ...]
    rows: tuple[tuple[str, ...], ...]
    fingerprint: str
    total: int | None


def look(path: Path, mapping: Mapping[str, str]) -> Look:
    """Look at a register. ``mapping`` is what was remembered of its header.

    Raises BrokenRule for a file that cannot be read, or a header that names a column twice.
    """
    table = open_table(path)
    head = list(islice(table.rows(), HEAD))
    position = _header(head)
    number, header = head[position]
    names = {as_text(cell) for cell in header}
    known = {name: field for name, field in mapping.items() if name in names}
    below = [cells for _, cells in head[position + 1 :]]
    guesses = propose(header, below, known)
    return Look(
        guesses,
        _telling(below, len(header)),
        fingerprint(header),
        None if table.total is None else table.total - number,
    )


def _header(head: Sequence[Row]) -> int:
    """Return where the header is; where no row names fields, the row with the most cells."""
    try:
        return find_header(head, {})
    except BrokenRule:
        filled = [sum(cell != "" for cell in cells) for _, cells in head[:_WITHIN]]
        return filled.index(max(filled))


def _telling(rows: Sequence[Sequence[Cell]], width: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows, whole and in order, that hold the first filled cells of each column."""
    wanted: set[int] = set()
    for index in range(width):
        filled = (at for at, row in enumerate(rows) if index < len(row) and row[index] != "")
        wanted.update(islice(filled, SAMPLES))
    return tuple(
        tuple(as_text(cell)[:_LONGEST] for cell in rows[at][:width]) for at in sorted(wanted)
    )

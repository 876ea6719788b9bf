"""A first look at a register: its columns as guessed, with samples, whether they suffice or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from xinlian.petitions.intake.columns import Guess, find_header, fingerprint, propose
from xinlian.petitions.intake.files import open_table
from xinlian.petitions.intake.reader import HEAD
from xinlian.petitions.intake.table import Row, as_text
from xinlian.rules.errors import BrokenRule

SAMPLES: Final = 3
"""Filled cells shown of each column."""
_WITHIN: Final = 20
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looks like before anything is decided.

    ``samples`` are up to three filled cells of each column, as they stand, so they may name
    persons; ``header_row`` is the header's row in the file, counted from 1; ``total`` the rows
    below it, None if that is not known beforehand.
    """

    guesses: tuple[Guess, ...]
    samples: tuple[tuple[str, ...], ...]
    fingerprint: str
    sheet: str
    others: tuple[str, ...]
    header_row: int
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
        tuple(_filled(below, guess.index) for guess in guesses),
        fingerprint(header),
        table.sheet,
        table.others,
        number,
        None if table.total is None else table.total - number,
    )


def _header(head: Sequence[Row]) -> int:
    """Return where the header is; where no row names fields, the row with the most cells."""
    try:
        return find_header(head, {})
    except BrokenRule:
        filled = [sum(cell != "" for cell in cells) for _, cells in head[:_WITHIN]]
        return filled.index(max(filled))


def _filled(rows: Sequence[Sequence[object]], index: int) -> tuple[str, ...]:
    cells = (row[index] for row in rows if index < len(row) and row[index] != "")
    return tuple(as_text(cell)[:_LONGEST] for cell in islice(cells, SAMPLES))  # type: ignore[arg-type]

"""A register, read: what it is, which column is what, and its rows in batches."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from xinlian.petitions.drafts import Draft
from xinlian.petitions.intake.columns import Columns, find_header, fingerprint, guess
from xinlian.petitions.intake.declared import BY_FIELD, CATEGORY_LEVELS
from xinlian.petitions.intake.files import open_table
from xinlian.petitions.intake.rows import Context, RowError, convert, normalise_drafts
from xinlian.petitions.intake.table import Row, Table, as_text
from xinlian.rules.vocabulary import Channel, Level, Occurrence, Purpose, Term
from xinlian.text.normalise import normalise_many

HEAD: Final = 220
"""Rows looked at to find the header and to guess from content."""
_MESSAGES: Final = "留言"
_DEFAULTS: Final[dict[str, Term]] = {
    "channel": Channel.TRANSFERRED,
    "purpose": Purpose.APPEAL,
    "level": Level.CITY,
    "occurrence": Occurrence.UNKNOWN,
}
_ERROR_HEADER: Final = ("行", "列", "值", "问题", "wrong", "应为", "right")
_LEVEL_NAME: Final = 60

Batch = tuple[list[Any], list[RowError]]


@dataclass(slots=True)
class Progress:
    """How far reading has come. ``rows`` = taken + rejected + repeated."""

    rows: int = 0
    taken: int = 0
    rejected: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A table and its rows from the first on, begun while looking for the header."""

    table: Table
    rows: Iterator[Row]


class Reading:
    """One register file, opened.

    ``kind`` is ``petitions`` or ``categories``; ``source`` the register's name, which stays the
    same for every file with the same header; ``columns`` what each column was taken for;
    ``defaults`` the codes of what the register leaves unsaid; ``notes`` what a reader of the
    result should know, each in Chinese and English; ``total`` the rows, if known beforehand.
    """

    def __init__(
        self, opened: Opened, columns: Columns, header: Row, context: Context, batch: int
    ) -> None:
        """Hold what :func:`read` found; rows are read when batches are asked for."""
        self.table = table = opened.table
        self._rows: Iterator[Row] | None = opened.rows
        self.columns = columns
        self.kind = columns.kind
        self.fingerprint = fingerprint(header[1])
        self.source = f"登记簿-{self.fingerprint[:8]}"
        self.mapping = columns.as_mapping()
        self.defaults = dict(context.defaults) if self.kind == "petitions" else {}
        self.total = None if table.total is None else table.total - header[0]
        self.progress = Progress()
        self._header_row = header[0]
        self._context = context
        self._batch = batch
        self._errors: list[RowError] = []

    @property
    def limit(self) -> datetime | None:
        """Return the last instant that a row may be dated."""
        return self._context.limit

    @property
    def mapping_used(self) -> dict[str, str]:
        """Return header -> field, to be shown, corrected and given back to :func:`read`."""
        return {guess.header: guess.field for guess in self.columns.guesses if guess.field}

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Return what was assumed: the sheet, ignored columns, defaults."""
        found = [(f"读取“{self.table.sheet}”", f"read: {self.table.sheet}")]
        if self.table.others:
            rest = "、".join(self.table.others)
            found.append((f"未读取的工作表：{rest}", f"sheets not read: {rest}"))
        if self.columns.ignored:
            rest = "、".join(guess.label for guess in self.columns.ignored)
            found.append((f"未读取的列：{rest}", f"columns not read: {rest}"))
        for name, code in self.defaults.items():
            zh, en, term = BY_FIELD[name].zh, BY_FIELD[name].en, _term_of(name, code)
            found.append((f"{zh}未注明的，按“{term.zh}”", f"{en} where not given: {term.en}"))
        return found

    def batches(self) -> Iterator[Batch]:
        """Yield (drafts, errors) of so many rows each; the file is read anew at each call.

        For a category tree the first list holds paths of names joined by ``/``, each path
        after those above it and once in the whole file.
        """
        self.progress = Progress()
        self._errors = []
        begun, self._rows = self._rows, None
        rows = (row for row in begun or self.table.rows() if row[0] > self._header_row)
        take = self._petitions if self.kind == "petitions" else self._categories
        state: dict[Any, Any] = {}
        while chunk := list(islice(rows, self._batch)):
            taken, errors = take(chunk, state)
            self._errors += errors
            self.progress.rows += len(chunk)
            self.progress.taken += len(taken)
            self.progress.rejected += len({error.row for error in errors})
            yield taken, errors

    def errors_to_csv(self, path: Path) -> None:
        """Write the errors of the batches read so far; no cell begins a formula."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_ERROR_HEADER)
            writer.writerows([_inert(cell) for cell in error.as_row()] for error in self._errors)

    def _petitions(self, chunk: Sequence[Row], seen: dict[int, tuple[int, int]]) -> Batch:
        drafts: list[Draft] = []
        errors: list[RowError] = []
        for row in chunk:
            result = convert(row, self.columns, self._context)
            if isinstance(result, list):
                errors += result
                continue
            verdict = self._again(row, result, seen)
            if verdict is None:
                drafts.append(result)
            else:
                errors += verdict
        normalise_drafts(drafts)
        return drafts, errors

    def _again(
        self, row: Row, draft: Draft, seen: dict[int, tuple[int, int]]
    ) -> list[RowError] | None:
        """Return None for a number not met before, no error for an equal row, else the error."""
        content = hash(tuple(row[1]))
        first = seen.setdefault(hash(draft.number), (row[0], content))
        if first[0] == row[0]:
            return None
        if first[1] == content:
            self.progress.repeated += 1
            return []
        column = self.columns.used["number"].header[:80]
        return [
            RowError(
                row[0],
                column,
                draft.number[:40],
                f"编号与第 {first[0]} 行相同而内容不同",
                f"the number is that of row {first[0]}, whose content differs",
                "每件一个编号",
                "one number for each petition",
            )
        ]

    def _categories(self, chunk: Sequence[Row], seen: dict[str, None]) -> Batch:
        indexes = [
            self.columns.used[name].index for name in CATEGORY_LEVELS if name in self.columns.used
        ]
        paths: list[str] = []
        errors: list[RowError] = []
        for number, cells in chunk:
            names = normalise_many([as_text(cells[i]) if i < len(cells) else "" for i in indexes])
            wrong = _wrong_path(number, names, self.columns)
            errors += wrong
            for path in [] if wrong else _above_first(names):
                if path not in seen:
                    seen[path] = None
                    paths.append(path)
        return paths, errors


def read(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    limit: datetime | None = None,
    batch: int = 5000,
) -> Reading:
    """Open a register (xlsx, xls, csv) and decide what its columns are.

    ``mapping`` (header -> field or ``ignore``) overrides what is guessed; ``defaults`` (field ->
    code) what is assumed where the register is silent; rows dated after ``limit`` (aware) are
    listed as errors. Raises BrokenRule with one clear reason for a file that cannot be read.
    """
    table = open_table(path)
    rows = table.rows()
    head = list(islice(rows, HEAD))
    position = find_header(head, mapping or {})
    number, header = head[position]
    sample = [cells for _, cells in head[position + 1 :]]
    columns = guess(header, sample, mapping or {})
    assumed = {**{name: str(term) for name, term in _DEFAULTS.items()}, **(defaults or {})}
    if "channel" not in (defaults or {}) and any(_MESSAGES in as_text(name) for name in header):
        assumed["channel"] = str(Channel.WEB)
    context = Context(assumed, limit, exact_width=table.form == "csv")
    return Reading(Opened(table, chain(head, rows)), columns, (number, header), context, batch)


def _term_of(name: str, code: str) -> Term:
    return type(_DEFAULTS[name])(code)


def _inert(cell: object) -> object:
    """Return a cell that no table program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell


def _above_first(names: Sequence[str]) -> list[str]:
    filled = [name for name in names if name]
    return ["/".join(filled[:depth]) for depth in range(1, len(filled) + 1)]


def _wrong_path(row: int, names: Sequence[str], columns: Columns) -> list[RowError]:
    """Require of a category the one above it, and a name without the sign that joins names."""
    used = columns.used
    headers = [used[name].header[:80] for name in CATEGORY_LEVELS if name in used]
    gap = next((i for i in range(1, len(names)) if names[i] and not names[i - 1]), None)
    if gap is not None:
        return [
            RowError(
                row,
                headers[gap - 1],
                "",
                "上级分类为空",
                "the category above is empty",
                "填写上级分类",
                "fill in the category above",
            )
        ]
    bad = next((i for i, name in enumerate(names) if "/" in name or len(name) > _LEVEL_NAME), None)
    if bad is None:
        return []
    return [
        RowError(
            row,
            headers[bad],
            names[bad][:40],
            "分类名含“/”或过长",
            "the name contains “/” or is too long",
            f"不含“/”，不超过 {_LEVEL_NAME} 字",
            f"no “/”, at most {_LEVEL_NAME} characters",
        )
    ]

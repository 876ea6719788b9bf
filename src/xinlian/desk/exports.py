"""A list as a file. A cell never begins a formula: what came from outside stays text."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from xinlian.desk.cells import written
from xinlian.desk.listing import Column, Listed
from xinlian.desk.requests import StaffRequest
from xinlian.rules.errors import BrokenRule

CHUNK: Final = 2000
MOST_XLSX: Final = 1_048_575
"""Rows below the header that a sheet can hold."""

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def exported(request: StaffRequest, listed: Listed) -> HttpResponseBase | None:
    """Return the whole list as the file that the query asks for, None where it asks for none.

    Raises :class:`~xinlian.rules.errors.Forbidden` where the actor may not export the list,
    :class:`BrokenRule` ``export-kind`` or ``export-too-long``.
    """
    kind = listed.asked.query.get("export", "")
    if not kind:
        return None
    request.actor.require(listed.listing.export_permission)
    columns = listed.listing.file_columns or listed.listing.columns
    rows = listed.rows
    if kind == "csv":
        return _as_csv(listed.listing.name, columns, rows)
    if kind == "xlsx":
        return _as_xlsx(listed.listing.name, columns, rows)
    raise BrokenRule(
        "export-kind",
        zh="只能导出为 xlsx 或 csv。",
        en="A list is exported as xlsx or csv.",
    )


def harmless(value: str | float) -> str | float:
    """Return a value that no spreadsheet program takes for a formula."""
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return value


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_file(
    name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | float]]
) -> HttpResponseBase:
    """Return rows as a file that table programs open, streamed; no cell begins a formula."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        for row in chain([header], rows):
            yield writer.writerow([harmless(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _as_csv(name: str, columns: Sequence[Column], rows: QuerySet[Any]) -> HttpResponseBase:
    table = _table(columns, rows)
    return csv_file(name, [str(title) for title in next(table)], table)


def _as_xlsx(name: str, columns: Sequence[Column], rows: QuerySet[Any]) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for place, row in enumerate(_table(columns, rows)):
            if place > MOST_XLSX:
                raise BrokenRule(
                    "export-too-long",
                    zh="超过一张表能容纳的行数；请导出为 csv，或先筛选。",
                    en="More rows than a sheet can hold; export as csv or filter first.",
                )
            sheet.write_row(place, 0, row, bold if place == 0 else None)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)


def _table(columns: Sequence[Column], rows: QuerySet[Any]) -> Iterator[list[str | int | float]]:
    yield [str(column.title) for column in columns]
    for row in _each(rows):
        yield [written(column.value(row)) for column in columns]


def _each(rows: QuerySet[Any]) -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK)

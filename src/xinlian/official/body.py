"""The body: numbered headings, paragraphs, tables."""

from itertools import pairwise
from typing import Final

from xinlian.official import page
from xinlian.official.fonts import HEI
from xinlian.official.numerals import numbered
from xinlian.official.oxml import Element, el, paragraph, text_run
from xinlian.official.pen import Pen
from xinlian.official.structure import Block, Document, Heading, Paragraph, Table
from xinlian.official.styles import fonts
from xinlian.official.text import clean, ems

_SHORT: Final = 5
"""Lines of a last paragraph that moves to the next page with the signature."""
_NARROWEST, _WIDEST = 4.0, 16.0
"""Characters that a column is taken to have, at least and at most, when widths are shared out."""


def body(document: Document, pen: Pen) -> list[Element]:
    """Return the blocks of a document.

    The last paragraph keeps with the signature, so that no page has a signature alone; a long
    one does not, since some word processors would move all of it to the next page.
    """
    written: list[Element] = []
    for block, number in numbered(document.blocks):
        if isinstance(block, Heading):
            written.append(_heading(block, number))
        elif isinstance(block, Paragraph):
            written.append(_paragraph(block, pen))
        else:
            written += _table(block, pen)
    if written and _is_short(document.blocks[-1]):
        _keep_with_next(written[-1])
    return written


def grid_table(widths: list[int], rows: list[list[list[Element]]], *, heads: int) -> Element:
    """Return a table of cells that hold paragraphs; the first ``heads`` rows repeat.

    ``widths`` are twips and add up to the type area.
    """
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val="OfficialTable"),
            el("tblW", w=sum(widths), type="dxa"),
            el("jc", val="center"),
            el("tblLayout", type="fixed"),
        ),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
        *(_row(widths, cells, repeats=at < heads) for at, cells in enumerate(rows)),
    )


def share_out(wants: list[float], total: int = page.TYPE_WIDTH) -> list[int]:
    """Share a width out in proportion; the parts add up to it exactly."""
    edges = [round(total * sum(wants[:at]) / sum(wants)) for at in range(len(wants) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _heading(heading: Heading, number: str) -> Element:
    # "1." is half-width and would touch its words; 一、（一）（1）carry their own air.
    gap = " " if number.endswith(".") else ""
    text = clean(heading.text).replace("\n", " ")
    return paragraph(f"Heading{heading.level}", text_run(f"{number}{gap}{text}"))


def _paragraph(block: Paragraph, pen: Pen) -> Element:
    label = [text_run(clean(block.label), el("rPr", fonts(HEI)))] if block.label else []
    return paragraph("Body", *label, *(part for run in block.runs for part in pen.write(run)))


def _table(table: Table, pen: Pen) -> list[Element]:
    head = [[paragraph("CellHead", text_run(clean(cell)))] for cell in table.header]
    rows = [[[paragraph("Cell", *pen.write(cell))] for cell in row] for row in table.rows]
    caption = paragraph("Caption", text_run(clean(table.caption)))
    grid = grid_table(_widths(table), [head, *rows], heads=1)
    return [*([caption] if table.caption else []), grid, paragraph("Rest")]


def _widths(table: Table) -> list[int]:
    """Return column widths in proportion to the longest cell, within bounds."""
    columns = zip(table.header, *([cell.text for cell in row] for row in table.rows), strict=True)
    longest = (max(map(ems, column)) for column in columns)
    return share_out([min(_WIDEST, max(_NARROWEST, width + 1)) for width in longest])


def _row(widths: list[int], cells: list[list[Element]], *, repeats: bool) -> Element:
    properties = el("trPr", el("cantSplit"), el("tblHeader") if repeats else None)
    return el(
        "tr",
        properties,
        *(
            el("tc", el("tcPr", el("tcW", w=width, type="dxa"), el("vAlign", val="center")), *cell)
            for width, cell in zip(widths, cells, strict=True)
        ),
    )


def _is_short(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    return sum(ems(run.text) for run in block.runs) <= _SHORT * page.CHARACTERS


def _keep_with_next(element: Element) -> None:
    properties = element.find("{*}pPr")
    if properties is not None:
        properties.insert(1, el("keepNext"))

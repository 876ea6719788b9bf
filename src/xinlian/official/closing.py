"""The lower part: attachments, signature and date, sources of the figures, imprint."""

from typing import Final

from xinlian.official import page
from xinlian.official.body import grid_table, share_out
from xinlian.official.oxml import Element, el, exact, paragraph, text_run
from xinlian.official.pen import Pen, bookmark_name
from xinlian.official.structure import Document, Dress, Reference
from xinlian.official.text import clean, day_in_words, ems

ANNEX_TITLE: Final = "数据来源"
_SEAL_ROOM, _PLAIN_ROOM = 2, 1
"""Empty lines above the signature: a seal's top stays within one line of the text."""
_KEPT: Final = 5
"""Attachments, the last ones, that move to the next page with the signature."""
_SEAL_INDENT, _PLAIN_INDENT = 4.0, 2.0
_THICK, _THIN = 8, 6
"""Lines of the imprint in eighths of a point: 0.35 mm and 0.25 mm."""
_COLUMNS: Final = [3.2, 15.8, 8.0, 7.0, 10.0]


def attachments(document: Document) -> tuple[str, ...]:
    """Return the names in the attachments note; the sources of figures are the last."""
    names = tuple(clean(name).rstrip("。.；;，, ") for name in document.attachments)
    return (*names, ANNEX_TITLE) if document.references else names


def closing(document: Document, pen: Pen) -> list[Element]:
    """Return everything below the body."""
    return [
        *_attachments_note(document),
        *_signature(document),
        *_annex(document, pen),
        *_imprint(document),
    ]


def signature_indents(signer: str, dated: str, *, sealed: bool) -> tuple[float, float]:
    """Return how far signer and date end from the right edge, in characters.

    GB/T 9704-2012, 7.3.5: with a seal the date ends four characters in and the signer stands
    centred above it; without, the signer ends two in and the date begins two further right,
    unless the date is the longer: then it is the date that ends two in.
    """
    longer = ems(signer) - ems(dated)
    if sealed:
        date_in = max(_SEAL_INDENT, longer / 2)
        return date_in - longer / 2, date_in
    if longer >= 0:
        return _PLAIN_INDENT, longer
    return _PLAIN_INDENT + 2 - longer, _PLAIN_INDENT


def _attachments_note(document: Document) -> list[Element]:
    names = attachments(document)
    several = len(names) > 1
    digits = len(str(len(names))) / 2 + 1.0 if several else 0.0
    hang = round((5 + digits) * page.CHARACTER)
    written = []
    for at, name in enumerate(names):
        number = f"{at + 1}.\t" if several else ""
        start = (2 if at == 0 else 5) * page.CHARACTER
        properties = (
            *([el("keepNext")] if at >= len(names) - _KEPT else []),
            el("tabs", el("tab", val="left", pos=hang)),
            exact(before=0 if at else page.LINE),
            el("ind", left=hang, hanging=hang - start),
        )
        text = f"{'附件：' if at == 0 else ''}{number}{name}"
        written.append(paragraph("Attachments", text_run(text), properties=properties))
    return written


def _signature(document: Document) -> list[Element]:
    sealed = document.dress is Dress.ISSUED
    signer, dated = clean(document.signer), day_in_words(document.dated)
    signer_in, date_in = signature_indents(signer, dated, sealed=sealed)
    room = page.LINE * (_SEAL_ROOM if sealed else _PLAIN_ROOM)
    if not signer:
        return [_right(dated, date_in, room, keep=False)]
    return [
        _right(signer, signer_in, room, keep=True),
        _right(dated, date_in, 0, keep=False),
    ]


def _right(text: str, characters: float, before: int, *, keep: bool) -> Element:
    indent = el("ind", right=round(characters * page.CHARACTER))
    properties = (*([el("keepNext")] if keep else []), exact(before=before), indent)
    return paragraph("Signature", text_run(text), properties=properties)


def _annex(document: Document, pen: Pen) -> list[Element]:
    """Return the annex that says of each figure what it is and where its records are."""
    if not document.references:
        return []
    total = len(attachments(document))
    header = [
        [paragraph("CellSmallHead", text_run(name))]
        for name in ("序号", "数据", "数值", "截至", "说明")
    ]
    rows = [_reference(at, reference, pen) for at, reference in enumerate(document.references, 1)]
    return [
        paragraph("AnnexLabel", text_run(f"附件{total if total > 1 else ''}")),
        paragraph("AnnexTitle", text_run(ANNEX_TITLE)),
        grid_table(share_out(_COLUMNS), [header, *rows], heads=1),
        paragraph("Rest"),
    ]


def _reference(number: int, reference: Reference, pen: Pen) -> list[list[Element]]:
    name = bookmark_name(number)
    label = paragraph(
        "CellNote",
        el("bookmarkStart", id=number, name=name),
        text_run(clean(reference.label)),
        el("bookmarkEnd", id=number),
    )
    return [
        [paragraph("CellSmall", text_run(str(number)))],
        [label, paragraph("CellId", pen.write_link(reference.figure, reference.url))],
        [paragraph("CellSmall", text_run(clean(reference.value)))],
        [paragraph("CellSmall", text_run(reference.as_of.isoformat()))],
        [paragraph("CellNote", text_run(clean(reference.note)))],
    ]


def _imprint(document: Document) -> list[Element]:
    """Return the imprint, its last line at the foot of the last page's type area.

    It is a table that floats at the foot, anchored in the document's last paragraph.
    """
    entries = _imprint_entries(document) if document.dress is Dress.ISSUED else []
    if not entries:
        return []
    last = len(entries) - 1
    table = el(
        "tbl",
        _imprint_place(),
        el("tblGrid", el("gridCol", w=page.TYPE_WIDTH)),
        *(_imprint_row(row, first=at == 0, last=at == last) for at, row in enumerate(entries)),
    )
    return [table, paragraph("Anchor")]


def _imprint_place() -> Element:
    """Return the properties that put the imprint at the foot, as wide as the type area.

    Across, it is placed from the paper's edge: some word processors do not let a table float
    that is as wide as the text it floats in. Its cells have no margins, since some move the
    table to the left by them; the text is indented instead.
    """
    floating = el(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        topFromText=0,
        bottomFromText=0,
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=page.LEFT,
        tblpYSpec="bottom",
    )
    sides = (el(side, w=0, type="dxa") for side in ("left", "right"))
    return el(
        "tblPr",
        floating,
        el("tblOverlap", val="never"),
        el("tblW", w=page.TYPE_WIDTH, type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", *sides),
    )


def _imprint_entries(document: Document) -> list[Element]:
    """Return the copies line and the printer's line."""
    entries, edge = [], page.SMALL_CHARACTER
    if document.copy_to:
        copies = "，".join(clean(name) for name in document.copy_to).rstrip("。")
        hang = el("ind", left=4 * edge, right=edge, hanging=3 * edge)
        text = text_run(f"抄送：{copies}。")
        entries.append(paragraph("Imprint", text, properties=(hang,)))
    if document.printer:
        printed = day_in_words(document.printed or document.dated)
        stop = page.TYPE_WIDTH - edge
        tabs = el("tabs", el("tab", val="right", pos=stop))
        text = text_run(f"{clean(document.printer)}\t{printed}印发")
        entries.append(paragraph("Imprint", text, properties=(tabs,)))
    return entries


def _imprint_row(entry: Element, *, first: bool, last: bool) -> Element:
    lines = el(
        "tcBorders",
        el("top", val="single", sz=_THICK if first else _THIN, space=0),
        el("bottom", val="single", sz=_THICK, space=0) if last else None,
    )
    cell = el("tcPr", el("tcW", w=page.TYPE_WIDTH, type="dxa"), lines)
    return el("tr", el("trPr", el("cantSplit")), el("tc", cell, entry))

"""The upper part: markings, the organ's red mark, number, red line, title, recipient."""

from typing import Final

from xinlian.official import page
from xinlian.official.fonts import KAI
from xinlian.official.oxml import Element, el, exact, paragraph, text_run
from xinlian.official.structure import Document, Dress
from xinlian.official.styles import RED, fonts
from xinlian.official.text import clean, ems
from xinlian.official.titles import title_lines

_LARGEST_MARK, _SMALLEST_MARK = 60, 36
"""Points. A mark is smaller than the superior organ's, and one line as wide as the type area."""
_RED_LINE: Final = 12
"""In eighths of a point."""


def head(document: Document) -> list[Element]:
    """Return everything above the first paragraph of the body."""
    written = [paragraph("Marking", text_run(clean(line))) for line in document.markings]
    if document.dress is Dress.ISSUED:
        written += [_mark(document), _number(document)]
    written += [_title(document), *_subtitle(document)]
    if document.recipient:
        recipient = clean(document.recipient).rstrip("：: \n")
        written.append(paragraph("Recipient", text_run(f"{recipient}：")))
    return written


def _mark(document: Document) -> Element:
    """Return the organ's mark, its top 35 mm below the top of the type area."""
    organ = clean(document.organ)
    width = max(1.0, ems(organ))
    room = page.TYPE_WIDTH / 20
    points = int(min(_LARGEST_MARK, max(_SMALLEST_MARK, room / width)))
    squeezed = min(100, int(room / (width * points) * 100))
    drop = page.MARK_DROP - len(document.markings) * page.LINE
    properties = el(
        "rPr", el("w", val=max(1, squeezed)), el("sz", val=points * 2), el("szCs", val=points * 2)
    )
    return paragraph(
        "Mark", text_run(organ, properties), properties=(exact(points * 22, before=drop),)
    )


def _number(document: Document) -> Element:
    """Return the number above the red line; with 签发人 where the document goes upward."""
    line = el("pBdr", el("bottom", val="single", sz=_RED_LINE, space=page.NUMBER_TO_RED_LINE,
                         color=RED))  # fmt: skip
    number = clean(document.number)
    if not document.approver:
        return paragraph("Number", text_run(number), properties=(line,))
    stop = page.TYPE_WIDTH - page.CHARACTER
    return paragraph(
        "Number",
        text_run(f"　{number}\t签发人："),
        text_run(clean(document.approver), el("rPr", fonts(KAI))),
        properties=(line, el("tabs", el("tab", val="right", pos=stop)), el("jc", val="left")),
    )


def _title(document: Document) -> Element:
    """Return the title, two lines below the red line and one above what follows."""
    above = 2 if document.dress is Dress.ISSUED else 1 if document.markings else 0
    before = above * page.LINE
    after = 0 if document.subtitle else page.LINE
    lines = "\n".join(title_lines(document.title))
    return paragraph("Title", text_run(lines), properties=(exact(before=before, after=after),))


def _subtitle(document: Document) -> list[Element]:
    """Return the lines below the title (speaker, day in brackets)."""
    last = len(document.subtitle) - 1
    return [
        paragraph(
            "Subtitle",
            text_run(clean(line)),
            properties=(exact(after=page.LINE if at == last else 0),),
        )
        for at, line in enumerate(document.subtitle)
    ]

"""A report's content as an official document: docx and web page."""

from collections.abc import Callable
from datetime import date

from xinlian.briefing.content import Content, Span
from xinlian.official.docx import render_docx
from xinlian.official.html import render_html
from xinlian.official.structure import Document, Heading, Paragraph, Reference, Run

Link = Callable[[str], str]


def no_link(_figure_id: str) -> str:
    """Link to nothing: a file that is read away from the server names figures by their ids."""
    return ""


def document_of(content: Content, as_of: date, *, signer: str, link: Link = no_link) -> Document:
    """Return the document: blocks as they stand, and where each figure comes from."""
    return Document(
        title=content.title,
        blocks=tuple(
            Heading(block.level, "".join(_run(content, span).text for span in block.spans))
            if block.level
            else Paragraph(tuple(_run(content, span) for span in block.spans))
            for block in content.blocks
        ),
        signer=signer,
        dated=as_of,
        references=_references(content, as_of, link),
    )


def docx_of(content: Content, as_of: date, *, signer: str = "", link: Link = no_link) -> bytes:
    """Return the report as docx in the official layout."""
    return render_docx(document_of(content, as_of, signer=signer, link=link))


def html_of(content: Content, as_of: date, *, signer: str = "", link: Link = no_link) -> str:
    """Return the report as one self-contained page."""
    return render_html(document_of(content, as_of, signer=signer, link=link), language="zh")


def _run(content: Content, span: Span) -> Run:
    if span.figure is None:
        return Run(span.text, unverified=span.unverified)
    shown = content.figures[span.figure]
    return Run(shown.text, figure=_counted(shown.id))


def _counted(figure_id: str) -> str:
    """Return the figure that a comparison or a name belongs to: its own line would only repeat."""
    return figure_id.partition("!")[0].partition("#")[0]


def _references(content: Content, as_of: date, link: Link) -> tuple[Reference, ...]:
    """Return one reference for each figure placed, with what it was compared against."""
    placed = {span.figure for block in content.blocks for span in block.spans}
    shown = [each for number, each in enumerate(content.figures) if number in placed]
    main = {each.id: each for each in shown if _counted(each.id) == each.id}
    compared: dict[str, list[str]] = {}
    for each in shown:
        if "!" in each.id:
            compared.setdefault(_counted(each.id), []).append(each.text)
    found = {}
    for each in shown:
        figure_id = _counted(each.id)
        whole = main.get(figure_id, each)
        found[figure_id] = Reference(
            figure_id,
            whole.label,
            whole.text,
            as_of,
            note="，".join(compared.get(figure_id, ())),
            url=link(figure_id),
        )
    return tuple(found.values())

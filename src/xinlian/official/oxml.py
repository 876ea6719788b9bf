"""Elements of WordprocessingML, written as they nest.

The order of children is the schema's: a word processor calls a file damaged that has another.
"""

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from xinlian.official import page

Element = BaseOxmlElement


def el(tag: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """Return ``<w:tag w:attribute="...">`` around its children; None is left out."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def text_run(text: str, properties: Element | None = None) -> Element:
    """Return a run of clean text; tabs and line ends become the elements they are."""
    run = el("r", properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(el("br"))
        for position, piece in enumerate(line.split("\t")):
            if position:
                run.append(el("tab"))
            if piece:
                words = el("t")
                words.text = piece
                words.set(qn("xml:space"), "preserve")
                run.append(words)
    return run


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph of a style; ``properties`` stand in the schema's order."""
    return el("p", el("pPr", el("pStyle", val=style), *properties), *content)


def exact(line: int = page.LINE, *, before: int = 0, after: int = 0) -> Element:
    """Return the spacing of lines that are exactly so high, in twips."""
    return el("spacing", before=before, after=after, line=line, lineRule="exact")

"""Writes runs: plain words, figures that lead to their reference, numbers nobody verified."""

from dataclasses import dataclass
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from xinlian.official.oxml import Element, el, text_run
from xinlian.official.structure import Document, Reference, Run
from xinlian.official.text import clean, day_in_words, hyperlink

UNVERIFIED_MARK: Final = "（未核实）"
_LONGEST_TIP: Final = 250


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the runs of one document into one of its parts."""

    part: Part
    references: dict[str, Reference]
    numbers: dict[str, int]

    @classmethod
    def of(cls, document: Document, part: Part) -> "Pen":
        """Return the pen for a document."""
        references = {reference.figure: reference for reference in document.references}
        return cls(part, references, document.reference_numbers())

    def write(self, run: Run) -> list[Element]:
        """Return the elements that show a run.

        A figure is a link within the document to its row among the references; it looks like
        the words around it, since an official document is printed in one colour.
        """
        words = clean(run.text)
        if run.unverified:
            marked = text_run(words, el("rPr", el("highlight", val="yellow")))
            mark = el("rPr", el("highlight", val="yellow"), el("vertAlign", val="superscript"))
            written = [marked, text_run(UNVERIFIED_MARK, mark)]
        else:
            written = [text_run(words)]
        if run.figure is None:
            return written
        tip = tooltip(self.references[run.figure])
        anchor = bookmark_name(self.numbers[run.figure])
        return [el("hyperlink", *written, anchor=anchor, tooltip=tip, history=1)]

    def write_link(self, text: str, url: str) -> Element:
        """Return text that leads out of the document, plain where the address is not safe."""
        run = text_run(clean(text))
        target = hyperlink(url)
        if not target:
            return run
        link = el("hyperlink", run, history=1)
        link.set(qn("r:id"), self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, True))  # noqa: FBT003
        return link


def bookmark_name(number: int) -> str:
    """Return the name of the bookmark at a reference."""
    return f"reference_{number}"


def tooltip(reference: Reference) -> str:
    """Return what shows at a figure: what it is and as of when."""
    as_of = day_in_words(reference.as_of)
    return clean(f"{reference.label}（截至{as_of}）".replace("\n", " "))[:_LONGEST_TIP]

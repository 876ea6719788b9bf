"""What an official document consists of, whatever it is printed on.

A document is words: headings, paragraphs and tables of runs. A run that shows a figure names
it, and every figure named has its reference (what it is, its value, as of when, where its
records are); a document whose figures cannot be followed is refused when it is put together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final

from xinlian.rules.errors import BrokenRule

DEEPEST_HEADING: Final = 4
MOST_MARKINGS: Final = 3


class Dress(StrEnum):
    """In which form a document goes out (GB/T 9704-2012, 7.2 to 7.4)."""

    MEETING_PAPER = "meeting-paper"
    """Without red head, seal or imprint: what lies on the table of a meeting."""
    ISSUED = "issued"
    """With the organ's red mark, number, place of the seal and imprint."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. ``figure`` is the id of the figure it shows, if it shows one.

    ``unverified`` marks a number that was typed by hand and that no record stands behind.
    """

    text: str
    figure: str | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its ``label`` (出席：, 请假：) is set in 黑体 before the runs."""

    runs: tuple[Run, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; its number (一、（一）1.（1）) follows from its place."""

    level: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a level that the standard does not have."""
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise BrokenRule(
                "document-heading-level",
                zh=f"公文标题层级为一至四级，没有第{self.level}级。",
                en=f"Headings have levels 1 to 4, not {self.level}.",
                article="GB/T 9704-2012, 7.3.3",
            )


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, header cells, rows of as many cells."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the header."""
        if not self.header or any(len(row) != len(self.header) for row in self.rows):
            raise BrokenRule(
                "document-table-shape",
                zh=f"表“{self.caption}”各行的列数应与表头一致。",
                en=f"Every row of the table {self.caption!r} needs as many cells as its header.",
            )


Block = Paragraph | Heading | Table


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a figure comes from: id, label, value as printed, as of when, note, records."""

    figure: str
    label: str
    value: str
    as_of: date
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An official document. Empty strings and tuples are parts that it does not have.

    ``recipient`` stands without its colon, ``attachments`` without numbers, ``organ`` is the
    red mark as printed (with 文件 where it is used), ``signer`` the organ that signs, ``markings``
    the lines at the top left (copy number, secrecy, urgency, or 会议材料), ``approver`` the
    签发人 of an upward document, ``printed`` the day of printing where it is not ``dated``.

    Raises :class:`BrokenRule` for an issued document without organ
    (``document-organ-missing``), for more than three markings (``document-markings``), for two
    references of one figure (``document-reference-twice``) and for a figure without reference
    (``document-reference-missing``).
    """

    title: str
    blocks: tuple[Block, ...]
    signer: str
    dated: date
    recipient: str = ""
    subtitle: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    dress: Dress = Dress.MEETING_PAPER
    organ: str = ""
    number: str = ""
    approver: str = ""
    markings: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    printer: str = ""
    printed: date | None = None
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be printed or followed."""
        self._check_head()
        self._check_references()

    def runs(self) -> Iterator[Run]:
        """Yield every run of the document in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.runs
            elif isinstance(block, Table):
                yield from chain.from_iterable(block.rows)

    def reference_numbers(self) -> dict[str, int]:
        """Return each figure's number in the list of references, from 1."""
        return {reference.figure: at for at, reference in enumerate(self.references, start=1)}

    def _check_head(self) -> None:
        if self.dress is Dress.ISSUED and not self.organ:
            raise BrokenRule(
                "document-organ-missing",
                zh="正式印发的公文须有发文机关标志。",
                en="An issued document needs the mark of the issuing organ.",
                article="GB/T 9704-2012, 7.2.4",
            )
        if len(self.markings) > MOST_MARKINGS:
            raise BrokenRule(
                "document-markings",
                zh="版心左上角至多三行：份号、密级和保密期限、紧急程度。",
                en="At most three lines stand at the top left: copy number, secrecy, urgency.",
                article="GB/T 9704-2012, 7.2.1 - 7.2.3",
            )

    def _check_references(self) -> None:
        known = self.reference_numbers()
        if len(known) != len(self.references):
            raise BrokenRule(
                "document-reference-twice",
                zh="同一数据在数据来源中只能列一次。",
                en="A figure is listed once among the references.",
            )
        for run in self.runs():
            if run.figure is not None and run.figure not in known:
                raise BrokenRule(
                    "document-reference-missing",
                    zh=f"数据“{run.text}”（{run.figure}）没有列明来源。",
                    en=f"The figure {run.text!r} ({run.figure}) has no reference.",
                )

"""An official document as a docx file (GB/T 9704-2012). Same document, same bytes."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.section import Section

from xinlian.official import page
from xinlian.official.body import body
from xinlian.official.closing import closing
from xinlian.official.fonts import font_table
from xinlian.official.head import head
from xinlian.official.oxml import Element, el, paragraph, text_run
from xinlian.official.pen import Pen
from xinlian.official.structure import Document
from xinlian.official.styles import write_styles
from xinlian.official.text import clean

_WORD: Final = "http://schemas.microsoft.com/office/word"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_KEPT_PARTS: Final = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
    }
)
_LONGEST_PROPERTY: Final = 255


def render_docx(document: Document) -> bytes:
    """Return the document as a docx file.

    The file says nothing about when or on what it was made: its properties are the
    document's own title, organ and date, so that equal documents are equal bytes.
    """
    file = docx.Document()
    _strip(file)
    write_styles(file.styles.element)
    _write_settings(file.settings.element)
    _add_font_table(file)
    _lay_out(file.sections[0])
    _describe(file, document)
    pen = Pen.of(document, file.part)
    last = file.element.body.sectPr
    for element in (*head(document), *body(document, pen), *closing(document, pen)):
        last.addprevious(element)
    return _packed(file)


def _strip(file: Docx) -> None:
    """Remove what the template brings along: theme, picture of itself, custom data."""
    for relations in (file.part.rels, file.part.package.rels):
        for name in [key for key, rel in relations.items() if rel.reltype not in _KEPT_PARTS]:
            del relations[name]


def _write_settings(settings: Element) -> None:
    for child in list(settings):
        settings.remove(child)
    settings.extend(
        [
            el("zoom", percent=100),
            el("evenAndOddHeaders"),
            el("drawingGridVerticalSpacing", val=page.LINE),
            el("characterSpacingControl", val="doNotCompress"),
            el(
                "compat",
                el("balanceSingleByteDoubleByteWidth"),
                el("doNotExpandShiftReturn"),
                el("useFELayout"),
                el("compatSetting", name="compatibilityMode", uri=_WORD, val=15),
            ),
        ]
    )


def _add_font_table(file: Docx) -> None:
    where = PackURI("/word/fontTable.xml")
    part = Part(where, CONTENT_TYPE.WML_FONT_TABLE, font_table(), file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _lay_out(section: Section) -> None:
    """Set paper, margins, page numbers and the grid of 22 lines by 28 characters."""
    _page_number(section.footer._element, "Footer")  # noqa: SLF001 - the element has no other door
    _page_number(section.even_page_footer._element, "FooterEven")  # noqa: SLF001
    properties = section._sectPr  # noqa: SLF001
    for child in [child for child in properties if not child.tag.endswith("footerReference")]:
        properties.remove(child)
    properties.extend(
        [
            el("pgSz", w=page.WIDTH, h=page.HEIGHT),
            el("pgMar", top=page.TOP, right=page.RIGHT, bottom=page.BOTTOM, left=page.LEFT,
               header=851, footer=page.FOOTER, gutter=0),
            el("cols", space=425),
            el("docGrid", type="linesAndChars", linePitch=page.LINE,
               charSpace=page.CHARACTER_SPACE),
        ]
    )  # fmt: skip


def _page_number(footer: Element, style: str) -> None:
    """Write — 1 — into a footer."""
    for child in list(footer):
        footer.remove(child)
    field = el("fldSimple", text_run("1"), instr=" PAGE ")
    footer.append(paragraph(style, text_run("— "), field, text_run(" —")))


def _describe(file: Docx, document: Document) -> None:
    properties = file.core_properties
    dated = datetime.combine(document.dated, time(), tzinfo=UTC)
    author = clean(document.signer or document.organ)[:_LONGEST_PROPERTY]
    properties.title = clean(document.title).replace("\n", "")[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = dated
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "zh-CN"
    properties.revision = 1


def _packed(file: Docx) -> bytes:
    """Return the file with the same bytes whenever it is written."""
    written, fixed = BytesIO(), BytesIO()
    file.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _EARLIEST), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()

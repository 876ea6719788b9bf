"""The styles of an official document: what each part is set in."""

from dataclasses import dataclass
from typing import Final

from xinlian.official import page
from xinlian.official.fonts import FANG, HEI, KAI, SONG, SONG_TITLE, Font
from xinlian.official.oxml import Element, el, exact

RED: Final = "FF0000"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes are half-points; spaces and indents are twips."""

    id: str
    name: str
    font: Font = FANG
    size: int = page.SIZE_3
    align: str = "both"
    line: int = page.LINE
    before: int = 0
    after: int = 0
    first_characters: int = 0
    left: int = 0
    right: int = 0
    color: str = ""
    outline: int = 0
    keep_next: bool = False
    new_page: bool = False
    break_words: bool = False


STYLES: Final = (
    Style("Body", "公文正文", first_characters=2),
    Style("Heading1", "heading 1", HEI, first_characters=2, outline=1, keep_next=True),
    Style("Heading2", "heading 2", KAI, first_characters=2, outline=2, keep_next=True),
    Style("Heading3", "heading 3", FANG, first_characters=2, outline=3, keep_next=True),
    Style("Heading4", "heading 4", FANG, first_characters=2, outline=4, keep_next=True),
    Style("Title", "Title", SONG_TITLE, page.SIZE_2, "center", keep_next=True),
    Style("Subtitle", "Subtitle", KAI, align="center", keep_next=True),
    Style("Recipient", "主送机关", align="left"),
    Style("Marking", "份号密级紧急程度", HEI, align="left"),
    Style("Mark", "发文机关标志", SONG_TITLE, align="center", color=RED),
    Style("Number", "发文字号", align="center", before=2 * page.LINE),
    Style("Attachments", "附件说明", align="left"),
    Style("Signature", "署名和成文日期", align="right"),
    Style("AnnexLabel", "附件序号", HEI, align="left", new_page=True, keep_next=True),
    Style(
        "AnnexTitle",
        "附件标题",
        SONG_TITLE,
        page.SIZE_2,
        "center",
        before=page.LINE,
        after=page.LINE,
        keep_next=True,
    ),
    Style("Caption", "caption", HEI, align="center", before=page.LINE // 2, keep_next=True),
    Style("Cell", "表格文字", FANG, page.SMALL_4, "center", 400),
    Style("CellSmall", "表格小字", FANG, page.SIZE_5, "center", 320),
    Style("CellHead", "表格标题", HEI, page.SMALL_4, "center", 400),
    Style("CellSmallHead", "表格小标题", HEI, page.SIZE_5, "center", 320),
    Style("CellNote", "表格说明", FANG, page.SIZE_5, "left", 320),
    Style("CellId", "数据编号", SONG, page.SMALL_5, "left", 280, break_words=True),
    Style("Rest", "表后空行", line=120),
    Style("Anchor", "版记位置", size=2, line=20),
    Style(
        "Imprint",
        "版记",
        FANG,
        page.SIZE_4,
        "left",
        420,
        left=page.SMALL_CHARACTER,
        right=page.SMALL_CHARACTER,
    ),
    Style(
        "Footer",
        "footer",
        SONG,
        page.SIZE_4,
        "right",
        page.SMALL_CHARACTER,
        right=page.SMALL_CHARACTER,
    ),
    Style(
        "FooterEven",
        "双页码",
        SONG,
        page.SIZE_4,
        "left",
        page.SMALL_CHARACTER,
        left=page.SMALL_CHARACTER,
    ),
)


def fonts(font: Font) -> Element:
    """Return the font of a run; signs that both scripts have (“ — …) are the Chinese ones."""
    name = font.name
    return el("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def write_styles(styles: Element) -> None:
    """Replace whatever stands in a ``w:styles`` element by the styles of the layout."""
    for child in list(styles):
        styles.remove(child)
    styles.append(_defaults())
    styles.append(_normal())
    styles.append(_table_style())
    styles.extend(_style(style) for style in STYLES)


def _defaults() -> Element:
    """Return what holds where nothing else is said.

    What is not Chinese is marked as English: some word processors break Chinese between any
    two characters and would take a number, if it counted as Chinese, apart at a line's end.
    """
    language = el("lang", val="en-US", eastAsia="zh-CN")
    run = el("rPr", fonts(FANG), *_size(page.SIZE_3), language)
    return el("docDefaults", el("rPrDefault", run), el("pPrDefault"))


def _normal() -> Element:
    """Return what all styles rest on: size 3 仿宋, exact lines, 22 a page (no widow control).

    The section declares the grid, but lines and characters are measured by the styles: word
    processors disagree on how a grid narrows characters (some give two cells to each).
    """
    properties = el(
        "pPr",
        el("widowControl", val=0),
        el("kinsoku", val=1),
        el("autoSpaceDE", val=0),
        el("autoSpaceDN", val=0),
        el("snapToGrid", val=0),
        exact(),
        el("jc", val="both"),
    )
    return el(
        "style",
        el("name", val="Normal"),
        el("qFormat"),
        properties,
        el("rPr", fonts(FANG), el("snapToGrid", val=0), *_size(page.SIZE_3)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _style(style: Style) -> Element:
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val="Normal"),
        el("qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> Element:
    return el(
        "pPr",
        el("keepNext") if style.keep_next else None,
        el("pageBreakBefore") if style.new_page else None,
        el("wordWrap", val=0) if style.break_words else None,
        exact(style.line, before=style.before, after=style.after),
        _indent(style),
        el("jc", val=style.align),
        el("outlineLvl", val=style.outline - 1) if style.outline else None,
    )


def _indent(style: Style) -> Element | None:
    if style.first_characters:
        return el(
            "ind",
            firstLineChars=style.first_characters * 100,
            firstLine=style.first_characters * page.CHARACTER,
        )
    if style.left or style.right:
        return el("ind", left=style.left, right=style.right)
    return None


def _run_properties(style: Style) -> Element:
    return el(
        "rPr",
        fonts(style.font),
        el("color", val=style.color) if style.color else None,
        *_size(style.size),
    )


def _size(half_points: int) -> tuple[Element, Element, Element]:
    """Return the size of type; size 3 is drawn together so that 28 fill a line."""
    spacing = page.TIGHTER if half_points == page.SIZE_3 else 0
    return el("spacing", val=spacing), el("sz", val=half_points), el("szCs", val=half_points)


def _table_style() -> Element:
    """Return the style of tables: thin lines, cells with a little air."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("tblBorders", *(el(side, val="single", sz=4, space=0) for side in sides))
    margins = el("tblCellMar", *(el(side, w=85, type="dxa") for side in ("left", "right")))
    return el(
        "style",
        el("name", val="公文表格"),
        el("tblPr", borders, margins),
        type="table",
        styleId="OfficialTable",
    )

"""The docx file read back: page, grid, type, order of the text, figures, bytes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.official.samples import ISSUED, MEETING_PAPER, TOTAL, words
from xinlian.official.closing import signature_indents
from xinlian.official.docx import render_docx
from xinlian.official.structure import Document, Paragraph, Run
from xinlian.official.text import clean


def opened(document: Document) -> Docx:
    return docx.Document(BytesIO(render_docx(document)))


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in opened(document).paragraphs if paragraph.text]


def everything(document: Document) -> str:
    body = opened(document).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def test_page_and_margins() -> None:
    section = opened(MEETING_PAPER).sections[0]
    assert section.page_width == pytest.approx(Mm(210), abs=Mm(0.1))
    assert section.page_height == pytest.approx(Mm(297), abs=Mm(0.1))
    assert section.top_margin == pytest.approx(Mm(37), abs=Mm(0.1))
    assert section.left_margin == pytest.approx(Mm(28), abs=Mm(0.1))
    assert section.bottom_margin == pytest.approx(Mm(35), abs=Mm(0.1))
    assert section.right_margin == pytest.approx(Mm(26), abs=Mm(0.1))


def test_grid_is_22_lines_of_28_characters() -> None:
    grid = opened(MEETING_PAPER).sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert grid.get(qn("w:linePitch")) == "579"
    assert grid.get(qn("w:charSpace")) == "-848"


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16),
        ("版记", "仿宋_GB2312", 14),
        ("footer", "宋体", 14),
    ],
)
def test_type_of_each_part(style: str, font: str, points: int) -> None:
    found = opened(ISSUED).styles[style]
    assert found.font.size == Pt(points)
    fonts = found.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {font}


def test_body_lines_are_exact_and_indented_by_two_characters() -> None:
    body = opened(ISSUED).styles["公文正文"].element
    spacing = body.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    indent = body.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_font_table_names_free_stand_ins_and_embeds_nothing() -> None:
    with ZipFile(BytesIO(render_docx(ISSUED))) as file:
        table = file.read("word/fontTable.xml").decode()
        assert not [name for name in file.namelist() if "fonts/" in name]
    assert "方正小标宋简体" in table
    assert "Noto Serif CJK SC" in table


def test_meeting_paper_reads_in_order() -> None:
    assert lines(MEETING_PAPER) == [
        "关于2018年1—10月\n全市信访工作情况的通报",
        "各县（市、区）人民政府：",
        "一、总体情况",
        "全市信访总量为137件次，约300（未核实）人次待核。",
        "（一）分领域看",
        "1. 城市建设",
        "（1）物业管理",
        "二、存在的主要问题",
        "表1",
        "出席：甲、乙",
        "附件：1.\t牵头单位名单",
        "2.\t数据来源",
        "丰安市信访工作联席会议办公室",
        "2018年11月8日",
        "附件2",
        "数据来源",
    ]


def test_issued_document_has_red_mark_number_and_imprint() -> None:
    file = opened(ISSUED)
    mark, number = file.paragraphs[:2]
    assert (mark.text, number.text) == ("丰安市信访工作联席会议文件", "丰信联〔2018〕12号")
    assert str(file.styles["发文机关标志"].font.color.rgb) == "FF0000"
    red_line = number._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}")
    assert red_line is not None
    assert red_line.get(qn("w:color")) == "FF0000"
    imprint = file.tables[-1]
    assert [row.cells[0].text for row in imprint.rows] == [
        "抄送：市委办公室，市政府办公室。",
        "丰安市信访局办公室\t2018年11月8日印发",
    ]


def test_mark_stands_35_mm_below_the_top_whatever_is_above_it() -> None:
    for markings in ((), ("000001",), ("000001", "机密★1年", "特急")):
        file = opened(replace(ISSUED, markings=markings))
        mark = file.paragraphs[len(markings)]
        drop = mark.paragraph_format.space_before
        assert drop is not None
        above = len(markings) * Pt(28.95)
        assert drop + above == pytest.approx(Mm(35), abs=Mm(0.1))


def test_upward_document_names_who_signed_off() -> None:
    assert "　丰信联〔2018〕12号\t签发人：王某" in lines(replace(ISSUED, approver="王某"))


def test_meeting_paper_has_no_imprint() -> None:
    paper = replace(MEETING_PAPER, copy_to=("市委办公室",), printer="印刷厂")
    assert "印刷厂" not in everything(paper)


@pytest.mark.parametrize(
    ("signer", "sealed", "signer_in", "date_in"),
    [
        ("丰安市信访工作联席会议办公室", False, 2, 7.5),
        ("信访局", False, 7.5, 2),
        ("信访局", True, 5.75, 4),
        ("丰安市信访工作联席会议办公室", True, 0.25, 4),
        ("丰安市信访工作联席会议办公室及全体成员单位", True, 0, 7.25),
    ],
)
def test_place_of_signature_and_date(
    signer: str, *, sealed: bool, signer_in: float, date_in: float
) -> None:
    assert signature_indents(signer, "2018年11月8日", sealed=sealed) == (signer_in, date_in)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    file = opened(MEETING_PAPER)
    assert file.settings.odd_and_even_pages_header_footer
    section = file.sections[0]
    for footer, style, side in (
        (section.footer, "Footer", "right"),
        (section.even_page_footer, "双页码", "left"),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.style is not None
        assert paragraph.style.name == style
        shown = "".join(node.text or "" for node in paragraph._p.iter(qn("w:t")))
        assert shown == "— 1 —"
        indent = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        assert indent.get(qn(f"w:{side}")) == "280"


def test_each_figure_leads_to_its_row_among_the_sources() -> None:
    body = opened(MEETING_PAPER).element.body
    bookmarks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    links = {
        "".join(text.text or "" for text in node.iter(qn("w:t"))): node.get(qn("w:anchor"))
        for node in body.iter(qn("w:hyperlink"))
        if node.get(qn("w:anchor"))
    }
    assert links == {"137件次": "reference_1", "46.34%": "reference_2"}
    assert bookmarks == set(links.values())


def test_sources_say_what_each_figure_is_and_link_to_its_records() -> None:
    file = opened(MEETING_PAPER)
    row = [cell.text for cell in file.tables[-1].rows[1].cells]
    assert row == ["1", "全市信访总量\npetitions.items@ytd", "137件次", "2018-11-07", "剔除3件"]
    targets = {rel.target_ref for rel in file.part.rels.values() if rel.is_external}
    assert targets == {TOTAL.url}


def test_an_address_that_is_no_page_is_not_linked() -> None:
    harmful = replace(TOTAL, url="javascript:alert(1)")
    file = opened(replace(MEETING_PAPER, references=(harmful, *MEETING_PAPER.references[1:])))
    assert not [rel for rel in file.part.rels.values() if rel.is_external]


def test_unverified_number_is_marked() -> None:
    body = opened(MEETING_PAPER).element.body
    marked = [
        "".join(node.text or "" for node in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    ]
    assert marked == ["300", "（未核实）"]


def test_no_page_has_a_signature_alone() -> None:
    file = opened(MEETING_PAPER)
    last = next(line for line in file.paragraphs if line.text.startswith("出席："))
    signer = next(line for line in file.paragraphs if line.text == MEETING_PAPER.signer)
    assert last.paragraph_format.keep_with_next
    assert signer.paragraph_format.keep_with_next


def test_a_long_last_paragraph_may_break_across_pages() -> None:
    last = Paragraph((Run("长" * 28 * 6),))
    file = opened(replace(MEETING_PAPER, blocks=(*MEETING_PAPER.blocks, last)))
    paragraph = next(line for line in file.paragraphs if line.text.startswith("长长"))
    assert not paragraph.paragraph_format.keep_with_next


def test_same_document_is_same_bytes_without_a_trace_of_the_machine() -> None:
    first, second = render_docx(ISSUED), render_docx(ISSUED)
    assert first == second
    properties = docx.Document(BytesIO(first)).core_properties
    assert properties.author == ISSUED.signer
    assert properties.created == properties.modified == datetime(2018, 11, 8, tzinfo=UTC)
    with ZipFile(BytesIO(first)) as file:
        assert {item.date_time[:3] for item in file.infolist()} == {(1980, 1, 1)}
        assert "docProps/thumbnail.jpeg" not in file.namelist()


def test_another_date_is_other_bytes() -> None:
    assert render_docx(ISSUED) != render_docx(replace(ISSUED, dated=date(2018, 11, 9)))


def test_what_looks_like_a_formula_is_text() -> None:
    harmless = everything(words('=HYPERLINK("x")'))
    assert '=HYPERLINK("x")' in harmless


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_any_text_survives(text: str) -> None:
    document = words(text)
    kept = clean(text)
    table = opened(document).tables[0].rows[1].cells[0]
    shown = "".join(
        {qn("w:t"): node.text or "", qn("w:br"): "\n", qn("w:tab"): "\t"}.get(node.tag, "")
        for node in table._tc.iter()
    )
    assert shown == kept

"""A situation report with one of everything."""

from dataclasses import replace
from datetime import date

from xinlian.official.structure import (
    Document,
    Dress,
    Heading,
    Paragraph,
    Reference,
    Run,
    Table,
)

AS_OF = date(2018, 11, 7)
TOTAL = Reference(
    "petitions.items@ytd",
    "全市信访总量",
    "137件次",
    AS_OF,
    "剔除3件",
    "/figures/petitions.items@ytd",
)
SHARE = Reference("limits.share", "控制数使用率", "46.34%", AS_OF)

MEETING_PAPER = Document(
    title="关于2018年1—10月全市信访工作情况的通报",
    blocks=(
        Heading(1, "总体情况"),
        Paragraph(
            (
                Run("全市信访总量为"),
                Run("137件次", TOTAL.figure),
                Run("，约"),
                Run("300", unverified=True),
                Run("人次待核。"),
            )
        ),
        Heading(2, "分领域看"),
        Heading(3, "城市建设"),
        Heading(4, "物业管理"),
        Heading(1, "存在的主要问题"),
        Table("表1", ("区域", "使用率"), ((Run("东城区"), Run("46.34%", SHARE.figure)),)),
        Paragraph((Run("甲、乙"),), label="出席："),
    ),
    signer="丰安市信访工作联席会议办公室",
    dated=date(2018, 11, 8),
    recipient="各县（市、区）人民政府：",
    attachments=("牵头单位名单。",),
    references=(TOTAL, SHARE),
)

ISSUED = replace(
    MEETING_PAPER,
    dress=Dress.ISSUED,
    organ="丰安市信访工作联席会议文件",
    number="丰信联〔2018〕12号",
    copy_to=("市委办公室", "市政府办公室"),
    printer="丰安市信访局办公室",
)


def words(text: str) -> Document:
    """Return a document in which a text stands wherever text can stand."""
    return Document(
        title=text,
        blocks=(
            Heading(1, text),
            Paragraph((Run(text, "id"), Run(text, unverified=True)), label=text),
            Table(text, (text,), ((Run(text, "id"),),)),
        ),
        signer=text,
        dated=date(2018, 11, 8),
        recipient=text,
        attachments=(text,),
        dress=Dress.ISSUED,
        organ=text or "无",
        number=text,
        approver=text,
        markings=(text,),
        copy_to=(text,),
        printer=text,
        references=(Reference("id", text, text, AS_OF, text, text),),
    )

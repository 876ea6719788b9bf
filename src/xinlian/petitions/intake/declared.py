"""The columns a register may have: what each is called and whether it is identity."""

from dataclasses import dataclass
from typing import Final

from xinlian.petitions.intake.words import plain


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a draft as a column: its names, and headers that mean it.

    ``sealed`` columns hold identity: their values go to the vault and into no message.
    """

    field: str
    zh: str
    en: str
    synonyms: tuple[str, ...]
    sealed: bool = False

    @property
    def headers(self) -> frozenset[str]:
        """Return every header that means this column, in plain form."""
        return frozenset(plain(name) for name in (self.field, self.zh, self.en, *self.synonyms))


def _c(field: str, zh: str, en: str, synonyms: str, *, sealed: bool = False) -> Column:
    return Column(field, zh, en, tuple(synonyms.split()), sealed)


COLUMNS: Final = (
    _c(
        "number",
        "登记编号",
        "number in the register",
        "编号 登记号 信访编号 信访件编号 信访件号 留言编号 受理编号 流水号 案件编号 工单编号 "
        "工单号 件号 "
        "业务编号 序号 id no no. number petition_id case_id",
    ),
    _c(
        "received_at",
        "登记日期",
        "received at",
        "登记时间 收到时间 收到日期 来信日期 来信时间 来访日期 来访时间 来电时间 来电日期 "
        "留言时间 留言日期 "
        "信访时间 信访日期 反映时间 提交时间 诉求时间 受理时间 受理日期 日期 时间 date "
        "received received_on time",
    ),
    _c(
        "channel",
        "信访形式",
        "channel",
        "信访方式 信访渠道 诉求渠道 来源渠道 渠道 来源 形式 方式 反映渠道 受理方式",
    ),
    _c("purpose", "信访目的", "purpose", "目的 诉求目的 信访类型 诉求类型 件类型"),
    _c("level", "到达层级", "level reached", "信访层级 走访层级 层级 级别 接访层级"),
    _c(
        "people",
        "信访人数",
        "people",
        "人数 来访人数 涉及人数 上访人数 参与人数 人次 headcount persons",
    ),
    _c(
        "occurrence",
        "初次重复",
        "first or repeat",
        "初重复 初重访 初重件 初次/重复 初次或重复 是否重复 重复标志 是否重复信访 初复访 "
        "occurrence",
    ),
    _c(
        "place",
        "属地",
        "place of the matter",
        "问题属地 所属地区 所属区域 事发地 事发地点 问题发生地 发生地 地区 区县 县区 "
        "行政区划 区划代码 区域 district area region",
    ),
    _c(
        "category",
        "内容分类",
        "category",
        "问题分类 问题类别 信访类别 诉求分类 诉求类别 分类 类别 内容类别 业务分类 事项分类",
    ),
    _c("category_1", "一级分类", "category, first level", "一级类别 一级标签 一级目录 category1"),
    _c("category_2", "二级分类", "category, second level", "二级类别 二级标签 二级目录 category2"),
    _c("category_3", "三级分类", "category, third level", "三级类别 三级标签 三级目录 category3"),
    _c(
        "title",
        "标题",
        "title",
        "主题 留言主题 留言标题 诉求标题 信访标题 事项标题 事由 概要 subject",
    ),
    _c(
        "text",
        "内容",
        "text",
        "留言详情 留言内容 信访内容 主要内容 反映内容 反映问题 反映情况 诉求内容 来信内容 "
        "来访内容 详情 详细内容 "
        "信访事项 问题描述 情况说明 投诉内容 content details description body",
    ),
    _c("unit", "登记单位", "registering unit", "登记机构 受理单位 接收单位 受理机构 登记部门"),
    _c(
        "name",
        "姓名",
        "name",
        "信访人 信访人姓名 来访人 来访人姓名 来信人 来电人 反映人 投诉人 诉求人 申诉人 "
        "留言用户 留言人 用户 "
        "联系人 当事人 petitioner",
        sealed=True,
    ),
    _c(
        "id_number",
        "证件号码",
        "identity number",
        "身份证号 身份证号码 身份证 证件号 公民身份号码 证件编号 idnumber",
        sealed=True,
    ),
    _c(
        "telephone",
        "联系电话",
        "telephone",
        "电话 手机 手机号 手机号码 联系方式 电话号码 来电号码 联系号码 phone mobile",
        sealed=True,
    ),
    _c(
        "address",
        "住址",
        "address",
        "地址 联系地址 家庭住址 家庭地址 通讯地址 通信地址 现住址 居住地址 户籍地址 户籍地",
        sealed=True,
    ),
    _c(
        "answer",
        "答复意见",
        "answer",
        "答复内容 答复 回复 回复内容 回复意见 办理结果 处理结果 办理意见 处理意见 reply",
    ),
    _c("answered_at", "答复时间", "answered at", "答复日期 回复时间 回复日期 办结时间 办结日期"),
    _c(
        "answered_by",
        "答复单位",
        "answering unit",
        "回复单位 承办单位 办理单位 责任单位 处理单位 答复机构",
    ),
)

BY_FIELD: Final = {column.field: column for column in COLUMNS}
BY_HEADER: Final = {header: column.field for column in COLUMNS for header in column.headers}
CATEGORY_LEVELS: Final = ("category_1", "category_2", "category_3")

"""What can be filled into a document: each field with its code, its two names, its form."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """How the value of a field is given."""

    LINE = "line"  # a string in one line
    WORDS = "words"  # a string; every line of it is a paragraph of its own
    DAY = "day"  # an ISO day, written out in the document
    NUMBER = "number"  # a whole number above 0
    ROWS = "rows"  # a list of {part: string}; what names a part is repeated for each


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the code that data uses, the name that templates use between 【 and 】.

    ``parts`` are those of the rows: code to name. ``clock`` names the clock of the profile
    whose length fills it where nobody gives another.
    """

    code: str
    zh: str
    en: str
    form: Form = Form.LINE
    parts: tuple[tuple[str, str], ...] = ()
    clock: str = ""


_DECLARED: Final = (
    # What the register and the house know: nobody types these.
    Field("unit", "单位", "unit that issues it"),
    Field("petition", "登记编号", "number in the register"),
    Field("received_on", "收到日期", "day of receipt", Form.DAY),
    Field("channel", "信访形式", "channel"),
    Field("matter", "事由", "what it is about"),
    Field("notice_days", "告知日数", "days for the notice", Form.NUMBER, clock="notice"),
    Field("handling_days", "办理日数", "days for handling", Form.NUMBER, clock="handling"),
    Field("objection_days", "异议日数", "days for an objection", Form.NUMBER, clock="objection"),
    Field("review_days", "复查申请日数", "days to ask for a review", Form.NUMBER,
          clock="review-request"),
    Field("reexamination_days", "复核申请日数", "days to ask for a re-examination", Form.NUMBER,
          clock="reexamination-request"),
    # To whom, about which paper.
    Field("to", "主送单位", "unit it is written to"),
    Field("copies", "抄送单位", "units that get a copy", Form.WORDS),
    Field("attachments", "附件", "attachments", Form.WORDS),
    Field("approver", "签发人", "who signs an upward document off"),
    Field("contact", "联系人", "whom to ask"),
    Field("telephone", "联系电话", "the office's telephone"),
    Field("answers", "来文字号", "number of the document it answers"),
    Field("about", "文书名称", "name of the document it is about"),
    Field("about_number", "文书字号", "number of the document it is about"),
    Field("opinion_number", "意见书字号", "number of the opinion it is about"),
    Field("opinion_body", "原办理机关", "unit whose opinion it is about"),
    # What was decided, and why.
    Field("reasons", "理由", "reasons", Form.WORDS),
    Field("facts", "事实", "facts as found", Form.WORDS),
    Field("law", "依据", "legal basis", Form.WORDS),
    Field("route", "办理途径", "route (R31)"),
    Field("procedure", "办理程序", "procedure", Form.WORDS),
    Field("handled_by", "承办单位", "unit that handles"),
    Field("where", "去向", "whom to turn to", Form.WORDS),
    Field("how", "办法", "how to go about it", Form.WORDS),
    Field("claims", "请求", "claims with the opinion on each", Form.ROWS,
          (("text", "内容"), ("result", "结果"), ("opinion", "意见"))),
    Field("original", "原意见", "the opinion that is looked at again", Form.WORDS),
    Field("request", "申请事项", "what is asked for", Form.WORDS),
    Field("grounds", "申请理由", "facts and reasons for asking", Form.WORDS),
    Field("execution", "落实要求", "who executes it and until when", Form.WORDS),
    Field("review_body", "复查机关", "body that reviews"),
    Field("reexamination_body", "复核机关", "body that re-examines"),
    Field("extra_days", "延长日数", "days added", Form.NUMBER),
    Field("approved_by", "批准人", "who approved it"),
    Field("due_on", "办结日期", "day it is due", Form.DAY),
    Field("until", "截止日期", "last day for an answer", Form.DAY),
    Field("served_on", "送达日期", "day of service", Form.DAY),
    Field("sent_on", "发文日期", "day of the document it is about", Form.DAY),
    Field("demands", "要求", "what is asked of the unit", Form.WORDS),
    Field("failings", "情形", "what went wrong, by the points of R40", Form.WORDS),
    Field("suggestions", "建议", "what is suggested", Form.WORDS),
    Field("result", "办理结果", "result", Form.WORDS),
    Field("view", "信访人意见", "what the petitioner says of it", Form.WORDS),
    # Hearings, talks, agreements, hand-overs.
    Field("held_on", "日期", "day it takes place", Form.DAY),
    Field("time", "时间", "time of the day"),
    Field("place", "地点", "place"),
    Field("chair", "主持人", "who chairs"),
    Field("recorder", "记录人", "who keeps the record"),
    Field("present", "参加人", "who takes part", Form.WORDS),
    Field("course", "经过", "course of it", Form.WORDS),
    Field("talk", "谈话", "questions and answers", Form.ROWS,
          (("question", "问"), ("answer", "答"))),
    Field("other_party", "对方当事人", "the other party"),
    Field("terms", "协议内容", "what was agreed", Form.WORDS),
    Field("performance", "履行方式", "how and until when it is performed", Form.WORDS),
    Field("copies_count", "份数", "number of copies", Form.NUMBER),
    Field("materials", "材料", "materials", Form.ROWS,
          (("name", "名称"), ("count", "数量"), ("note", "备注"))),
    Field("query", "查询方式", "where the course can be followed"),
    Field("service", "送达方式", "how it was served"),
    Field("witness", "见证情况", "refusal: witnesses; post: number of the consignment"),
)  # fmt: skip

FIELDS: Final = {field.code: field for field in _DECLARED}
"""Every field by its code."""

AUTOMATIC: Final = ("unit", "petition", "received_on", "channel", "matter")
"""Fields that the register fills unless they are given."""

NAME: Final = "信访人"
ADDRESS: Final = "地址"
"""What is merged only when a document is printed or served."""

ORDINAL: Final = "序"
"""The part of every row that is its place, from 1."""

MAY_BE_EMPTY: Final = frozenset({"note"})
"""Parts of rows that need not be filled."""

"""What the petitioner is told before there is an opinion (R21 - R24, R31, R34, R36)."""

from typing import Final

from xinlian.documents.kinds.kind import Kind, Must
from xinlian.documents.terms import Goes

_ABOUT: Final = ("unit", "petition", "received_on", "channel", "matter")
_CONTACT: Final = ("contact", "telephone", "attachments")

DECLARED: Final = (
    Kind(
        "receipt", "登记收件凭证", "receipt", "R21, R22", Goes.PETITIONER,
        (*_ABOUT, "notice_days", "query"), ("materials",),
        (
            Must(("petition", "received_on"), "登记编号和收到日期", "number and day of receipt",
                 "R22"),
            Must(("notice_days",), "多少日内书面告知", "within how many days notice is given",
                 "R23"),
        ),
        clock="registration", named=True, red=False,
    ),
    Kind(
        "acceptance", "受理告知书", "notice of acceptance", "R23", Goes.PETITIONER,
        (*_ABOUT, "route", "procedure", "handled_by"), ("due_on", *_CONTACT),
        (
            Must(("received_on",), "已经收到", "that it was received", "R23"),
            Must(("route", "procedure"), "处理途径和程序", "route and procedure", "R23"),
        ),
        clock="notice", named=True,
    ),
    Kind(
        "rejection", "不予受理告知书", "notice of non-acceptance", "R23", Goes.PETITIONER,
        (*_ABOUT, "reasons", "law", "where"), _CONTACT,
        (
            Must(("reasons",), "不予受理的理由", "the ground"),
            Must(("where",), "应当向谁提出", "whom to turn to", "R23"),
        ),
        clock="notice", named=True,
    ),
    Kind(
        "forwarding-notice", "转送告知书", "notice of forwarding", "R22, R23", Goes.PETITIONER,
        (*_ABOUT, "handled_by", "sent_on", "notice_days"), _CONTACT,
        (Must(("handled_by",), "转送给了谁", "where it was forwarded to", "R23"),),
        clock="notice", named=True,
    ),
    Kind(
        "procedure-notice", "依法导入告知书", "notice of the procedure it is led into",
        "R31(1)-(4)", Goes.PETITIONER,
        (*_ABOUT, "route", "law", "where", "how"), _CONTACT,
        (Must(("route", "where", "how"), "导入何种程序、向谁提出、如何提出",
              "which procedure, whom to turn to and how", "R31"),),
        clock="notice", named=True,
    ),
    Kind(
        "supplement", "补充材料通知", "request for further material", "", Goes.PETITIONER,
        (*_ABOUT, "materials", "until", "how"), _CONTACT,
        (Must(("materials.name", "until"), "补充什么、何时为止", "what is missing, until when"),),
        named=True,
    ),
    Kind(
        "extension", "延长办理期限告知书", "notice of extension", "R34", Goes.PETITIONER,
        (*_ABOUT, "reasons", "extra_days", "due_on", "approved_by"), _CONTACT,
        (
            Must(("reasons",), "延期理由", "why it is extended", "R34"),
            Must(("approved_by",), "批准的负责人", "who approved it", "R34"),
            Must(("due_on",), "延长后的办结日期", "the new last day"),
        ),
        clock="extension", named=True,
    ),
    Kind(
        "closed", "不再受理告知书", "notice that it is not taken up again", "R36, R37",
        Goes.PETITIONER,
        (*_ABOUT, "opinion_body", "opinion_number", "reasons", "where"), _CONTACT,
        (
            Must(("opinion_number", "reasons"), "为何不再受理", "why it is not taken up again",
                 "R36"),
            Must(("where",), "还可以向谁提出", "where to turn", "R37"),
        ),
        clock="notice", named=True,
    ),
    Kind(
        "hearing-notice", "听证通知", "notice of a hearing", "R36", Goes.PETITIONER,
        ("unit", "petition", "matter", "held_on", "time", "place", "chair"),
        ("present", *_CONTACT),
        (Must(("held_on", "time", "place"), "何时、何地", "when and where"),),
        named=True,
    ),
)  # fmt: skip

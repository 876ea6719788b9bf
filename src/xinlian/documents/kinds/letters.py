"""What units write to one another (R22 - R24, R40). No letter carries the petitioner's name."""

from typing import Final

from xinlian.documents.kinds.kind import Kind, Must
from xinlian.documents.terms import Goes

_ABOUT: Final = ("unit", "petition", "received_on", "matter")
_ENDS: Final = ("contact", "telephone", "attachments", "copies")

DECLARED: Final = (
    Kind(
        "forwarding", "转送函", "letter of forwarding", "R22", Goes.UNIT,
        (*_ABOUT, "to", "reasons", "notice_days"), ("objection_days", *_ENDS),
        (
            Must(("notice_days",), "告知期限", "when notice is due", "R23"),
            Must(("objection_days",), "提出异议的期限", "until when an objection is heard", "R23"),
        ),
        clock="registration",
    ),
    Kind(
        "assignment", "交办函", "letter of assignment", "R22", Goes.UNIT,
        (*_ABOUT, "to", "demands", "due_on", "notice_days"), ("objection_days", *_ENDS),
        (
            Must(("due_on",), "办结并提交办结报告的日期", "the day the final report is due", "R22"),
            Must(("objection_days",), "提出异议的期限", "until when an objection is heard", "R23"),
        ),
        clock="registration",
    ),
    Kind(
        "objection", "异议函", "objection", "R23", Goes.SUPERIOR,
        ("unit", "petition", "matter", "to", "answers", "sent_on", "reasons", "law"),
        ("approver", *_ENDS),
        (Must(("reasons",), "详细理由", "reasons in detail", "R23"),),
        clock="objection",
    ),
    Kind(
        "objection-answer", "异议答复函", "answer to an objection", "R23, R24", Goes.UNIT,
        ("unit", "petition", "matter", "to", "answers", "result", "reasons"), _ENDS,
        (Must(("result", "reasons"), "是否同意及理由", "whether it is agreed to, and why", "R23"),),
    ),
    Kind(
        "urging", "督办函", "letter of urging", "R40", Goes.UNIT,
        ("unit", "petition", "matter", "to", "failings", "demands", "until"), _ENDS,
        (Must(("failings", "demands", "until"), "督办情形、要求和反馈日期",
              "what is urged, what is asked for and until when", "R40"),),
    ),
    Kind(
        "reminder", "催办函", "reminder", "", Goes.UNIT,
        ("unit", "petition", "matter", "to", "about", "about_number", "sent_on", "due_on",
         "demands", "until"), _ENDS,
        (Must(("due_on", "until"), "原定和现定的日期", "the day it was due, the day it is due"),),
    ),
    Kind(
        "improve-work", "改进工作建议书", "suggestion to improve work", "R40", Goes.UNIT,
        ("unit", "to", "facts", "suggestions", "until"), _ENDS,
        (Must(("suggestions", "until"), "建议和书面反馈的日期",
              "what is suggested and until when it is answered in writing"),),
    ),
    Kind(
        "improve-policy", "完善政策建议书", "suggestion to improve policy", "R40", Goes.SUPERIOR,
        ("unit", "to", "facts", "reasons", "suggestions"), ("approver", *_ENDS),
        (Must(("facts", "suggestions"), "问题和建议", "what was found, what is suggested", "R40"),),
    ),
    Kind(
        "hold-to-account", "追究责任建议书", "suggestion to hold to account", "R40", Goes.UNIT,
        ("unit", "to", "facts", "law", "suggestions", "until"), _ENDS,
        (Must(("facts", "law", "suggestions"), "事实、依据和建议",
              "facts, legal basis and what is suggested", "R40"),),
    ),
    Kind(
        "final-report", "办结报告", "final report", "R22", Goes.SUPERIOR,
        ("unit", "petition", "matter", "to", "answers", "sent_on", "facts", "result",
         "served_on", "view"),
        ("execution", "approver", *_ENDS),
        (Must(("facts", "result"), "办理过程和结果", "course and result", "R22"),),
    ),
)  # fmt: skip

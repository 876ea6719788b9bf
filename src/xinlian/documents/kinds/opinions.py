"""Opinions and the requests that lead from one to the next (R32 - R36)."""

from typing import Final

from xinlian.documents.kinds.kind import Kind, Must
from xinlian.documents.terms import Goes

_ABOUT: Final = ("unit", "petition", "received_on", "channel", "matter")
_STATED: Final = (
    Must(("claims.text",), "信访人的请求", "the claim", "R32"),
    Must(("facts", "reasons"), "认定的事实和理由", "facts and reasons", "R32"),
    Must(
        ("claims.opinion", "claims.result"), "对每项请求的意见", "an opinion on each claim", "R32"
    ),
    Must(("law",), "法律法规、政策依据", "the legal basis", "R32"),
)
_AGAIN: Final = (
    Must(("original",), "原意见", "the opinion before", "R35"),
    *_STATED,
)

DECLARED: Final = (
    Kind(
        "opinion", "信访事项处理意见书", "opinion on a petition", "R32, R34", Goes.PETITIONER,
        (*_ABOUT, "claims", "facts", "reasons", "law", "review_body", "review_days"),
        ("execution", "contact", "telephone", "attachments"),
        (
            *_STATED,
            Must(("review_body", "review_days"), "向哪个机关、在多少日内申请复查",
                 "where and within how many days a review may be asked for", "R35"),
        ),
        clock="handling", named=True,
    ),
    Kind(
        "review-request", "复查申请书", "request for review", "R35", Goes.REQUEST,
        ("review_body", "opinion_body", "opinion_number", "served_on", "matter", "request",
         "grounds"),
        ("attachments", "unit", "petition"),
        (Must(("request", "grounds"), "申请事项和理由", "what is asked for and why", "R35"),),
        clock="review-request", named=True, red=False,
    ),
    Kind(
        "review-opinion", "复查意见书", "review opinion", "R35", Goes.PETITIONER,
        ("unit", "petition", "matter", "opinion_body", "opinion_number", "original", "claims",
         "facts", "reasons", "law", "reexamination_body", "reexamination_days"),
        ("execution", "contact", "telephone", "attachments"),
        (
            *_AGAIN,
            Must(("reexamination_body", "reexamination_days"), "向哪个机关、在多少日内申请复核",
                 "where and within how many days a re-examination may be asked for", "R36"),
        ),
        clock="review", named=True,
    ),
    Kind(
        "reexamination-request", "复核申请书", "request for re-examination", "R36", Goes.REQUEST,
        ("reexamination_body", "opinion_body", "opinion_number", "served_on", "matter",
         "request", "grounds"),
        ("attachments", "unit", "petition"),
        (Must(("request", "grounds"), "申请事项和理由", "what is asked for and why", "R36"),),
        clock="reexamination-request", named=True, red=False,
    ),
    Kind(
        "reexamination-opinion", "复核意见书", "re-examination opinion", "R36", Goes.PETITIONER,
        ("unit", "petition", "matter", "opinion_body", "opinion_number", "original", "claims",
         "facts", "reasons", "law", "where"),
        ("execution", "course", "contact", "telephone", "attachments"),
        (*_AGAIN, Must(("where",), "还可以向谁提出", "where to turn", "R37")),
        clock="reexamination", named=True,
    ),
)  # fmt: skip

"""Facts of the answer and of what follows it: opinions, service, rating, review, urging."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Field, Kind, optional, required

_FILE: Final = required("file", Kind.INT, "办理件", "file")
_ON: Final = required("on", Kind.DATE, "日期", "local day")
_UNIT: Final = required("unit", Kind.CODE, "单位", "unit")


def _digest(name: str, zh: str, en: str) -> Field:
    return optional(f"{name}_digest", Kind.DIGEST, f"{zh}摘要值", f"digest of {en}")


_OPINIONS: Final = (
    FactKind(
        "opinion.drafted",
        "拟写意见",
        "a written opinion was drafted; a draft has no number",
        (
            _FILE,
            _UNIT,
            required("stage", Kind.CODE, "阶段", "handling, review or re-examination"),
            required("text_digest", Kind.DIGEST, "意见摘要值", "digest of the opinion"),
            _ON,
        ),
        "handling:opinion:draft",
    ),
    FactKind(
        "opinion.approved",
        "签发意见",
        "an opinion was approved by the unit's head and numbered",
        (
            _FILE,
            required("number", Kind.CODE, "文号", "number"),
            required("approver", Kind.CODE, "签发人", "account that approved"),
            required("role", Kind.CODE, "签发岗位", "role"),
            _ON,
        ),
        "handling:opinion:approve",
    ),
    FactKind(
        "opinion.voided",
        "意见作废",
        "an approved opinion was voided before it was served; its number stays in the list",
        (_FILE, _digest("reason", "理由", "the reason"), _ON),
        "handling:opinion:approve",
    ),
    FactKind(
        "opinion.served",
        "送达",
        "an opinion reached the petitioner; from that day review may be asked for (R35)",
        (
            _FILE,
            required("how", Kind.CODE, "送达方式", "how"),
            _ON,
            required("evidence_digest", Kind.DIGEST, "送达凭据摘要值", "digest of the evidence"),
        ),
        "handling:opinion:serve",
    ),
    FactKind(
        "execution.reported",
        "执行情况",
        "what was done to carry out an opinion (R32)",
        (
            _FILE,
            _UNIT,
            required("done", Kind.BOOL, "执行完毕", "carried out to the end"),
            required("text_digest", Kind.DIGEST, "情况摘要值", "digest of the report"),
            _ON,
        ),
        "handling:execution:report",
    ),
)

_AFTERWARDS: Final = (
    FactKind(
        "rating.given",
        "满意度评价",
        "the petitioner rated the petitions office or the responsible unit",
        (
            _FILE,
            required("object", Kind.CODE, "评价对象", "petitions office or responsible unit"),
            _UNIT,
            required("value", Kind.CODE, "评价", "rating"),
            required("means", Kind.CODE, "评价方式", "query code, link or call-back"),
            optional("caller", Kind.CODE, "回访单位", "unit that called back"),
            optional("call", Kind.CODE, "回访编号", "number of the call"),
            required("shown", Kind.BOOL, "同意单位查看", "the unit may read the words"),
            _digest("words", "评价内容", "the words"),
            _ON,
        ),
        "handling:rating:take",
    ),
    FactKind(
        "review.requested",
        "申请复查复核",
        "review or re-examination was asked for (R35, R36)",
        (
            _FILE,
            required("stage", Kind.CODE, "阶段", "review or re-examination"),
            required("body", Kind.CODE, "复查复核机关", "body that decides"),
            optional("against", Kind.INT, "所不服的意见", "opinion it is against"),
            _digest("text", "请求", "the request"),
            _ON,
        ),
        "handling:review:take",
    ),
    FactKind(
        "review.heard",
        "听证",
        "a hearing was held (R36)",
        (
            _FILE,
            required("first_on", Kind.DATE, "听证开始日", "first day"),
            required("last_on", Kind.DATE, "听证结束日", "last day"),
            _digest("text", "听证笔录", "the record"),
        ),
        "handling:review:decide",
    ),
    FactKind(
        "review.decided",
        "复查复核决定",
        "review or re-examination was decided",
        (
            _FILE,
            required("result", Kind.CODE, "结果", "result"),
            optional("opinion", Kind.INT, "意见书", "opinion"),
            _ON,
        ),
        "handling:review:decide",
    ),
    FactKind(
        "note.written",
        "内部备注",
        "an internal note among those who handle; the petitioner never sees it",
        (_FILE, _UNIT, required("text_digest", Kind.DIGEST, "备注摘要值", "digest of the note")),
        "handling:note:write",
    ),
    FactKind(
        "recusal.declared",
        "回避",
        "an official named in a petition, or with an interest, keeps out of it (R28)",
        (
            _FILE,
            required("account", Kind.CODE, "回避人员账号", "account of the official"),
            _digest("reason", "理由", "the reason"),
        ),
        "handling:recusal:declare",
    ),
    FactKind(
        "standby.named",
        "委托代办",
        "a desk is looked after by another official while its own is away",
        (
            required("account", Kind.CODE, "被代办账号", "account that is away"),
            required("deputy", Kind.CODE, "代办账号", "account that looks after it"),
            required("since", Kind.DATE, "自", "first day"),
            required("until", Kind.DATE, "至", "last day"),
        ),
        "handling:desk:hand",
    ),
    FactKind(
        "urging.sent",
        "督办、催办",
        "a unit was urged (R40)",
        (
            _FILE,
            _UNIT,
            required("sender", Kind.CODE, "督办单位", "urging unit"),
            required("kind", Kind.CODE, "方式", "reminder, urging or advice"),
            required("ground", Kind.CODE, "情形", "ground"),
            optional("due_on", Kind.DATE, "反馈期限", "feedback is due"),
            _digest("text", "内容", "what was said"),
            _ON,
        ),
        "handling:urging:send",
    ),
    FactKind(
        "urging.answered",
        "督办反馈",
        "a unit reported back on being urged (R40)",
        (_FILE, required("text_digest", Kind.DIGEST, "反馈摘要值", "digest of the report"), _ON),
        "handling:file:step",
    ),
)

DECLARED: Final = (*_OPINIONS, *_AFTERWARDS)

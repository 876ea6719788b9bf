"""Facts of handling: how a petition finds its unit, is answered, and what its clocks say.

The subject of a ``file.*``, ``claim.*``, ``clock.*`` fact is the file; an assignment, an opinion
and a review have numbers of their own and name their file.
"""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Field, Kind, optional, required

_STEP: Final = "handling:file:step"
"""What everybody holds who takes any step; each command asks for its own besides."""

_FILE: Final = required("file", Kind.INT, "办理件", "file")
_UNIT: Final = required("unit", Kind.CODE, "单位", "unit")
_ON: Final = required("on", Kind.DATE, "日期", "local day")


def _digest(name: str, zh: str, en: str) -> Field:
    return optional(f"{name}_digest", Kind.DIGEST, f"{zh}摘要值", f"digest of {en}")


_FILES: Final = (
    FactKind(
        "file.stepped",
        "办理步骤",
        "a step of the procedure was taken",
        (
            required("step", Kind.CODE, "步骤", "step of the procedure"),
            required("state", Kind.CODE, "状态", "state after it"),
            _ON,
            optional("unit", Kind.CODE, "经办单位", "unit that took it"),
            optional("charge", Kind.CODE, "负责单位", "unit in charge after it"),
            optional("purpose", Kind.CODE, "信访目的", "purpose found on sorting"),
            optional("route", Kind.CODE, "办理途径", "route found on sorting (R31)"),
            optional("before", Kind.CODE, "此前状态", "state before, where it may be restored"),
            optional("ground", Kind.CODE, "理由类别", "ground"),
            optional("bounces", Kind.INT, "退转次数", "times it was sent on or back until now"),
            optional("due", Kind.DATE, "指定期限", "own date that the step gives a clock"),
            optional("days", Kind.INT, "延长天数", "days of an extension"),
            optional("first", Kind.DATE, "听证开始日", "first day of a hearing"),
            optional("last", Kind.DATE, "听证结束日", "last day of a hearing"),
            _digest("text", "说明", "what was said"),
        ),
        _STEP,
    ),
    FactKind(
        "file.split",
        "分办",
        "a part of a mixed letter became a file of its own, under the same receipt",
        (
            required("petition", Kind.INT, "信访件", "petition"),
            required("out_of", Kind.INT, "原办理件", "file it was part of"),
            required("purpose", Kind.CODE, "信访目的", "purpose of the part"),
            required("state", Kind.CODE, "状态", "state"),
            optional("charge", Kind.CODE, "负责单位", "unit in charge"),
            required("profile", Kind.CODE, "适用规程", "profile"),
            required("received_on", Kind.DATE, "首次收到日期", "day of first receipt"),
        ),
        "handling:file:sort",
    ),
    FactKind(
        "file.redacted",
        "摘录转办",
        "what goes on of a letter was written out; the letter itself stays where it was sorted",
        (required("text_digest", Kind.DIGEST, "摘录摘要值", "digest of the redacted text"),),
        "handling:file:sort",
    ),
    FactKind(
        "file.barred",
        "回避单位",
        "a unit is accused or complained of: it and its line get nothing of the file (R28)",
        (_UNIT, required("basis", Kind.CODE, "回避依据", "what bars it")),
        "handling:file:sort",
    ),
    FactKind(
        "file.unbarred",
        "撤销回避单位",
        "sorted anew: a unit is not the one that is accused or complained of",
        (_UNIT,),
        "handling:file:sort",
    ),
    FactKind(
        "file.marked",
        "标记紧急",
        "a petition was marked grave and urgent, or no longer so (R25)",
        (
            required("urgent", Kind.BOOL, "重大紧急", "grave and urgent"),
            _digest("text", "理由", "the reason"),
        ),
        "handling:file:urgent",
    ),
    FactKind(
        "file.taken",
        "确定承办人",
        "an official became the one who answers for a file within the unit",
        (optional("official", Kind.CODE, "承办人账号", "account of the official"),),
        _STEP,
    ),
    FactKind(
        "claim.stated",
        "诉求列明",
        "one claim of a petition was written out on sorting",
        (
            required("position", Kind.INT, "序号", "position"),
            required("purpose", Kind.CODE, "诉求目的", "purpose of the claim"),
            optional("route", Kind.CODE, "办理途径", "route (R31)"),
            required("words_digest", Kind.DIGEST, "诉求摘要值", "digest of the claim's words"),
        ),
        "handling:file:sort",
    ),
    FactKind(
        "claim.dropped",
        "诉求移出",
        "sorted anew: a claim is no longer part of this file",
        (required("position", Kind.INT, "序号", "position"),),
        "handling:file:sort",
    ),
    FactKind(
        "claim.answered",
        "诉求答复",
        "a draft opinion holds a result against one claim (R32)",
        (
            required("position", Kind.INT, "序号", "position"),
            required("result", Kind.CODE, "处理结果", "result"),
            required("facts_digest", Kind.DIGEST, "事实摘要值", "digest of the facts found"),
            required("reasons_digest", Kind.DIGEST, "理由摘要值", "digest of the reasons"),
            required("basis_digest", Kind.DIGEST, "依据摘要值", "digest of the legal basis"),
        ),
        "handling:opinion:draft",
    ),
)

_ASSIGNMENTS: Final = (
    FactKind(
        "assignment.given",
        "转送、交办",
        "a petition was forwarded or assigned to a unit (R22)",
        (
            _FILE,
            required("kind", Kind.CODE, "方式", "forwarding or assigning"),
            required("sender", Kind.CODE, "转出单位", "sending unit"),
            required("to", Kind.CODE, "承办单位", "receiving unit"),
            required("lead", Kind.BOOL, "是否牵头", "leads a joint handling"),
            _ON,
            optional("due_on", Kind.DATE, "要求办结日期", "own date of an assignment"),
            required("report_owed", Kind.BOOL, "须报办结报告", "a final report is owed"),
            _digest("text", "办理要求", "what is asked"),
        ),
        "handling:file:send",
    ),
    FactKind(
        "assignment.moved",
        "转送、交办变化",
        "what became of a forwarding or assignment",
        (required("state", Kind.CODE, "状态", "state"), _ON),
        _STEP,
    ),
    FactKind(
        "contest.filed",
        "提出异议",
        "a unit contested what was passed to it (R23)",
        (
            _FILE,
            required("unit", Kind.CODE, "异议单位", "unit"),
            _ON,
            required("reasons_digest", Kind.DIGEST, "理由摘要值", "digest of the reasons"),
            optional("proposed", Kind.CODE, "建议承办单位", "unit that it holds responsible"),
        ),
        "handling:contest:file",
    ),
    FactKind(
        "contest.decided",
        "异议处理",
        "an objection was answered (R23, R24)",
        (
            _FILE,
            required("agreed", Kind.BOOL, "是否同意", "agreed"),
            required("level", Kind.CODE, "决定层级", "who decided"),
            required("unit", Kind.CODE, "决定单位", "deciding unit"),
            _ON,
            required("answer_digest", Kind.DIGEST, "答复摘要值", "digest of the answer"),
        ),
        "handling:contest:decide",
    ),
)

_CLOCKS: Final = (
    FactKind(
        "clock.started",
        "期限起算",
        "a clock began to run",
        (
            _FILE,
            required("clock", Kind.CODE, "期限", "clock"),
            required("started_on", Kind.DATE, "起算日", "first day, not counted"),
            optional("due_on", Kind.DATE, "到期日", "due; null: no calendar says"),
            optional("unit", Kind.CODE, "义务单位", "unit bound by it"),
            optional("days", Kind.INT, "延长天数", "days of an extension"),
            optional("approver", Kind.CODE, "批准人", "account that approved an extension"),
            _digest("reason", "延长理由", "the reason of an extension"),
        ),
        _STEP,
    ),
    FactKind(
        "clock.moved",
        "期限变更",
        "a clock's lawful end moved: by a hearing's time, or a withdrawal taken back",
        (
            required("due_on", Kind.DATE, "到期日", "due"),
            required("why", Kind.CODE, "变更原因", "hearing or withdrawal"),
            _ON,
        ),
        _STEP,
    ),
    FactKind(
        "clock.ended",
        "期限结束",
        "what a clock ran for was done, in time or not, or is no longer owed",
        (
            required("state", Kind.CODE, "状态", "done, or no longer owed"),
            required("ended_on", Kind.DATE, "日期", "day"),
        ),
        _STEP,
    ),
    FactKind(
        "clock.resumed",
        "期限恢复",
        "a withdrawal was taken back: the clock runs on with its old dates",
        (),
        _STEP,
    ),
    FactKind(
        "clock.expired",
        "期限届满",
        "a clock ran out; it happened at the legal instant, whenever it was noticed",
        (),
        "handling:clock:sweep",
    ),
)

DECLARED: Final = (*_FILES, *_ASSIGNMENTS, *_CLOCKS)

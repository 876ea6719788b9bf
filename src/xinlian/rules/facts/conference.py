"""Facts of the conference: limits, returns of visits, assigned cases, peer tables."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Kind, optional, required

DECLARED: Final = (
    FactKind(
        "limit.set",
        "限额下达",
        "the yearly limit of escalated visits of an area, or the city's reserve, was set",
        (
            required("year", Kind.INT, "年度", "year"),
            optional(
                "area", Kind.CODE, "责任区域（空为机动）", "accountable area; null is the reserve"
            ),
            required("amount", Kind.INT, "限额（批次）", "limit in batches"),
        ),
        "conference:limit:set",
    ),
    FactKind(
        "limit.planned",
        "全市限额下达",
        "the city's yearly limit was set; areas and reserve always sum to it",
        (
            required("year", Kind.INT, "年度", "year"),
            required("amount", Kind.INT, "限额（批次）", "limit"),
        ),
        "conference:limit:set",
    ),
    FactKind(
        "visits.returned",
        "越级走访月报",
        "an area's escalated visits of a month, as the notice from above counts them",
        (
            required("area", Kind.CODE, "责任区域", "accountable area"),
            required("year", Kind.INT, "年", "year"),
            required("month", Kind.INT, "月", "month"),
            required("batches", Kind.INT, "批次", "batches"),
            required("notice", Kind.CODE, "依据通知", "notice of the source"),
        ),
        "conference:visits:return",
    ),
    FactKind(
        "visits.counted",
        "越级走访周报",
        "the city's escalated visits of a week",
        (
            required("week", Kind.DATE, "周一日期", "Monday of the week"),
            required("batches", Kind.INT, "批次", "batches"),
            required("notice", Kind.CODE, "依据通知", "notice of the source"),
        ),
        "conference:visits:return",
    ),
    FactKind(
        "case.assigned",
        "上级交办",
        "a case was assigned from above",
        (
            required("number", Kind.CODE, "交办编号", "number"),
            required("title", Kind.CODE, "事项", "what it is about (a matter, never a person)"),
            required("chain", Kind.CODES, "交办链条", "chain of assignment, topmost first"),
            required("area", Kind.CODE, "责任区域", "accountable area"),
            optional("matter", Kind.INT, "关联事项", "matter"),
            required("assigned_on", Kind.DATE, "交办日期", "assigned on"),
            optional("due_on", Kind.DATE, "要求办结日期", "asked to be finished by"),
        ),
        "conference:case:assign",
    ),
    FactKind(
        "case.closed",
        "交办件办结",
        "an assigned case was closed",
        (
            required("closing", Kind.CODE, "办结方式", "how it was closed"),
            required("closed_on", Kind.DATE, "办结日期", "day it was closed"),
        ),
        "conference:case:close",
    ),
    FactKind(
        "peers.reported",
        "同级排名通报",
        "a table that compares this city with its peers",
        (
            required("measure", Kind.CODE, "指标", "measure"),
            required("title", Kind.CODE, "指标名称", "name of the measure"),
            required("period_from", Kind.DATE, "起", "from"),
            required("period_to", Kind.DATE, "止", "to"),
            required("direction", Kind.CODE, "方向", "what rank 1 means"),
            required("notice", Kind.CODE, "依据通知", "notice of the source"),
            required("names", Kind.CODES, "地区", "peers, in rank order"),
            required("values", Kind.INTS, "数值", "their values, in the same order"),
            required("own", Kind.CODE, "本市", "which of them is this city"),
        ),
        "conference:peers:report",
    ),
)

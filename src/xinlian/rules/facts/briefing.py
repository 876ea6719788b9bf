"""Facts of the situation report: drafted, revised, refreshed, published."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Kind, required

DECLARED: Final = (
    FactKind(
        "report.drafted",
        "通报起草",
        "a situation report was composed, pinned to a state of the ledger",
        (
            required("as_of", Kind.DATE, "截至", "as of"),
            required("pinned", Kind.INT, "账本序号", "last fact it reads"),
            required("digest", Kind.DIGEST, "内容摘要值", "digest of its content"),
        ),
        "briefing:report:draft",
    ),
    FactKind(
        "report.revised",
        "通报修改",
        "the words of a situation report were edited; figures stay locked",
        (
            required("version", Kind.INT, "版本", "version"),
            required("digest", Kind.DIGEST, "内容摘要值", "digest of its content"),
            required("unverified", Kind.CODES, "未核实数字", "numbers typed by hand"),
            required("omitted", Kind.CODES, "遗漏的必备数据", "mandatory figures left out"),
        ),
        "briefing:report:revise",
    ),
    FactKind(
        "report.published",
        "通报印发",
        "a version of a situation report was issued",
        (required("version", Kind.INT, "版本", "version"),),
        "briefing:report:publish",
    ),
    FactKind(
        "report.refreshed",
        "通报数据更新",
        "a report's figures were computed again at a later state of the ledger",
        (
            required("version", Kind.INT, "版本", "version"),
            required("pinned", Kind.INT, "账本序号", "last fact it reads"),
            required("changed", Kind.CODES, "变动的数据", "figures that changed"),
            required("digest", Kind.DIGEST, "内容摘要值", "digest of its content"),
        ),
        "briefing:report:revise",
    ),
)

"""Facts of matters: opened, linked, merged, split; promises made and kept."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Kind, optional, required

DECLARED: Final = (
    FactKind(
        "matter.opened",
        "事项建立",
        "a matter was opened",
        (
            required(
                "name", Kind.CODE, "事项名称（项目、公司、道路等）", "the thing complained of"
            ),
            required("kind", Kind.CODE, "事项类型", "kind"),
            optional("category", Kind.CODE, "内容分类", "category"),
            optional("place", Kind.CODE, "属地", "place"),
            optional("area", Kind.CODE, "责任区域", "accountable area"),
        ),
        "matters:matter:open",
    ),
    FactKind(
        "matter.renamed",
        "事项更名",
        "a matter's description was corrected",
        (
            optional("name", Kind.CODE, "事项名称", "the thing complained of"),
            optional("kind", Kind.CODE, "事项类型", "kind"),
            optional("category", Kind.CODE, "内容分类", "category"),
            optional("place", Kind.CODE, "属地", "place"),
            optional("area", Kind.CODE, "责任区域", "accountable area"),
        ),
        "matters:matter:change",
    ),
    FactKind(
        "petition.linked",
        "归入事项",
        "a petition was found to belong to a matter",
        (
            required("matter", Kind.INT, "事项", "matter"),
            required("basis", Kind.CODE, "依据", "engine or office"),
            optional("score", Kind.INT, "把握（百分之）", "confidence in per cent"),
            required("reasons", Kind.CODES, "理由", "why, in words that name no person"),
            optional("pseudonym", Kind.DIGEST, "事项内假名", "petitioner within this matter only"),
        ),
        "matters:petition:link",
    ),
    FactKind(
        "petition.unlinked",
        "移出事项",
        "a petition was found not to belong to a matter",
        (
            required("matter", Kind.INT, "事项", "matter"),
            required("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:petition:link",
    ),
    FactKind(
        "matter.merged",
        "事项合并",
        "a matter was merged into another; its petitions keep everything of their own",
        (
            required("into", Kind.INT, "并入", "the matter it became part of"),
            required("petitions", Kind.INTS, "信访件", "petitions that moved"),
            required("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:matter:merge",
    ),
    FactKind(
        "matter.unmerged",
        "撤销合并",
        "a merge was taken back",
        (
            required("out_of", Kind.INT, "并入过", "the matter it had become part of"),
            required("petitions", Kind.INTS, "信访件", "petitions that moved back"),
            required("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:matter:merge",
    ),
    FactKind(
        "matter.split",
        "事项拆分",
        "some petitions of a matter became a matter of their own",
        (
            required("into", Kind.INT, "新事项", "the new matter"),
            required("petitions", Kind.INTS, "信访件", "petitions that moved"),
            required("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:matter:split",
    ),
    FactKind(
        "promise.made",
        "作出承诺",
        "a unit promised something on a matter",
        (
            required("matter", Kind.INT, "事项", "matter"),
            required("unit", Kind.CODE, "承诺单位", "unit"),
            required("what", Kind.CODE, "承诺内容", "what was promised"),
            required("made_on", Kind.DATE, "承诺日期", "day of the promise"),
            required("due_on", Kind.DATE, "完成期限", "day it is due"),
        ),
        "matters:promise:make",
    ),
    FactKind(
        "promise.kept",
        "兑现承诺",
        "a promise was kept",
        (
            required("kept_on", Kind.DATE, "兑现日期", "day it was kept"),
            required("proof", Kind.CODE, "凭据", "what shows it"),
        ),
        "matters:promise:make",
    ),
)

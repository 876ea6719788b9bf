"""Facts of documents: drafted, revised, issued, voided, merged, served."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Kind, optional, required

_REF: Final = optional(
    "petitioner", Kind.REF, "信访人（保险库引用）", "petitioner, as a reference into the vault"
)

DECLARED: Final = (
    FactKind(
        "document.drafted",
        "文书起草",
        "a document was drafted; it has no number yet",
        (
            required("kind", Kind.CODE, "文书种类", "kind of document"),
            optional("petition", Kind.INT, "信访件", "petition"),
            required("unit", Kind.CODE, "制发单位", "unit that issues it"),
            optional("to", Kind.CODE, "主送单位", "unit it is written to"),
            _REF,
            required("digest", Kind.DIGEST, "内容摘要值", "digest of its words"),
        ),
        "documents:document:draft",
    ),
    FactKind(
        "document.revised",
        "文书修改",
        "a draft got a further version",
        (
            required("version", Kind.INT, "版本", "version"),
            _REF,
            required("digest", Kind.DIGEST, "内容摘要值", "digest of its words"),
        ),
        "documents:document:draft",
    ),
    FactKind(
        "document.issued",
        "文书制发",
        "a document was issued and got its number",
        (
            required("version", Kind.INT, "版本", "version"),
            required("year", Kind.INT, "年度", "year of the series"),
            required("number", Kind.INT, "顺序号", "number in the series of kind, unit and year"),
            required("written", Kind.CODE, "字号", "number as printed"),
            required("issued_on", Kind.DATE, "制发日期", "day of issue"),
        ),
        "documents:document:issue",
    ),
    FactKind(
        "document.voided",
        "文书作废",
        "an issued document was voided; its number stays in the list",
        (required("reason", Kind.CODE, "作废原因", "reason"),),
        "documents:document:void",
    ),
    FactKind(
        "document.merged",
        "文书打印",
        "name and address were merged into a document, and the bytes sealed",
        (
            required("paper", Kind.INT, "打印次序", "which printing of the document"),
            required("version", Kind.INT, "版本", "version"),
            _REF,
            required("digest", Kind.DIGEST, "文件摘要值", "salted digest of the bytes"),
        ),
        "documents:document:print",
    ),
    FactKind(
        "document.served",
        "文书送达",
        "a printed document was served, or service was refused",
        (
            required("paper", Kind.INT, "打印次序", "which printing of the document"),
            required("service", Kind.CODE, "送达方式", "kind of service"),
            required("served_on", Kind.DATE, "送达日期", "day of service"),
            required("digest", Kind.DIGEST, "文件摘要值", "salted digest of the bytes served"),
            required("evidence_digest", Kind.DIGEST, "送达证据摘要值", "digest of the evidence"),
        ),
        "documents:document:serve",
    ),
)

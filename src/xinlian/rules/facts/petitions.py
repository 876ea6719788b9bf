"""Facts of petitions: registered, corrected, answered, attached; imports and receipts."""

from typing import Final

from xinlian.rules.facts.kinds import FactKind, Field, Kind, optional, required

_PETITION: Final = (
    required("number", Kind.CODE, "登记编号", "number in the register"),
    required("received_at", Kind.TIME, "收到时间", "received at"),
    required("received_on", Kind.DATE, "收到日期", "local day of receipt"),
    required("channel", Kind.CODE, "信访形式", "channel"),
    required("purpose", Kind.CODE, "信访目的", "purpose"),
    required("level", Kind.CODE, "到达层级", "level reached"),
    required("people", Kind.INT, "信访人数", "people who came or signed"),
    required("occurrence", Kind.CODE, "初次或重复", "first or repeat, as recorded"),
    optional("place", Kind.CODE, "问题属地", "place of the matter (administrative code)"),
    optional("area", Kind.CODE, "责任区域", "accountable area on the day of receipt"),
    optional("category", Kind.CODE, "内容分类", "category"),
    optional("unit", Kind.CODE, "登记单位", "registering unit"),
    optional(
        "petitioner", Kind.REF, "信访人（保险库引用）", "petitioner, as a reference into the vault"
    ),
    required("title_digest", Kind.DIGEST, "标题摘要值", "digest of the title"),
    required("text_digest", Kind.DIGEST, "内容摘要值", "digest of the text"),
    optional("notice_due", Kind.DATE, "告知期限", "notice is due (R23); null: no calendar says"),
    optional("registration_due", Kind.DATE, "登记转送期限", "due to be sorted and passed on (R22)"),
    optional(
        "held", Kind.BOOL, "待甄别", "names a wrongdoer; nobody but who sorts it may see it yet"
    ),
    required("profile", Kind.CODE, "适用规程", "profile that governs it for life"),
    required("source", Kind.CODE, "来源", "register it was imported from, or `desk`"),
)

_CORRECTION: Final = tuple(
    Field(f.name, f.kind, f.zh, f.en, optional=True)
    for f in _PETITION
    if f.name not in {"number", "profile", "source"}
)

DECLARED: Final = (
    FactKind(
        "category.declared",
        "分类设立",
        "a category was declared",
        (
            required("code", Kind.CODE, "分类代码", "code"),
            required("name", Kind.CODE, "名称", "name"),
            optional("parent", Kind.CODE, "上级分类", "category above"),
            optional("kind", Kind.CODE, "事项类型", "kind of matter it falls under"),
        ),
        "petitions:category:declare",
    ),
    FactKind(
        "petition.registered",
        "信访登记",
        "a petition was registered (R22)",
        _PETITION,
        "petitions:petition:register",
    ),
    FactKind(
        "petition.corrected",
        "登记更正",
        "something recorded of a petition was corrected; only what changed is stated",
        (*_CORRECTION, required("reason", Kind.CODE, "更正原因", "reason")),
        "petitions:petition:correct",
    ),
    FactKind(
        "petition.answered",
        "答复",
        "a petition was answered",
        (
            optional("unit", Kind.CODE, "答复单位", "answering unit"),
            required("answered_on", Kind.DATE, "答复日期", "day of the answer"),
            required("answer_digest", Kind.DIGEST, "答复摘要值", "digest of the answer"),
        ),
        "petitions:petition:answer",
    ),
    FactKind(
        "petition.attached",
        "附件登记",
        "a file was attached to a petition",
        (
            required("digest", Kind.DIGEST, "文件摘要值", "digest of the file"),
            required("media_type", Kind.CODE, "文件类型", "media type"),
            required("size", Kind.INT, "大小（字节）", "size in bytes"),
        ),
        "petitions:petition:attach",
    ),
    FactKind(
        "petition.read",
        "查阅登记",
        "somebody outside the unit in charge read a petition's text, for a stated reason",
        (
            optional("unit", Kind.CODE, "查阅单位", "unit of who read it"),
            required("reading", Kind.CODE, "查阅事由", "reason"),
        ),
        "petitions:petition:read",
    ),
    FactKind(
        "receipt.issued",
        "出具收件凭证",
        "a receipt with a query code was handed out",
        (
            required("petition", Kind.INT, "信访件", "petition"),
            required("code_digest", Kind.DIGEST, "查询码摘要值", "keyed digest of the query code"),
        ),
        "petitions:petition:register",
    ),
    FactKind(
        "import.begun",
        "导入开始",
        "the import of a register began",
        (
            required("name", Kind.CODE, "登记簿", "name of the register"),
            required("file_digest", Kind.DIGEST, "文件摘要值", "digest of the file"),
        ),
        "petitions:register:import",
    ),
    FactKind(
        "import.finished",
        "导入完成",
        "the import of a register was finished",
        (
            required("name", Kind.CODE, "登记簿", "name of the register"),
            required("file_digest", Kind.DIGEST, "文件摘要值", "digest of the file"),
            required("added", Kind.INT, "新增", "rows added"),
            required("changed", Kind.INT, "更正", "rows changed"),
            required("unchanged", Kind.INT, "未变", "rows unchanged"),
            required("rejected", Kind.INT, "退回", "rows rejected"),
        ),
        "petitions:register:import",
    ),
)

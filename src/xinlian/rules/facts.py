"""Every kind of fact that can enter the ledger, declared once.

From these declarations come the ledger's validation, the columns of the analytical files,
the published data dictionary (``docs/facts.md``) and the list of who may state what. A kind
that must change gets a new version beside the old one; readers know both.

Free text never stands in a fact: a fact carries its salted digest (``..._digest``), the text
stands in the room that keeps it, so that a text can be corrected or erased without breaking
a seal. A person never stands in a fact: a reference (``ref``) into the vault does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xinlian.rules.errors import BrokenRule


class Kind(StrEnum):
    """How a field's value is written in a fact and in the analytical files."""

    CODE = "code"  # a short string: a code, a number of a register, a name of a thing
    REF = "ref"  # a reference into the vault, never a person's data
    DIGEST = "digest"  # a salted SHA-256 in hexadecimal
    INT = "int"
    BOOL = "bool"
    DATE = "date"  # ISO 8601, local day
    TIME = "time"  # ISO 8601 in UTC
    CODES = "codes"  # a list of codes
    INTS = "ints"  # a list of integers


@dataclass(frozen=True, slots=True)
class Field:
    """One typed field of a fact; an optional one may be absent and is then null."""

    name: str
    kind: Kind
    zh: str
    en: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: its name ``room.event``, version, fields and who may state it."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    permission: str
    version: int = 1

    @property
    def subject(self) -> str:
        """The noun the fact is about: the part of the name before the dot."""
        return self.name.partition(".")[0]


def _f(name: str, kind: Kind, zh: str, en: str) -> Field:
    return Field(name, kind, zh, en)


def _o(name: str, kind: Kind, zh: str, en: str) -> Field:
    return Field(name, kind, zh, en, optional=True)


_PETITION: Final = (
    _f("number", Kind.CODE, "登记编号", "number in the register"),
    _f("received_at", Kind.TIME, "收到时间", "received at"),
    _f("received_on", Kind.DATE, "收到日期", "local day of receipt"),
    _f("channel", Kind.CODE, "信访形式", "channel"),
    _f("purpose", Kind.CODE, "信访目的", "purpose"),
    _f("level", Kind.CODE, "到达层级", "level reached"),
    _f("people", Kind.INT, "信访人数", "people who came or signed"),
    _f("occurrence", Kind.CODE, "初次或重复", "first or repeat, as recorded"),
    _o("place", Kind.CODE, "问题属地", "place of the matter (administrative code)"),
    _o("area", Kind.CODE, "责任区域", "accountable area on the day of receipt"),
    _o("category", Kind.CODE, "内容分类", "category"),
    _o("unit", Kind.CODE, "登记单位", "registering unit"),
    _o("petitioner", Kind.REF, "信访人（保险库引用）", "petitioner, as a reference into the vault"),
    _f("title_digest", Kind.DIGEST, "标题摘要值", "digest of the title"),
    _f("text_digest", Kind.DIGEST, "内容摘要值", "digest of the text"),
    _o("notice_due", Kind.DATE, "告知期限", "notice is due (R23); null: no calendar says"),
    _f("profile", Kind.CODE, "适用规程", "profile that governs it for life"),
    _f("source", Kind.CODE, "来源", "register it was imported from, or `desk`"),
)

_CORRECTION: Final = tuple(
    Field(f.name, f.kind, f.zh, f.en, optional=True)
    for f in _PETITION
    if f.name not in {"number", "profile", "source"}
)

_DECLARED: Final = (
    # --- organisation -------------------------------------------------------------------
    FactKind(
        "place.declared",
        "地区设立",
        "a place was declared",
        (
            _f("code", Kind.CODE, "行政区划代码", "administrative code"),
            _f("name", Kind.CODE, "名称", "name"),
            _o("parent", Kind.CODE, "上级", "place above"),
            _f("level", Kind.CODE, "层级", "level"),
        ),
        "organisation:place:declare",
    ),
    FactKind(
        "area.assigned",
        "责任区域划定",
        "a place was given to an accountable area from a day on",
        (
            _f("place", Kind.CODE, "地区", "place"),
            _f("area", Kind.CODE, "责任区域", "accountable area (a unit)"),
            _f("since", Kind.DATE, "自", "since"),
        ),
        "organisation:place:declare",
    ),
    FactKind(
        "unit.opened",
        "单位设立",
        "a unit was set up",
        (
            _f("code", Kind.CODE, "单位代码", "code"),
            _f("name", Kind.CODE, "名称", "name"),
            _f("type", Kind.CODE, "单位性质", "type (R2)"),
            _f("level", Kind.CODE, "层级", "level"),
            _o("parent", Kind.CODE, "上级单位", "unit above"),
            _o("place", Kind.CODE, "所在地区", "place it serves"),
            _f("functions", Kind.CODES, "职能", "categories it is responsible for"),
            _f("accountable", Kind.BOOL, "是否责任区域", "is an accountable area"),
            _f("since", Kind.DATE, "自", "since"),
        ),
        "organisation:unit:change",
    ),
    FactKind(
        "unit.closed",
        "单位撤并",
        "a unit was closed; its successor takes over (R24)",
        (
            _f("code", Kind.CODE, "单位代码", "code"),
            _o("successor", Kind.CODE, "承继单位", "successor"),
            _f("until", Kind.DATE, "至", "last day"),
        ),
        "organisation:unit:change",
    ),
    FactKind(
        "person.appointed",
        "人员任职",
        "a member of staff took a role in a unit",
        (
            _f("account", Kind.CODE, "账号", "account"),
            _f("unit", Kind.CODE, "单位", "unit"),
            _f("role", Kind.CODE, "角色", "role"),
            _f("since", Kind.DATE, "自", "since"),
        ),
        "organisation:person:appoint",
    ),
    FactKind(
        "person.relieved",
        "人员离任",
        "a member of staff left a role",
        (
            _f("account", Kind.CODE, "账号", "account"),
            _f("unit", Kind.CODE, "单位", "unit"),
            _f("role", Kind.CODE, "角色", "role"),
            _f("until", Kind.DATE, "至", "last day"),
        ),
        "organisation:person:appoint",
    ),
    # --- petitions ----------------------------------------------------------------------
    FactKind(
        "category.declared",
        "分类设立",
        "a category was declared",
        (
            _f("code", Kind.CODE, "分类代码", "code"),
            _f("name", Kind.CODE, "名称", "name"),
            _o("parent", Kind.CODE, "上级分类", "category above"),
            _o("kind", Kind.CODE, "事项类型", "kind of matter it falls under"),
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
        (*_CORRECTION, _f("reason", Kind.CODE, "更正原因", "reason")),
        "petitions:petition:correct",
    ),
    FactKind(
        "petition.answered",
        "答复",
        "a petition was answered",
        (
            _o("unit", Kind.CODE, "答复单位", "answering unit"),
            _f("answered_on", Kind.DATE, "答复日期", "day of the answer"),
            _f("answer_digest", Kind.DIGEST, "答复摘要值", "digest of the answer"),
        ),
        "petitions:petition:answer",
    ),
    FactKind(
        "petition.attached",
        "附件登记",
        "a file was attached to a petition",
        (
            _f("digest", Kind.DIGEST, "文件摘要值", "digest of the file"),
            _f("media_type", Kind.CODE, "文件类型", "media type"),
            _f("size", Kind.INT, "大小（字节）", "size in bytes"),
        ),
        "petitions:petition:attach",
    ),
    FactKind(
        "receipt.issued",
        "出具收件凭证",
        "a receipt with a query code was handed out",
        (
            _f("petition", Kind.INT, "信访件", "petition"),
            _f("code_digest", Kind.DIGEST, "查询码摘要值", "keyed digest of the query code"),
        ),
        "petitions:petition:register",
    ),
    FactKind(
        "import.begun",
        "导入开始",
        "the import of a register began",
        (
            _f("name", Kind.CODE, "登记簿", "name of the register"),
            _f("file_digest", Kind.DIGEST, "文件摘要值", "digest of the file"),
        ),
        "petitions:register:import",
    ),
    FactKind(
        "import.finished",
        "导入完成",
        "the import of a register was finished",
        (
            _f("name", Kind.CODE, "登记簿", "name of the register"),
            _f("file_digest", Kind.DIGEST, "文件摘要值", "digest of the file"),
            _f("added", Kind.INT, "新增", "rows added"),
            _f("changed", Kind.INT, "更正", "rows changed"),
            _f("unchanged", Kind.INT, "未变", "rows unchanged"),
            _f("rejected", Kind.INT, "退回", "rows rejected"),
        ),
        "petitions:register:import",
    ),
    # --- vault --------------------------------------------------------------------------
    FactKind(
        "identity.opened",
        "身份开启",
        "an identity was opened for a stated purpose",
        (
            _f("ref", Kind.REF, "保险库引用", "reference into the vault"),
            _f("purpose", Kind.CODE, "用途", "purpose"),
            _o("petition", Kind.INT, "信访件", "petition"),
        ),
        "vault:identity:open",
    ),
    FactKind(
        "identity.erased",
        "身份删除",
        "an identity's key was destroyed",
        (_f("ref", Kind.REF, "保险库引用", "reference into the vault"),),
        "vault:identity:erase",
    ),
    # --- matters ------------------------------------------------------------------------
    FactKind(
        "matter.opened",
        "事项建立",
        "a matter was opened",
        (
            _f("name", Kind.CODE, "事项名称（项目、公司、道路等）", "the thing complained of"),
            _f("kind", Kind.CODE, "事项类型", "kind"),
            _o("category", Kind.CODE, "内容分类", "category"),
            _o("place", Kind.CODE, "属地", "place"),
            _o("area", Kind.CODE, "责任区域", "accountable area"),
        ),
        "matters:matter:open",
    ),
    FactKind(
        "matter.renamed",
        "事项更名",
        "a matter's description was corrected",
        (
            _o("name", Kind.CODE, "事项名称", "the thing complained of"),
            _o("kind", Kind.CODE, "事项类型", "kind"),
            _o("category", Kind.CODE, "内容分类", "category"),
            _o("place", Kind.CODE, "属地", "place"),
            _o("area", Kind.CODE, "责任区域", "accountable area"),
        ),
        "matters:matter:change",
    ),
    FactKind(
        "petition.linked",
        "归入事项",
        "a petition was found to belong to a matter",
        (
            _f("matter", Kind.INT, "事项", "matter"),
            _f("basis", Kind.CODE, "依据", "engine or office"),
            _o("score", Kind.INT, "把握（百分之）", "confidence in per cent"),
            _f("reasons", Kind.CODES, "理由", "why, in words that name no person"),
            _o("pseudonym", Kind.DIGEST, "事项内假名", "petitioner within this matter only"),
        ),
        "matters:petition:link",
    ),
    FactKind(
        "petition.unlinked",
        "移出事项",
        "a petition was found not to belong to a matter",
        (_f("matter", Kind.INT, "事项", "matter"), _f("reason", Kind.CODE, "理由", "why")),
        "matters:petition:link",
    ),
    FactKind(
        "matter.merged",
        "事项合并",
        "a matter was merged into another; its petitions keep everything of their own",
        (
            _f("into", Kind.INT, "并入", "the matter it became part of"),
            _f("petitions", Kind.INTS, "信访件", "petitions that moved"),
            _f("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:matter:merge",
    ),
    FactKind(
        "matter.unmerged",
        "撤销合并",
        "a merge was taken back",
        (
            _f("out_of", Kind.INT, "并入过", "the matter it had become part of"),
            _f("petitions", Kind.INTS, "信访件", "petitions that moved back"),
            _f("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:matter:merge",
    ),
    FactKind(
        "matter.split",
        "事项拆分",
        "some petitions of a matter became a matter of their own",
        (
            _f("into", Kind.INT, "新事项", "the new matter"),
            _f("petitions", Kind.INTS, "信访件", "petitions that moved"),
            _f("reason", Kind.CODE, "理由", "why"),
        ),
        "matters:matter:split",
    ),
    FactKind(
        "promise.made",
        "作出承诺",
        "a unit promised something on a matter",
        (
            _f("matter", Kind.INT, "事项", "matter"),
            _f("unit", Kind.CODE, "承诺单位", "unit"),
            _f("what", Kind.CODE, "承诺内容", "what was promised"),
            _f("made_on", Kind.DATE, "承诺日期", "day of the promise"),
            _f("due_on", Kind.DATE, "完成期限", "day it is due"),
        ),
        "matters:promise:make",
    ),
    FactKind(
        "promise.kept",
        "兑现承诺",
        "a promise was kept",
        (
            _f("kept_on", Kind.DATE, "兑现日期", "day it was kept"),
            _f("proof", Kind.CODE, "凭据", "what shows it"),
        ),
        "matters:promise:make",
    ),
    # --- conference ---------------------------------------------------------------------
    FactKind(
        "limit.set",
        "限额下达",
        "the yearly limit of escalated visits of an area, or the city's reserve, was set",
        (
            _f("year", Kind.INT, "年度", "year"),
            _o("area", Kind.CODE, "责任区域（空为机动）", "accountable area; null is the reserve"),
            _f("amount", Kind.INT, "限额（批次）", "limit in batches"),
        ),
        "conference:limit:set",
    ),
    FactKind(
        "limit.planned",
        "全市限额下达",
        "the city's yearly limit was set; areas and reserve always sum to it",
        (_f("year", Kind.INT, "年度", "year"), _f("amount", Kind.INT, "限额（批次）", "limit")),
        "conference:limit:set",
    ),
    FactKind(
        "visits.returned",
        "越级走访月报",
        "an area's escalated visits of a month, as the notice from above counts them",
        (
            _f("area", Kind.CODE, "责任区域", "accountable area"),
            _f("year", Kind.INT, "年", "year"),
            _f("month", Kind.INT, "月", "month"),
            _f("batches", Kind.INT, "批次", "batches"),
            _f("notice", Kind.CODE, "依据通知", "notice of the source"),
        ),
        "conference:visits:return",
    ),
    FactKind(
        "visits.counted",
        "越级走访周报",
        "the city's escalated visits of a week",
        (
            _f("week", Kind.DATE, "周一日期", "Monday of the week"),
            _f("batches", Kind.INT, "批次", "batches"),
            _f("notice", Kind.CODE, "依据通知", "notice of the source"),
        ),
        "conference:visits:return",
    ),
    FactKind(
        "case.assigned",
        "上级交办",
        "a case was assigned from above",
        (
            _f("number", Kind.CODE, "交办编号", "number"),
            _f("title", Kind.CODE, "事项", "what it is about (a matter, never a person)"),
            _f("chain", Kind.CODES, "交办链条", "chain of assignment, topmost first"),
            _f("area", Kind.CODE, "责任区域", "accountable area"),
            _o("matter", Kind.INT, "关联事项", "matter"),
            _f("assigned_on", Kind.DATE, "交办日期", "assigned on"),
            _o("due_on", Kind.DATE, "要求办结日期", "asked to be finished by"),
        ),
        "conference:case:assign",
    ),
    FactKind(
        "case.closed",
        "交办件办结",
        "an assigned case was closed",
        (
            _f("closing", Kind.CODE, "办结方式", "how it was closed"),
            _f("closed_on", Kind.DATE, "办结日期", "day it was closed"),
        ),
        "conference:case:close",
    ),
    FactKind(
        "peers.reported",
        "同级排名通报",
        "a table that compares this city with its peers",
        (
            _f("measure", Kind.CODE, "指标", "measure"),
            _f("title", Kind.CODE, "指标名称", "name of the measure"),
            _f("period_from", Kind.DATE, "起", "from"),
            _f("period_to", Kind.DATE, "止", "to"),
            _f("direction", Kind.CODE, "方向", "what rank 1 means"),
            _f("notice", Kind.CODE, "依据通知", "notice of the source"),
            _f("names", Kind.CODES, "地区", "peers, in rank order"),
            _f("values", Kind.INTS, "数值", "their values, in the same order"),
            _f("own", Kind.CODE, "本市", "which of them is this city"),
        ),
        "conference:peers:report",
    ),
    # --- briefing -----------------------------------------------------------------------
    FactKind(
        "report.drafted",
        "通报起草",
        "a situation report was composed, pinned to a state of the ledger",
        (
            _f("as_of", Kind.DATE, "截至", "as of"),
            _f("pinned", Kind.INT, "账本序号", "last fact it reads"),
            _f("digest", Kind.DIGEST, "内容摘要值", "digest of its content"),
        ),
        "briefing:report:draft",
    ),
    FactKind(
        "report.revised",
        "通报修改",
        "the words of a situation report were edited; figures stay locked",
        (
            _f("version", Kind.INT, "版本", "version"),
            _f("digest", Kind.DIGEST, "内容摘要值", "digest of its content"),
            _f("unverified", Kind.CODES, "未核实数字", "numbers typed by hand"),
            _f("omitted", Kind.CODES, "遗漏的必备数据", "mandatory figures left out"),
        ),
        "briefing:report:revise",
    ),
    FactKind(
        "report.published",
        "通报印发",
        "a version of a situation report was issued",
        (_f("version", Kind.INT, "版本", "version"),),
        "briefing:report:publish",
    ),
    FactKind(
        "report.refreshed",
        "通报数据更新",
        "a report's figures were computed again at a later state of the ledger",
        (
            _f("version", Kind.INT, "版本", "version"),
            _f("pinned", Kind.INT, "账本序号", "last fact it reads"),
            _f("changed", Kind.CODES, "变动的数据", "figures that changed"),
            _f("digest", Kind.DIGEST, "内容摘要值", "digest of its content"),
        ),
        "briefing:report:revise",
    ),
)

FACTS: Final[Mapping[tuple[str, int], FactKind]] = {(k.name, k.version): k for k in _DECLARED}
"""Every kind of fact by name and version."""

LATEST: Final[Mapping[str, FactKind]] = {
    k.name: k for k in sorted(_DECLARED, key=lambda kind: kind.version)
}
"""The version in which new facts of a kind are written."""


_PLAIN: Final[Mapping[Kind, type]] = {
    Kind.CODE: str, Kind.REF: str, Kind.DIGEST: str, Kind.TIME: str, Kind.INT: int, Kind.BOOL: bool,
}  # fmt: skip
"""Kinds of which every value of exactly this type fits; others are looked at."""

_CHECKS: Final[Mapping[str, Mapping[str, tuple[bool, type | None, Kind]]]] = {
    name: {f.name: (f.optional, _PLAIN.get(f.kind), f.kind) for f in kind.fields}
    for name, kind in LATEST.items()
}
"""Of each kind of fact by field: whether it may be absent, and what its values must be."""


def check(name: str, data: Mapping[str, object]) -> None:
    """Raise :class:`BrokenRule` ``fact-invalid`` unless ``data`` fits the kind ``name``."""
    kind = LATEST.get(name)
    if kind is None:
        raise _invalid(name, "", "a declared kind of fact")
    if extra := data.keys() - _CHECKS[name].keys():
        raise _invalid(name, min(extra), f"one of {', '.join(sorted(_CHECKS[name]))}")
    for field, (optional, plain, of) in _CHECKS[name].items():
        value = data.get(field)
        if value is None:
            if not optional:
                raise _invalid(name, field, "a value: the field is compulsory")
        elif type(value) is not plain and not _fits(of, value):
            raise _invalid(name, field, f"a value of kind {of}")


def _fits(kind: Kind, value: object) -> bool:
    if kind is Kind.INT:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is Kind.BOOL:
        return isinstance(value, bool)
    if kind is Kind.DATE:
        return isinstance(value, str) and _is_iso_day(value)
    if kind is Kind.CODES:
        return _is_list_of(value, str)
    if kind is Kind.INTS:
        return _is_list_of(value, int)
    return isinstance(value, str)


def _is_iso_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_list_of(value: object, of: type) -> bool:
    return (
        isinstance(value, Iterable)
        and not isinstance(value, str)
        and all(isinstance(item, of) for item in value)
    )


def _invalid(kind: str, field: str, right: str) -> BrokenRule:
    return BrokenRule(
        "fact-invalid",
        zh=f"事实“{kind}”的字段“{field}”不符合声明；应为：{right}。",
        en=f"Fact {kind!r}, field {field!r}: it should be {right}.",
    )

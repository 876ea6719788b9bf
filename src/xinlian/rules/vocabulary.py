"""The closed lists of the field, each term in Chinese and English.

A term is a :class:`Term`: a string (its code, which is what is stored) that also knows its
two names. Codes are stable; names may be improved.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code with a Chinese and an English name."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        """Make the member a plain string that carries its two names.

        A member states both; the defaults let a type checker read ``Channel("letter")``.
        """
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.en = en
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return ``[(code, Chinese name)]``, in the order of declaration."""
        return [(str(term), term.zh) for term in cls]


class Channel(Term):
    """How a petition arrived (信访形式; R17, R21)."""

    LETTER = "letter", "来信", "letter"
    VISIT = "visit", "来访", "visit"
    WEB = "web", "网上信访", "web"
    TELEPHONE = "telephone", "电话", "telephone"
    FAX = "fax", "传真", "fax"
    APP = "app", "移动客户端", "mobile app"
    EMAIL = "email", "电子邮件", "email"
    FIELD = "field", "下访收集", "field visit"
    TRANSFERRED = "transferred", "其他系统转入", "transferred from another system"


class Purpose(Term):
    """What a petition is for (信访目的; R29, R30, R31)."""

    APPEAL = "appeal", "申诉求决", "appeal for resolution"
    ACCUSATION = "accusation", "检举控告", "report or accusation"
    SUGGESTION = "suggestion", "意见建议", "opinion or suggestion"
    OTHER = "other", "其他", "other"


class Level(Term):
    """Which level of government a petition reached (到达层级)."""

    COUNTY = "county", "县级", "county"
    CITY = "city", "市级", "city"
    PROVINCE = "province", "省级", "province"
    CAPITAL = "capital", "进京", "Beijing"


class Occurrence(Term):
    """First or repeat, as the registering office recorded it (初次、重复)."""

    FIRST = "first", "初次", "first"
    REPEAT = "repeat", "重复", "repeat"
    UNKNOWN = "unknown", "未注明", "not stated"


class Form(Term):
    """Individual or group; a group is five people or more (a setting, not the law)."""

    INDIVIDUAL = "individual", "个体", "individual"
    GROUP = "group", "集体", "group"


class Unit(Term):
    """The units in which petitions are counted; they are never added to one another."""

    ITEMS = "items", "件次", "items"
    BATCHES = "batches", "批次", "batches"
    PERSON_TIMES = "person_times", "人次", "person-times"


class MatterKind(Term):
    """The kinds by which the conference keeps its ledger of repeat matters (事项类型)."""

    UNFINISHED = "unfinished", "项目停工烂尾", "unfinished building"
    CERTIFICATE = "certificate", "办证难", "property certificate"
    MANAGEMENT = "management", "物业管理", "property management"
    INVESTMENT = "investment", "集资投资受损", "investment loss"
    WAGES = "wages", "拖欠工资", "unpaid wages"
    INSURANCE = "insurance", "社会保障", "social security"
    LAND = "land", "征地拆迁", "land and demolition"
    SERVICES = "services", "公共服务", "public services"
    ENVIRONMENT = "environment", "环境保护", "environment"
    TRANSPORT = "transport", "交通出行", "transport"
    OTHER = "other", "其他", "other"


class Basis(Term):
    """On what ground a petition belongs to a matter (归入依据)."""

    ENGINE = "engine", "系统串并（未核对）", "linked by the engine, not reviewed"
    OFFICE = "office", "经办核对", "confirmed by the office"


class Closing(Term):
    """How an assigned case was closed (办结方式)."""

    CONFIRMED = "confirmed", "信访人确认化解", "confirmed by the petitioner"
    FINAL = "final", "依法终结", "final decision"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    TRANSFERRED = "transferred", "移送", "transferred"


class Direction(Term):
    """What a rank means (排名方向)."""

    MORE_IS_WORSE = "more_is_worse", "数值越大越差", "more is worse"
    MORE_IS_BETTER = "more_is_better", "数值越大越好", "more is better"


class UnitType(Term):
    """What kind of body a unit is (R2)."""

    PARTY = "party", "党委部门", "party body"
    CONGRESS = "congress", "人大", "people's congress"
    GOVERNMENT = "government", "政府部门", "government body"
    CONSULTATIVE = "consultative", "政协", "consultative conference"
    SUPERVISION = "supervision", "监察机关", "supervision body"
    COURT = "court", "法院", "court"
    PROCURATORATE = "procuratorate", "检察院", "procuratorate"
    MASS = "mass", "群团组织", "mass organisation"
    ENTERPRISE = "enterprise", "国有企业", "state enterprise"
    INSTITUTION = "institution", "事业单位", "public institution"


class Role(Term):
    """What a member of staff does; permissions hang on roles (organisation.permissions)."""

    REGISTRAR = "registrar", "登记员", "registrar"
    OFFICE = "office", "信访局（联席办）", "petitions office"
    HANDLER = "handler", "责任单位经办人", "handler of a unit"
    HEAD = "head", "责任单位负责人", "head of a unit"
    CONVENER = "convener", "召集人", "convener"
    AUDITOR = "auditor", "审计员", "auditor"
    ADMINISTRATOR = "administrator", "系统管理员", "administrator"


class Reading(Term):
    """Why somebody outside the unit in charge reads a text (查阅事由; a product rule)."""

    SUPERVISE = "supervise", "督查督办", "to urge or inspect"
    COORDINATE = "coordinate", "协调会商", "to coordinate units"
    ANALYSE = "analyse", "分析研判", "to analyse a matter"
    INSTRUCTED = "instructed", "领导交办", "on a leader's instruction"
    AUDIT = "audit", "审计核查", "to audit"


class Opening(Term):
    """For what purpose an identity may be opened (开启身份信息的用途)."""

    WRITE = "write", "送达文书或回复", "to write to the petitioner"
    HEAR = "hear", "联系、听取陈述", "to hear the petitioner"
    SERVE = "serve", "当面送达", "to serve a document"
    CORRECT = "correct", "更正登记的身份信息", "to correct the identity recorded"
    RECOGNISE = (
        "recognise",
        "识别同一事项内的重复（不显示身份）",
        "to recognise a repeat (shown to nobody)",
    )


class Route(Term):
    """The six ways in which a claim is dealt with (R31); what is no claim has none."""

    LITIGATION = "litigation", "导入诉讼等法律程序", "litigation, police, prosecution"
    ARBITRATION = "arbitration", "导入仲裁", "arbitration"
    PARTY = "party", "导入党内申诉", "appeal within the party"
    ADMINISTRATIVE = "administrative", "导入行政程序", "administrative procedure"
    DUTY = "duty", "查处违法行为、履行法定职责", "investigating a violation, performing a duty"
    PETITION = "petition", "信访程序", "the petition procedure proper"


class ClaimResult(Term):
    """What an opinion says of one claim (R32)."""

    SUPPORTED = "supported", "予以支持", "supported"
    EXPLAINED = (
        "explained",
        "诉求合理但缺乏法律依据，作出解释说明",
        "reasonable but without legal basis, explained",
    )
    NOT_SUPPORTED = "not_supported", "不予支持", "not supported"


class Ground(Term):
    """Why a petition is not accepted (不予受理的理由)."""

    ELSEWHERE = "elsewhere", "不属于本机关、单位职权范围", "within the power of another body"
    RUNNING = "running", "下级机关、单位已受理或者正在办理", "a lower body is dealing with it"
    ENDED = "ended", "已有复核意见，以同一事实和理由提出", "ended by a re-examination, same facts"
    LEGAL = (
        "legal",
        "应当通过诉讼、仲裁、行政复议等法定途径解决",
        "belongs to a statutory procedure",
    )
    UNCLEAR = "unclear", "诉求不清且无法补充", "no claim can be made out and nobody can be asked"


class Urgency(Term):
    """How soon a petition must be reported (R25)."""

    ORDINARY = "ordinary", "一般", "ordinary"
    URGENT = "urgent", "紧急", "urgent"
    GRAVE = "grave", "重大、紧急", "grave and urgent"


class State(Term):
    """Where a petition stands in its procedure (办理状态)."""

    RECEIVED = "received", "已登记", "registered"
    HELD = "held", "涉及检举，待甄别", "names a wrongdoer, not yet sorted"
    SORTED = "sorted", "已甄别", "sorted"
    SENT = "sent", "已转送、交办，待受理", "passed on, awaiting the unit"
    CONTESTED = "contested", "异议待核实", "contested"
    UPHELD = "upheld", "异议未获同意，待受理", "contest not agreed to, awaiting the unit"
    ACCEPTED = "accepted", "已受理，办理中", "accepted, being handled"
    WAITING = "waiting", "待信访人补充材料", "waiting for facts from the petitioner"
    DECIDED = "decided", "已提出处理意见，待审签", "opinion drawn up, awaiting approval"
    APPROVED = "approved", "已审签，待送达", "opinion approved, to be served"
    SERVED = "served", "已送达", "opinion served"
    EXECUTING = "executing", "落实中", "being executed"
    UNDER_REVIEW = "under_review", "复查中", "under review"
    REVIEWED = "reviewed", "已复查", "reviewed"
    UNDER_REEXAMINATION = "under_reexamination", "复核中", "under re-examination"
    CONCLUDED = "concluded", "已办结", "concluded"
    GUIDED = "guided", "已导入其他程序", "led into another procedure"
    REFUSED = "refused", "不予受理", "not accepted"
    WITHDRAWN = "withdrawn", "信访人已撤回", "withdrawn by the petitioner"
    FINAL = "final", "已终结", "final"


class Passing(Term):
    """How a petition is passed on (R22)."""

    FORWARD = "forward", "转送", "forwarded"
    ASSIGN = "assign", "交办", "assigned"


class AssignmentState(Term):
    """What became of a forwarding or assignment (转送交办状态)."""

    PENDING = "pending", "待受理", "pending"
    ACCEPTED = "accepted", "已受理", "accepted"
    CONTESTED = "contested", "异议待核实", "contested"
    RETURNED = "returned", "已退回", "returned"
    DONE = "done", "已办结", "done"


class DecidedBy(Term):
    """Who decides on an objection or on who leads (R23, R24)."""

    SENDER = "sender", "转送、交办的部门", "the sender"
    AGREED = "agreed", "有关单位协商", "the units, by agreement"
    SUPERIOR = "superior", "共同的上一级机关", "the common superior"
    CONFERENCE = "conference", "信访工作联席会议", "the joint conference"


class ClockState(Term):
    """Where a clock stands (期限状态)."""

    RUNNING = "running", "进行中", "running"
    EXPIRED = "expired", "已超期", "run out"
    DONE = "done", "已完成", "done"
    STOPPED = "stopped", "不再适用", "no longer owed"


class Bar(Term):
    """Why a unit gets nothing of a petition (R28)."""

    ACCUSED = "accused", "被检举控告", "accused"
    COMPLAINED = "complained", "被反映办理不当", "complained of for how it handled a petition"


class Adoption(Term):
    """What an answer says of one suggestion (R29)."""

    ADOPTED = "adopted", "采纳", "adopted"
    PARTLY = "partly", "部分采纳", "adopted in part"
    NOT_ADOPTED = "not_adopted", "不予采纳", "not adopted"


class Stage(Term):
    """In which of the three procedures an opinion is given (R32, R35, R36)."""

    HANDLING = "handling", "办理", "handling"
    REVIEW = "review", "复查", "review"
    REEXAMINATION = "reexamination", "复核", "re-examination"


class ReviewResult(Term):
    """How a review or re-examination ended (复查复核结果)."""

    UPHELD = "upheld", "维持", "upheld"
    CHANGED = "changed", "变更", "changed"
    REVOKED = "revoked", "撤销", "revoked"


class Delivery(Term):
    """How a document reached the petitioner (送达方式)."""

    PERSON = "person", "当面送达", "in person"
    POST = "post", "邮寄送达", "by post"
    ONLINE = "online", "网上送达", "online"
    LEFT = "left", "留置送达", "left after refusal"
    NOTICE = "notice", "公告送达", "by public notice"


class Rated(Term):
    """What a petitioner rates (评价对象)."""

    OFFICE = "office", "信访部门", "the petitions office"
    UNIT = "unit", "责任单位", "the responsible unit"


class Satisfaction(Term):
    """How satisfied the petitioner is (满意度)."""

    SATISFIED = "satisfied", "满意", "satisfied"
    BASICALLY = "basically", "基本满意", "basically satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "dissatisfied"


class Means(Term):
    """How a rating was given (评价方式)."""

    CODE = "code", "查询码", "by query code"
    LINK = "link", "评价链接", "by link"
    CALL = "call", "电话回访", "on a call-back"


class UrgingKind(Term):
    """How a unit is urged (督办方式; R40)."""

    REMINDER = "reminder", "催办", "reminder"
    URGING = "urging", "督办", "urging"
    IMPROVE = "improve", "改进工作建议", "advice to improve work"
    POLICY = "policy", "完善政策建议", "advice to improve policy"
    ACCOUNT = "account", "追究责任建议", "advice to hold to account"


class UrgingGround(Term):
    """Why a unit is urged (督办情形; R40)."""

    RULES = "rules", "违反规定程序", "breaking the rules of procedure"
    SHIRKING = "shirking", "推诿、敷衍", "shirking or perfunctory handling"
    DELAY = "delay", "拖延", "delay"
    FALSE = "false", "弄虚作假", "falsification"
    EXECUTION = "execution", "拒不执行处理意见", "refusing to execute"


class Spell(Term):
    """What days are counted of: from one event of a petition to another (办理环节)."""

    SORTING = "sorting", "登记至甄别", "receipt to sorting"
    PASSING = "passing", "登记至转送交办", "receipt to passing on"
    ACCEPTING = "accepting", "转送交办至受理", "passing on to acceptance"
    CONCLUDING = "concluding", "受理至办结", "acceptance to conclusion"
    ANSWERING = "answering", "登记至答复", "receipt to answer"
    CONTESTING = "contesting", "异议至答复", "objection to its answer"
    REVIEWING = "reviewing", "申请复查复核至决定", "request for review to its decision"

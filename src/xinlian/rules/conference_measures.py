"""What the conference counts: limits, assigned cases, promises, the city among its peers."""

from typing import Final

from xinlian.rules.measure import Counted, Measure, Words

_RETURNS: Final = ("visits.returned",)
_YEAR_LIMITS: Final = ("limit.set", "limit.planned")
_UNRETURNED: Final = Words(
    "截止日尚未报送的月报不计，未报区域数单列",
    "months not returned by the day count nothing; how many areas have not returned is beside",
)


def _escalated(name: str, zh: Words, text: Words, by: tuple[str, ...] = ()) -> Measure:
    return Measure(name, zh, Counted.BATCHES, text, _RETURNS, exclusions=_UNRETURNED, by=by)


def _limit(name: str, zh: Words, text: Words, by: tuple[str, ...] = ()) -> Measure:
    return Measure(name, zh, Counted.BATCHES, text, _YEAR_LIMITS, by=by)


def _projection(name: str, title: Words, text: Words) -> Measure:
    method_zh = (
        "：以整月月报批次拟合伽马—泊松模型（杰弗里斯先验，按月间离散程度放宽），"
        "推算剩余天数；八成区间为预测分布的10%与90%分位"
    )
    method_en = (
        ": gamma-Poisson on the returns of whole months (Jeffreys prior, widened by their "
        "dispersion) for the days that remain; the 80 % interval runs from the 10 % to the 90 % "
        "quantile of the predictive distribution"
    )
    return _escalated(name, title, Words(text.zh + method_zh, text.en + method_en))


LIMITS: Final = (
    _limit(
        "limits.city",
        Words("越级走访全年指标", "limit of escalated visits"),
        Words("本年度全市越级走访限额", "the city's limit of escalated visits for the year"),
    ),
    _limit(
        "limits.areas",
        Words("区域指标合计", "limits of the areas"),
        Words("本年度各责任区域限额之和", "the sum of the areas' limits for the year"),
    ),
    _limit(
        "limits.reserve",
        Words("机动指标", "reserve"),
        Words("本年度未分配到区域的限额", "the part of the limit given to no area"),
    ),
    _limit(
        "limits.limit",
        Words("区域指标", "limit of an area"),
        Words("本年度责任区域限额", "the area's limit for the year"),
        ("area",),
    ),
    _limit(
        "limits.balance",
        Words("指标核对差", "limits: check"),
        Words(
            "各区域限额加机动减全市限额，应为零",
            "areas and reserve less the city's limit; zero when they agree",
        ),
    ),
    _escalated(
        "limits.used",
        Words("越级走访已使用", "escalated visits so far"),
        Words(
            "本年1月至截止月各区域月报批次之和，以截止日已报为准",
            "the monthly returns of the year up to the day, as known by then",
        ),
        ("area",),
    ),
    _escalated(
        "limits.month",
        Words("当月越级走访", "escalated visits of a month"),
        Words("该月各区域月报批次之和", "the areas' returns of the month"),
        ("month",),
    ),
    _escalated(
        "limits.path",
        Words("越级走访逐月累计", "escalated visits, cumulative"),
        Words("1月至该月各区域月报批次之和", "the areas' returns from January to the month"),
        ("month",),
    ),
    _escalated(
        "limits.last_year",
        Words("上年同月数累计", "escalated visits, last year"),
        Words(
            "上年1月至本年最近整月的同月月报批次之和",
            "last year's returns from January to the last whole month of this year",
        ),
    ),
    Measure(
        "limits.week",
        Words("越级走访周报", "escalated visits of a week"),
        Counted.BATCHES,
        Words("该周全市越级走访批次", "the city's batches of the week"),
        ("visits.counted",),
        by=("week",),
    ),
    Measure(
        "limits.share",
        Words("指标使用率", "share of the limit used"),
        Counted.PERCENT,
        Words("已使用批次", "batches so far"),
        (*_RETURNS, *_YEAR_LIMITS),
        denominator=Words("全年限额", "the year's limit"),
        exclusions=_UNRETURNED,
        by=("area",),
    ),
    Measure(
        "limits.overrun",
        Words("超出指标", "over the limit"),
        Counted.BATCHES,
        Words(
            "已使用批次超过全年限额的部分，未超出为零",
            "batches so far beyond the year's limit, zero where there are none",
        ),
        (*_RETURNS, *_YEAR_LIMITS),
        exclusions=_UNRETURNED,
        by=("area",),
    ),
    Measure(
        "limits.excess",
        Words("超出比例", "share over the limit"),
        Counted.PERCENT,
        Words("超出全年限额的批次", "batches beyond the year's limit"),
        (*_RETURNS, *_YEAR_LIMITS),
        denominator=Words("全年限额", "the year's limit"),
        exclusions=_UNRETURNED,
        by=("area",),
    ),
    _projection(
        "limits.projection",
        Words("全年推算", "projection to the year's end"),
        Words("至年末的期望批次", "expected batches by the year's end"),
    ),
    _projection(
        "limits.projection_low",
        Words("全年推算下限", "projection, low end"),
        Words("至年末批次的八成区间下限", "low end of the 80 % interval"),
    ),
    _projection(
        "limits.projection_high",
        Words("全年推算上限", "projection, high end"),
        Words("至年末批次的八成区间上限", "high end of the 80 % interval"),
    ),
)

_CASES: Final = ("case.assigned", "case.closed")


def _case(name: str, title: Words, text: Words, by: tuple[str, ...]) -> Measure:
    return Measure(name, title, Counted.CASES, text, _CASES, by=by)


ASSIGNED: Final = (
    _case(
        "cases.assigned",
        Words("上级交办", "cases assigned from above"),
        Words("截止日前上级交办的事项", "cases assigned from above by the day"),
        ("area",),
    ),
    _case(
        "cases.closed",
        Words("交办件已办结", "assigned cases closed"),
        Words("截止日前以任何方式办结的交办件", "assigned cases closed in any way"),
        ("area", "closing"),
    ),
    _case(
        "cases.open",
        Words("交办件未办结", "assigned cases open"),
        Words("截止日未办结的交办件", "assigned cases not closed by the day"),
        ("area",),
    ),
    _case(
        "cases.overdue",
        Words("交办件逾期未办结", "assigned cases overdue"),
        Words(
            "要求办结日期早于截止日、尚未办结的交办件",
            "open cases that were asked to be finished before the day",
        ),
        ("area",),
    ),
    Measure(
        "cases.resolution",
        Words("交办件化解率", "resolution rate of assigned cases"),
        Counted.PERCENT,
        Words(
            "信访人确认化解或依法终结的交办件；撤回、移送不计为化解",
            "cases confirmed by the petitioner or finally decided; withdrawn or transferred "
            "never counts as resolved",
        ),
        _CASES,
        denominator=Words("全部交办件", "all assigned cases"),
        by=("area",),
    ),
)

_PROMISE_FACTS: Final = ("promise.made", "promise.kept")


def _promise(name: str, title: Words, text: Words) -> Measure:
    return Measure(name, title, Counted.PROMISES, text, _PROMISE_FACTS, by=("unit",))


PROMISES: Final = (
    _promise(
        "promises.made",
        Words("作出承诺", "promises made"),
        Words("截止日前作出的承诺", "promises made by the day"),
    ),
    _promise(
        "promises.kept",
        Words("已兑现承诺", "promises kept"),
        Words("截止日前兑现的承诺", "promises kept by the day"),
    ),
    _promise(
        "promises.open",
        Words("未兑现承诺", "promises open"),
        Words("截止日尚未兑现的承诺", "promises not kept by the day"),
    ),
    _promise(
        "promises.overdue",
        Words("逾期未兑现承诺", "promises overdue"),
        Words(
            "完成期限早于截止日、尚未兑现的承诺", "promises not kept that were due before the day"
        ),
    ),
)

PEERS: Final = (
    Measure(
        "peers.rank",
        Words("同级排名", "rank among peers"),
        Counted.RANK,
        Words(
            "最近一期通报中本市的名次；排名方向随图注明",
            "this city's place in the newest table; what rank 1 means is stated beside",
        ),
        ("peers.reported",),
        denominator=Words("参加排名的地区数", "peers in the table"),
        by=("measure",),
    ),
)

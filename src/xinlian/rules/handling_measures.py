"""How petitions are handled: in time, the first time, to whose satisfaction, over how many days.

Joint handling counts for the lead alone: clocks, charge and returns are the lead's. Open ones
past due stand in every denominator; an extension that is lawful has its own last day.
"""

from typing import Final

from xinlian.rules.measure import Counted, Measure, Words
from xinlian.rules.vocabulary import State

NOTICES: Final = ("notice", "acknowledgement")
"""Clocks by whose end the petitioner is told that a petition was taken up (R23)."""

COMPLETIONS: Final = (
    "handling", "extension", "suggestion", "resolution", "enquiry", "request", "complaint", "hard",
)  # fmt: skip
"""Clocks by whose end a petition is answered, in whichever profile (R34)."""

RIGHTS: Final = ("objection", "review-request", "reexamination-request", "resume")
"""Clocks that bind no unit: a right that lapses is owed by nobody."""

ENDED: Final = (
    State.SERVED, State.CONCLUDED, State.GUIDED, State.REFUSED, State.WITHDRAWN, State.FINAL,
)  # fmt: skip
"""States in which no unit owes the petitioner an answer."""

ANSWERED: Final = (State.SERVED, State.CONCLUDED)
"""States that say a petition was concluded: led elsewhere or withdrawn is not."""

RATEABLE: Final = (State.SERVED, State.CONCLUDED, State.GUIDED, State.REFUSED)
"""States from which on the petitioner is asked for a rating."""

SETTLED_DAYS: Final = 90
"""Days without a repeat, a review or a reopening after which a petition counts as resolved."""

_ALONG: Final = ("unit", "area", "month")
_FILE: Final = (
    "petition.registered", "petition.corrected", "petition.answered", "file.stepped",
)  # fmt: skip
_CLOCK: Final = (
    *_FILE, "clock.started", "clock.moved", "clock.ended", "clock.resumed",
)  # fmt: skip
_LINKS: Final = (
    "petition.linked", "petition.unlinked", "matter.merged", "matter.unmerged", "matter.split",
)  # fmt: skip
_HIDDEN: Final = Words("检举控告和待甄别的不计", "accusations and what is held are not counted")
_OUTSIDE: Final = Words(
    "只见于导入登记簿、未在本系统办理的不计，件数单列",
    "petitions only known from an imported register, with no step taken here, are left out and "
    "counted beside",
)


def _without(*words: Words) -> Words:
    """Join what is left out into one sentence; what is hidden is left out of everything."""
    said = (*words, _HIDDEN)
    return Words("；".join(each.zh for each in said), "; ".join(each.en for each in said))


_STOPPED: Final = Words(
    "到期前依法延长（按延长后的期限另计）、撤回、另行转送或者导入其他程序的，件数单列；"
    "节假日未录入而没有到期日的不计",
    "stopped before they were due (extended, which has its own last day, withdrawn, sent "
    "elsewhere, led into another procedure): counted beside; without a date where the holidays "
    "of the year are not known",
)
_UNNAMED: Final = Words(
    "姓名（名称）、住址不清的不计，件数单列",
    "petitions without a known name or address are left out and counted beside",
)

_TIMELY: Final = (
    Measure(
        "notice.timely",
        Words("及时受理率", "timely notice"),
        Counted.PERCENT,
        Words("在期限内告知信访人的", "notices given by the last day"),
        _CLOCK,
        denominator=Words(
            "期间内到期、且到期日已过的告知期限；逾期尚未告知的计为未及时",
            "notices that fell due in the period, the day being over; those still open count "
            "as late",
        ),
        exclusions=_without(_UNNAMED, _STOPPED, _OUTSIDE),
        by=_ALONG,
    ),
    Measure(
        "completion.timely",
        Words("按期办结率", "on-time completion"),
        Counted.PERCENT,
        Words(
            "在法定期限（依法延长的为延长后的期限）内办结的",
            "served or concluded by the lawful last day, that of the extension where there is one",
        ),
        _CLOCK,
        denominator=Words(
            "期间内到期、且到期日已过的办理期限；逾期未办结的计为未按期",
            "handling that fell due in the period, the day being over; what is still open counts "
            "as late",
        ),
        exclusions=_without(_STOPPED),
        by=_ALONG,
    ),
)

_SETTLED: Final = (
    Measure(
        "settled.first",
        Words("一次性化解率", "first-time resolution"),
        Counted.PERCENT,
        Words(
            f"办结后{SETTLED_DAYS}日内，同一信访人未就同一事项再次信访、未申请复查且未重新办理的",
            f"those with no repeat on the matter, no request for review and no reopening within "
            f"{SETTLED_DAYS} days of the conclusion",
        ),
        (*_FILE, *_LINKS, "review.requested"),
        denominator=Words(
            f"办结后{SETTLED_DAYS}日在期间内届满的初次信访件",
            f"first petitions concluded whose {SETTLED_DAYS} days ended in the period",
        ),
        exclusions=_without(
            Words(
                "未归入事项或信访人不明、无法识别重复的，件数单列",
                "petitions without a matter or a known petitioner, whose repeats nobody could "
                "see, are counted beside",
            ),
            _OUTSIDE,
        ),
        by=_ALONG,
    ),
)

_RATED: Final = (
    Measure(
        "rating.participation",
        Words("参评率", "participation in rating"),
        Counted.PERCENT,
        Words("信访人已评价的", "those that the petitioner rated"),
        (*_FILE, "rating.given"),
        denominator=Words(
            "期间内首次送达、办结、导入或者不予受理、从而可以评价的信访件",
            "petitions that in the period could first be rated: served, concluded, led elsewhere "
            "or not accepted",
        ),
        exclusions=_without(_OUTSIDE),
        by=("object", *_ALONG),
    ),
    Measure(
        "rating.satisfaction",
        Words("满意率", "satisfaction"),
        Counted.PERCENT,
        Words("评价为满意或者基本满意的", "rated satisfied or basically satisfied"),
        (*_FILE, "rating.given"),
        denominator=Words(
            "期间内信访人的评价，同一对象以最近一次为准；未评价的不计为满意",
            "ratings by petitioners in the period, the newest of each object; what is not rated "
            "is not counted as satisfied",
        ),
        exclusions=_without(),
        by=("object", *_ALONG),
    ),
    Measure(
        "hotline.satisfaction",
        Words("12345满意率", "hotline satisfaction"),
        Counted.PERCENT,
        Words("回访评价为满意或者基本满意的", "called back and (basically) satisfied"),
        (*_FILE, "rating.given"),
        denominator=Words(
            "期间内对承办单位的有效回访（适用热线规程、有回访编号）",
            "valid call-backs of the period on the responsible unit: under the hotline's "
            "profile, with a number",
        ),
        exclusions=_without(),
        by=_ALONG,
    ),
)


def _days(name: str, title: Words, text: Words, facts: tuple[str, ...], by: tuple[str, ...]) -> (
    tuple[Measure, Measure]
):  # fmt: skip
    """Return the median and the 90th percentile of days: whole days, by the nearest rank."""
    rank = Words("最近秩法，取整日", "nearest rank, whole days")
    return (
        Measure(
            f"{name}_median",
            Words(f"{title.zh}中位数", f"{title.en}, median"),
            Counted.DAYS,
            Words(f"{text.zh}的中位数（{rank.zh}）", f"{text.en}: the median ({rank.en})"),
            facts,
            exclusions=_without(),
            by=by,
        ),
        Measure(
            f"{name}_high",
            Words(f"{title.zh}90%分位", f"{title.en}, 90th percentile"),
            Counted.DAYS,
            Words(
                f"{text.zh}的90%分位（{rank.zh}）", f"{text.en}: the 90th percentile ({rank.en})"
            ),
            facts,
            exclusions=_without(),
            by=by,
        ),
    )


_TAKEN: Final = (
    *_days(
        "days.step",
        Words("各环节用时", "days of a step"),
        Words(
            "期间内首次完成的环节，从起点之日到终点之日的天数",
            "days from the first event of a step to the one that first ended it in the period",
        ),
        (*_FILE, "contest.filed", "contest.decided", "review.requested", "review.decided"),
        ("step", *_ALONG),
    ),
    *_days(
        "open.age",
        Words("未办结信访件在办天数", "age of open petitions"),
        Words(
            "截止日尚未办结的信访件自收到之日起的天数",
            "days since receipt of petitions not ended by the day",
        ),
        _FILE,
        ("unit", "area"),
    ),
    *_days(
        "open.since",
        Words("自首次收到起的天数", "days since first receipt"),
        Words(
            "截止日尚未办结的信访件，自同一信访人首次就同一事项信访之日起的天数；转送、异议、撤回、"
            "重新登记都不重新起算",
            "of petitions not ended by the day: days since the same petitioner first petitioned "
            "on the matter; no transfer, contest, withdrawal or new registration resets them",
        ),
        (*_FILE, *_LINKS),
        ("unit", "area"),
    ),
)

_COUNTS: Final = (
    Measure(
        "open.files",
        Words("未办结信访件", "open petitions"),
        Counted.CASES,
        Words(
            "截止日尚未办结的信访件",
            "petitions not ended by the day",
        ),
        _FILE,
        exclusions=_without(),
        by=("unit", "area"),
    ),
    Measure(
        "open.overdue",
        Words("超期未办结", "overdue now"),
        Counted.CASES,
        Words(
            "截止日尚未办结、至少一项期限的到期日早于截止日的信访件，含导入登记簿中未见答复的",
            "petitions not ended with at least one period that ended before the day, those of an "
            "imported register without an answer among them",
        ),
        _CLOCK,
        exclusions=_without(),
        by=("unit", "area"),
    ),
    Measure(
        "reassigned.times",
        Words("退转次数", "reassignments"),
        Counted.TIMES,
        Words(
            "期间内转送、交办后退回的次数，计入退回的单位；共同承办的只计牵头单位",
            "times in the period that what was passed on came back, counted for the unit it "
            "came back from, the lead alone",
        ),
        (*_FILE, "assignment.given", "assignment.moved"),
        exclusions=_without(),
        by=_ALONG,
    ),
    Measure(
        "reassigned.average",
        Words("每个事项退转次数", "reassignments per matter"),
        Counted.PER_MATTER,
        Words(
            "这些事项至截止日的退转次数", "the times that these came back until the day"
        ),
        (*_FILE, *_LINKS, "assignment.given", "assignment.moved"),
        denominator=Words(
            "期间内首次转送、交办的事项，未归入事项的信访件各计一个",
            "matters first passed on in the period; a petition without a matter is one",
        ),
        exclusions=_without(),
        by=("area", "month"),
    ),
    Measure(
        "reopened.times",
        Words("重新办理", "reopened"),
        Counted.TIMES,
        Words("期间内办结后重新办理的次数", "times in the period that something concluded was "
              "taken up again"),
        _FILE,
        exclusions=_without(),
        by=_ALONG,
    ),
    Measure(
        "urged.times",
        Words("催办、督办次数", "times urged"),
        Counted.TIMES,
        Words(
            "期间内发出的催办、督办和建议，计入被督办的单位",
            "reminders, urgings and advice sent in the period, counted for the unit urged",
        ),
        (*_FILE, "urging.sent"),
        exclusions=_without(),
        by=_ALONG,
    ),
    Measure(
        "urged.unanswered",
        Words("督办逾期未反馈", "urgings not answered"),
        Counted.TIMES,
        Words(
            "反馈期限早于截止日、尚未反馈的催办、督办和建议",
            "urgings whose answer was due before the day and has not come",
        ),
        (*_FILE, "urging.sent", "urging.answered"),
        exclusions=_without(),
        by=("unit", "area"),
    ),
)  # fmt: skip

HANDLING: Final = (*_TIMELY, *_SETTLED, *_RATED, *_TAKEN, *_COUNTS)

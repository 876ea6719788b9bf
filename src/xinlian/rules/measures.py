"""What every figure means: each measure declared once, in words, beside what it reads.

The words are shown wherever a figure is shown; ``xinlian.insight`` computes what they say. A
change of the words is a change of the measure, and the other way round.
"""

from collections.abc import Mapping
from typing import Final

from xinlian.rules.conference_measures import ASSIGNED, LIMITS, PEERS, PROMISES
from xinlian.rules.handling_measures import HANDLING
from xinlian.rules.measure import (
    GROUP_OF,
    LEDGER_PEOPLE,
    LEDGER_VISITS,
    Counted,
    Measure,
    Words,
)

__all__ = [
    "GROUP_OF", "LEDGER_PEOPLE", "LEDGER_VISITS", "MEASURES", "Counted", "Measure", "Words",
]  # fmt: skip

_REGISTER: Final = ("petition.registered", "petition.corrected")
_LINKS: Final = (
    "petition.linked", "petition.unlinked", "matter.merged", "matter.unmerged", "matter.split",
)  # fmt: skip
_MATTERS: Final = ("matter.opened", "matter.renamed", "matter.merged", "matter.unmerged")
_FIELDS: Final = ("channel", "purpose", "level", "category", "unit", "area")
_VISITS: Final = ("form", "level", "category", "unit", "area")

_NO_ACCUSATIONS: Final = Words(
    "检举控告由有权处理的机关另行统计，不在其中",
    "accusations are counted by the bodies with the power to handle them and are in no figure here",
)

_RECEIVED: Final = (
    Measure(
        "petitions.all",
        Words("信访总量", "petitions"),
        Counted.PETITIONS,
        Words(
            "期间内收到的全部信访件：来信、网上、电话等按件，来访按批；人次另计，不与件、批相加",
            "every petition received in the period: a letter, call or message is an item, a "
            "visit is a batch; person-times are given apart and never added",
        ),
        _REGISTER,
        exclusions=_NO_ACCUSATIONS,
        by=_FIELDS,
    ),
    Measure(
        "petitions.items",
        Words("来信、网上和电话信访", "letters, web messages and calls"),
        Counted.ITEMS,
        Words("期间内收到的信访件，来访除外", "petitions received in the period, visits left out"),
        _REGISTER,
        exclusions=_NO_ACCUSATIONS,
        by=_FIELDS,
    ),
    Measure(
        "visits.batches",
        Words("来访批次", "visits"),
        Counted.BATCHES,
        Words(
            "期间内登记的来访，每次来访计一批；达到集体访人数的为集访，其余为个访",
            "visits registered in the period, each visit one batch; a visit of as many people "
            "as make a group is a group visit, any other an individual one",
        ),
        _REGISTER,
        exclusions=_NO_ACCUSATIONS,
        by=_VISITS,
    ),
    Measure(
        "visits.people",
        Words("来访人次", "visitors"),
        Counted.PERSON_TIMES,
        Words("期间内登记的来访人数之和", "the sum of people over the visits of the period"),
        _REGISTER,
        exclusions=_NO_ACCUSATIONS,
        by=_VISITS,
    ),
)

_UNKNOWN: Final = Words(
    "未归入事项或信访人不明（匿名、身份信息不足）的信访件不参与计算，件数单列",
    "petitions without a matter or with an unknown petitioner (anonymous, too little identity) "
    "are left out and counted beside",
)

_REPEATED: Final = (
    Measure(
        "repeat.petitions",
        Words("重复信访", "repeat petitions"),
        Counted.PETITIONS,
        Words(
            "期间内收到、同一信访人此前已就同一事项信访过的信访件；"
            "只在事项内部以假名识别，不同事项之间无法比对",
            "petitions of the period whose petitioner had petitioned on the same matter before; "
            "recognised by a pseudonym within the matter only, never across matters",
        ),
        (*_REGISTER, *_LINKS),
        exclusions=_UNKNOWN,
        by=("category", "area"),
    ),
    Measure(
        "repeat.rate",
        Words("重复信访率", "repeat rate"),
        Counted.PERCENT,
        Words("期间内的重复信访", "repeat petitions of the period"),
        (*_REGISTER, *_LINKS),
        denominator=Words(
            "期间内信访人已知且已归入事项的信访件",
            "petitions of the period with a matter and a known petitioner",
        ),
        exclusions=_UNKNOWN,
        by=("category", "area"),
    ),
    Measure(
        "repeat.matters",
        Words("重复事项台账", "matters on the repeat ledger"),
        Counted.MATTERS,
        Words(
            f"自1月1日至截止日，到市级及以上来访不少于{LEDGER_VISITS}批次，且人数不少于"
            f"{LEDGER_PEOPLE}人的事项；人数取该事项期间内可识别信访人数与单次信访最大人数中的"
            "较大者",
            f"matters that from 1 January to the day had at least {LEDGER_VISITS} visit batches "
            f"to the city or above and at least {LEDGER_PEOPLE} people; people is the larger of "
            "the known petitioners of the matter in the period and the most people on any one "
            "of its petitions",
        ),
        (*_REGISTER, *_LINKS, *_MATTERS),
        exclusions=Words(
            "系统串并未经核对的来访照计，批次数单列",
            "visits that the engine linked and nobody reviewed are counted, and "
            "their number is given beside",
        ),
        by=("kind", "area"),
    ),
    Measure(
        "repeat.unreviewed",
        Words("台账中含未核对串并的事项", "ledger matters with links not reviewed"),
        Counted.MATTERS,
        Words(
            "重复事项台账中，至少一批到市级及以上的来访由系统串并、未经核对的事项",
            "matters on the repeat ledger with at least one visit to the city or above that the "
            "engine linked and nobody reviewed",
        ),
        (*_REGISTER, *_LINKS, *_MATTERS),
    ),
    Measure(
        "revisits.matters",
        Words("同一事项多次到访的事项", "matters visited more than once"),
        Counted.MATTERS,
        Words(
            "期间内来访不少于2批次的事项，不涉及来访人身份",
            "matters with two visit batches or more in the period, whoever came",
        ),
        (*_REGISTER, *_LINKS),
        exclusions=Words("未归入事项的来访", "visits without a matter"),
    ),
    Measure(
        "revisits.batches",
        Words("同一事项多次到访批次", "visits on matters visited more than once"),
        Counted.BATCHES,
        Words(
            "期间内来访不少于2批次的事项的全部来访批次",
            "all visit batches of the period on matters with two or more of them",
        ),
        (*_REGISTER, *_LINKS),
        exclusions=Words("未归入事项的来访", "visits without a matter"),
        by=("matter",),
    ),
    Measure(
        "matters.open",
        Words("在册事项", "matters"),
        Counted.MATTERS,
        Words("截止日已建立且未并入其他事项的事项", "matters opened and not merged into another"),
        _MATTERS,
        by=("kind", "area"),
    ),
    Measure(
        "matters.new",
        Words("新增事项", "new matters"),
        Counted.MATTERS,
        Words(
            "期间内建立且未并入其他事项的事项",
            "matters opened in the period and not merged into another",
        ),
        _MATTERS,
        by=("kind", "area"),
    ),
)

MEASURES: Final[Mapping[str, Measure]] = {
    measure.id: measure
    for measure in (*_RECEIVED, *_REPEATED, *HANDLING, *LIMITS, *ASSIGNED, *PROMISES, *PEERS)
}
"""Every measure by its id."""

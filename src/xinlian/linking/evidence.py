"""The evidence for a link in numbers and in words that a clerk understands."""

import math
from collections.abc import Sequence

from xinlian.linking.grouping import categories_agree, same_area
from xinlian.linking.register import Reason
from xinlian.text.normalise import MASK
from xinlian.text.things import find_objects, kind_of

KINDS: dict[str, tuple[str, str]] = {
    "estate": ("同一项目", "same project"),
    "building": ("同一场所", "same premises"),
    "company": ("同一单位", "same company"),
    "school": ("同一机构", "same institution"),
    "work": ("同一工程", "same works"),
    "road": ("同一道路", "same road"),
    "village": ("同一村社", "same village"),
    "": ("同一事物", "same thing"),
}
_RARE = 0.001  # a name in fewer rows than this share is called rare
_RARE_BELOW = 20  # and so is one in fewer rows than this
_BIAS = -2.5
_EXACT, _MASKED, _SLIPPED = 3.0, 1.0, 1.5
_SURPRISE = 0.25  # per nat that the name is rare
_PLACE_SAME, _PLACE_OTHER = 1.0, -6.0
_OBJECTS_OTHER = -0.3
_COPY = 4.0


def probability(reasons: Sequence[Reason]) -> float:
    """Return how sure a link is, between 0 and 1, from the weights of its reasons (nats)."""
    return 1 / (1 + math.exp(-(_BIAS + sum(reason.weight for reason in reasons))))


def thing_reasons(thing: str, words: str, rows: int, size: int) -> list[Reason]:
    """Return why a row is about ``thing``, which ``rows`` of ``size`` rows are about."""
    zh, en = KINDS[kind_of(thing)]
    rare = rows <= max(_RARE_BELOW, _RARE * size)
    weight = _EXACT + min(2.0, _SURPRISE * math.log(max(size, 1) / max(rows, 1)))
    reasons = [
        Reason(
            f"{zh} {thing}（{'少见名称，' if rare else ''}{size:,} 件中 {rows:,} 件）",
            f"{en} {thing} ({'rare name, ' if rare else ''}{rows:,} of {size:,})",
            weight,
        )
    ]
    if _core(thing) not in words:
        reasons.append(_unwritten(words))
    return reasons


def _core(thing: str) -> str:
    return thing.removesuffix("公司")


def _unwritten(words: str) -> Reason:
    if MASK in words:
        return Reason("名称有遮蔽，相符但不能确认", "name masked: fits, not certain", -_MASKED)
    return Reason(
        "名称写法不同（简称或笔误）", "the name is written otherwise (short or a slip)", -_SLIPPED
    )


def place_reason(one: str, other: str) -> Reason:
    """Return what two places say."""
    if not one or not other:
        return Reason("属地未写明", "place not stated", 0.0)
    if same_area(one, other):
        return Reason(f"同属地 {one}", f"same place {one}", _PLACE_SAME)
    return Reason(f"属地不同：{one}、{other}", f"different places: {one}, {other}", _PLACE_OTHER)


def subject_reason(one: str, other: str) -> Reason:
    """Return what two categories say."""
    weight = categories_agree(one, other)
    if not one or not other:
        return Reason("内容分类未写明", "category not stated", 0.0)
    if one == other:
        leaf = _leaf(one)
        return Reason(f"同类问题：{leaf}", f"same subject: {leaf}", weight)
    names = _leaf(one), _leaf(other)
    if weight >= 0:
        return Reason(
            f"相近问题：{names[0]}、{names[1]}", f"related: {names[0]}, {names[1]}", weight
        )
    return Reason(f"分类不同：{names[0]}、{names[1]}", f"other: {names[0]}, {names[1]}", weight)


def _leaf(category: str) -> str:
    return category.rsplit("/", 1)[-1]


def object_reasons(words: str, others: str) -> list[Reason]:
    """Return what the buildings named say, if both rows name some."""
    one, other = set(find_objects(words)), set(find_objects(others))
    if not one or not other:
        return []
    if both := sorted(one & other):
        return [Reason(f"同一楼栋 {both[0]}", f"same building {both[0]}", -_OBJECTS_OTHER)]
    zh = f"楼栋不同：{min(one)}、{min(other)}"
    return [Reason(zh, f"different buildings: {min(one)}, {min(other)}", _OBJECTS_OTHER)]


def copy_reason() -> Reason:
    """Return the reason that joins rows without a name."""
    return Reason("文字几乎相同", "the texts are nearly the same", _COPY)

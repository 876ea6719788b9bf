"""The evidence for a link in numbers and in words that a clerk understands."""

import math
from collections.abc import Sequence

from xinlian.linking.grouping import categories_agree, same_area
from xinlian.linking.register import Reason
from xinlian.linking.sentences import reason, thing_reason
from xinlian.text.normalise import MASK
from xinlian.text.things import find_objects, kind_of

_RARE = 0.001  # a name in fewer rows than this share is called rare
_RARE_BELOW = 20  # and so is one in fewer rows than this
_BIAS = -2.5
_EXACT, _MASKED, _SLIPPED = 3.0, 1.0, 1.5
_SURPRISE = 0.25  # per nat that the name is rare
_PLACE_SAME, _PLACE_OTHER = 1.0, -6.0
_OBJECTS_OTHER = -0.3
_COPY = 4.0
_WORDS = 1.0


def probability(reasons: Sequence[Reason]) -> float:
    """Return how sure a link is, between 0 and 1, from the weights of its reasons (nats)."""
    return 1 / (1 + math.exp(-(_BIAS + sum(each.weight for each in reasons))))


def thing_reasons(thing: str, words: str, rows: int, size: int) -> list[Reason]:
    """Return why a row is about ``thing``, which ``rows`` of ``size`` rows are about."""
    rare = rows <= max(_RARE_BELOW, _RARE * size)
    weight = _EXACT + min(2.0, _SURPRISE * math.log(max(size, 1) / max(rows, 1)))
    reasons = [thing_reason(kind_of(thing), weight, rare=rare, thing=thing, rows=rows, size=size)]
    if _core(thing) not in words:
        reasons.append(_unwritten(words))
    return reasons


def _core(thing: str) -> str:
    return thing.removesuffix("公司")


def _unwritten(words: str) -> Reason:
    return reason("masked", -_MASKED) if MASK in words else reason("slipped", -_SLIPPED)


def place_reason(one: str, other: str) -> Reason:
    """Return what two places say."""
    if not one or not other:
        return reason("place-unknown", 0.0)
    if same_area(one, other):
        return reason("place-same", _PLACE_SAME, one=one)
    return reason("place-other", _PLACE_OTHER, one=one, other=other)


def subject_reason(one: str, other: str) -> Reason:
    """Return what two categories say."""
    weight = categories_agree(one, other)
    if not one or not other:
        return reason("subject-unknown", 0.0)
    if one == other:
        return reason("subject-same", weight, one=_leaf(one))
    sentence = "subject-near" if weight >= 0 else "subject-other"
    return reason(sentence, weight, one=_leaf(one), other=_leaf(other))


def _leaf(category: str) -> str:
    return category.rsplit("/", 1)[-1]


def object_reasons(words: str, others: str) -> list[Reason]:
    """Return what the buildings named say, if both rows name some."""
    one, other = set(find_objects(words)), set(find_objects(others))
    if not one or not other:
        return []
    if both := sorted(one & other):
        return [reason("object-same", -_OBJECTS_OTHER, one=both[0])]
    return [reason("object-other", _OBJECTS_OTHER, one=min(one), other=min(other))]


def copy_reason() -> Reason:
    """Return the reason that joins rows without a name."""
    return reason("copy", _COPY)


def words_reason(words: Sequence[str], rows: int) -> Reason:
    """Return the reason of words shared with a matter of ``rows`` rows."""
    return reason("words", _WORDS, words="、".join(words), rows=rows)

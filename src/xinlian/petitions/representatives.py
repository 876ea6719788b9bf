"""Who speaks for a common visit: at most as many as the regulation allows (R20)."""

import re
from collections.abc import Sequence
from typing import Final

from django.conf import settings

from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Channel

_BETWEEN: Final = re.compile(r"[、，,;；/\n]+")


def names_of(text: str) -> list[str]:
    """Return the names in a text, one a line or set apart by signs, each once."""
    names = (name.strip() for name in _BETWEEN.split(text))
    return list(dict.fromkeys(filter(None, names)))


def represented(names: Sequence[str], *, channel: str, people: int) -> str:
    """Return the names of those who speak for a petition as its one name, joined by ``、``.

    Raises :class:`BrokenRule` ``representatives-too-many`` where a visit names more than
    ``settings.REPRESENTATIVES``; a letter may be signed by any number.
    """
    if channel == Channel.VISIT and len(names) > settings.REPRESENTATIVES:
        raise BrokenRule(
            "representatives-too-many",
            zh=f"多人走访应推选代表，代表不超过{settings.REPRESENTATIVES}名；"
            f"现填{len(names)}名，请只登记推选出的代表。",
            en=f"A common visit sends at most {settings.REPRESENTATIVES} representatives; "
            f"{len(names)} are named. Register those who were chosen.",
            article="R20",
        )
    if len(names) > people:
        raise BrokenRule(
            "representatives-exceed-people",
            zh=f"填了{len(names)}名，而人数为{people}；请更正人数。",
            en=f"{len(names)} are named, but the headcount is {people}; correct the headcount.",
        )
    return "、".join(names)

"""How a value is written in a cell of a list, on the page and in an export."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinlian.desk.language import term_name
from xinlian.rules.days import ZONE
from xinlian.rules.vocabulary import Term

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word with a tone: ``bad``, ``warn``, ``good`` or ``calm``; never colour alone."""

    text: str | Promise
    tone: str = "calm"


def shown(value: object) -> str:
    """Write a value as people read it; a dash where there is none."""
    if value is None or value in ("", []):
        return NOTHING
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return str(value)


_WRITERS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (Badge, lambda badge: str(badge.text)),
    (Term, term_name),
    (bool, lambda yes: _("是") if yes else _("否")),
    (datetime, lambda moment: moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")),
    (date, date.isoformat),
    (list, lambda values: "、".join(map(shown, values))),
)
"""How each kind of value is written; the first that fits (a moment is also a day)."""


def written(value: object) -> str | int | float:
    """Write a value for an export: numbers stay numbers, nothing is empty."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = shown(value)
    return "" if text == NOTHING else text

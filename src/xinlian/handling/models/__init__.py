"""The nouns of handling. No column can hold a person's data; words stand in `Words`."""

from xinlian.handling.models.answers import (
    Execution,
    Note,
    Opinion,
    Rating,
    Recusal,
    Review,
    Standby,
    Urging,
)
from xinlian.handling.models.files import (
    Assignment,
    Barred,
    Claim,
    Contest,
    File,
    RunningClock,
    Words,
)

__all__ = [
    "Assignment",
    "Barred",
    "Claim",
    "Contest",
    "Execution",
    "File",
    "Note",
    "Opinion",
    "Rating",
    "Recusal",
    "Review",
    "RunningClock",
    "Standby",
    "Urging",
    "Words",
]

"""What a measure consists of, and the thresholds that measures share."""

from dataclasses import dataclass
from typing import Final

from xinlian.rules.vocabulary import Term

GROUP_OF: Final = 5
"""From how many people on a visit is a group's (集体访): a habit of the field, not the law's."""

LEDGER_VISITS: Final = 3
"""Visit batches to the city or above that bring a matter onto the repeat ledger."""

LEDGER_PEOPLE: Final = 5
"""People behind a matter below which it is not on the repeat ledger and not named."""


class Counted(Term):
    """What a figure counts. Items, batches and person-times are never added together."""

    PETITIONS = "petitions", "件（批）次", "petitions (items and batches)"
    ITEMS = "items", "件次", "items"
    BATCHES = "batches", "批次", "batches"
    PERSON_TIMES = "person_times", "人次", "person-times"
    MATTERS = "matters", "个", "matters"
    CASES = "cases", "件", "cases"
    PROMISES = "promises", "项", "promises"
    RANK = "rank", "位", "rank"
    PERCENT = "percent", "%", "per cent"
    DAYS = "days", "天", "days"
    TIMES = "times", "次", "times"
    PER_MATTER = "per_matter", "次/个", "times per matter"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, its unit, and in words what is counted, over what, without what.

    ``denominator`` is None for a count. ``facts`` are the kinds of fact that it reads.
    ``by`` are the dimensions along which the report gives it.
    """

    id: str
    name: Words
    unit: Counted
    numerator: Words
    facts: tuple[str, ...]
    denominator: Words | None = None
    exclusions: Words = Words("无", "none")
    by: tuple[str, ...] = ()

    @property
    def definition(self) -> Words:
        """Return the definition as one sentence: the count, or the count over its base."""
        if self.denominator is None:
            return self.numerator
        return Words(
            f"{self.numerator.zh}，除以{self.denominator.zh}",
            f"{self.numerator.en}, divided by {self.denominator.en}",
        )

"""The rules that staff edit: place x function x level and words, the first that matches wins.

属地管理、分级负责，谁主管、谁负责, as an office writes it down: an ordered table in which each line
names a unit and says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xinlian.rules.vocabulary import Level
from xinlian.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a petition when it is routed; '' or None where it is not.

    ``places`` are the codes of the matter's place and of all places above it (never of the
    household); ``category`` a path with ``/``, as far as a person has set it. ``sorted`` says
    that a person has read the text for accusations; ``barred`` are the units that the person
    found accused, with their line (R28): they are never proposed.
    """

    text: str = ""
    places: tuple[str, ...] = ()
    category: str = ""
    level: Level | None = None
    sorted: bool = False
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table; an empty condition matches whatever there is.

    ``places`` are codes, ``categories`` paths that also cover what lies below them, ``words``
    any one of which the text must hold. The reason is what staff and the unit will read.
    """

    name: str
    unit: str
    reason_zh: str
    reason_en: str
    places: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    levels: frozenset[Level] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The rule that matched and on which line of the table it stands, counted from 1."""

    rule: Rule
    line: int


def first_match(rules: Sequence[Rule], case: Case) -> Match | None:
    """Return the first rule whose every condition holds; None if there is none.

    A condition on what is not known does not hold: nothing is guessed here.
    """
    text = normalise(case.text)
    for line, rule in enumerate(rules, start=1):
        if _matches(rule, case, text):
            return Match(rule, line)
    return None


def covers(category: str, path: str) -> bool:
    """Return whether ``path`` is ``category`` or lies below it."""
    return f"{path}/".startswith(f"{category}/")


def _matches(rule: Rule, case: Case, text: str) -> bool:
    return (
        (not rule.places or not rule.places.isdisjoint(case.places))
        and (not rule.levels or case.level in rule.levels)
        and (not rule.categories or _any_covers(rule.categories, case.category))
        and (not rule.words or any(normalise(word) in text for word in rule.words))
    )


def _any_covers(categories: Iterable[str], path: str) -> bool:
    return bool(path) and any(covers(category, path) for category in categories)

"""From the words of a register to codes: places, accountable areas, categories, units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xinlian.organisation.models import Place, Unit
from xinlian.organisation.queries import area_of_places, area_on
from xinlian.petitions.models import Category

Spans = list[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Directory:
    """What the words of a batch mean. A word that is not in a table means nothing known."""

    places: dict[str, str]
    spans: dict[str, Spans]
    categories: dict[str, str]
    units: dict[str, str]

    def area(self, place: str | None, day: date) -> str | None:
        """Return the accountable area of a place on a day, None where none is set."""
        return area_on(self.spans.get(place, ()), day) if place else None


def look_up(places: Iterable[str], categories: Iterable[str], units: Iterable[str]) -> Directory:
    """Find the codes of all words of a batch at once; empty words are left out."""
    found = _places({word for word in places if word})
    return Directory(
        places=found,
        spans=area_of_places(set(found.values())),
        categories=_categories({word for word in categories if word}),
        units=_units({word for word in units if word}),
    )


def _places(words: set[str]) -> dict[str, str]:
    """Find places by code, by name, or by a path of names that ends with their own."""
    if not words:
        return {}
    tree: dict[str, tuple[str, str | None]] = {
        code: (name, parent)
        for code, name, parent in Place.objects.values_list("code", "name", "parent_id")
    }
    names: dict[str, list[str]] = {}
    for code, (name, _) in tree.items():
        names.setdefault(name, []).append(code)
    found = {}
    for word in words:
        match = word if word in tree else _by_ending(word, names, tree)
        if match:
            found[word] = match
    return found


def _by_ending(
    word: str, names: dict[str, list[str]], tree: dict[str, tuple[str, str | None]]
) -> str | None:
    """Return the place whose name ends ``word`` and whose places above fit best before it.

    The longest ending wins; among places of one name, the one with most of the names above it
    in the word; None where that does not decide.
    """
    endings = (word[start:] for start in range(len(word)))
    codes = next((names[ending] for ending in endings if ending in names), [])
    ranked = sorted(codes, key=lambda code: _named_above(word, code, tree), reverse=True)
    if len(ranked) > 1 and len({_named_above(word, code, tree) for code in ranked[:2]}) == 1:
        return None
    return ranked[0] if ranked else None


def _named_above(word: str, code: str, tree: dict[str, tuple[str, str | None]]) -> int:
    count, above = 0, tree[code][1]
    while above:
        name, above = tree[above]
        count += name in word
    return count


def _categories(words: set[str]) -> dict[str, str]:
    if not words:
        return {}
    codes = set(Category.objects.filter(code__in=words).values_list("code", flat=True))
    by_name: dict[str, list[str]] = {}
    for code, name in Category.objects.filter(name__in=words).values_list("code", "name"):
        by_name.setdefault(name, []).append(code)
    single = {name: found[0] for name, found in by_name.items() if len(found) == 1}
    return {**single, **{code: code for code in codes}}


def _units(words: set[str]) -> dict[str, str]:
    if not words:
        return {}
    by_name = dict(Unit.objects.filter(name__in=words).values_list("name", "code"))
    codes = Unit.objects.filter(code__in=words).values_list("code", flat=True)
    return {**by_name, **{code: code for code in codes}}

"""Names whose ending no list has: what is written again and again, but in one place only.

What everybody writes about a subject is written everywhere; the name of a thing is written
where the thing is. So among rows that name nothing known, a stretch of text that comes back in
one place, and hardly anywhere else, is taken for a name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from xinlian.text.normalise import CJK

_SHORTEST, _LONGEST = 3, 7
_FEWEST = 3  # rows that must write it
_HOME = 0.9  # share of them, of those that state a place, that must be of one place
_PLACES = 3  # in fewer places nothing can be told apart
_GOES_ON = 0.7  # a stretch that is so often part of a longer one is not whole
_READ = 120
_RUN = re.compile(f"[{CJK}]+")


def local_names(words: Sequence[str], places: Sequence[str]) -> list[str]:
    """Return for each row the local name it writes, or ''.

    ``words`` are texts of rows without a name, ``places`` '' where unknown.
    """
    if len(set(places) - {""}) < _PLACES:
        return [""] * len(words)
    stretches = [_stretches(text, place) for text, place in zip(words, places, strict=True)]
    rows = Counter(stretch for row in stretches for stretch in row)
    often = {stretch for stretch, count in rows.items() if count >= _FEWEST}
    home = _at_home(stretches, places, often)
    whole = _whole(home, rows)
    return [
        max(row & whole, key=lambda stretch: (rows[stretch], stretch), default="")
        for row in stretches
    ]


def _stretches(text: str, place: str) -> set[str]:
    """Return every stretch of a text that might be a name; the place's own name is none."""
    found: set[str] = set()
    for run in _RUN.findall(text[:_READ].replace(place, "，") if place else text[:_READ]):
        for length in range(_SHORTEST, _LONGEST + 1):
            found.update(run[at : at + length] for at in range(len(run) - length + 1))
    return found


def _at_home(stretches: Sequence[set[str]], places: Sequence[str], often: set[str]) -> set[str]:
    """Return the stretches that are written in one place and, all but never, in others."""
    where: dict[str, Counter[str]] = defaultdict(Counter)
    for row, place in zip(stretches, places, strict=True):
        if place:
            for stretch in row & often:
                where[stretch][place] += 1
    return {
        stretch
        for stretch, count in where.items()
        if count.total() >= _FEWEST and max(count.values()) >= _HOME * count.total()
    }


def _whole(names: Iterable[str], rows: Counter[str]) -> set[str]:
    """Return the stretches that are not merely the most of a longer one."""
    known = set(names)
    parts = set()
    for name in known:
        for part in (name[1:], name[:-1]):
            if rows[name] >= _GOES_ON * rows[part]:
                parts.add(part)
    return known - parts

"""One name for one thing: slips, masks, short and long forms are led back to the usual name.

A rare writing gives way to a more usual one of the same place only if the difference is a slip
that people make; two names that are both usual stay two things.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from xinlian.linking.likeness import company_stem
from xinlian.linking.names import Mention
from xinlian.linking.shelf import Shelf
from xinlian.text.things import kind_of

_SPREAD = 4  # a name met evenly in so many places is no name of one thing
_MOSTLY = 0.5  # share of the rows with a longer name that must write the shorter too
_SEVERAL = 3  # names that must have the same tail
_STEPS = 4  # a slip of a slip is followed so far
_READ = 160  # characters of a row that are searched for a name not written out
_RECALLED = 0.5  # salience of a name that is only recalled


def unify(
    rows: Sequence[Sequence[Mention]], places: Sequence[str], words: Sequence[str]
) -> list[list[Mention]]:
    """Return the names of each row with one name for one thing.

    ``rows`` are the names as written, ``places`` '' where unknown, ``words`` title and text; a
    row that writes no name out is held against the names of its place.
    """
    plain = [[Mention(_plain(name.name), name.salience) for name in row] for row in rows]
    tails = _idle_tails(plain)
    plain = [[Mention(tails.get(n.name, n.name), n.salience) for n in row] for row in plain]
    known = _count(plain, places)
    dull = _dull(known)
    shelves = _shelves(known, dull)
    corrected = _corrections(plain, places, shelves)
    unified = []
    for row, place, text in zip(plain, places, words, strict=True):
        names = _merged(
            (_follow(corrected, place, name.name), name.salience)
            for name in row
            if name.name not in dull
        )
        if not names or names[0].salience <= 0:
            recalled = shelves[place].recall(text[:_READ])
            names = [Mention(recalled, _RECALLED), *names] if recalled else names
        unified.append(names)
    return unified


def _plain(name: str) -> str:
    """Write a company by its stem, so that long and short forms of its name meet.

    A bare 物业 says which estate it manages, not which company does.
    """
    if name.endswith("物业"):
        return name[:-2] if kind_of(name[:-2]) else f"{name[:-2]}小区"
    stem = company_stem(name)
    return f"{stem}公司" if stem != name and not kind_of(stem) else stem


def _idle_tails(rows: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Return ``longer -> shorter`` where what is added belongs to the complaint, not the name.

    That is so if the rows that write the longer (平安路马路菜场) mostly write the shorter too,
    and the same tail is added to several names.
    """
    total: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for row in rows:
        names = {mention.name for mention in row}
        total.update(names)
        together.update(
            (longer, shorter)
            for longer in names
            for shorter in names
            if longer != shorter and longer.startswith(shorter)
        )
    idle = {pair for pair, count in together.items() if count >= _MOSTLY * total[pair[0]]}
    added: dict[str, set[str]] = defaultdict(set)
    for longer, shorter in idle:
        added[longer[len(shorter) :]].add(shorter)
    return {
        longer: shorter
        for longer, shorter in sorted(idle)
        if len(added[longer[len(shorter) :]]) >= _SEVERAL
    }


def _count(rows: Sequence[Sequence[Mention]], places: Sequence[str]) -> dict[str, Counter[str]]:
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for row, place in zip(rows, places, strict=True):
        known[place].update({mention.name for mention in row})
    return known


def _dull(known: dict[str, Counter[str]]) -> set[str]:
    """Return what is met evenly in many places: words such as 登记中心, not names."""
    total: Counter[str] = Counter()
    most: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for place, names in known.items():
        if place:
            total.update(names)
            spread.update(names.keys())
            most |= names
    return {n for n, places in spread.items() if places >= _SPREAD and most[n] * 2 < total[n]}


def _shelves(known: dict[str, Counter[str]], dull: set[str]) -> dict[str, Shelf]:
    """Return the names of each place; an unknown place may be any."""
    everywhere: Counter[str] = Counter()
    for names in known.values():
        for name in dull:
            names.pop(name, None)
        everywhere.update(names)
    return {place: Shelf(names if place else everywhere) for place, names in known.items()}


def _corrections(
    rows: Sequence[Sequence[Mention]], places: Sequence[str], shelves: dict[str, Shelf]
) -> dict[tuple[str, str], str]:
    """Return ``(place, writing) -> the name it means`` where that is another."""
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, place in zip(rows, places, strict=True):
        names = {mention.name for mention in row}
        for name in names:
            beside[place, name] |= names
    corrected = {}
    for (place, name), others in beside.items():
        meant = shelves[place].meant(name, others)
        if meant:
            corrected[place, name] = meant
    return corrected


def _follow(corrected: dict[tuple[str, str], str], place: str, name: str) -> str:
    for _ in range(_STEPS):
        name = corrected.get((place, name), name)
    return name


def _merged(names: Iterable[tuple[str, float]]) -> list[Mention]:
    weights: dict[str, float] = {}
    for name, salience in names:
        weights[name] = weights.get(name, 0.0) + salience
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [Mention(name, weight) for name, weight in ordered]

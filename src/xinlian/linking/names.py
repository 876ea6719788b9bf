"""Reading the names of things out of a whole register, each row helping to read the others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xinlian.linking.words import NEARBY, TAILS
from xinlian.text.normalise import MASK
from xinlian.text.things import anchors, is_name, kind_of, own_part, phase_after

# Characters that may begin a name as well as stand before one (新金桂花园).
_OPENERS = frozenset("新老大小东西南北中上下前后金银")
_MANY = 3  # what precedes so many different names is not part of any of them
_SURELY = 10  # and what precedes so many never is
_CHANCE = 0.7  # share of its appearances in which a longer reading must hold
_LONGEST_READ = 600  # characters of a row that are read for names


class _Head(NamedTuple):
    """A candidate name: its own part read carefully and boldly, its ending, where it ends."""

    own: str
    bold: str
    ending: str
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one row writes it, and how much it looks like what the row is about."""

    name: str
    salience: float


def read_names(titles: Sequence[str], texts: Sequence[str]) -> list[list[Mention]]:
    """Return for each row the names it mentions, the most salient first, each once."""
    words = [f"{title}\n{text}"[:_LONGEST_READ] for title, text in zip(titles, texts, strict=True)]
    found = _settle([_heads(row) for row in words])
    known = Counter(name for heads in found for name in {own + ending for own, ending, _ in heads})
    context = _context_words(known)
    shorter = {name: _without_context(name, known, context) for name in known}
    common = Counter(shorter[name] for name in known.elements())
    whole = {name: _without_tail(name, common) for name in common}
    return [
        _mentions(title, row, heads, shorter, whole)
        for title, row, heads in zip(titles, words, found, strict=True)
    ]


def _heads(text: str) -> list[_Head]:
    """Return the candidate names of a text, in order."""
    heads = []
    for start, head, ending in anchors(text):
        own, bold = own_part(head), own_part(head, bold=True)
        if is_name(own, ending) or is_name(bold, ending):
            heads.append(_Head(own, bold, ending, start + len(head) + len(ending)))
    return heads


def _settle(rows: list[list[_Head]]) -> list[list[tuple[str, str, int]]]:
    """Decide by the whole register between the careful and the bold reading of each name.

    The bold one (金都广场) is right if the careful one is no name (广场) or is hardly ever
    written without what stands before it. Returns ``(own part, ending, end)``; where two
    overlap, the later and longer one stays.
    """
    careful = Counter(own + ending for row in rows for own, _, ending, _ in row)
    bold = Counter(bold + ending for row in rows for _, bold, ending, _ in row)
    settled = []
    for row in rows:
        kept: list[tuple[str, str, int]] = []
        for own, long, ending, end in row:
            chosen = own
            if long != own and is_name(long, ending):
                often = bold[long + ending]
                rivals = careful[own + ending] if is_name(own, ending) else 0
                if not rivals or (often > 1 and often > _CHANCE * rivals):
                    chosen = long
            if not is_name(chosen, ending):
                continue
            while kept and kept[-1][2] > end - len(chosen) - len(ending):
                kept.pop()
            kept.append((chosen, ending, end))
        settled.append(kept)
    return settled


def _context_words(known: Counter[str]) -> dict[str, int]:
    """Return beginnings that stand before many different names, with how many these are."""
    after: dict[str, set[str]] = defaultdict(set)
    for name in known:
        for cut in range(1, len(name) - 3):
            rest = name[cut:]
            if known[rest]:
                after[name[:cut]].add(rest)
    return {
        words: len(names)
        for words, names in after.items()
        if len(names) >= _MANY and words not in _OPENERS
    }


def _without_context(name: str, known: Counter[str], context: dict[str, int]) -> str:
    """Return ``name`` without a beginning that stands before many names."""
    for cut in range(len(name) - 4, 0, -1):
        names = context.get(name[:cut], 0)
        if names and known[name[cut:]] >= (2 * known[name] if names < _SURELY else 1):
            return name[cut:]
    return name


def _without_tail(name: str, common: Counter[str]) -> str:
    """Return what remains of ``name`` if it is a known name with a tail that adds nothing."""
    for cut in range(len(name) - 1, 2, -1):
        if name[cut:] in TAILS and (common[name[:cut]] > 1 or kind_of(name[:cut])):
            return name[:cut]
    return name


def _mentions(
    title: str,
    words: str,
    heads: Iterable[tuple[str, str, int]],
    shorter: dict[str, str],
    whole: dict[str, str],
) -> list[Mention]:
    """Weigh the names of one row: in the title, early, often; less if said to be nearby."""
    weights: dict[str, float] = {}
    for own, ending, end in heads:
        written = shorter[own + ending]
        name = whole[written]
        phase = phase_after(words, end)
        if phase and phase != "1":
            name = f"{name}{phase}期"
        before = words[max(0, end - len(written) - 4) : end - len(written)]
        weight = 3.0 if end <= len(title) else 1.0
        if any(word in before for word in NEARBY):
            weight -= 2.5
        if kind_of(written) in {"road", "village"}:
            weight *= 0.6
        if MASK in written:
            weight *= 0.3
        weights[name] = weights.get(name, 0.0) + weight
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return [Mention(name, weight) for name, weight in ordered]

"""The usual names of one place, laid out so that a doubtful writing finds the one it means."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from xinlian.linking.likeness import fits_mask, one_left_out, slip
from xinlian.text.normalise import CJK, MASK
from xinlian.text.things import kind_of, stem_of

_RARE = 0.34  # a slip is at most so frequent as the name it should be
_LONG = 5  # from this length on any single slip is believed, not only homophones
_TELLING = 3  # a short form of so many characters is telling enough within a place
_CLEARLY = 3  # of several names that fit a mask one must be so much more frequent
_NEAR = 70.0  # likeness in per cent from which a stretch of text is looked at
_PAIR = 2
_VAGUE = re.compile("(?:小区|楼盘|项目|工地|片区|工程|花园小区)$")
_MASKED = re.compile(rf"([{CJK}]{{0,5}})(\*+)([{CJK}]{{0,8}})")


class Shelf:
    """The names written in one place and how many rows write each."""

    def __init__(self, names: Counter[str]) -> None:
        """Lay out ``names`` by their slips, stems, first and last characters."""
        self.names = names
        self._slips: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._edges: dict[str, list[str]] = defaultdict(list)
        self._pairs: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if MASK not in name:
                self._lay(name)

    def _lay(self, name: str) -> None:
        stem = stem_of(name)
        self._stems[stem].append(name)
        self._edges["^" + name[0]].append(name)
        self._edges[name[-1] + "$"].append(name)
        for key in one_left_out(name):
            self._slips[key].append(name)
        for at in range(len(stem) - 1):
            self._pairs[stem[at : at + _PAIR]].append(name)

    def meant(self, name: str, beside: Iterable[str] = ()) -> str:
        """Return the usual name that ``name`` is a slip, mask or vague form of, or ''.

        ``beside`` are names that stand in one row with it: there a slip is likelier.
        """
        if MASK in name:
            return self._unmasked(name)
        near = frozenset(beside)
        return (
            self._slipped(name, near)
            or self._vague(name)
            or self._longer(name, near)
            or self._company(name)
        )

    def _unmasked(self, name: str) -> str:
        bare = name.strip(MASK)
        if not bare:
            return ""
        key = "^" + name[0] if name[0] != MASK else name[-1] + "$"
        return self._clearest(n for n in self._edges.get(key, ()) if fits_mask(name, n))

    def _slipped(self, name: str, beside: frozenset[str]) -> str:
        rows = self.names[name]
        near = {other for key in one_left_out(name) for other in self._slips.get(key, ())}
        found = []
        for other in near - {name}:
            more = self.names[other]
            if (more, other) <= (rows, name) and other not in beside:
                continue
            kind = slip(name, other, together=other in beside)
            if not kind:
                continue
            together = other in beside and (more, other) > (rows, name)
            believed = kind == "sound" or (len(name) >= _LONG and rows <= _PAIR)
            if together or (believed and rows <= max(1.0, _RARE * more)):
                found.append((more, kind == "sound", other))
        return max(found)[2] if found else ""

    def _vague(self, name: str) -> str:
        """Return the only name with this stem, if ``name`` has nothing but the stem to say."""
        match = _VAGUE.search(name)
        if match is None or match.start() < _PAIR:
            return ""
        others = [n for n in self._stems.get(name[: match.start()], ()) if n != name]
        return self._clearest(n for n in others if self.names[n] >= self.names[name])

    def _longer(self, name: str, beside: frozenset[str]) -> str:
        """Return the long form of a name if one row writes both (景悦城, 景悦城豪庭)."""
        longer = [
            other
            for other in self._stems.get(name, ())
            if other in beside and other != name and kind_of(other) == kind_of(name)
        ]
        return self._clearest(other for other in longer if self.names[other] > self.names[name])

    def _company(self, name: str) -> str:
        """Return the company with the same telling beginning, its tail being misspelt."""
        if not name.endswith("公司"):
            return ""
        for cut in range(len(name) - 3, _TELLING - 1, -1):
            other = f"{name[:cut]}公司"
            if self.names.get(other, 0) > self.names[name]:
                return other
        return ""

    def _clearest(self, names: Iterable[str]) -> str:
        ordered = sorted(names, key=lambda name: (-self.names[name], name))
        if not ordered:
            return ""
        if len(ordered) > 1 and self.names[ordered[0]] < _CLEARLY * self.names[ordered[1]]:
            return ""
        return ordered[0]

    def recall(self, words: str) -> str:
        """Return the name that ``words`` mean though they do not write it out, or ''."""
        return self._written_short(words) or self._written_masked(words) or self._misread(words)

    def _written_short(self, words: str) -> str:
        found: dict[str, int] = {}
        for at in range(len(words) - 1):
            for length in (4, 3, 2):
                stem = words[at : at + length]
                for name in self._stems.get(stem, ()):
                    if self.names[name] >= (_PAIR if length >= _TELLING else _CLEARLY):
                        found[name] = max(found.get(name, 0), length)
        if not found:
            return ""
        longest = max(found.values())
        return self._clearest(name for name, length in found.items() if length == longest)

    def _written_masked(self, words: str) -> str:
        for left, hidden, right in _MASKED.findall(words):
            fits = set()
            for at in range(len(left)):
                known = left[at:]
                for name in self._edges.get("^" + left[at], ()):
                    rest = name[len(known) + len(hidden) :]
                    same = right[: len(rest)] == rest
                    if name.startswith(known) and same and len(known) + len(rest) >= _PAIR:
                        fits.add(name)
            if name := self._clearest(fits):
                return name
        return ""

    def _misread(self, words: str) -> str:
        """Return the usual name that stands in ``words`` with one slip in it."""
        likely: Counter[str] = Counter()
        for at in range(len(words) - 1):
            likely.update(self._pairs.get(words[at : at + _PAIR], ()))
        best: tuple[float, int, str] = (0.0, 0, "")
        for name, _ in likely.most_common(30):
            if self.names[name] < _PAIR:
                continue
            spot = fuzz.partial_ratio_alignment(name, words, score_cutoff=_NEAR)
            if spot is None:
                continue
            kind = slip(words[spot.dest_start : spot.dest_end], name)
            if kind == "sound" or (kind and len(name) >= _LONG):
                best = max(best, (spot.score, self.names[name], name))
        return best[2]

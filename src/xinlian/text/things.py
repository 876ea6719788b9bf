"""What a text complains of: estates, companies, roads, schools, works, read without a list.

A thing's name ends in a word that says what it is (``花园``, ``公司``, ``路``); where it begins
is seen from the words before it. A name read so is a candidate: the linking engine holds it
against the whole register before believing it.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xinlian.text.normalise import CJK

_WORDS = tomllib.loads(files("xinlian.text").joinpath("words.toml").read_text("utf-8"))
# Endings by kind of thing; of several that fit the longest is taken.
ENDINGS: dict[str, list[str]] = {kind: w.split() for kind, w in _WORDS["endings"].items()}
_KIND = {ending: kind for kind, endings in ENDINGS.items() for ending in endings}
_BEFORE = f"{_WORDS['before']} {_WORDS['before_short']}".split()
_AMBIGUOUS = frozenset(_WORDS["ambiguous"].split())
_NO_NAMES = frozenset(_WORDS["no_names"].split())
_WINDOW = 12  # so many characters before an ending are looked at
_STEM = 8  # and so many may belong to the name
_SHORTEST = 2

# Where an ending is part of another word: 修路, 夜里; 村务, 路灯, 广场舞.
_NOT_AFTER = "(?<!修路)(?<![修夜心手眼嘴屋家这那哪])"
_NOT_BEFORE = (
    "(?!(?<=村)[务官里民干支账])(?!(?<=路)[灯面段边费况障])(?!(?<=广场)舞)(?!(?<=街)[边头坊])"
    "(?!(?<=[组园里居城])[织长区织地里民然住市管])(?!(?<=铺)[设面天])(?!(?<=桥)[梁面])"
)

_CLAUSE = re.compile(f"[{CJK}0-9A-Za-z*·]+")
_PLACE = re.compile(
    # Administrative places, and what is named after one: roads and villages stand before names.
    rf"[{CJK}]{{1,6}}?(?:自治州|自治县|地区|新区|开发区|经开区|高新区|街道|[省市县镇乡]|(?<![小社片园校景校库])区|(?:大道|[路街巷村])(?!口))"
    r"|[A-Z]\d{0,2}[省市区县]"
)
_PHASE = re.compile(r"^(?:第?([一二三四五六七八九十\d]+)期)")
_OBJECT = re.compile(r"(?:第)?([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})(?:号楼|栋|幢|座|#楼)")
_DIGITS = {digit: str(value) for value, digit in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing named in a text: its name, its kind (a key of ``ENDINGS``), where it stands."""

    name: str
    kind: str
    start: int
    end: int


def find_things(text: str) -> list[Thing]:
    """Return the things that a normalised ``text`` names, in order, not overlapping."""
    found: list[Thing] = []
    for start, head, ending in anchors(text):
        stem = own_part(head)
        name = stem + ending
        if not is_name(stem, ending):
            continue
        end = start + len(head) + len(ending)
        if found and found[-1].end > end - len(name):
            found.pop()  # 金桂花园 within 金桂花园物业公司
        found.append(Thing(name, _KIND[ending], end - len(name), end))
    return found


def find_places(text: str) -> list[str]:
    """Return the names of provinces, cities, districts, towns in ``text``, in order, once."""
    found: dict[str, None] = {}
    for match in _PLACE.finditer(text):
        name = match.group()
        for word in _before().finditer(name):
            name = match.group()[word.end() :]
        if len(name) >= _SHORTEST and name[-1] in "省市区县镇乡道":
            found[name] = None
    return list(found)


def find_objects(text: str) -> list[str]:
    """Return the buildings that ``text`` names (``7栋``, ``3号楼``), as ``7栋``, once each."""
    numbers = (_DIGITS.get(number, number) for number in _OBJECT.findall(text))
    return list(dict.fromkeys(f"{number}栋" for number in numbers))


def phase_after(text: str, end: int) -> str:
    """Return the building phase written right after position ``end``: ``2`` for 二期, or ''."""
    match = _PHASE.match(text[end : end + 5])
    return _DIGITS.get(match.group(1), match.group(1)) if match else ""


def anchors(text: str) -> list[tuple[int, str, str]]:
    """Return ``(start, head, ending)`` wherever an ending stands that may close a name.

    ``head`` are up to twelve characters of the same clause before ``ending``, from ``start``.
    """
    found = []
    for clause in _CLAUSE.finditer(text):
        words = clause.group()
        for match in _endings().finditer(words):
            begin = max(0, match.start() - _WINDOW)
            head = words[begin : match.start()]
            found.append((clause.start() + begin, head, match.group()))
    return found


def own_part(head: str, *, bold: bool = False) -> str:
    """Return the end of ``head`` that may belong to a name: what follows the last other word.

    ``bold`` lets single characters such as 和 or 都, which also stand in names, pass as such.
    """
    cut = 0
    for match in _before().finditer(head):
        if not bold or len(match.group()) > 1 or match.group() not in _AMBIGUOUS:
            cut = match.end()
    for place in _PLACE.finditer(head, cut):
        left = len(head) - place.end()
        if left >= _SHORTEST or (left and head[place.end() - 1] in "区县"):
            cut = place.end()
    return head[cut:]


def is_name(stem: str, ending: str) -> bool:
    """Return whether ``stem`` and ``ending`` may make a name, and not just a common word."""
    if not _SHORTEST <= len(stem) <= _STEM:
        return False
    return stem + ending not in _NO_NAMES and stem not in _NO_NAMES


def kind_of(name: str) -> str:
    """Return the kind that a name's ending tells, or '' if it has none."""
    match = _last_ending().search(name)
    return _KIND[match.group()] if match else ""


def stem_of(name: str) -> str:
    """Return a name without the ending that says what it is; at least two characters stay."""
    match = _last_ending().search(name)
    return name[: match.start()] if match and match.start() >= _SHORTEST else name


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"{_NOT_AFTER}(?:{_any(_KIND)}){_NOT_BEFORE}")


@cache
def _last_ending() -> re.Pattern[str]:
    return re.compile(f"(?:{_any(_KIND)})$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(_any(_BEFORE))


def _any(words: Iterable[str]) -> str:
    """Return the alternatives as one pattern, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered))

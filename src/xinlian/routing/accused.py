"""Does a text name an official or a unit as wrongdoer? It fails closed.

An accusation must never reach the accused or their line (R22, R30), and no program can tell an
accusation from a claim with certainty. So this only finds what a person must sort before
anything is passed on. It asks what words are there, never what is denied: whatever is added to
a text, in it or around it as sentences, it stays held.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import add

from xinlian.text.normalise import CJK, MASK, normalise

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*|[。！？!?；;\n]+")
# Blanks and signs within a word (贪 污, 贪·污) hide nothing; masks stay, they stand for characters.
_BETWEEN = re.compile(rf"[^{CJK}0-9A-Za-z{re.escape(MASK)}，。！？；：、]")
_CLOSE = 8  # characters between who and what
_DEGREES = ("grave", "wrong", "blame")


class Kind(StrEnum):
    """What a piece of a text is: it accuses, or it claims (or tells) something."""

    ACCUSATION = "accusation"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` and what it is."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Naming:
    """Why a text is held: who is named in it and what is said of them, as it says so."""

    who: tuple[str, ...]
    wrongs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one sentence holds."""

    start: int
    end: int
    who: tuple[str, ...]
    wrongs: tuple[str, ...]
    accuses: bool


def names_wrongdoer(
    text: str, *, units: Sequence[str] = (), titles: Sequence[str] = ()
) -> Naming | None:
    """Return whom ``text`` names and what it says of them; None if it names no wrongdoer.

    ``units`` are names of the office's own units, ``titles`` words for officials beyond those in
    ``accused.toml``. A grave word holds by itself; another wrong where the same sentence speaks
    of an official or a unit of government; what anybody is blamed for, where it names one of
    ``units`` or an official by surname, or stands close behind one.
    """
    if not _may_accuse(text):
        return None
    accusing = [said for said in _read(text, units, titles) if said.accuses]
    if not accusing:
        return None
    return Naming(
        who=_once(name for said in accusing for name in said.who),
        wrongs=_once(word for said in accusing for word in said.wrongs),
    )


def split_mixed(text: str, *, units: Sequence[str] = (), titles: Sequence[str] = ()) -> list[Piece]:
    """Return the text as pieces that accuse and pieces that do not, in order, without a gap.

    A sentence also counts as accusing where it names somebody whom another sentence accuses.
    What this gives is a proposal for the person who sorts; it redacts nothing by itself.
    """
    sentences = _read(text, units, titles)
    accused = {name for said in sentences if said.accuses for name in said.who}
    pieces: list[Piece] = []
    for said in sentences:
        kind = Kind.ACCUSATION if said.accuses or accused & {*said.who} else Kind.CLAIM
        if pieces and pieces[-1].kind is kind:
            pieces[-1] = Piece(kind, pieces[-1].start, said.end)
        else:
            pieces.append(Piece(kind, said.start, said.end))
    return pieces


def _may_accuse(text: str) -> bool:
    """Tell cheaply whether a text holds any word of a wrong; most texts hold none."""
    plain = _BETWEEN.sub("", normalise(text))
    words = _by_beginning()
    begun = words.keys() & {*plain, *map(add, plain, plain[1:])}
    return any(word in plain for beginning in begun for word in words[beginning])


@cache
def _by_beginning() -> dict[str, list[str]]:
    """Return the words of all wrongs by their first two characters, or by their only one."""
    found: dict[str, list[str]] = {}
    for degree in _DEGREES:
        for word in _grouped(degree):
            found.setdefault(word[:2], []).append(word)
    return found


def _read(text: str, units: Sequence[str], titles: Sequence[str]) -> list[_Said]:
    own, titles = _units(tuple(units)), tuple(titles)
    found = []
    for sentence in _SENTENCE.finditer(text):
        said = _BETWEEN.sub("", normalise(sentence.group()))
        named = [*_named(titles).findall(said), *own.findall(said)]
        who = _once([*named, *_titles(titles).findall(said), *_bodies().findall(said)])
        grave, wrong, blame = (_wrongs(degree).findall(said) for degree in _DEGREES)
        does = blame and (named or _doing(titles).search(said))
        accuses = bool(grave or (wrong and who) or does)
        found.append(
            _Said(sentence.start(), sentence.end(), who, _once(grave + wrong + blame), accuses)
        )
    return found


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


@cache
def _titles(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_any([*_words()["who"]["titles"].split(), *more]))


@cache
def _named(more: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a title with a name: 王局长, 刘某某书记, 张**主任, 局长王某某."""
    surname = "".join(_words()["who"]["surnames"].split())
    word = "".join(_words()["who"]["words_too"].split())
    given = rf"(?:某{{1,2}}|[{re.escape(MASK)}xX]{{1,2}})"
    title = _titles(more).pattern
    after = f"(?![{word}])[{surname}](?:{given}|[{CJK}]{{1,2}})"
    return re.compile(f"[{surname}]{given}?(?:{title})|(?:{title}){after}")


@cache
def _units(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of the office's own units; one that nothing matches if there are none."""
    plain = [_BETWEEN.sub("", normalise(name)) for name in names]
    return re.compile(_any(name for name in plain if name) or "(?!)")


@cache
def _bodies() -> re.Pattern[str]:
    """Return a pattern of what is seen to be a unit of government, with its place before it."""
    ends = _any(_words()["who"]["units"].split())
    place = f"(?:[{CJK}A-Z0-9]{{1,3}}?[省市县区镇乡村])?"
    return re.compile(f"{place}(?:{ends}|[{CJK}]{{2}}(?<![大结格布骗饭时])局)")


@cache
def _doing(more: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of an official or a unit with what anybody is blamed for close behind."""
    who = f"(?:{_titles(more).pattern}|{_bodies().pattern})"
    return re.compile(f"{who}[^，。、：]{{0,{_CLOSE}}}?(?:{_wrongs('blame').pattern})")


@cache
def _wrongs(degree: str) -> re.Pattern[str]:
    return re.compile(_any(_grouped(degree)))


def _grouped(section: str) -> list[str]:
    return [word for words in _words()[section].values() for word in words.split()]


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("xinlian.routing").joinpath("accused.toml").read_text("utf-8"))


def _any(words: Iterable[str]) -> str:
    """Return the alternatives as one pattern, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered))

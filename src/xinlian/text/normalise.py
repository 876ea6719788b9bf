"""Text as offices receive it, made comparable: one script, one width, one kind of mask.

Nothing is guessed. A masked or destroyed character becomes ``*`` and stays one; who keeps the
original beside the result loses nothing (element S16 of the founding document).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

MASK = "*"
CJK = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
_CJK_PUNCTUATION = "，。、；：？！（）《》〈〉“”‘’【】「」『』—…·"
_FIRST_CJK, _LAST_CJK = 0x3400, 0x9FFF
_LAST_LATIN = 0x250

# Full-width signs that keep their width, because Chinese is punctuated with them.
_STAY_WIDE = "，！？：；（）～"
_SPACES = "\t\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# What stands for a hidden character: each of these alone, or two of the weak ones in a row.
_STRONG_MASKS = "*■█▇▉▊⬛◼※✱∗﹡"
_WEAK_MASKS = "_□○●◯×✕╳xX"
_DAMAGE = "\ufffd"
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn"})

_MASK_RUN = re.compile(f"[{re.escape(_STRONG_MASKS + _WEAK_MASKS)}{_DAMAGE}]+")
_GARBLED = re.compile("(?:锟斤拷)+|[\ufffd\ue000-\uf8ff]+")
_SPACE_RUN = re.compile(" {2,}")
_NEWLINE_RUN = re.compile(r" ?\n[ \n]*")
_NEEDLESS_SPACE = re.compile(
    f"(?<=[{CJK}{_CJK_PUNCTUATION}]) (?=[{CJK}{_CJK_PUNCTUATION}])"
    f"|(?<=[{_CJK_PUNCTUATION}]) | (?=[{_CJK_PUNCTUATION}])"
)
_ZEROS = re.compile("(?<=[一二三四五六七八九〇零])[○Oo]+(?=[一二三四五六七八九〇零年])")


def normalise(text: str) -> str:
    """Return ``text`` in simplified characters, half-width where right, with unified masks.

    Control, zero-width and unassigned characters go; runs of blanks become one and blanks
    between Chinese characters none; line breaks stay, one at a time. Hidden (``金**际``,
    ``刘__``) and destroyed characters become ``*``, never a guess. Applying it twice changes
    nothing more.
    """
    text = text.translate(_characters())
    text = _simplified(text)
    text = _GARBLED.sub(_DAMAGE, text)
    text = _ZEROS.sub(lambda zeros: "〇" * len(zeros.group()), text)
    text = _MASK_RUN.sub(_unified, text)
    text = _SPACE_RUN.sub(" ", text)
    text = _NEWLINE_RUN.sub("\n", text)
    text = _NEEDLESS_SPACE.sub("", text)
    return text.strip()


def normalise_many(texts: Sequence[str]) -> list[str]:
    """Return ``normalise`` of each text, in order; equal texts are worked on once."""
    known = {text: normalise(text) for text in dict.fromkeys(texts)}
    return [known[text] for text in texts]


def _simplified(text: str) -> str:
    """Convert traditional characters; text that has none is not handed to the converter."""
    if _traditional().search(text) is None:
        return text
    converted: str = _converter().convert(text)
    return converted


def _unified(run: re.Match[str]) -> str:
    """Write a run of mask signs as ``*``, one per sign, if it hides something Chinese."""
    signs = run.group()
    text = run.string
    beside = text[max(run.start() - 1, 0) : run.start()] + text[run.end() : run.end() + 1]
    hides = any(_is_cjk(character) for character in beside)
    strong = any(sign in _STRONG_MASKS or sign == _DAMAGE for sign in signs)
    if hides and (strong or len(signs) > 1):
        return MASK * len(signs)
    return signs.replace(_DAMAGE, "")


def _is_cjk(character: str) -> bool:
    return _FIRST_CJK <= ord(character) <= _LAST_CJK or character == "〇"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """Return a pattern that finds any character the converter would change."""
    every = "".join(map(chr, range(_FIRST_CJK, _LAST_CJK + 1)))
    converted: str = _converter().convert("\n".join(every))
    changed = [a for a, b in zip(every, converted.split("\n"), strict=True) if a != b]
    return re.compile("[" + "".join(changed) + "]")


@cache
def _characters() -> dict[int, str]:
    """Return what becomes of single characters before anything else is looked at."""
    table = {code: "" for code in range(0x10000) if _is_invisible(chr(code))}
    table |= {ord("\r"): "\n", ord("\n"): "\n"}
    table |= {ord(space): " " for space in _SPACES}
    for code in range(0xFF01, 0xFF5F):
        if chr(code) not in _STAY_WIDE:
            table[code] = chr(code - 0xFEE0)
    # Radicals and compatibility forms that look like, and are meant as, ordinary characters.
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE_CATEGORIES

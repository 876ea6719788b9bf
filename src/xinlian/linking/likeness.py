"""How alike two written names are: slips of the hand, homophones, masks, short forms."""

import re
from functools import cache
from string import ascii_letters

from rapidfuzz.distance import Levenshtein

from xinlian.text.normalise import MASK

# In GB 2312 the 3,755 most common characters stand in the order of their sound, so that
# characters with the same sound are close to one another.
_ROW = 94
_FIRST_ROW, _LAST_ROW = 16, 55
_HOMOPHONE = 14  # at most so far apart; by chance one pair in 130 is
# A name that differs in one of these is another thing.
_TELLING = frozenset(
    "一二三四五六七八九十东西南北中上下前后新老大小内外左右0123456789" + ascii_letters
)

COMPANY_ENDINGS = re.compile(
    "(?:有限责任公司|股份有限公司|有限公司|分公司|公司|集团|股份|房地产开发|房地产|地产开发|置业|地产|"
    "投资管理|资产管理|投资|建筑劳务|建筑工程|建筑|建设|劳务|工程|物业服务|物业管理|物业|实业|商贸|贸易|科技|"
    "担保|理财|财富|金融|开发|经营|发展)$"
)
# Of these, what says so by itself: a 工程 or 建筑 alone may be the thing complained of.
_COMPANY = re.compile("(?:公司|集团|置业|地产|投资|管理|实业|商贸|贸易|科技|担保|理财|财富|金融)$")
_SHORTEST = 2


def slip(wrong: str, right: str, *, together: bool = False) -> str:
    """Return what kind of slip makes ``wrong`` out of ``right``.

    ``sound`` for one character that sounds alike, ``stroke`` for any other one exchanged, left
    out or doubled, '' if it takes more than one or the difference tells two things apart. Names
    written ``together`` in one row may differ in a character that otherwise tells.
    """
    edits = list(Levenshtein.editops(wrong, right))
    if len(edits) != 1:
        return ""
    edit = edits[0]
    written = "" if edit.tag == "insert" else wrong[edit.src_pos]
    meant = "" if edit.tag == "delete" else right[edit.dest_pos]
    if MASK in (written, meant):
        return ""
    if not together and not _TELLING.isdisjoint((written, meant)):
        return ""
    return "sound" if written and meant and sounds_alike(written, meant) else "stroke"


def sounds_alike(one: str, other: str) -> bool:
    """Return whether two characters are close in the order of sounds."""
    places = _sound(one), _sound(other)
    return min(places) >= 0 and abs(places[0] - places[1]) <= _HOMOPHONE


@cache
def masked_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of names that ``name`` may be, each run of ``*`` hiding one or more.

    Offices put two signs for any number of characters, so a run of n hides 1 to n + 2.
    """
    parts = re.split(r"(\*+)", name)
    return re.compile(
        "".join(
            f".{{1,{len(part) + 2}}}" if part.startswith(MASK) else re.escape(part)
            for part in parts
        )
    )


def fits_mask(masked: str, name: str) -> bool:
    """Return whether the masked name may stand for ``name``."""
    return masked_pattern(masked).fullmatch(name) is not None


def company_stem(name: str) -> str:
    """Return a company's name without the words that only say it is one."""
    if _COMPANY.search(name) is None:
        return name
    while (match := COMPANY_ENDINGS.search(name)) and match.start() >= _SHORTEST:
        name = name[: match.start()]
    return name


def one_left_out(name: str) -> set[str]:
    """Return ``name`` and every writing of it with one character left out.

    Two names that are one slip apart share at least one of these.
    """
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


@cache
def _sound(character: str) -> int:
    try:
        row, column = character.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return -1
    row, column = row - 0xA0, column - 0xA1
    return (row - _FIRST_ROW) * _ROW + column if _FIRST_ROW <= row <= _LAST_ROW else -1

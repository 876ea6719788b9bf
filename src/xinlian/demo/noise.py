"""How real registers spoil words: variants of names, slips, traditional and wide characters."""

from collections.abc import Callable
from functools import cache
from random import Random

from opencc import OpenCC

from xinlian.demo.chance import pick

_SLIPS = (
    ("小区", "小曲"),
    ("工资", "公资"),
    ("拖欠", "托欠"),
    ("物业", "物夜"),
    ("开发商", "开发上"),
    ("业主", "业住"),
    ("兑付", "对付"),
    ("补偿", "补尝"),
    ("尽快", "近快"),
    ("解决", "解绝"),
    ("反映", "反应"),
    ("停工", "停功"),
    ("办证", "办正"),
    ("请求", "情求"),
)
_WIDE = str.maketrans("0123456789,.()", "０１２３４５６７８９，．（）")
_LONG_ENOUGH = 5
_SUFFIXED = {"estate": "小区", "site": "项目", "market": "商场", "factory": "有限公司"}


def variant(name: str, thing: str, rng: Random) -> str:
    """Return the name as somebody may write it: longer, shorter or masked, mostly unchanged."""
    short = name[:-2] if len(name) > _LONG_ENOUGH else name
    return pick(
        rng,
        (
            (78, name),
            (7, f"澜川{name}"),
            (6, name + _SUFFIXED.get(thing, "")),
            (6, short),
            (3, f"{name[:2]}**{name[-1]}"),
        ),
    )


def spoil(text: str, rng: Random) -> str:
    """Return the text with, rarely, one kind of damage."""
    return pick(rng, _DAMAGES)(text, rng)


def _same(text: str, _rng: Random) -> str:
    return text


def _slip(text: str, rng: Random) -> str:
    """Write one word as it sounds."""
    possible = [pair for pair in _SLIPS if pair[0] in text]
    return text.replace(*rng.choice(possible), 1) if possible else text


def _spaced(text: str, rng: Random) -> str:
    """Scatter the white space that web forms leave behind."""
    cut = rng.randrange(len(text) + 1)
    return f"\t\n\u3000\u3000{text[:cut]} \u200b{text[cut:]}\n"


def _lost(text: str, rng: Random) -> str:
    """Lose one character, no digit: a number with a hole could not be told from a real one."""
    cut = rng.choice([at for at, character in enumerate(text) if not character.isascii()])
    return text[:cut] + "\ufffd" + text[cut + 1 :]


def _wide(text: str, _rng: Random) -> str:
    """Write digits and punctuation at full width."""
    return text.translate(_WIDE)


def _traditional(text: str, _rng: Random) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


_DAMAGES: tuple[tuple[float, Callable[[str, Random], str]], ...] = (
    (85, _same),
    (5, _slip),
    (3, _traditional),
    (3, _wide),
    (3, _spaced),
    (1, _lost),
)

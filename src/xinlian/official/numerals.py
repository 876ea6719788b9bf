"""Numbers of headings (GB/T 9704-2012, 7.3.3): 一、（一）1.（1）."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from xinlian.official.structure import DEEPEST_HEADING, Block, Heading

_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10
_HUNDRED: Final = 100


def chinese(number: int) -> str:
    """Write 1 to 999 in Chinese: 十二, 二十, 一百零五."""
    if number < _TEN:
        return _DIGITS[number]
    if number < _HUNDRED:
        tens, ones = divmod(number, _TEN)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    hundreds, rest = divmod(number, _HUNDRED)
    head = f"{_DIGITS[hundreds]}百"
    if not rest:
        return head
    if rest < _TEN:
        return f"{head}零{_DIGITS[rest]}"
    return head + ("一" if rest < _TEN * 2 else "") + chinese(rest)


_FORMS: Final[tuple[Callable[[int], str], ...]] = (
    lambda number: f"{chinese(number)}、",
    lambda number: f"（{chinese(number)}）",
    lambda number: f"{number}.",
    lambda number: f"（{number}）",
)


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each block with its number, '' for what is no heading.

    A heading restarts the numbers of the levels below it.
    """
    counts = [0] * DEEPEST_HEADING
    for block in blocks:
        if not isinstance(block, Heading):
            yield block, ""
            continue
        at = block.level - 1
        counts[at] += 1
        counts[at + 1 :] = [0] * (DEEPEST_HEADING - block.level)
        yield block, _FORMS[at](counts[at])

"""Where a long title breaks: whole words, lines shaped as a trapezium or a rhombus.

GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole, stands symmetrically, and its
lines are neither of one length nor narrow in the middle.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from xinlian.official.text import clean, ems

WIDEST: Final = 18.0
"""Characters of 22 pt in one line that still leave the title air on both sides."""

_WORD: Final = re.compile(
    "进一步|委员会|办公室|上半年|下半年|信访|工作|情况|通报|全市|全省|全县|全区|联席|会议|主持|讲话|报告"
    "|纪要|全体|形势|分析|研判|意见|通知|办法|关于|问题|群众|印发|实施|方案|积案|化解|责任|单位"
    "|督办|重复|年度|考核|结果|专项|治理|当前|重点|领域|矛盾|纠纷|推进|加强|领导|包案|整改|落实"
    "|事项|办理|处理|同志|人民|政府|季度|第一|第二|第三|第四|次"
)
"""Words of such titles, the longer ones first: a line does not end inside one."""
_UNIT: Final = re.compile(
    r"[0-9A-Za-z.,%\-—–]+[年月日次号届]?(?:[0-9\-—–]+[年月日]?)*|《[^》]{1,12}》"
)
_NEVER_FIRST: Final = frozenset("的之、，。；：！？）》〉”’】〕,.;:!?)]}%— ")
_NEVER_LAST: Final = frozenset("（《〈“‘【〔([{ ")
_CARRIED_ON: Final = 100
_MORE_LINES: Final = 3

_FORBIDDEN, _CUTS_WORD, _LINE, _PLAIN, _GOOD = 1000.0, 25.0, 6.0, 3.0, 0.0


def title_lines(title: str, widest: float = WIDEST) -> tuple[str, ...]:
    """Break a title into lines of at most ``widest`` characters.

    Breaks that the title already has are kept as they are.
    """
    text = clean(title).strip()
    if "\n" in text:
        return tuple(line.strip() for line in text.split("\n") if line.strip())
    if ems(text) <= widest:
        return (text,)
    fewest = int(-(-ems(text) // widest))
    counts = range(fewest, fewest + _MORE_LINES)
    found = [best for count in counts if (best := _best(text, count, widest)) is not None]
    return min(found)[1] if found else _by_width(text, widest)


def _best(text: str, count: int, widest: float) -> tuple[float, tuple[str, ...]] | None:
    """Return the cheapest way to set the title in so many lines, with its cost.

    Line by line, only the best beginnings are carried on.
    """
    costs = _break_costs(text)
    begun: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    for left in reversed(range(count)):
        longer = [
            (_cost(text, cuts, costs), cuts)
            for _, before in begun
            for cuts in _next_cuts(text, before, left, widest)
        ]
        begun = sorted(longer)[:_CARRIED_ON]
    if not begun or begun[0][0] >= _FORBIDDEN:
        return None
    cost, cuts = begun[0]
    return cost + _LINE * count, tuple(text[a:b] for a, b in pairwise(cuts))


def _next_cuts(
    text: str, before: tuple[int, ...], left: int, widest: float
) -> Iterator[tuple[int, ...]]:
    """Yield the cuts with one more line, such that ``left`` lines hold what remains."""
    start = before[-1]
    ends = range(start + 1, len(text) + 1) if left else [len(text)]
    for end in ends:
        if ems(text[start:end]) > widest:
            return
        if start < end and ems(text[end:]) <= left * widest:
            yield (*before, end)


def _cost(text: str, cuts: tuple[int, ...], costs: dict[int, float]) -> float:
    widths = [ems(text[a:b]) for a, b in pairwise(cuts)]
    return sum(costs.get(at, 0.0) for at in cuts) + _shape_cost(widths)


def _break_costs(text: str) -> dict[int, float]:
    """Return what it costs to break before each character."""
    costs = {}
    inside = set(_inside(_UNIT, text))
    cut = set(_inside(_WORD, text))
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after in _NEVER_FIRST or before in _NEVER_LAST or at in inside:
            costs[at] = _FORBIDDEN
        elif at in cut:
            costs[at] = _CUTS_WORD
        elif before in "的和与、》）年月日" or text.startswith("关于", at):
            costs[at] = _GOOD
        elif text.endswith("关于", 0, at):
            costs[at] = _CUTS_WORD
        else:
            costs[at] = _PLAIN
    return costs


def _inside(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for found in pattern.finditer(text):
        yield from range(found.start() + 1, found.end())


def _shape_cost(widths: list[float]) -> float:
    """Return how far the lines are from a trapezium (two lines) or a rhombus (more)."""
    steps = [abs(a - b) for a, b in pairwise(widths)]
    uneven = sum(abs(step - 3.0) * 0.6 for step in steps)
    equal = sum(4.0 for step in steps if step < 1.0)
    hourglass = sum(
        12.0
        for left, middle, right in zip(widths, widths[1:], widths[2:], strict=False)
        if middle < min(left, right)
    )
    return uneven + equal + hourglass


def _by_width(text: str, widest: float) -> tuple[str, ...]:
    """Cut a text that has no place to break."""
    lines, line = [], ""
    for char in text:
        if line and ems(line + char) > widest:
            lines.append(line)
            line = ""
        line += char
    return (*lines, line)

"""How figures are put into words. Pure functions: numbers in, Chinese phrases out.

The rules can be read here: a rise is never written where there was a fall, and where the year
and the last months point in different directions the sentence says both.
"""

from collections.abc import Sequence
from fractions import Fraction

_STEADY = Fraction(1, 1000)
"""A change of less than a thousandth is called level."""


def direction(now: int, then: int) -> int:
    """Return 1 for a rise, -1 for a fall, 0 for level."""
    if now == then or (then and abs(Fraction(now - then, then)) < _STEADY):
        return 0
    return 1 if now > then else -1


def change(now: int, then: int, against: str) -> str:
    """Write a change against an earlier count: 同比下降12.5%.

    Without an earlier count there is no rate, and the sentence gives the earlier count.
    """
    way = direction(now, then)
    if way == 0:
        return f"{against}持平"
    if then == 0:
        return f"{against}增加，上期为零"
    return f"{against}{'上升' if way > 0 else '下降'}{percent(abs(Fraction(now - then, then)), 1)}"


def both(year: int, recent: int) -> str:
    """Write how the year's direction and the recent one go together, '' where they agree.

    ``year`` and ``recent`` are directions as :func:`direction` gives them.
    """
    if year < 0 < recent:
        return "总体下降，但近期反弹"
    if recent < 0 < year:
        return "总体上升，近期有所回落"
    if year == 0 and recent > 0:
        return "总体持平，但近期上升"
    if year < 0 and recent == 0:
        return "总体下降，近期持平"
    return ""


def percent(rate: Fraction, places: int = 2) -> str:
    """Write a rate in per cent, rounded half up, without trailing zeros: 46.34%, 200%."""
    scaled = rate * 100 * 10**places
    whole = int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(places + 1, "0")
    if not places:
        return f"{sign}{digits}%"
    cut = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"{sign}{cut}%"


def points(now: Fraction, then: Fraction) -> str:
    """Write the difference of two rates in percentage points (个百分点)."""
    difference = now - then
    if difference == 0:
        return "持平"
    way = "提高" if difference > 0 else "下降"
    return f"{way}{percent(abs(difference)).removesuffix('%')}个百分点"


def listed(names: Sequence[str]) -> str:
    """Join names as a Chinese list: 甲、乙和丙."""
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    return f"{'、'.join(names[:-1])}和{names[-1]}"

"""Invented petitioners: no area code, telephone range or address of theirs exists."""

from random import Random

from xinlian.demo.chance import happens
from xinlian.demo.records import NOBODY, Person

ID_AREAS = tuple(f"9903{n:02d}" for n in range(1, 9))
"""Area codes of identity numbers: none begins with 99."""

TELEPHONE_PREFIX = "1990000"
"""All telephone numbers lie in this one range of ten thousand."""

_SURNAMES = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "明华建国秀英桂兰志强玉珍海燕春梅文斌丽娟晓东红霞国庆永福金凤德胜淑芳立军"
    "雪松云飞小满长青雨晴子谦素琴根生水莲光远月娥大勇思源"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FEMALE_OR_MALE = 999


def id_check(body: str) -> str:
    """Return the check character of an identity number's first 17 digits (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


class Population:
    """Makes petitioners, each with a telephone number of their own."""

    def __init__(self, rng: Random) -> None:
        """Start with nobody."""
        self._rng = rng
        self._count = 0

    def person(self, address: str, *, complete: bool = False) -> Person:
        """Return a new petitioner living at ``address``.

        Unless ``complete``, some leave out the identity number, the telephone or the address,
        and one in a hundred has a name that the old register masked.
        """
        rng = self._rng
        self._count += 1
        name = rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2, 2))))
        telephone = f"{TELEPHONE_PREFIX}{self._count * 7919 % 10_000:04d}"
        whole = Person(name, self._id_number(), telephone, address)
        if complete:
            return whole
        return Person(
            f"{name[0]}**" if happens(rng, 0.01) else name,
            whole.id_number if happens(rng, 0.62) else "",
            whole.telephone if happens(rng, 0.85) else "",
            whole.address if happens(rng, 0.7) else "",
        )

    def somebody(self, address: str) -> Person:
        """Return a new petitioner, or nobody: about one in eleven files without a name."""
        return NOBODY if happens(self._rng, 0.095) else self.person(address)

    def _id_number(self) -> str:
        rng = self._rng
        born = f"{rng.randint(1938, 1994)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
        body = f"{rng.choice(ID_AREAS)}{born}{rng.randint(1, _FEMALE_OR_MALE):03d}"
        return body + id_check(body)

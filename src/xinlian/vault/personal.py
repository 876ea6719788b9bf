"""A person's data as values that do not show themselves, and what it is recognised by."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

import orjson

_MASKED: Final = re.compile(r"[*_＊＿×□■?？●○]|[xX]{2}")
_SPACE: Final = re.compile(r"[\s·•．・\u200b-\u200d\ufeff]+")

_NOBODY: Final = re.compile(
    "匿名(者|用户)?|无(名氏?)?|不详|未(知|提供|留)|保密|不愿透露|本人|姓名|地址|电话|证件号?"
    "|市民|网友|群众|业主|村民|居民|职工|员工|家长|学生|住户|商户|租户|农民工|工人|先生|女士|同志|用户"
    "|(来电|来信|来访|信访|留言|反映|投诉)人"
)
_CROWD: Final = re.compile(r"(全体|部分|众|广大|小区|本村).*|.*(代表|等人|业主|村民|居民)")

_SHORT_ID: Final = 15
_LEAST_ID: Final = 6
_LEAST_TELEPHONE: Final = 7


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a register says of who wrote a petition; '' where it says nothing.

    No value shows in ``repr``, so none can reach a log or a traceback by way of it.
    """

    name: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Tell whether anything at all is known of the person."""
        return any(value.strip() for value in self._values)

    def encode(self) -> bytes:
        """Return the bytes that are sealed."""
        return orjson.dumps(self._values)

    @property
    def _values(self) -> tuple[str, str, str, str]:
        return (self.name, self.id_number, self.telephone, self.address)

    @classmethod
    def decode(cls, data: bytes) -> "PersonalData":
        """Return the person whose bytes these are."""
        return cls(*orjson.loads(data))


def is_name(text: str) -> bool:
    """Tell whether ``text`` names somebody: longer than a character, no word for anybody."""
    squeezed = _SPACE.sub("", text)
    return (
        len(squeezed) > 1
        and any(character.isalpha() for character in squeezed)
        and not _NOBODY.fullmatch(squeezed)
        and not _CROWD.fullmatch(squeezed)
    )


def recognised_by(person: PersonalData) -> str | None:
    """Return what tells two petitions of one person: the identity number, else name and telephone.

    None where that is missing, masked or no more than a word for anybody: such a person is
    unknown, never guessed. A 15-digit number counts as the 18-digit one it became.
    """
    number = _identity_number(person.id_number)
    if number:
        return f"id\x00{number}"
    name = _SPACE.sub("", unicodedata.normalize("NFKC", person.name)).casefold()
    telephone = _telephone(person.telephone)
    if is_name(name) and not _MASKED.search(name) and telephone:
        return f"name\x00{name}\x00{telephone}"
    return None


def _identity_number(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if _MASKED.search(plain):
        return ""
    number = re.sub(r"[^0-9A-Za-z]", "", plain).upper()
    if len(number) < _LEAST_ID or len(set(number)) == 1 or not any(c.isdigit() for c in number):
        return ""
    if len(number) == _SHORT_ID and number.isdigit():
        return _lengthened(number)
    return number


def _lengthened(number: str) -> str:
    """Return the 18 digits of a 15-digit identity number (GB 11643-1999)."""
    body = f"{number[:6]}19{number[6:]}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def _telephone(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if _MASKED.search(plain):
        return ""
    digits = re.sub(r"\D", "", plain)
    digits = re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)
    return digits if len(digits) >= _LEAST_TELEPHONE and len(set(digits)) > 1 else ""

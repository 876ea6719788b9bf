"""Query codes of receipts: 16 digits, the last a check digit, shown once, stored as a digest."""

import hmac
import secrets

from xinlian.vault.keys import subkey

_BODY = 15


def new_code() -> str:
    """Return a fresh code: 15 random digits (50 bits) and a Luhn check digit."""
    body = "".join(str(secrets.randbelow(10)) for _ in range(_BODY))
    return body + str(_check_digit(body))


def grouped(code: str) -> str:
    """Write a code in groups of four, as it is printed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def is_code(text: str) -> bool:
    """Tell whether ``text`` (spaces and dashes aside) is a code without a slip of the pen."""
    digits = text.replace(" ", "").replace("-", "")
    return (
        len(digits) == _BODY + 1
        and digits.isascii()
        and digits.isdigit()
        and int(digits[-1]) == _check_digit(digits[:-1])
    )


def code_digest(code: str) -> str:
    """Return the keyed digest under which a code is stored and found."""
    digits = code.replace(" ", "").replace("-", "")
    return hmac.digest(subkey("receipt"), digits.encode(), "sha256").hex()


def _check_digit(body: str) -> int:
    """Return the Luhn digit (ISO/IEC 7812-1) that finds single slips and most swaps."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - digit sum of a doubled digit
    return -total % 10

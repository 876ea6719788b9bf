"""Text as it goes onto paper: what may stand in XML, how wide it is, days in words."""

import re
from datetime import date
from typing import Final
from unicodedata import east_asian_width

_NOT_XML: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END: Final = re.compile("\r\n?")
_FULL_WIDTH: Final = frozenset("WFA")


def clean(text: str) -> str:
    """Return the text without what XML 1.0 cannot hold; line ends become line feeds."""
    return _NOT_XML.sub("", _LINE_END.sub("\n", text))


def ems(text: str) -> float:
    """Return the width of a line in full-width characters; half-width ones count a half."""
    return sum(1.0 if east_asian_width(char) in _FULL_WIDTH else 0.5 for char in text)


def day_in_words(day: date) -> str:
    """Write a day as official documents date themselves: Arabic, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def hyperlink(url: str) -> str:
    """Return an address that may be linked to, '' for any other (a script, a file, ...)."""
    safe = url.startswith(("https://", "http://")) or re.match(r"/(?![/\\])", url)
    return clean(url) if safe else ""
